"""Every value of the recipe a person may change, each with the paper's symbol and a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QPushButton, QVBoxLayout, QWidget

from bgad_studio.core.config import TrainConfig
from bgad_studio.ui.i18n import counted
from bgad_studio.ui.icons import icon
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.training.field_row import FieldRow
from bgad_studio.ui.training.field_words import field_texts, group_name
from bgad_studio.ui.training.fields import FIELDS, Group, applies, read_field, with_field
from bgad_studio.ui.widgets.labels import text_label

EDITABLE: Final = tuple(field for field in FIELDS if field.group is not Group.PSEUDO)
"""Pseudo anomalies have a place of their own, where a person sees what comes of them."""


class Advanced(QWidget):
    """The values of one recipe, in groups that unfold.

    Signals:
        changed(): A person changed a value, or took all of them back.
        backboneWanted(): Weights of a network should be added from a file.

    Attributes:
        groups: What unfolds the values of a group.
    """

    changed = Signal()
    backboneWanted = Signal()  # noqa: N815 - a signal

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preset = self._config = TrainConfig()
        self._rows = {field.path: FieldRow(field, self) for field in EDITABLE}
        self._shown = text_label("secondary", wrap=True, parent=self)
        self.add_backbone = QPushButton(self)
        self.add_backbone.clicked.connect(self.backboneWanted)
        self.groups: dict[Group, QPushButton] = {}
        self._elsewhere = text_label("secondary", wrap=True, parent=self)
        self.reset = QPushButton(self)
        self.reset.clicked.connect(lambda: self._take(self._preset))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TOKENS.spacing)
        column.addWidget(self._shown)
        for group in dict.fromkeys(field.group for field in EDITABLE):
            column.addWidget(self._make_heading(group))
            column.addWidget(self._make_body(group))
        column.addWidget(self._elsewhere)
        column.addWidget(self.reset)
        self._retranslate()

    @property
    def editors(self) -> dict[str, QWidget]:
        """What each value is changed with."""
        return {path: row.editor for path, row in self._rows.items()}

    @property
    def recipe(self) -> TrainConfig | None:
        """The recipe with what a person changed; None: nothing was changed."""
        return None if self._config == self._preset else self._config

    def set_preset(self, config: TrainConfig) -> None:
        """Start from the values of a preset; what was changed before is forgotten."""
        self._preset = config
        self._take(config)

    def set_backbones(self, names: Sequence[str]) -> None:
        """Offer the networks with these timm names."""
        self._rows["backbone"].set_choices(names)

    def choose_backbone(self, name: str) -> None:
        """Train with the network ``name``, which is offered."""
        self._rows["backbone"].choose(name)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _make_heading(self, group: Group) -> QPushButton:
        heading = self.groups[group] = QPushButton(self)
        heading.setProperty("role", "ghost")
        heading.setProperty("fold", True)
        heading.setCheckable(True)
        return heading

    def _make_body(self, group: Group) -> QWidget:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, TOKENS.spacing)
        column.setSpacing(TOKENS.spacing)
        for path, row in self._rows.items():
            if row.field.group is group:
                column.addWidget(row)
                row.edited.connect(partial(self._edit, path))
            if path == "backbone" and group is Group.PICTURES:
                column.addWidget(self.add_backbone)
        body.setVisible(False)
        heading = self.groups[group]
        heading.toggled.connect(body.setVisible)
        heading.toggled.connect(lambda _: self._show_changes())
        return body

    def _edit(self, path: str, value: Any) -> None:
        before = read_field(self._preset, path)
        editor = self._rows[path].editor
        if isinstance(editor, QDoubleSpinBox) and abs(value - before) < 0.5 * 10 ** -editor.decimals():
            value = before  # as shown: 0.33 is the preset's 1/3
        self._config = with_field(self._config, path, value)
        self._show_changes()
        self.changed.emit()

    def _take(self, config: TrainConfig) -> None:
        self._config = config
        for path, row in self._rows.items():
            row.show_value(read_field(config, path))
            row.setVisible(applies(row.field, self._preset))
        self._show_changes()
        self.changed.emit()

    def _changed_fields(self) -> list[str]:
        paths = (field.path for field in EDITABLE)
        return [path for path in paths if read_field(self._config, path) != read_field(self._preset, path)]

    def _show_changes(self) -> None:
        """How many values differ, in all and in every group."""
        changed = self._changed_fields()
        self.reset.setEnabled(bool(changed))
        text = QCoreApplication.translate("Advanced", "These are the values of the chosen recipe.")
        if changed:
            text = counted(
                len(changed),
                QCoreApplication.translate("Advanced", "1 value differs from the recipe."),
                QCoreApplication.translate("Advanced", "{0} values differ from the recipe."),
            )
        self._shown.setText(text)
        for group, heading in self.groups.items():
            inside = sum(self._rows[path].field.group is group for path in changed)
            heading.setText(f"{group_name(group)} · {inside}" if inside else group_name(group))
            heading.setIcon(icon("chevron-up" if heading.isChecked() else "chevron-down"))

    def _retranslate(self) -> None:
        texts = field_texts()
        for path, row in self._rows.items():
            row.set_texts(*texts[path])
        self.add_backbone.setText(QCoreApplication.translate("Advanced", "Add a network from a file…"))
        self._elsewhere.setText(
            QCoreApplication.translate(
                "Advanced", "How pseudo anomalies are made is set in their own place, where they are seen."
            )
        )
        self.reset.setText(QCoreApplication.translate("Advanced", "Back to the recipe"))
        self._show_changes()
