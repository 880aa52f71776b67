"""What went wrong and what to do now, in its place and without stopping anybody."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from bgad_studio.core.errors import Problem, Trouble
from bgad_studio.ui import theme
from bgad_studio.ui.i18n import trouble_text
from bgad_studio.ui.icons import icon
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import IconView, text_label

Level = Literal["info", "warning", "error"]

_ICONS: Final[dict[Level, tuple[str, str]]] = {
    "info": ("info", "accent"),
    "warning": ("warning", "review"),
    "error": ("warning", "ng"),
}


class Notice(QFrame):
    """A strip with an icon, what happened, what to do, and at most one button that does it. Hidden at first.

    Signals:
        actionTriggered(): The person wants what the button offers.
    """

    actionTriggered = Signal()  # noqa: N815 - a signal

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trouble: Trouble | None = None
        self._level: Level = "info"
        self._icon = IconView("info", "accent", parent=self)
        self._title = text_label(wrap=True, parent=self)
        self._remedy = text_label("secondary", wrap=True, parent=self)
        self._code = text_label("secondary", parent=self)
        for label in (self._title, self._remedy, self._code):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton(self)
        self._action.clicked.connect(self.actionTriggered)
        self._close = QToolButton(self)
        self._close.setIcon(icon("cancel", "text2"))
        self._close.clicked.connect(self.hide)
        self._lay_out()
        self._retranslate()
        self.hide()

    def show_text(self, level: Level, title: str, remedy: str = "", action: str = "") -> None:
        """Show the strip.

        Args:
            level: Sets icon and colour.
            title: What happened and why, translated.
            remedy: What to do now, translated.
            action: Word on the button, translated; empty for no button.
        """
        self._trouble = None
        self._fill(level, title, remedy, "")
        self._action.setText(action)
        self._action.setVisible(bool(action))

    def show_trouble(self, trouble: Trouble, level: Level = "error", action: str = "") -> None:
        """Show a catalogued trouble with its code; it changes its language with the window."""
        text, remedy = trouble_text(trouble)
        self.show_text(level, text, remedy, action)
        self._code.setText(trouble.problem.code)
        self._code.show()
        self._trouble = trouble

    def hide_info(self) -> None:
        """Good news is old after a while; warnings and errors stay."""
        if self._level == "info":
            self.hide()

    def show_news(self, title: str) -> None:
        """Good news, unless a warning or an error is being read."""
        if not self.isVisible() or self._level == "info":
            self.show_text("info", title)

    def hide_trouble(self, problem: Problem) -> None:
        """This trouble is over."""
        if self._trouble is not None and self._trouble.problem is problem:
            self.hide()

    def title(self) -> str:
        """What the strip says happened."""
        return self._title.text()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _fill(self, level: Level, title: str, remedy: str, code: str) -> None:
        self._level = level
        self._icon.set_icon(*_ICONS[level])
        theme.mark(self, notice=level)
        self._title.setText(title)
        self._remedy.setText(remedy)
        self._remedy.setVisible(bool(remedy))
        self._code.setText(code)
        self._code.setVisible(bool(code))
        self.show()

    def _retranslate(self) -> None:
        close = QCoreApplication.translate("Notice", "Close")
        self._close.setToolTip(close)
        self._close.setAccessibleName(close)
        if self._trouble is not None:
            text, remedy = trouble_text(self._trouble)
            self._title.setText(text)
            self._remedy.setText(remedy)

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        texts = QVBoxLayout()
        texts.setSpacing(gap // 4)
        for label in (self._title, self._remedy):
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap + gap // 2, gap, gap, gap)
        row.setSpacing(gap + gap // 2)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        row.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
