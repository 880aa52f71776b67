"""Beside the judged part: what the model says, what the person says, and how the map is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QWidget

from bgad_studio.core.records import ImageRecord, ModelRecord
from bgad_studio.services.cuts import Judging
from bgad_studio.services.results import ScoreMap
from bgad_studio.ui.browser.opinion import Opinion
from bgad_studio.ui.browser.part_name import PartName
from bgad_studio.ui.results.likeness import LikenessView
from bgad_studio.ui.results.region_line import RegionLine
from bgad_studio.ui.results.regions import RegionList
from bgad_studio.ui.results.state import Beside
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import SectionHeading
from bgad_studio.ui.widgets.look_box import LookBox
from bgad_studio.ui.widgets.scroll_column import ScrollColumn
from bgad_studio.ui.widgets.verdict_buttons import VerdictButtons


class ResultsPanel(QFrame):
    """Right side of the place of results.

    Signals:
        verdictChosen(object): A :class:`Verdict`, or None to take it back.
        maskShown(bool): A person switched what was painted.
        besideChosen(object): What a second picture is to show, a :class:`Beside`.
        contourMoved(float): A person tries to let regions begin at another map value.
        contourChosen(object): They decided for one; None: for the model's own.
    """

    verdictChosen = Signal(object)  # noqa: N815 - a signal
    maskShown = Signal(bool)  # noqa: N815
    besideChosen = Signal(object)  # noqa: N815
    contourMoved = Signal(float)  # noqa: N815
    contourChosen = Signal(object)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.setFixedWidth(TOKENS.panel_width)
        self.name = PartName(self)
        self.opinion = Opinion(self)
        self._headings = [SectionHeading(self) for _ in range(2)]
        self.verdicts = VerdictButtons(self)
        self.look = LookBox(self)
        self.look.scale.set_movable()
        self.region_line = RegionLine(self)
        self.beside = QComboBox(self)
        self.beside.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for kind in Beside:
            self.beside.addItem("", kind)
        self._other: ModelRecord | None = None
        self.regions = RegionList(self)
        self.likeness = LikenessView(self)
        self.regions.currentChanged.connect(self.likeness.show_region)
        self.verdicts.verdictChosen.connect(self.verdictChosen)
        self.look.paintShown.connect(self.maskShown)
        self.beside.currentIndexChanged.connect(
            lambda index: self.besideChosen.emit(Beside(self.beside.itemData(index)))
        )
        self.look.scale.thresholdMoved.connect(self.region_line.show_value)
        self.look.scale.thresholdMoved.connect(self.contourMoved)
        self.look.scale.thresholdChosen.connect(lambda value: self.contourChosen.emit(value))
        self.region_line.resetWanted.connect(lambda: self.contourChosen.emit(None))
        self._lay_out()
        self._retranslate()

    def show_judging(self, judging: Judging) -> None:
        """Mark the thresholds on the scale, and where regions begin."""
        self.look.scale.set_cuts(judging.thresholds)
        self.region_line.show_judging(judging)

    def show_record(
        self, record: ImageRecord | None, model: ModelRecord | None, same: Sequence[str] = ()
    ) -> None:
        """Show what model and person say of a part; ``same``: names of other pictures of it."""
        self.name.show_part(record, same)
        self.opinion.set_score(None if record is None else record.score, model)
        self.verdicts.set_verdict(None if record is None else record.verdict)
        self.verdicts.setEnabled(record is not None)

    def show_map(self, score_map: ScoreMap | None) -> None:
        """Show the range of the colours."""
        for part in (self.look.scale, self.region_line):
            part.setVisible(score_map is not None)
        if score_map is not None:
            self.look.scale.set_range(score_map.low, score_map.high, score_map.threshold)

    def show_other(self, other: ModelRecord | None) -> None:
        """Offer to compare with this model."""
        self._other = other
        self._name_beside()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        column = ScrollColumn(self).column
        column.addWidget(self.name)
        column.addWidget(self.opinion)
        column.addWidget(self._headings[0])
        column.addWidget(self.verdicts)
        above = QHBoxLayout()
        above.addWidget(self._headings[1], 1)
        above.addWidget(self.beside)
        column.addLayout(above)
        column.addWidget(self.look)
        column.addWidget(self.region_line)
        column.addWidget(self.regions)
        column.addWidget(self.likeness)
        column.addStretch(1)

    def _name_beside(self) -> None:
        model = QCoreApplication.translate("ResultsPanel", "Beside a model")
        if self._other is not None:
            model = QCoreApplication.translate("ResultsPanel", "Beside model {0}").format(self._other.number)
        words = (
            QCoreApplication.translate("ResultsPanel", "Alone"),
            QCoreApplication.translate("ResultsPanel", "Beside paint"),
            model,
        )
        for index, word in enumerate(words):
            self.beside.setItemText(index, word)
        self.beside.setAccessibleName(QCoreApplication.translate("ResultsPanel", "Compare with"))

    def _retranslate(self) -> None:
        self._headings[0].set_text(QCoreApplication.translate("ResultsPanel", "You say"))
        self._headings[1].set_text(QCoreApplication.translate("ResultsPanel", "Shown"))
        self._name_beside()
