"""By what the model judges: the scores with both lines, the counts they make, and how they were set."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from bgad_studio.core.evidence import Evidence
from bgad_studio.core.intervals import Share
from bgad_studio.core.taught import NOTHING
from bgad_studio.services.cuts import Judging
from bgad_studio.ui.browser.state import Band, BrowserState
from bgad_studio.ui.results.confusion import Confusion
from bgad_studio.ui.results.counts import NO_SCORES, Scores, near_ng, review_band, stopped
from bgad_studio.ui.results.how_to_set import HowToSet
from bgad_studio.ui.results.how_words import expected_text, how_text
from bgad_studio.ui.results.threshold_plot import ThresholdPlot
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import ElidedLabel, text_label
from bgad_studio.ui.widgets.number_box import keep_off_edge

_MOST: Final = 99_999


class BandKind(StrEnum):
    """To which scores the list is limited."""

    ALL = "all"
    REVIEW = "review"
    NEAR = "near"
    RANGE = "range"


class JudgingPanel(QFrame):
    """Plot and grid side by side; everything but the choices themselves happens here.

    Signals:
        cutsChosen(float, float): The person let go of a line: review and NG.
        bandChosen(object): Only parts of this :class:`Band` are to be listed; None: of all scores.
        shiftChosen(int): So many parts come in a shift.
        left(): The person has entered that and goes on elsewhere.
        unseenChosen(bool): Count and list only parts the model has not learned from, or all.
    """

    cutsChosen = Signal(float, float)  # noqa: N815 - a signal
    bandChosen = Signal(object)  # noqa: N815
    shiftChosen = Signal(int)  # noqa: N815
    left = Signal()
    unseenChosen = Signal(bool)  # noqa: N815

    def __init__(self, evidence: Callable[[], Evidence], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._evidence = evidence
        self._scores, self._normals = NO_SCORES, np.zeros(0)
        self._judging: Judging | None = None
        self._band: Band | None = None
        self.plot, self.confusion, self.ways = ThresholdPlot(self), Confusion(self), HowToSet(self)
        self.bands = QComboBox(self)
        self.bands.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for kind in BandKind:
            self.bands.addItem("", kind)
        self.unseen = QCheckBox(self)
        self.shift = QSpinBox(self)
        self.shift.setRange(0, _MOST)
        self.shift.setGroupSeparatorShown(True)
        self.shift.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shift.setStepType(QSpinBox.StepType.AdaptiveDecimalStepType)
        keep_off_edge(self.shift)
        self.how = QPushButton(self)
        self.how.setProperty("role", "ghost")
        self.set_by = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self.set_by.setProperty("kind", "secondary")
        self.expected = text_label("secondary", wrap=True, parent=self)
        self._lay_out()
        self._connect()
        self._retranslate()

    def show_judging(self, scores: Scores, judging: Judging, normals: tuple[float, ...]) -> None:
        """Show these parts and by what they are judged; emits nothing but a band that moves along.

        Args:
            scores: Of the parts that count.
            judging: In force.
            normals: Scores of good parts kept aside; empty where they are too few to say anything.
        """
        self._scores, self._judging, self._normals = scores, judging, np.asarray(normals, np.float64)
        self.plot.show_scores(scores, judging.thresholds)
        if not self.shift.hasFocus():
            self.shift.setValue(judging.parts_per_shift or 0)
        self._count()
        self.set_by.set_text(how_text(judging))
        if self.bands.currentData() in (BandKind.REVIEW, BandKind.NEAR):
            self._choose_band()

    def show_filters(self, state: BrowserState) -> None:
        """Show what the list is limited to."""
        self.confusion.show_chosen(state.cell)
        self.unseen.setChecked(state.without != NOTHING)
        if state.band is None and self._band is not None:
            self._band = None
            self.bands.setCurrentIndex(self.bands.findData(BandKind.ALL))
            self.plot.show_band(None, movable=False)
        self._count()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        tools, shift = QHBoxLayout(), QHBoxLayout()
        tools.addWidget(self.bands)
        tools.addStretch(1)
        tools.addWidget(self.how)
        shift.setSpacing(gap)
        shift.addWidget(self.shift)
        shift.addWidget(self.expected, 1)
        left = QVBoxLayout()
        left.setSpacing(gap // 2)
        left.addWidget(self.plot)
        left.addLayout(tools)
        left.addWidget(self.set_by)
        left.addLayout(shift)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * gap, gap, gap, gap // 2)
        row.setSpacing(2 * gap)
        row.addLayout(left, 1)
        right = QVBoxLayout()
        right.setSpacing(gap // 2)
        right.addStretch(1)
        right.addWidget(self.confusion)
        right.addWidget(self.unseen)
        right.addStretch(1)
        row.addLayout(right)

    def _connect(self) -> None:
        self.plot.moved.connect(self._count)
        self.plot.cutsChosen.connect(self.cutsChosen)
        self.plot.bandChosen.connect(self._take_band)
        self.bands.activated.connect(self._choose_band)
        self.how.clicked.connect(self._open_ways)
        self.unseen.toggled.connect(self.unseenChosen)
        self.shift.valueChanged.connect(self._count)
        self.shift.editingFinished.connect(self._tell_shift)

    def _open_ways(self) -> None:
        if self._judging is not None:
            self.ways.open_below(self.how, self._evidence(), self._judging)

    def _count(self) -> None:
        """As the lines stand now, dragged or not."""
        review, ng = self.plot.cuts()
        self.confusion.show_counts(self._scores, review, ng)
        parts = self.shift.value()
        if not parts:
            text = ""
        elif not self._normals.size:
            text = QCoreApplication.translate(
                "JudgingPanel", "Too few good parts were kept aside to say what a shift is to expect"
            )
        else:
            counts, total = stopped(self._normals, review, ng), self._normals.size
            text = expected_text(parts, Share(counts.ng, total), Share(counts.review, total))
        self.expected.setText(text)

    def _tell_shift(self) -> None:
        """The place's keys are its own again after Enter."""
        if self.shift.hasFocus():
            self.left.emit()  # as the focus goes, the box tells once more
            return
        known = 0 if self._judging is None else self._judging.parts_per_shift or 0
        if self.shift.value() != known:
            self.shiftChosen.emit(self.shift.value())

    def _choose_band(self) -> None:
        kind = BandKind(self.bands.currentData())
        review, ng = self.plot.cuts()
        bands = {
            BandKind.ALL: None,
            BandKind.REVIEW: review_band(review, ng),
            BandKind.NEAR: near_ng(review, ng, self.plot.span()),
            BandKind.RANGE: self._band or near_ng(review, ng, self.plot.span()),
        }
        self.plot.show_band(bands[kind], movable=kind is BandKind.RANGE)
        self._take_band(bands[kind])

    def _take_band(self, band: Band | None) -> None:
        if band != self._band:
            self._band = band
            self.bandChosen.emit(band)

    def _retranslate(self) -> None:
        words = {
            BandKind.ALL: QCoreApplication.translate("JudgingPanel", "All scores"),
            BandKind.REVIEW: QCoreApplication.translate("JudgingPanel", "Between the lines"),
            BandKind.NEAR: QCoreApplication.translate("JudgingPanel", "Near the NG line"),
            BandKind.RANGE: QCoreApplication.translate("JudgingPanel", "A range to drag"),
        }
        for kind, word in words.items():
            self.bands.setItemText(self.bands.findData(kind), word)
        self.bands.setAccessibleName(QCoreApplication.translate("JudgingPanel", "Which scores to list"))
        self.bands.setToolTip(self.bands.accessibleName())
        self.unseen.setText(QCoreApplication.translate("JudgingPanel", "Only new to the model"))
        self.unseen.setToolTip(
            QCoreApplication.translate(
                "JudgingPanel",
                "Leave out the parts it has learned from: on those a model looks better than it is.",
            )
        )
        self.shift.setSpecialValueText(QCoreApplication.translate("JudgingPanel", "Parts a shift?"))
        self.shift.setSuffix(QCoreApplication.translate("JudgingPanel", " a shift"))
        self.shift.setAccessibleName(QCoreApplication.translate("JudgingPanel", "Parts a shift"))
        self.shift.setToolTip(
            QCoreApplication.translate(
                "JudgingPanel",
                "Enter how many parts come in a shift to see what the lines mean for it. "
                "In brackets: the 95 % interval, as long as good parts look like those kept aside.",
            )
        )
        self.how.setText(QCoreApplication.translate("JudgingPanel", "How to set…"))
        if self._judging is not None:
            self.set_by.set_text(how_text(self._judging))
        self._count()
