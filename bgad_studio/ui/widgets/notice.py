"""What went wrong and what to do now, in its place and without stopping anybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QEvent, Qt
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


@dataclass(frozen=True, slots=True)
class Words:
    """What a notice says, translated.

    Attributes:
        title: What happened and why.
        remedy: What to do now.
        action: Word on the button; empty for no button.
        code: Of a catalogued trouble.
    """

    title: str
    remedy: str = ""
    action: str = ""
    code: str = ""


Say = Callable[[], Words]
"""Says it in the language in use; asked again when that changes."""


class Notice(QFrame):
    """A strip with an icon, what happened, what to do, and at most one button. Hidden at first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trouble: Trouble | None = None
        self._say: Say | None = None
        self._act: Callable[[], object] | None = None
        self._level: Level = "info"
        self._icon = IconView("info", "accent", parent=self)
        self._title = text_label(wrap=True, parent=self)
        self._remedy = text_label("secondary", wrap=True, parent=self)
        self._code = text_label("secondary", parent=self)
        for label in (self._title, self._remedy, self._code):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action = QPushButton(self)
        self.action.clicked.connect(self._do)
        self._close = QToolButton(self)
        self._close.setIcon(icon("cancel", "text2"))
        self._close.clicked.connect(self.hide)
        self._lay_out()
        self._retranslate()
        self.hide()

    def show_text(self, level: Level, say: Say, act: Callable[[], object] | None = None) -> None:
        """Show the strip.

        Args:
            level: Sets icon and colour.
            say: What it says.
            act: What the button does.
        """
        self._trouble = None
        self._level, self._say, self._act = level, say, act
        self._icon.set_icon(*_ICONS[level])
        theme.mark(self, notice=level)
        self._speak()
        self.show()

    def show_trouble(
        self,
        trouble: Trouble,
        level: Level = "error",
        action: Callable[[], str] | None = None,
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show a catalogued trouble with its code.

        Args:
            trouble: What happened.
            level: Sets icon and colour.
            action: The word on the button in the language in use; None for no button.
            act: What the button does.
        """

        def say() -> Words:
            text, remedy = trouble_text(trouble)
            return Words(text, remedy, "" if action is None else action(), trouble.problem.code)

        self.show_text(level, say, act)
        self._trouble = trouble

    def hide_info(self) -> None:
        """Good news is old after a while; warnings and errors stay."""
        if self._level == "info":
            self.hide()

    def show_news(self, say: Say) -> None:
        """Good news, unless a warning or an error is being read."""
        if not self.isVisible() or self._level == "info":
            self.show_text("info", say)

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

    def _do(self) -> None:
        if self._act is not None:
            self._act()

    def _speak(self) -> None:
        words = Words("") if self._say is None else self._say()
        for label, text in (
            (self._title, words.title),
            (self._remedy, words.remedy),
            (self._code, words.code),
            (self.action, words.action),
        ):
            label.setText(text)
            label.setVisible(bool(text))

    def _retranslate(self) -> None:
        close = QCoreApplication.translate("Notice", "Close")
        self._close.setToolTip(close)
        self._close.setAccessibleName(close)
        self._speak()

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
        row.addWidget(self.action, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
