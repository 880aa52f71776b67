"""What the model saw: heat over the picture, outlines and boxes at the threshold. And the brush's ring."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from bgad_studio.core.geometry import Rect
from bgad_studio.ui import theme
from bgad_studio.ui.canvas.picture import screen_scale, wrap

_HALO_WIDTH: Final = 4.0
_GLOW_WIDTH: Final = 1.8
_BOX_GAP: Final = 3.0
_SMALLEST_RING: Final = 2.5
_CROSS: Final = 5.0
_BREATH: Final = 0.25


class HeatItem(QGraphicsItem):
    """Draws anomaly values as colours, stretched over the picture."""

    def __init__(self) -> None:
        super().__init__()
        self._pixels: NDArray[np.uint32] | None = None
        self._image = QImage()
        self._rect = QRectF()

    def set_pixels(self, pixels: NDArray[np.uint32] | None, width: int, height: int) -> None:
        """Show (h, w) premultiplied ``0xAARRGGBB`` over a picture of ``width`` × ``height``, or nothing."""
        self.prepareGeometryChange()
        self._pixels = None if pixels is None else np.ascontiguousarray(pixels)
        self._image = QImage()
        self._rect = QRectF(0, 0, width, height)
        if self._pixels is not None:
            self._image = wrap(self._pixels, QImage.Format.Format_ARGB32_Premultiplied)

    def boundingRect(self) -> QRectF:
        """The picture's rectangle."""
        return self._rect

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Stretch the colours smoothly."""
        del option, widget
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
            painter.drawImage(self._rect, self._image)


class ContourItem(QGraphicsItem):
    """Draws outlines as a bright line with a dark halo, equally wide at any zoom."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._outlines: list[QPolygonF] = []
        self._rect = QRectF()

    def set_outlines(self, outlines: list[NDArray[np.float64]], width: int, height: int) -> None:
        """Show closed outlines, each (n, 2) ``xy`` in image pixels, on a picture of this size."""
        self.prepareGeometryChange()
        self._rect = QRectF(0, 0, width, height)
        self._outlines = []
        for outline in outlines:
            closed = np.vstack([outline, outline[:1]])
            self._outlines.append(QPolygonF([QPointF(x, y) for x, y in closed.tolist()]))

    def boundingRect(self) -> QRectF:
        """The picture's rectangle; the line is cut at its border."""
        return self._rect

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw what lies in the exposed part."""
        del widget
        reach = _HALO_WIDTH / view_scale(painter)
        exposed = option.exposedRect.adjusted(-reach, -reach, reach, reach)
        shown = [outline for outline in self._outlines if outline.boundingRect().intersects(exposed)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setClipRect(self._rect, Qt.ClipOperation.IntersectClip)
        palette = theme.current()
        for line in (
            pen(painter, theme.colour(palette.halo, 0.7), _HALO_WIDTH),
            pen(painter, theme.colour(palette.glow), _GLOW_WIDTH),
        ):
            painter.setPen(line)
            for outline in shown:
                painter.drawPolyline(outline)


class BoxItem(QGraphicsItem):
    """Draws boxes as a bright line with a dark halo, a little off what they enclose."""

    def __init__(self, width: float = _GLOW_WIDTH) -> None:
        super().__init__()
        self._width = width
        self._boxes: tuple[QRectF, ...] = ()

    def set_boxes(self, boxes: Iterable[Rect]) -> None:
        """Show these, image pixels."""
        self.prepareGeometryChange()
        self._boxes = tuple(QRectF(box.x, box.y, box.width, box.height) for box in boxes)

    def boundingRect(self) -> QRectF:
        """All boxes with room for their lines at the present zoom."""
        scene = self.scene()
        scale = scene.views()[0].transform().m11() if scene and scene.views() else 1.0
        room = (_BOX_GAP + _HALO_WIDTH + self._width) / scale
        whole = QRectF()
        for box in self._boxes:
            whole = whole.united(box)
        return whole.adjusted(-room, -room, room, room) if self._boxes else whole

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw them."""
        del option, widget
        gap = _BOX_GAP / view_scale(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        palette = theme.current()
        for tone, width in ((theme.colour(palette.halo, 0.7), 2.2), (theme.colour(palette.glow), 1.0)):
            painter.setPen(pen(painter, tone, width * self._width))
            for box in self._boxes:
                painter.drawRect(box.adjusted(-gap, -gap, gap, gap))


class BrushRing(QGraphicsItem):
    """The brush in its true size, a cross while that is too small to aim with.

    The brush is filled with a breath of its colour, the eraser is dashed and empty.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setVisible(False)
        self._radius = 0.5
        self._square = False
        self._colour: QColor | None = None

    def set_brush(self, radius: float, square: bool, colour: QColor | None) -> None:
        """A ring, or a square, of ``radius`` image pixels that paints ``colour``, or erases."""
        self.prepareGeometryChange()
        self._radius = radius
        self._square = square
        self._colour = colour

    def boundingRect(self) -> QRectF:
        """The ring with room for its line and the cross at the present zoom."""
        scene = self.scene()
        scale = scene.views()[0].transform().m11() if scene and scene.views() else 1.0
        edge = self._radius + (_CROSS + _HALO_WIDTH) / scale
        return QRectF(-edge, -edge, 2 * edge, 2 * edge)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw the ring."""
        del option, widget
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        small = self._radius * view_scale(painter) < _SMALLEST_RING
        arm = _CROSS / view_scale(painter)
        palette = theme.current()
        glow = pen(painter, theme.colour(palette.glow), 1.4)
        if self._colour is None:
            glow.setDashPattern([4, 3])
        else:
            painter.setBrush(theme.colour(self._colour.name(), _BREATH))
        for line in (pen(painter, theme.colour(palette.halo, 0.75), 3.2), glow):
            painter.setPen(line)
            if small:
                painter.drawLine(QPointF(-arm, 0), QPointF(arm, 0))
                painter.drawLine(QPointF(0, -arm), QPointF(0, arm))
            elif self._square:
                painter.drawRect(QRectF(-self._radius, -self._radius, 2 * self._radius, 2 * self._radius))
            else:
                painter.drawEllipse(QPointF(0, 0), self._radius, self._radius)
            painter.setBrush(Qt.BrushStyle.NoBrush)


def pen(painter: QPainter, colour: QColor, width: float) -> QPen:
    """A pen of ``width`` at any zoom, in pixels of the window: on a dense screen several of its own."""
    made = QPen(colour, width * painter.device().devicePixelRatioF())
    made.setCosmetic(True)
    made.setCapStyle(Qt.PenCapStyle.RoundCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return made


def view_scale(painter: QPainter) -> float:
    """Pixels of the window per image pixel."""
    return screen_scale(painter) / painter.device().devicePixelRatioF()
