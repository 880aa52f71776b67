"""The verdict on the part shown, large enough to be read from two steps away."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from bgad_studio.core.inspection import InspectedPart
from bgad_studio.ui import theme
from bgad_studio.ui.browser.words import ROLES, SHAPES, model_word, score_text
from bgad_studio.ui.i18n import trouble_text
from bgad_studio.ui.inspection.part_list import unreadable_word
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import ElidedLabel, IconView, text_label

_ICON: Final = 44


class Banner(QFrame):
    """Shape, word and colour of the verdict, the score, and which picture it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._part: InspectedPart | None = None
        self._icon = IconView("inspect", "text2", _ICON, self)
        self.word = text_label("verdict", parent=self)
        self._score = text_label("number", parent=self)
        self._name = ElidedLabel(parent=self)
        self._detail = ElidedLabel(parent=self)
        self._detail.setProperty("kind", "secondary")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch(1)
        texts.addWidget(self._name)
        texts.addWidget(self._detail)
        texts.addStretch(1)
        gap = TOKENS.spacing
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * gap, gap, 2 * gap, gap)
        row.setSpacing(2 * gap)
        row.addWidget(self._icon)
        row.addWidget(self.word)
        row.addWidget(self._score)
        row.addLayout(texts, 1)
        self.set_part(None)

    def set_part(self, part: InspectedPart | None) -> None:
        """Show what was said of a part; None: nothing has come yet."""
        self._part = part
        if part is None:
            self._icon.set_icon("inspect", "text2")
            self.word.setText(QCoreApplication.translate("Inspect", "Waiting for pictures"))
            theme.mark(self.word, verdict="")
            self._name.set_text("")
            self.set_detail("")
            self._score.setText("")
            return
        self._name.set_text(part.path.name)
        if part.verdict is None or part.score is None:
            self._icon.set_icon("warning", "review")
            self.word.setText(unreadable_word())
            theme.mark(self.word, verdict="unsure")
            self._score.setText("")
            text, _ = trouble_text(part.trouble) if part.trouble is not None else ("", "")
            self.set_detail(text)
            return
        self._icon.set_icon(SHAPES[part.verdict], ROLES[part.verdict])
        self.word.setText(model_word(part.verdict))
        theme.mark(self.word, verdict=str(part.verdict))
        self._score.setText(score_text(part.score))
        self.set_detail("")

    def set_detail(self, text: str) -> None:
        """A quiet line under the name."""
        self._detail.set_text(text)
        self._detail.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.set_part(self._part)
