"""All scores as bars, two thresholds to drag over them, and the band of scores the list is limited to."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bgad_studio.core.thresholds import Thresholds
from bgad_studio.ui import theme
from bgad_studio.ui.browser.state import Band
from bgad_studio.ui.results.counts import BINS, NO_SCORES, Scores, histogram
from bgad_studio.ui.theme import TOKENS

_HEIGHT: Final = 96
_PAUSE_MS: Final = 600
"""Without another key the lines are chosen: every choice is kept, and all parts are judged by it."""
_KEY_STEPS: Final = 100
"""Presses of an arrow key from one end of the plot to the other."""
_ARROWS: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_RING: Final = 2
"""Width of the frame, px."""
_LAYERS: Final = ("text2", "ok", "ng")
"""Palette colours of the bars from below: undecided, good, defective."""


class ThresholdPlot(QWidget):
    """Bars by what a person said; left of both lines is OK, between them review, right NG.

    With the focus of Tab, left and right move the NG line, with Shift the review line.

    Signals:
        moved(): A line is being dragged.
        cutsChosen(float, float): The person let go of a line: review and NG.
        bandChosen(object): The person let go of the band: a :class:`Band`.
    """

    moved = Signal()
    cutsChosen = Signal(float, float)  # noqa: N815 - a signal
    bandChosen = Signal(object)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scores = NO_SCORES
        self._plot: Any = pg.PlotWidget(self)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideAxis("left")
        self._plot.setFixedHeight(_HEIGHT)
        self._bars: list[Any] = []
        self.band: Any = pg.LinearRegionItem(movable=True)
        self.band.setZValue(5)
        self.band.hide()
        self._plot.addItem(self.band, ignoreBounds=True)
        self.band.sigRegionChangeFinished.connect(self._tell_band)
        self.review, self.ng = (
            pg.InfiniteLine(angle=90, movable=True),
            pg.InfiniteLine(angle=90, movable=True),
        )
        for line in (self.review, self.ng):
            line.setZValue(10)
            self._plot.addItem(line)
            line.sigDragged.connect(self._follow)
            line.sigPositionChangeFinished.connect(self._tell)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click arrows go on to the next part
        column = QVBoxLayout(self)
        column.setContentsMargins(_RING, _RING, _RING, _RING)
        column.addWidget(self._plot)
        theme.theme_changed.connect(self._dress)
        self._dress()
        self._retranslate()

    def show_scores(self, scores: Scores, thresholds: Thresholds) -> None:
        """Show these scores and thresholds, but for lines that are being moved with keys; emits nothing."""
        self._scores = scores
        if self._pause.isActive():
            self._draw_bars()
            return
        for line, value in ((self.review, thresholds.review), (self.ng, thresholds.ng)):
            line.blockSignals(True)
            line.setValue(value)
            line.blockSignals(False)
        self._draw_bars()

    def show_band(self, band: Band | None, *, movable: bool) -> None:
        """Shade a band of scores, to be dragged or not; emits nothing."""
        self.band.blockSignals(True)
        if band is not None:
            self.band.setRegion((band.low, band.high))
        self.band.setMovable(movable)
        self.band.blockSignals(False)
        self.band.setVisible(band is not None)

    def cuts(self) -> tuple[float, float]:
        """Review and NG where the lines are."""
        return min(self.review.value(), self.ng.value()), float(self.ng.value())

    def span(self) -> tuple[float, float]:
        """Lowest and highest score shown."""
        return self._scores.span(self.ng.value())

    def event(self, event: QEvent) -> bool:
        """Arrows are its own while it has the focus, not the list's."""
        arrow = isinstance(event, QKeyEvent) and event.key() in _ARROWS
        if arrow and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move a line; it is chosen after a pause, or when the focus goes."""
        if event.key() not in _ARROWS:
            super().keyPressEvent(event)
            return
        low, high = self.span()
        line = self.review if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else self.ng
        way = 1 if event.key() == Qt.Key.Key_Right else -1
        line.setValue(line.value() + way * (high - low) / _KEY_STEPS)
        self._follow(line)
        self._pause.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame says that it has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(theme.colour(theme.current().accent), _RING))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        super().focusOutEvent(event)
        if self._pause.isActive():
            self._pause.stop()
            self._tell()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _draw_bars(self) -> None:
        for bar in self._bars:
            self._plot.removeItem(bar)
        self._bars = []
        low, high = self.span()
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
        self.moved.emit()

    def _tell(self) -> None:
        self.moved.emit()
        self.cutsChosen.emit(*self.cuts())

    def _tell_band(self) -> None:
        self.bandChosen.emit(Band(*map(float, self.band.getRegion())))

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
        self.band.setBrush(theme.colour(palette.accent, 0.16))
        self.band.setHoverBrush(theme.colour(palette.accent, 0.24))
        for edge in self.band.lines:
            edge.setPen(pg.mkPen(palette.accent, width=2))
            edge.setHoverPen(pg.mkPen(palette.accent, width=5))
        self._draw_bars()

    def _retranslate(self) -> None:
        self.setToolTip(
            QCoreApplication.translate(
                "ThresholdPlot",
                "Drag a line: left of both is OK, between them review, right NG. "
                "With keys: Tab to come here, ← and → move NG, with Shift review",
            )
        )
        self.setAccessibleName(QCoreApplication.translate("ThresholdPlot", "Thresholds"))
