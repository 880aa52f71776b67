"""The scale of the heat: the same range for every part, with the thresholds marked on it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from bgad_studio.core.heatmap import colours
from bgad_studio.core.map_look import Ramp
from bgad_studio.core.thresholds import Thresholds
from bgad_studio.ui import map_look, theme
from bgad_studio.ui.theme import TOKENS

_BAR: Final = 10
_TICK: Final = 5
_KEY_STEP: Final = 0.01


class HeatScale(QWidget):
    """A bar of the heat's colours from ordinary to unusual.

    A line marks where the contour is drawn, triangles in the colours of their verdicts where review and NG
    begin: an image score is the mean of a map's highest values, so it stands on the same scale.

    Signals:
        thresholdMoved(float): A person drags the line; nothing is decided yet.
        thresholdChosen(float): They let go of it here, or moved it with a key.
    """

    thresholdMoved = Signal(float)  # noqa: N815 - a signal
    thresholdChosen = Signal(float)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._range: tuple[float, float] | None = None
        self._threshold = 0.0
        self._cuts: tuple[float, float] | None = None
        self._words = ("", "", "")
        self._movable = False
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

    def set_movable(self) -> None:
        """Let a person drag the line, or move it with the arrow keys."""
        self._movable = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self._retranslate()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The line comes to the pointer: nobody has to hit it."""
        self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It follows."""
        self._drag(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It stays."""
        if self._movable and event.button() is Qt.MouseButton.LeftButton and self._range is not None:
            self.thresholdChosen.emit(self._threshold)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A hundredth of the range to either side."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if not self._movable or self._range is None or by is None:
            super().keyPressEvent(event)
            return
        self._move(self._threshold + by * _KEY_STEP * (self._range[1] - self._range[0]))
        self.thresholdChosen.emit(self._threshold)

    def event(self, event: QEvent) -> bool:
        """The arrow keys are the line's while it has the focus, not the list's."""
        if (
            self._movable
            and event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        ):
            event.accept()
        return super().event(event)

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
        bar = self._bar()
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
        wide = 2.0 if self._movable else 0.0
        for tone, width in ((palette.halo, 4.0 + wide), (palette.glow, 2.0 + wide)):
            painter.setPen(QPen(theme.colour(tone), width, c=Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(x, bar.top() - 3), QPointF(x, bar.bottom() + 3))
        painter.setPen(Qt.PenStyle.NoPen)
        for cut, verdict in zip(self._cuts or (), (palette.review, palette.ng), strict=False):
            painter.setBrush(theme.colour(verdict))
            painter.drawPolygon(_triangle(self._place(cut, bar), bar.bottom() + 1))

    def _bar(self) -> QRectF:
        return QRectF(_TICK, _TICK, self.width() - 2 * _TICK, _BAR)

    def _drag(self, event: QMouseEvent) -> None:
        if self._movable and event.buttons() & Qt.MouseButton.LeftButton and self._range is not None:
            low, high = self._range
            bar = self._bar()
            self._move(low + (event.position().x() - bar.left()) / bar.width() * (high - low))

    def _move(self, value: float) -> None:
        """Never to the low end: all of every part would be unusual."""
        assert self._range is not None
        low, high = self._range
        self._threshold = min(max(value, low + _KEY_STEP * (high - low)), high)
        self.update()
        self.thresholdMoved.emit(self._threshold)

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
        drag = QCoreApplication.translate("HeatScale", "Drag the line: regions and outlines begin there.")
        self.setToolTip(f"{self._words[2]} {drag}" if self._movable else self._words[2])
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
