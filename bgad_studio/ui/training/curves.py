"""Live pictures of a training: the boundary among the places, the loss, and the course of the boundary.

Where defective parts were kept aside, also how well they are told from good ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from bgad_studio.core.progress import CurvePoint
from bgad_studio.ui import theme
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.training.boundary_plot import BoundaryPlot
from bgad_studio.ui.widgets.labels import SectionHeading, text_label

_KEYS: Final = {"normal": "ok", "boundary": "text", "anomaly": "ng"}
"""Each curve of the lower plot and its colour in the palette."""
_FAR_OFF: Final = 0.05
"""This share of the later rounds may lie below the plot: a few batches hold only the plainest defects."""


class Curves(QWidget):
    """Shows the points of one training."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: Sequence[CurvePoint] = ()
        self.histogram = BoundaryPlot(self)
        self._headings = [SectionHeading(self) for _ in range(3)]
        self._plots = [_plot(self) for _ in range(3)]
        self._loss: Any = self._plots[0].plot()
        self._told_apart: Any = self._plots[2].plot(symbol="o", symbolSize=7)
        self._aside = QWidget(self)
        self._lines: dict[str, Any] = {key: self._plots[1].plot() for key in _KEYS}
        self._none = text_label("secondary", parent=self)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._full = QWidget(self)
        self._legend = {key: text_label("secondary", parent=self) for key in _KEYS}
        row = QHBoxLayout()
        row.setSpacing(2 * TOKENS.spacing)
        for label in self._legend.values():
            label.setTextFormat(Qt.TextFormat.RichText)
            row.addWidget(label)
        row.addStretch(1)
        column = QVBoxLayout(self._full)
        column.setContentsMargins(2 * TOKENS.spacing, TOKENS.spacing, 2 * TOKENS.spacing, TOKENS.spacing)
        column.setSpacing(TOKENS.spacing // 2)
        column.addWidget(self.histogram, 3)
        both = QHBoxLayout()
        both.setSpacing(3 * TOKENS.spacing)
        places = (QWidget(self), QWidget(self), self._aside)
        for place, heading, legend, plot in zip(
            places, self._headings, (None, row, None), self._plots, strict=True
        ):
            side = QVBoxLayout(place)
            side.setContentsMargins(0, 0, 0, 0)
            side.setSpacing(TOKENS.spacing // 2)
            side.addWidget(heading)
            if legend is not None:
                side.addLayout(legend)
            side.addWidget(plot, 1)
            both.addWidget(place, 1)
        column.addLayout(both, 2)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._none)
        self._stack.addWidget(self._full)
        theme.theme_changed.connect(self._dress)
        self._dress()
        self._retranslate()

    def set_points(self, points: Sequence[CurvePoint]) -> None:
        """Draw these points; the horizontal range is the whole training."""
        if points is self._points:
            return
        self._points = points
        self._stack.setCurrentWidget(self._full if points else self._none)
        self.histogram.set_points(points)
        steps = [point.step for point in points]
        self._loss.setData(steps, [point.loss for point in points])
        self._lines["normal"].setData(steps, [point.normal_mean for point in points])
        self._lines["boundary"].setData(steps, [point.boundary for point in points])
        looks = {point.step: 100 * point.auroc for point in points if point.auroc is not None}
        self._told_apart.setData(list(looks), list(looks.values()))
        self._aside.setVisible(bool(looks))
        end = points[-1].steps if points else 1
        for plot in self._plots:
            plot.setXRange(0, end, padding=0.01)
        self._frame(points)
        self._detail(points)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _frame(self, points: Sequence[CurvePoint]) -> None:
        """All three lines are in sight once they have settled; what is far off before leaves the plot."""
        marked = {point.step: point.anomaly_mean for point in points if point.anomaly_mean is not None}
        self._lines["anomaly"].setData(list(marked), list(marked.values()))
        if not points:
            return
        near = [value for point in points for value in (point.boundary, point.normal_mean)]
        settled = list(marked.values())[len(marked) // 2 :]
        low = float(np.quantile(settled, _FAR_OFF)) if settled else min(near)
        self._plots[1].setYRange(min(low, *near), max(near), padding=0.08)
        worst = min((point.auroc for point in points if point.auroc is not None), default=1.0)
        self._plots[2].setYRange(min(50.0, 100 * worst), 100.0, padding=0.08)

    def _detail(self, points: Sequence[CurvePoint]) -> None:
        loss = f"{points[-1].loss:.2f}" if points else ""
        step = f"{points[-1].step} / {points[-1].steps}" if points else ""
        self._headings[0].set_text(QCoreApplication.translate("Curves", "Loss"), loss)
        self._headings[1].set_text(QCoreApplication.translate("Curves", "How usual places look"), step)
        looks = [point.auroc for point in points if point.auroc is not None]
        told = f"{100 * looks[-1]:.0f} %" if looks else ""
        self._headings[2].set_text(QCoreApplication.translate("Curves", "Told from good"), told)
        self._aside.setToolTip(
            QCoreApplication.translate(
                "Curves",
                "How well defective parts kept aside are told from good ones (image AUROC, 50 % is chance). "
                "The training does not learn from them.",
            )
        )

    def _dress(self) -> None:
        palette = theme.current()
        for plot in self._plots:
            plot.setBackground(palette.surface)
            for name in ("left", "bottom"):
                axis = plot.getAxis(name)
                axis.setPen(pg.mkPen(palette.line))
                axis.setTextPen(pg.mkPen(palette.text2))
                axis.setStyle(tickFont=theme.figure_font(TOKENS.font_small))
        for line in (self._loss, self._told_apart):
            line.setPen(pg.mkPen(palette.accent, width=2))
        self._told_apart.setSymbolBrush(pg.mkBrush(palette.accent))
        self._told_apart.setSymbolPen(pg.mkPen(palette.surface))
        for key, role in _KEYS.items():
            style = Qt.PenStyle.DashLine if key == "boundary" else Qt.PenStyle.SolidLine
            self._lines[key].setPen(pg.mkPen(getattr(palette, role), width=2, style=style))
        self._retranslate()

    def _retranslate(self) -> None:
        palette = theme.current()
        words = {
            "normal": QCoreApplication.translate("Curves", "good places"),
            "boundary": QCoreApplication.translate("Curves", "boundary"),
            "anomaly": QCoreApplication.translate("Curves", "defective places"),
        }
        for key, word in words.items():
            dash = "╌╌" if key == "boundary" else "━━"
            colour = getattr(palette, _KEYS[key])
            self._legend[key].setText(f'<span style="color:{colour}">{dash}</span>&nbsp;{word}')
        self._none.setText(QCoreApplication.translate("Curves", "The curves appear here while it trains."))
        self._detail(self._points)


def _plot(parent: QWidget) -> Any:
    plot = pg.PlotWidget(parent)
    plot.setMenuEnabled(False)
    plot.hideButtons()
    plot.setMouseEnabled(x=False, y=False)
    plot.showGrid(y=True, alpha=0.15)
    plot.getAxis("left").setWidth(52)
    plot.setMinimumHeight(100)
    return plot
