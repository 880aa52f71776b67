"""How many parts of each verdict; a press lists only those."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from bgad_studio.core.inspection import EMPTY, Tally
from bgad_studio.core.records import Verdict
from bgad_studio.ui import theme
from bgad_studio.ui.browser.words import ROLES, SHAPES, model_word
from bgad_studio.ui.icons import icon
from bgad_studio.ui.inspection.part_list import UNREADABLE, Kind, unreadable_word
from bgad_studio.ui.theme import TOKENS

_KINDS: Final = (Verdict.OK, Verdict.UNSURE, Verdict.NG, UNREADABLE)


class Counters(QWidget):
    """OK, review, NG and, where there are any, unreadable.

    Signals:
        kindChosen(object): List only parts of this kind; None: all.
    """

    kindChosen = Signal(object)  # noqa: N815 - a signal

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tally = EMPTY
        self.buttons: dict[Kind, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TOKENS.spacing // 2)
        for kind in _KINDS:
            button = self.buttons[kind] = QPushButton(self)
            role = ROLES[kind] if isinstance(kind, Verdict) else "review"
            button.setProperty("role", role)
            button.setProperty("tall", True)
            button.setCheckable(True)
            button.setIcon(icon(SHAPES[kind] if isinstance(kind, Verdict) else "warning", role, role))
            button.setFont(theme.figure_font(bold=True))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda checked, kind=kind: self._choose(kind if checked else None))
            row.addWidget(button)
        self._retranslate()

    def set_tally(self, tally: Tally) -> None:
        """Show these numbers."""
        self._tally = tally
        self._retranslate()

    def show_all(self) -> None:
        """No kind is chosen any more; emits nothing."""
        for button in self.buttons.values():
            button.setChecked(False)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _choose(self, kind: Kind) -> None:
        for which, button in self.buttons.items():
            button.setChecked(which == kind)
        self.kindChosen.emit(kind)

    def _retranslate(self) -> None:
        numbers = (self._tally.ok, self._tally.review, self._tally.ng, self._tally.unreadable)
        for kind, number in zip(_KINDS, numbers, strict=True):
            word = model_word(kind) if isinstance(kind, Verdict) else unreadable_word()
            button = self.buttons[kind]
            button.setText(f"{word} {number}" if isinstance(kind, Verdict) else str(number))
            button.setToolTip(f"{word}: {number}")
            button.setAccessibleName(f"{word} {number}")
        self.buttons[UNREADABLE].setVisible(self._tally.unreadable > 0)
