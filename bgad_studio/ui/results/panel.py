"""Beside the judged part: what the model says, what the person says, and how the map is drawn."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from bgad_studio.core.records import ImageRecord, ModelRecord
from bgad_studio.services.results import ScoreMap
from bgad_studio.ui.browser.opinion import Opinion
from bgad_studio.ui.results.look_box import LookBox
from bgad_studio.ui.results.regions import RegionList
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import ElidedLabel, SectionHeading
from bgad_studio.ui.widgets.verdict_buttons import VerdictButtons


class ResultsPanel(QFrame):
    """Right side of the place of results.

    Signals:
        verdictChosen(object): A :class:`Verdict`, or None to take it back.
        maskShown(bool): A person switched what was painted.
    """

    verdictChosen = Signal(object)  # noqa: N815 - a signal
    maskShown = Signal(bool)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.setFixedWidth(TOKENS.panel_width)
        self._name = ElidedLabel(parent=self)
        self.opinion = Opinion(self)
        self._headings = [SectionHeading(self) for _ in range(2)]
        self.verdicts = VerdictButtons(self)
        self.look = LookBox(self)
        self.regions = RegionList(self)
        self.verdicts.verdictChosen.connect(self.verdictChosen)
        self.look.paintShown.connect(self.maskShown)
        self._lay_out()
        self._retranslate()

    def show_record(self, record: ImageRecord | None, model: ModelRecord | None) -> None:
        """Show what model and person say of a part."""
        self._name.set_text("" if record is None else record.name)
        self.opinion.set_score(None if record is None else record.score, model)
        self.verdicts.set_verdict(None if record is None else record.verdict)
        self.verdicts.setEnabled(record is not None)

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
        gap = TOKENS.spacing
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap)
        column.setSpacing(gap)
        column.addWidget(self._name)
        column.addWidget(self.opinion)
        column.addWidget(self._headings[0])
        column.addWidget(self.verdicts)
        column.addWidget(self._headings[1])
        column.addWidget(self.look)
        column.addWidget(self.regions, 1)
        column.addStretch(0)  # takes the room of regions that are not there

    def _retranslate(self) -> None:
        self._headings[0].set_text(QCoreApplication.translate("ResultsPanel", "You say"))
        self._headings[1].set_text(QCoreApplication.translate("ResultsPanel", "On the picture"))
