"""The outline a person draws corner by corner, or round a defect whose edge is to be found."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from bgad_studio.ui import theme
from bgad_studio.ui.canvas.overlays import pen, view_scale

_BREATH: Final = 0.25
_CORNER: Final = 3.5
_HALO: Final = 3.4
_LINE: Final = 1.4


class OutlineItem(QGraphicsItem):
    """Draws an open outline up to the cursor, with its corners; dashed while it takes paint away or waits."""

    def __init__(self) -> None:
        super().__init__()
        self._points: list[QPointF] = []
        self._end: QPointF | None = None
        self._colour: QColor | None = None
        self._corners = self._dashed = False
        self.setVisible(False)

    def points(self) -> list[tuple[float, float]]:
        """Its corners, image pixels."""
        return [(point.x(), point.y()) for point in self._points]

    def begin(self, at: QPointF, *, corners: bool) -> None:
        """A new outline; ``corners``: each point is one and is marked."""
        self.prepareGeometryChange()
        self._points, self._end = [at], at
        self._corners, self._dashed = corners, False
        self.setVisible(True)

    def add(self, at: QPointF) -> None:
        """One point more."""
        self.prepareGeometryChange()
        self._points.append(at)
        self._end = at
        self.update()

    def remove_last(self) -> None:
        """One point less."""
        self.prepareGeometryChange()
        self._points.pop()
        self.update()

    def reach(self, at: QPointF) -> None:
        """Draw on to the cursor."""
        self.prepareGeometryChange()
        self._end = at
        self.update()

    def wait(self) -> None:
        """Closed; something is being looked for inside."""
        self._dashed = True
        self.reach(self._points[0])

    def clear(self) -> None:
        """No outline any more."""
        self.prepareGeometryChange()
        self._points, self._end = [], None
        self.setVisible(False)

    def set_colour(self, colour: QColor | None) -> None:
        """Of what will be painted; None takes away."""
        self._colour = colour
        self.update()

    def is_open(self) -> bool:
        """Whether there is one."""
        return bool(self._points)

    def has_corners(self) -> bool:
        """Whether it is drawn corner by corner."""
        return self._corners

    def boundingRect(self) -> QRectF:
        """All points with room for the corners at the present zoom."""
        if not self._points:
            return QRectF()
        scene = self.scene()
        scale = scene.views()[0].transform().m11() if scene and scene.views() else 1.0
        room = 2 * (_CORNER + _HALO) / scale
        return self._shape().boundingRect().adjusted(-room, -room, room, room)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw it."""
        del option, widget
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        palette, shape = theme.current(), self._shape()
        if self._colour is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(self._colour.name(), _BREATH))
            painter.drawPolygon(shape)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        line = pen(painter, theme.colour(palette.glow), _LINE)
        if self._dashed or self._colour is None:
            line.setDashPattern([4, 3])
        for shade in (pen(painter, theme.colour(palette.halo, 0.75), _HALO), line):
            painter.setPen(shade)
            painter.drawPolyline(shape)
        if self._corners:
            edge = _CORNER / view_scale(painter)
            painter.setPen(pen(painter, theme.colour(palette.halo, 0.75), _LINE))
            painter.setBrush(theme.colour(palette.glow))
            for point in self._points:
                painter.drawEllipse(point, edge, edge)

    def _shape(self) -> QPolygonF:
        return QPolygonF([*self._points, *([] if self._end is None else [self._end])])
