"""One value of a recipe: its name, its sentence and what it is changed with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from bgad_studio.ui.training.field_words import value_text
from bgad_studio.ui.training.fields import Field, Kind, numbers_text, parse_numbers
from bgad_studio.ui.widgets.labels import text_label
from bgad_studio.ui.widgets.number_box import keep_off_edge

_NUMBER_PX: Final = 112


class FieldRow(QWidget):
    """A row under Advanced.

    Signals:
        edited(object): A person gave another value.

    Attributes:
        editor: What the value is changed with.
    """

    edited = Signal(object)

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._value: Any = None
        self._choices = field.choices  # Qt would hand back plain strings
        self._name = text_label(wrap=True, parent=self)
        self._hint = text_label("secondary", wrap=True, parent=self)
        self.editor = self._make_editor()
        self._name.setBuddy(self.editor)
        wide = field.kind in (Kind.CHOICE, Kind.NUMBERS)  # names of networks are long
        line = QVBoxLayout() if wide else QHBoxLayout()
        line.addWidget(self._name, 1)
        line.addWidget(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self._hint)

    def show_value(self, value: Any) -> None:
        """Show a value without telling."""
        self._value = value
        editor = self.editor
        editor.blockSignals(True)
        if isinstance(editor, QCheckBox):
            editor.setChecked(value)
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(self._choices.index(value) if value in self._choices else -1)
        elif isinstance(editor, QLineEdit):
            editor.setText(numbers_text(value))
        elif isinstance(editor, QSpinBox | QDoubleSpinBox):
            editor.setValue(value)
        editor.blockSignals(False)

    def set_choices(self, values: Sequence[object]) -> None:
        """Offer these values of a choice, and the one in use."""
        editor = self.editor
        assert isinstance(editor, QComboBox)
        self._choices = tuple(dict.fromkeys((*values, self._value)))
        editor.blockSignals(True)
        editor.clear()
        editor.addItems([value_text(value) for value in self._choices])
        editor.blockSignals(False)
        self.show_value(self._value)

    def choose(self, value: object) -> None:
        """Take one of a choice, as a person would."""
        assert isinstance(self.editor, QComboBox)
        self.editor.setCurrentIndex(self._choices.index(value))

    def set_texts(self, name: str, hint: str) -> None:
        """Name and sentence, translated."""
        symbol = self.field.symbol
        self._name.setText(f"{name} ({symbol})" if symbol else name)
        self._hint.setText(hint)
        self.editor.setToolTip(hint)
        self.editor.setAccessibleName(name)
        if isinstance(self.editor, QComboBox):
            for index, value in enumerate(self._choices):
                self.editor.setItemText(index, value_text(value))

    def _make_editor(self) -> QWidget:
        field = self.field
        if field.kind is Kind.SWITCH:
            box = QCheckBox(self)
            box.toggled.connect(self._tell)
            return box
        if field.kind is Kind.CHOICE:
            names = QComboBox(self)
            names.addItems([value_text(value) for value in field.choices])
            names.currentIndexChanged.connect(lambda index: self._tell(self._choices[index]))
            return names
        if field.kind is Kind.NUMBERS:
            numbers = QLineEdit(self)
            numbers.editingFinished.connect(lambda: self._read_numbers(numbers))
            return numbers
        return self._make_number()

    def _make_number(self) -> QWidget:
        field = self.field
        if field.decimals:
            real = QDoubleSpinBox(self)
            real.setDecimals(field.decimals)
            real.setRange(field.low, field.high)
            real.setSingleStep(field.step)
            real.valueChanged.connect(self._tell)
            real.setFixedWidth(_NUMBER_PX)
            keep_off_edge(real)
            return real
        whole = QSpinBox(self)
        whole.setRange(int(field.low), int(field.high))
        whole.setSingleStep(int(field.step))
        whole.valueChanged.connect(self._tell)
        whole.setFixedWidth(_NUMBER_PX)
        keep_off_edge(whole)
        return whole

    def _read_numbers(self, box: QLineEdit) -> None:
        """What cannot be read gives way to the numbers before."""
        found = parse_numbers(box.text(), self.field.low, self.field.high)
        self._tell(self._value if found is None else found)
        box.setText(numbers_text(self._value))

    def _tell(self, value: Any) -> None:
        if value != self._value:
            self._value = value
            self.edited.emit(value)
