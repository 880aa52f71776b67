"""All scores as bars, and two thresholds to drag over them."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bgad_studio.core.thresholds import Thresholds
from bgad_studio.ui import theme
from bgad_studio.ui.results.counts import BINS, Scores, Stopped, histogram, stopped
from bgad_studio.ui.results.how_to_set import HowToSet
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label

_HEIGHT: Final = 96
_LAYERS: Final = ("text2", "ok", "ng")
"""Palette colours of the bars from below: no verdict, good, defective."""


class ThresholdPlot(QFrame):
    """Bars by what a person said; left of both lines is OK, between them review, right NG.

    Signals:
        cutsChosen(float, float): The person let go of a line: review and NG.
        resetWanted(): Back to the model's own thresholds.
        levelsChosen(float, float): Shares of good parts that may reach review, and NG.
    """

    cutsChosen = Signal(float, float)  # noqa: N815 - a signal
    resetWanted = Signal()  # noqa: N815
    levelsChosen = Signal(float, float)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._scores = Scores(*(np.zeros(0) for _ in range(3)))
        self._plot: Any = pg.PlotWidget(self)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideAxis("left")
        self._plot.setFixedHeight(_HEIGHT)
        self._bars: list[Any] = []
        self.review, self.ng = (
            pg.InfiniteLine(angle=90, movable=True),
            pg.InfiniteLine(angle=90, movable=True),
        )
        for line in (self.review, self.ng):
            line.setZValue(10)
            self._plot.addItem(line)
            line.sigDragged.connect(self._follow)
            line.sigPositionChangeFinished.connect(self._tell)
        self._counts = text_label("secondary", parent=self)
        self._counts.setTextFormat(Qt.TextFormat.RichText)
        self.ways = HowToSet(self)
        self.ways.resetWanted.connect(self.resetWanted)
        self.ways.cutsChosen.connect(self.cutsChosen)
        self.ways.levelsChosen.connect(self.levelsChosen)
        self.how = QPushButton(self)
        self.how.setProperty("role", "ghost")
        self.how.setMenu(self.ways)
        row = QHBoxLayout()
        row.addWidget(self._counts, 1)
        row.addWidget(self.how)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * TOKENS.spacing, TOKENS.spacing, TOKENS.spacing, TOKENS.spacing // 2)
        column.setSpacing(0)
        column.addWidget(self._plot)
        column.addLayout(row)
        theme.theme_changed.connect(self._dress)
        self._dress()
        self._retranslate()

    def show_scores(self, scores: Scores, thresholds: Thresholds) -> None:
        """Show these scores and thresholds; emits nothing."""
        self._scores = scores
        self.ways.set_case(scores, thresholds)
        for line, value in ((self.review, thresholds.review), (self.ng, thresholds.ng)):
            line.blockSignals(True)
            line.setValue(value)
            line.blockSignals(False)
        self._draw_bars()
        self._show_counts()

    def cuts(self) -> tuple[float, float]:
        """Review and NG where the lines are."""
        return min(self.review.value(), self.ng.value()), float(self.ng.value())

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _draw_bars(self) -> None:
        for bar in self._bars:
            self._plot.removeItem(bar)
        self._bars = []
        low, high = self._scores.span(self.ng.value())
        width = (high - low) / BINS
        centres = low + (np.arange(BINS) + 0.5) * width
        base = np.zeros(BINS)
        groups = (self._scores.other, self._scores.good, self._scores.defective)
        for role, values in zip(_LAYERS, groups, strict=True):
            # square roots: one lone defect stays visible beside a hundred good parts
            top = np.sqrt(base**2 + histogram(values, low, high))
            colour = theme.colour(getattr(theme.current(), role), 0.75)
            bar = pg.BarGraphItem(
                x=centres, y0=base, y1=top, width=0.9 * width, brush=colour, pen=pg.mkPen(None)
            )
            self._plot.addItem(bar)
            self._bars.append(bar)
            base = top
        self._plot.setXRange(low, high, padding=0.01)
        self._plot.setYRange(0, max(float(base.max()), 1.0), padding=0.05)

    def _follow(self, moved: Any) -> None:
        """One line pushes the other along."""
        other = self.ng if moved is self.review else self.review
        crossed = self.review.value() > self.ng.value()
        if crossed:
            other.setValue(moved.value())
        self._show_counts()

    def _tell(self) -> None:
        self._show_counts()
        self.cutsChosen.emit(*self.cuts())

    def _show_counts(self) -> None:
        review, ng = self.cuts()
        palette = theme.current()
        kinds = (
            (QCoreApplication.translate("ThresholdPlot", "good"), palette.ok, self._scores.good),
            (QCoreApplication.translate("ThresholdPlot", "defective"), palette.ng, self._scores.defective),
            (QCoreApplication.translate("ThresholdPlot", "no verdict"), palette.text2, self._scores.other),
        )
        texts = []
        for word, colour, values in kinds:
            if values.size:
                counts = _counts_text(stopped(values, review, ng))
                texts.append(f'<span style="color:{colour}">■</span> {word}: {counts}')
        self._counts.setText("&nbsp;&nbsp;&nbsp;&nbsp;".join(texts))

    def _dress(self) -> None:
        palette = theme.current()
        self._plot.setBackground(palette.surface)
        axis = self._plot.getAxis("bottom")
        axis.setPen(pg.mkPen(palette.line))
        axis.setTextPen(pg.mkPen(palette.text2))
        axis.setStyle(tickFont=theme.figure_font(TOKENS.font_small))
        for line, role in ((self.review, "review"), (self.ng, "ng")):
            line.setPen(pg.mkPen(getattr(palette, role), width=3))
            line.setHoverPen(pg.mkPen(palette.accent, width=5))
        self._draw_bars()
        self._show_counts()

    def _retranslate(self) -> None:
        self.how.setText(QCoreApplication.translate("ThresholdPlot", "How to set…"))
        self.setToolTip(
            QCoreApplication.translate(
                "ThresholdPlot", "Drag a line: left of both is OK, between them review, right NG"
            )
        )
        self._show_counts()


def _counts_text(found: Stopped) -> str:
    """What is none is not told: three kinds have to fit into one line."""
    pieces = (
        (found.passed, QCoreApplication.translate("ThresholdPlot", "{0} OK")),
        (found.review, QCoreApplication.translate("ThresholdPlot", "{0} review")),
        (found.ng, QCoreApplication.translate("ThresholdPlot", "{0} NG")),
    )
    return ", ".join(text.format(number) for number, text in pieces if number)
