"""Over the part in hand: why it is asked about, what else can be done with it, and how many are left."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bgad_studio.core.review import Reason
from bgad_studio.ui import theme
from bgad_studio.ui.actions import key_text
from bgad_studio.ui.icons import icon
from bgad_studio.ui.review.state import ReviewState
from bgad_studio.ui.review.words import advice_text, reason_text
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import IconView, text_label

_ICONS: Final = {
    Reason.MISSED: ("ng", "ng"),
    Reason.ALARM: ("ok", "ok"),
    Reason.BETWEEN: ("unsure", "review"),
    Reason.UNSURE: ("unsure", "review"),
    Reason.STRANGE: ("warning", "review"),
    Reason.NEAR: ("info", "accent"),
}


class AskBar(QFrame):
    """Shows the part in hand of a :class:`ReviewState`.

    Signals:
        paintWanted(), laterWanted(): The buttons.
    """

    paintWanted = Signal()  # noqa: N815 - a signal
    laterWanted = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", True)
        self._state = ReviewState()
        self._icon = IconView("unsure", "review", TOKENS.font_verdict, self)
        self.reason = text_label("title", parent=self)
        self._advice = text_label("secondary", parent=self)
        self.paint = QPushButton(icon("brush", "text2"), "", self)
        self.later = QPushButton(icon("next", "text2"), "", self)
        self.left = text_label("number", parent=self)
        self.left.setFont(theme.figure_font(TOKENS.font_number, bold=True))
        self._left_word = text_label("secondary", parent=self)
        self.paint.clicked.connect(self.paintWanted)
        self.later.clicked.connect(self.laterWanted)
        gap = TOKENS.spacing
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.reason)
        words.addWidget(self._advice)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * gap, gap, 2 * gap, gap)
        row.setSpacing(gap + gap // 2)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        for widget in (self.paint, self.later, self.left, self._left_word):
            row.addWidget(widget)
        self._retranslate()

    def show_state(self, state: ReviewState) -> None:
        """Show why the part in hand is asked about, and how many are left."""
        self._state = state
        current = state.current
        if current is None:
            return
        self._icon.set_icon(*_ICONS[current.reason])
        self.reason.setText(reason_text(current.reason))
        self._advice.setText(advice_text(current.reason))
        self.left.setText(str(len(state.queue)))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._left_word.setText(QCoreApplication.translate("Review", "left"))
        for button, action, word, tip in (
            (
                self.paint,
                "brush",
                QCoreApplication.translate("Review", "Paint"),
                QCoreApplication.translate("Review", "Go and paint the defect on this part"),
            ),
            (
                self.later,
                "next",
                QCoreApplication.translate("Review", "Later"),
                QCoreApplication.translate("Review", "Go on without an answer; it is asked again"),
            ),
        ):
            key = key_text(action)
            button.setText(f"{key} {word}" if len(key) == 1 else word)
            button.setToolTip(f"{tip} ({key})" if key else tip)
        self.show_state(self._state)
