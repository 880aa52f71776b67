"""The scale of the heat: the same range for every part, with the threshold marked on it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bgad_studio.core.heatmap import colours
from bgad_studio.ui import theme
from bgad_studio.ui.theme import TOKENS

_BAR: Final = 10
_TICK: Final = 5


class HeatScale(QWidget):
    """A bar of the heat's colours from ordinary to unusual, with a mark at the threshold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._threshold: float | None = None
        self._words = ("", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self.update)
        self._retranslate()

    def set_range(self, low: float, high: float, threshold: float) -> None:
        """The range of the colours and the threshold, in one unit."""
        span = high - low
        self._threshold = min(max((threshold - low) / span, 0.0), 1.0) if span > 0 else None
        self.update()

    def sizeHint(self) -> QSize:
        """One bar with a line of text under it."""
        return QSize(TOKENS.panel_width, _BAR + 2 * _TICK + self.fontMetrics().height() + 2)

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
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        for step, (rgb, opacity) in enumerate(zip(*colours(), strict=True)):
            gradient.setColorAt(step / 255, QColor.fromRgbF(rgb[0], rgb[1], rgb[2], opacity))
        outline = QPainterPath()
        outline.addRoundedRect(bar, _BAR / 2, _BAR / 2)
        painter.fillPath(outline, theme.colour(palette.line))
        painter.fillPath(outline, gradient)
        words = self.rect().adjusted(_TICK, round(bar.bottom()) + _TICK + 2, -_TICK, 0)
        font = theme.body_font()
        font.setPixelSize(TOKENS.font_small)
        painter.setFont(font)
        painter.setPen(theme.colour(palette.text2))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft, self._words[0])
        painter.drawText(words, Qt.AlignmentFlag.AlignRight, self._words[1])
        if self._threshold is not None:
            x = bar.left() + self._threshold * bar.width()
            for tone, width in ((palette.halo, 4.0), (palette.glow, 2.0)):
                painter.setPen(QPen(theme.colour(tone), width, c=Qt.PenCapStyle.RoundCap))
                painter.drawLine(QPointF(x, bar.top() - 3), QPointF(x, bar.bottom() + 3))

    def _retranslate(self) -> None:
        self._words = (
            QCoreApplication.translate("HeatScale", "ordinary"),
            QCoreApplication.translate("HeatScale", "unusual"),
            QCoreApplication.translate("HeatScale", "The line marks where the contour is drawn"),
        )
        self.setToolTip(self._words[2])
        self.setAccessibleName(QCoreApplication.translate("HeatScale", "Colours of the heat map"))
        self.update()
