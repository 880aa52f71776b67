"""The scale of the heat: the same range for every part, with the thresholds marked on it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from bgad_studio.core.heatmap import colours
from bgad_studio.core.map_look import Ramp
from bgad_studio.core.thresholds import Thresholds
from bgad_studio.ui import map_look, theme
from bgad_studio.ui.theme import TOKENS

_BAR: Final = 10
_TICK: Final = 5


class HeatScale(QWidget):
    """A bar of the heat's colours from ordinary to unusual.

    A line marks where the contour is drawn, triangles in the colours of their verdicts where review and NG
    begin: an image score is the mean of a map's highest values, so it stands on the same scale.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._range: tuple[float, float] | None = None
        self._threshold = 0.0
        self._cuts: tuple[float, float] | None = None
        self._words = ("", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for changed in (theme.theme_changed, map_look.look_changed):
            changed.connect(self.update)
        self._retranslate()

    def set_range(self, low: float, high: float, threshold: float) -> None:
        """The range of the colours and the threshold, in one unit."""
        self._range = (low, high) if high > low else None
        self._threshold = threshold
        self.update()

    def set_cuts(self, thresholds: Thresholds) -> None:
        """Where review and NG begin, in the unit of the range."""
        self._cuts = (thresholds.review, thresholds.ng)
        self.update()

    def sizeHint(self) -> QSize:
        """One bar with a line of text under it."""
        return QSize(TOKENS.panel_width, _BAR + 3 * _TICK + self.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Both words side by side."""
        return QSize(120, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bar, mark and words."""
        del event
        palette = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(_TICK, _TICK, self.width() - 2 * _TICK, _BAR)
        gradient = ramp_gradient(map_look.current().ramp, bar.left(), bar.right(), veiled=True)
        outline = QPainterPath()
        outline.addRoundedRect(bar, _BAR / 2, _BAR / 2)
        painter.fillPath(outline, theme.colour(palette.line))
        painter.fillPath(outline, gradient)
        words = self.rect().adjusted(_TICK, round(bar.bottom()) + 2 * _TICK, -_TICK, 0)
        font = theme.body_font()
        font.setPixelSize(TOKENS.font_small)
        painter.setFont(font)
        painter.setPen(theme.colour(palette.text2))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft, self._words[0])
        painter.drawText(words, Qt.AlignmentFlag.AlignRight, self._words[1])
        if self._range is None:
            return
        x = self._place(self._threshold, bar)
        for tone, width in ((palette.halo, 4.0), (palette.glow, 2.0)):
            painter.setPen(QPen(theme.colour(tone), width, c=Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(x, bar.top() - 3), QPointF(x, bar.bottom() + 3))
        painter.setPen(Qt.PenStyle.NoPen)
        for cut, verdict in zip(self._cuts or (), (palette.review, palette.ng), strict=False):
            painter.setBrush(theme.colour(verdict))
            painter.drawPolygon(_triangle(self._place(cut, bar), bar.bottom() + 1))

    def _place(self, value: float, bar: QRectF) -> float:
        """Of a value on the bar; what lies beyond an end stands at it."""
        assert self._range is not None
        low, high = self._range
        return bar.left() + min(max((value - low) / (high - low), 0.0), 1.0) * bar.width()

    def _retranslate(self) -> None:
        self._words = (
            QCoreApplication.translate("HeatScale", "ordinary"),
            QCoreApplication.translate("HeatScale", "unusual"),
            QCoreApplication.translate(
                "HeatScale",
                "The same colours for every part. The line marks where the contour is drawn, the triangles "
                "where a part is to be checked and where it is NG.",
            ),
        )
        self.setToolTip(self._words[2])
        self.setAccessibleName(QCoreApplication.translate("HeatScale", "Colours of the heat map"))
        self.update()


def ramp_gradient(ramp: Ramp, left: float, right: float, *, veiled: bool = False) -> QLinearGradient:
    """The colours of a ramp from left to right; ``veiled``: as clear as they lie on a picture."""
    gradient = QLinearGradient(left, 0, right, 0)
    for step, (rgb, opacity) in enumerate(zip(*colours(ramp), strict=True)):
        gradient.setColorAt(step / 255, QColor.fromRgbF(rgb[0], rgb[1], rgb[2], opacity if veiled else 1.0))
    return gradient


def _triangle(x: float, y: float) -> QPolygonF:
    """One that points up at (x, y)."""
    return QPolygonF(
        [QPointF(x, y), QPointF(x - _TICK, y + 1.6 * _TICK), QPointF(x + _TICK, y + 1.6 * _TICK)]
    )
