"""Looking around: zoom at the cursor, fit, pan by hand. Knows nothing of what is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from bgad_studio.ui import theme
from bgad_studio.ui.actions import is_key

MIN_ZOOM: Final = 0.01
MAX_ZOOM: Final = 16.0
_STEP: Final = 1.25
_NOTCH: Final = 120
_MARGIN: Final = 16
_NEAR: Final = 1 / 3
"""Share of the view a piece takes that is shown near, and the zoom that is enough for the smallest."""
_NEAREST: Final = 4.0
_ARROWS: Final = {
    int(Qt.Key.Key_Left): (-1, 0),
    int(Qt.Key.Key_Right): (1, 0),
    int(Qt.Key.Key_Up): (0, -1),
    int(Qt.Key.Key_Down): (0, 1),
}


class PanZoomView(QGraphicsView):
    """A view on a scene whose unit is one image pixel.

    The zoom is screen pixels per image pixel, counted in the screen's own pixels: 1.0 is 100 %. After
    :meth:`fit` the picture keeps filling the view when that changes its size, until the next zoom by hand.

    Signals:
        zoomChanged(float): The new zoom.
        viewMoved(): Another zoom or another place is in view.
    """

    zoomChanged = Signal(float)  # noqa: N815 - a signal
    viewMoved = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._content = QRectF()
        self._fitted = True
        self._grip: QPoint | None = None
        self._hand_held = False
        theme.theme_changed.connect(self._take_colours)
        self._take_colours()

    def zoom(self) -> float:
        """Screen pixels per image pixel."""
        return float(self.transform().m11() * self.devicePixelRatioF())

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What a place's keys do here, for its ``ActionSet``."""
        return {
            "zoom_out": self.zoom_out,
            "zoom_in": self.zoom_in,
            "fit": self.fit,
            "actual": self.actual,
        }

    def zoom_in(self) -> None:
        """One step nearer, about the middle of the view."""
        self._zoom_about(self._middle(), self.zoom() * _STEP)

    def zoom_out(self) -> None:
        """One step away, about the middle of the view."""
        self._zoom_about(self._middle(), self.zoom() / _STEP)

    def actual(self) -> None:
        """One image pixel on one screen pixel."""
        self._zoom_about(self._middle(), 1.0)

    def fit(self) -> None:
        """Show the whole picture and keep it fitted."""
        self._fitted = True
        if not self._content.isEmpty():
            self._set_zoom(self.fitting_zoom())
            self.centerOn(self._content.center())
            self.viewMoved.emit()

    def fitting_zoom(self) -> float:
        """The zoom at which the whole picture is in view with a margin."""
        room = self.viewport().size()
        across = max(room.width() - 2 * _MARGIN, 1) / max(self._content.width(), 1)
        down = max(room.height() - 2 * _MARGIN, 1) / max(self._content.height(), 1)
        return float(min(max(min(across, down) * self.devicePixelRatioF(), MIN_ZOOM), MAX_ZOOM))

    def look_at(self, point: QPointF) -> None:
        """Bring an image point to the middle of the view."""
        self._fitted = False
        self.centerOn(point)
        self.viewMoved.emit()

    def show_near(self, rect: QRectF) -> None:
        """Show a piece of the picture in the middle, as large as leaves its surroundings in view."""
        room = self.viewport().rect()
        across, down = room.width() / max(rect.width(), 1), room.height() / max(rect.height(), 1)
        zoom = min(across, down) * _NEAR * self.devicePixelRatioF()
        fitting = self.fitting_zoom()
        if zoom <= fitting:
            self.fit()
            return
        self._set_zoom(min(zoom, max(_NEAREST, 2 * fitting)))
        self.look_at(rect.center())

    def look_as(self, other: PanZoomView) -> None:
        """Show what another view of a picture of the same size shows."""
        if other.is_fitted():
            self.fit()
        else:
            self._set_zoom(other.zoom())
            self.look_at(other.image_point(other._middle()))

    def is_fitted(self) -> bool:
        """Whether the picture follows the size of the view."""
        return self._fitted

    def set_content(self, width: int, height: int) -> None:
        """The picture measures ``width`` × ``height`` image pixels; 0 × 0 is none."""
        self._content = QRectF(0, 0, width, height)
        self._update_scene_rect()

    def is_panning(self) -> bool:
        """Whether the picture is in hand at the moment."""
        return self._grip is not None

    def pans_with_left(self) -> bool:
        """Whether the left button drags the picture; with Space held it always does."""
        return self._hand_held

    def update_cursor(self) -> None:
        """Show what the left button would do."""
        shape = Qt.CursorShape.ArrowCursor
        if self._grip is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self.pans_with_left() and not self._content.isEmpty():
            shape = Qt.CursorShape.OpenHandCursor
        self.viewport().setCursor(shape)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the cursor, finely on a touchpad."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        self._zoom_about(event.position(), self.zoom() * _STEP ** (turn / _NOTCH))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the picture in hand with the middle button, or the left one where that pans."""
        left = event.button() == Qt.MouseButton.LeftButton and self.pans_with_left()
        if (left or event.button() == Qt.MouseButton.MiddleButton) and not self._content.isEmpty():
            self._grip = event.position().toPoint()
            self.update_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the picture."""
        if self._grip is None:
            return
        here = event.position().toPoint()
        self._fitted = False
        self._scroll(self._grip - here)
        self._grip = here

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._let_go()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a fast hand is a press like any other."""
        self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space held: the left button pans; Ctrl and an arrow go there."""
        way = _ARROWS.get(event.key())
        if way is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._fitted = False
            self._scroll(
                QPoint(way[0] * self.viewport().width() // 8, way[1] * self.viewport().height() // 8)
            )
        elif not is_key(event, "hand"):
            event.ignore()
        elif not event.isAutoRepeat():
            self._hand_held = True
            self.update_cursor()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space let go."""
        if not is_key(event, "hand"):
            event.ignore()
        elif not event.isAutoRepeat():
            self._hand_held = False
            self.update_cursor()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keys let go elsewhere are not seen here: count them as let go."""
        self._hand_held = False
        self._let_go()
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay fitted."""
        super().resizeEvent(event)
        self._update_scene_rect()
        if self._fitted:
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """A screen of another pixel density."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange and self._fitted:
            self.fit()

    def _zoom_about(self, at: QPointF, zoom: float) -> None:
        """Change the zoom while the image point at ``at`` (viewport) stays where it is."""
        if self._content.isEmpty():
            return
        self._fitted = False
        point = self.image_point(at)
        self._set_zoom(zoom)
        shift = self.viewportTransform().map(point) - at
        self._scroll(shift.toPoint())

    def _set_zoom(self, zoom: float) -> None:
        zoom = min(max(zoom, MIN_ZOOM), MAX_ZOOM)
        if abs(zoom - self.zoom()) < 1e-9:
            return
        scale = zoom / self.devicePixelRatioF() / self.transform().m11()
        self.scale(scale, scale)
        self._update_scene_rect()
        self.zoomChanged.emit(zoom)

    def _update_scene_rect(self) -> None:
        """Leave room to bring any corner of the picture to the middle of the view."""
        scale = self.transform().m11()
        across, down = self.viewport().width() / scale / 2, self.viewport().height() / scale / 2
        self.setSceneRect(self._content.adjusted(-across, -down, across, down))

    def _scroll(self, by: QPoint) -> None:
        for bar, step in ((self.horizontalScrollBar(), by.x()), (self.verticalScrollBar(), by.y())):
            bar.setValue(bar.value() + step)
        self.viewMoved.emit()

    def image_point(self, at: QPointF) -> QPointF:
        """Image point under the viewport point ``at``, with its fraction."""
        inverse, _ = self.viewportTransform().inverted()
        return QPointF(inverse.map(at))

    def _middle(self) -> QPointF:
        return QRectF(self.viewport().rect()).center()

    def _let_go(self) -> None:
        self._grip = None
        self.update_cursor()

    def _take_colours(self) -> None:
        self.setBackgroundBrush(QBrush(QColor(theme.current().canvas)))
