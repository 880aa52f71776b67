"""Beside the part in hand: what the model says, the answers, and how the map is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from bgad_studio.core.records import ImageRecord, ModelRecord, Verdict
from bgad_studio.services.results import ScoreMap
from bgad_studio.ui.actions import key_text
from bgad_studio.ui.browser.opinion import Opinion
from bgad_studio.ui.browser.part_name import PartName
from bgad_studio.ui.browser.words import verdict_word
from bgad_studio.ui.results.likeness import LikenessView
from bgad_studio.ui.results.regions import RegionList
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import SectionHeading
from bgad_studio.ui.widgets.look_box import LookBox
from bgad_studio.ui.widgets.scroll_column import ScrollColumn
from bgad_studio.ui.widgets.verdict_buttons import VerdictButtons

_ENTER: Final = "↵"


class ReviewPanel(QFrame):
    """Right side of the place to review.

    Signals:
        verdictChosen(object): A :class:`Verdict`, or None: the one that was given was pressed again.
        acceptWanted(): Answer as the model says.
    """

    verdictChosen = Signal(object)  # noqa: N815 - a signal
    acceptWanted = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.setFixedWidth(TOKENS.panel_width)
        self._record: ImageRecord | None = None
        self.name = PartName(self)
        self.opinion = Opinion(self)
        self._headings = [SectionHeading(self) for _ in range(2)]
        self.verdicts = VerdictButtons(self)
        self.accept = QPushButton(self)
        self.accept.setProperty("role", "primary")
        self.look = LookBox(self)
        self.regions = RegionList(self)
        self.likeness = LikenessView(self)
        self.regions.currentChanged.connect(self.likeness.show_region)
        self.verdicts.verdictChosen.connect(self.verdictChosen)
        self.accept.clicked.connect(self.acceptWanted)
        self._lay_out()
        self._retranslate()

    def show_record(
        self, record: ImageRecord | None, model: ModelRecord | None, same: Sequence[str] = ()
    ) -> None:
        """Show what model and person say of a part; ``same``: names of other pictures of it."""
        self._record = record
        self.name.show_part(record, same)
        self.opinion.set_score(None if record is None else record.score, model)
        self.verdicts.set_verdict(None if record is None else record.verdict)
        self._name_accept()

    def show_map(self, score_map: ScoreMap | None) -> None:
        """Show the range of the colours."""
        self.look.scale.setVisible(score_map is not None)
        if score_map is not None:
            self.look.scale.set_range(score_map.low, score_map.high, score_map.threshold)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        column = ScrollColumn(self).column
        above: tuple[QWidget, ...] = (self.name, self.opinion, self._headings[0], self.accept, self.verdicts)
        for widget in (*above, self._headings[1], self.look):
            column.addWidget(widget)
        column.addWidget(self.regions)
        column.addWidget(self.likeness)
        column.addStretch(1)

    def _name_accept(self) -> None:
        """The button says what it would do; where the model cannot tell it says why it does nothing."""
        score = None if self._record is None else self._record.score
        if score is None or score.verdict is Verdict.UNSURE:
            self.accept.setEnabled(False)
            self.accept.setText(QCoreApplication.translate("Review", "The model cannot tell"))
            self.accept.setToolTip("")
            return
        self.accept.setEnabled(True)
        text = QCoreApplication.translate("Review", "{0}, as the model says").format(
            verdict_word(score.verdict)
        )
        key = key_text("accept_next")
        sign = _ENTER if key == _name_of_enter() else key
        self.accept.setText(f"{sign} {text}" if sign else text)
        self.accept.setToolTip(QCoreApplication.translate("Review", "Take the model's word, and go on"))

    def _retranslate(self) -> None:
        self._headings[0].set_text(QCoreApplication.translate("ResultsPanel", "You say"))
        self._headings[1].set_text(QCoreApplication.translate("ResultsPanel", "Shown"))
        self._name_accept()


def _name_of_enter() -> str:
    return QKeySequence("Return").toString(QKeySequence.SequenceFormat.NativeText)
