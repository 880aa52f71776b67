"""The boundary in the model's own terms: where good and defective places lie, and the line between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bgad_studio.core.progress import CurvePoint, Spread
from bgad_studio.ui import theme
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import SectionHeading, text_label

_BARS: Final = {"normal": "ok", "anomalous": "ng"}
"""Each kind of place and its colour in the palette."""


class BoundaryPlot(QWidget):
    """Histogram of the newest mini-batch with ``b_n`` and ``b_n - τ``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._point: CurvePoint | None = None
        self._heading = SectionHeading(self)
        self._plot: Any = pg.PlotWidget(self)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideAxis("left")
        self._plot.setMinimumHeight(130)
        self._bars: dict[str, Any] = {}
        for kind in _BARS:
            self._bars[kind] = pg.BarGraphItem(x=[], height=[], width=1.0)
            self._plot.addItem(self._bars[kind])
        self.boundary, self.edge = pg.InfiniteLine(angle=90), pg.InfiniteLine(angle=90)
        for line in (self.boundary, self.edge):
            line.setZValue(10)
            self._plot.addItem(line)
        self._legend = text_label("secondary", parent=self)
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        self._meaning = text_label("secondary", wrap=True, parent=self)
        row = QHBoxLayout()
        row.addWidget(self._legend)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TOKENS.spacing // 2)
        column.addWidget(self._heading)
        column.addLayout(row)
        column.addWidget(self._plot, 1)
        column.addWidget(self._meaning)
        theme.theme_changed.connect(self._dress)
        self._dress()
        self._retranslate()

    def set_points(self, points: Sequence[CurvePoint]) -> None:
        """Show the newest point; the horizontal range holds all of them, so that the boundary moves in it."""
        kept = [point.spread for point in points if point.spread is not None]
        newest = points[-1] if points else None
        self.setVisible(newest is None or newest.spread is not None)  # older runs kept none
        self._point = newest
        if newest is None or newest.spread is None:
            return
        self._plot.setXRange(min(item.low for item in kept), max(item.high for item in kept), padding=0.01)
        self.boundary.setValue(newest.boundary)
        self.edge.setValue(newest.boundary - newest.spread.margin)
        tallest = max(self._draw("normal", newest.spread), self._draw("anomalous", newest.spread))
        self._plot.setYRange(0, max(tallest, 1e-3), padding=0.05)
        self._detail()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _draw(self, kind: str, spread: Spread) -> float:
        """Shares of the kind's places as bars; their roots, so that a few places stay visible."""
        counts = np.asarray(getattr(spread, kind), float)
        if not counts.size:
            self._bars[kind].setOpts(x=[], height=[])
            return 0.0
        width = (spread.high - spread.low) / counts.size
        centres = spread.low + (np.arange(counts.size) + 0.5) * width
        heights = np.sqrt(counts / max(counts.sum(), 1))
        self._bars[kind].setOpts(x=centres, height=heights, width=width)
        return float(heights.max())

    def _dress(self) -> None:
        palette = theme.current()
        self._plot.setBackground(palette.surface)
        axis = self._plot.getAxis("bottom")
        axis.setPen(pg.mkPen(palette.line))
        axis.setTextPen(pg.mkPen(palette.text2))
        axis.setStyle(tickFont=theme.figure_font(TOKENS.font_small))
        for kind, role in _BARS.items():
            self._bars[kind].setOpts(brush=theme.colour(getattr(palette, role), 0.55), pen=pg.mkPen(None))
        self.boundary.setPen(pg.mkPen(palette.text, width=2))
        self.edge.setPen(pg.mkPen(palette.text, width=2, style=Qt.PenStyle.DashLine))
        self._retranslate()

    def _detail(self) -> None:
        value = "" if self._point is None else f"b_n = {self._point.boundary:.3f}"
        self._heading.set_text(QCoreApplication.translate("BoundaryPlot", "The boundary"), value)

    def _retranslate(self) -> None:
        palette = theme.current()
        words = (
            (palette.ok, "■", QCoreApplication.translate("BoundaryPlot", "good places")),
            (palette.ng, "■", QCoreApplication.translate("BoundaryPlot", "defective places")),
            (palette.text, "━", QCoreApplication.translate("BoundaryPlot", "boundary (b_n)")),
            (
                palette.text,
                "╌",
                QCoreApplication.translate("BoundaryPlot", "defects belong left of here (b_n - τ)"),
            ),
        )
        spans = [f'<span style="color:{colour}">{mark}</span>&nbsp;{word}' for colour, mark, word in words]
        self._legend.setText(" &nbsp; ".join(spans))
        self._meaning.setText(
            QCoreApplication.translate(
                "BoundaryPlot",
                "The further to the right a place lies, the more usual it looks. The line comes from good "
                "parts alone: 99 of 100 of their places lie right of it. Training pulls good places to the "
                "right of it and pushes painted defects to the left.",
            )
        )
        self._detail()
