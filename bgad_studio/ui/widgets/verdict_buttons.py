"""The three verdicts side by side, each with the key that gives it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from bgad_studio.core.records import Verdict
from bgad_studio.ui.actions import action_text, key_text
from bgad_studio.ui.icons import icon
from bgad_studio.ui.theme import TOKENS

_LOOK: Final = {
    Verdict.OK: ("ok", "ok"),
    Verdict.NG: ("ng", "ng"),
    Verdict.UNSURE: ("unsure", "review"),
}


class VerdictButtons(QWidget):
    """OK, NG and unsure, of which at most one is given.

    Signals:
        verdictChosen(object): A person gave a :class:`Verdict`, or took it back (None) by pressing it again.
    """

    verdictChosen = Signal(object)  # noqa: N815 - a signal

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TOKENS.spacing // 2)
        self._buttons: dict[Verdict, QPushButton] = {}
        for verdict, (name, role) in _LOOK.items():
            button = QPushButton(self)
            button.setCheckable(True)
            button.setProperty("role", role)
            button.setIcon(icon(name, role, role))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setProperty("tall", True)
            button.clicked.connect(lambda checked, given=verdict: self._choose(given, checked))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
            self._buttons[verdict] = button
        self._retranslate()

    def set_verdict(self, verdict: Verdict | None) -> None:
        """Show what is given; emits nothing."""
        for which, button in self._buttons.items():
            button.setChecked(which is verdict)

    def verdict(self) -> Verdict | None:
        """What is shown as given."""
        return next((which for which, button in self._buttons.items() if button.isChecked()), None)

    def button(self, verdict: Verdict) -> QPushButton:
        """The button of one verdict."""
        return self._buttons[verdict]

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _choose(self, verdict: Verdict, checked: bool) -> None:
        chosen = verdict if checked else None
        self.set_verdict(chosen)
        self.verdictChosen.emit(chosen)

    def _retranslate(self) -> None:
        texts = {
            Verdict.OK: (
                QCoreApplication.translate("Verdict", "OK"),
                "ok",
            ),
            Verdict.NG: (
                QCoreApplication.translate("Verdict", "NG"),
                "ng",
            ),
            Verdict.UNSURE: (
                QCoreApplication.translate("Verdict", "Unsure"),
                "unsure",
            ),
        }
        for verdict, (word, action) in texts.items():
            key, tip = key_text(action), action_text(action)
            self._buttons[verdict].setText(f"{key} {word}" if len(key) == 1 else word)
            self._buttons[verdict].setToolTip(f"{tip} ({key})" if key else tip)
            self._buttons[verdict].setAccessibleName(word)
