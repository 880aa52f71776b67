"""A place with nothing in it yet: what to do, and the button that does it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import IconView, text_label

_ICON_SIZE = 48
_TEXT_WIDTH = 420


class EmptyState(QWidget):
    """An icon, a title, a sentence and buttons, in the middle of whatever room there is."""

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        gap = TOKENS.spacing
        self._title = text_label("title", wrap=True, parent=self)
        self._text = text_label(wrap=True, parent=self)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(gap)
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(gap)
        column.addStretch(2)
        column.addWidget(IconView(icon_name, "text2", _ICON_SIZE, self), 0, middle)
        column.addSpacing(gap)
        for label in (self._title, self._text):
            label.setAlignment(middle)
            label.setFixedWidth(_TEXT_WIDTH)
            # a row, since a layout does not ask an aligned label how high its lines are
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(label)
            row.addStretch(1)
            column.addLayout(row)
        column.addSpacing(gap)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(self._buttons)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)

    def set_text(self, title: str, text: str) -> None:
        """Both texts, translated."""
        self._title.setText(title)
        self._text.setText(text)

    def add_button(self, *, primary: bool = False) -> QPushButton:
        """One more button at the right of the others; its text and what it does are the caller's."""
        button = QPushButton(self)
        if primary:
            button.setProperty("role", "primary")
        else:
            button.setProperty("tall", True)
        self._buttons.addWidget(button)
        return button
