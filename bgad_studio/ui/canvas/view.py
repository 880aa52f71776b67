"""The canvas every place of the window shows parts on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QPointingDevice,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from bgad_studio.core.masks.undo import History
from bgad_studio.core.records import NO_DEFECT
from bgad_studio.ui import theme
from bgad_studio.ui.canvas.outlined import OutlinedView
from bgad_studio.ui.canvas.overlays import BrushRing
from bgad_studio.ui.canvas.tools import BRUSHES, BrushStroke, RegionStroke, Stroke, Tool

MIN_RADIUS: Final = 1
MAX_RADIUS: Final = 256
_RADIUS_STEP: Final = 1.15
_LIGHTEST: Final = 0.2
"""Share of the brush's radius under a pen that barely touches."""


class ImageCanvas(OutlinedView):
    """Shows a part with what was painted on it and what the model saw, and lets a person paint.

    Coordinates are image pixels: pixel (x, y) covers x…x+1 and y…y+1. The wheel zooms at the cursor,
    middle-drag and Space-drag pan, Ctrl turns the brush into the eraser, Shift+wheel and Alt+drag change its
    size, Esc takes back the stroke in hand, Q held shows the bare picture. A pen paints as wide as it is
    pressed.

    Signals:
        brushRadiusChanged(int): The wheel or a drag changed the size of the brush.
        erasingChanged(bool): Tools take paint away instead of adding it, or no longer.
        strokeFinished(), historyChanged(bool, bool), edgesWanted(object), cursorMoved(int, int),
        cursorLeft(), zoomChanged(float): See the base classes.
    """

    brushRadiusChanged = Signal(int)  # noqa: N815 - a signal
    erasingChanged = Signal(bool)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ring = BrushRing()
        self._ring.setZValue(10)
        self.scene().addItem(self._ring)
        self._stroke: Stroke | None = None
        self._pen: BrushStroke | None = None
        self._sizing: tuple[QPointF, int] | None = None
        self._tool = Tool.PAN
        self._radius = 12
        self._square = self._erasing = False
        self._ctrl_held = False
        self._hovered = False
        self._retranslate()

    def tool(self) -> Tool:
        """What the left button does."""
        return self._tool

    def set_tool(self, tool: Tool) -> None:
        """Choose what the left button does, adding paint; what is in hand ends."""
        self.end_in_hand()
        self._tool = tool
        if tool in (Tool.BRUSH, Tool.SQUARE):
            self._square = tool is Tool.SQUARE
        self.set_erasing(False)
        self.update_cursor()

    def erasing(self) -> bool:
        """Whether tools take paint away."""
        return self._erasing

    def set_erasing(self, erasing: bool) -> None:
        """Let the tool in hand take paint away, or the eraser add it, until another tool is chosen."""
        if erasing != self._erasing:
            self._erasing = erasing
            self.erasingChanged.emit(erasing)
        self._update_ring()

    def end_in_hand(self) -> None:
        """End a stroke or an outline in hand, so that nothing drawn is lost."""
        self._end_stroke()
        self.finish_outline()

    def brush_radius(self) -> int:
        """Radius of brush and eraser, image pixels."""
        return self._radius

    def set_brush_radius(self, radius_px: int) -> None:
        """Radius of brush and eraser from the next stroke on; brought within 1…256 image pixels."""
        self._radius = min(max(radius_px, MIN_RADIUS), MAX_RADIUS)
        self._update_ring()

    def set_defect(self, value: int) -> None:
        """As in the base class."""
        super().set_defect(value)
        self._update_ring()

    def set_colours(self, colours: Mapping[int, str]) -> None:
        """As in the base class."""
        super().set_colours(colours)
        self._update_ring()

    def take_labels(self, labels: NDArray[np.uint8] | None, history: History | None = None) -> None:
        """As in the base class; a stroke in hand goes."""
        self._stroke = None
        super().take_labels(labels, history)

    def in_hand(self) -> bool:
        """Whether a stroke or an outline has begun and not ended."""
        return self._stroke is not None or super().in_hand()

    def value(self) -> int:
        """Label that is painted now; 0 takes paint away."""
        takes = (self._tool is Tool.ERASER) != self._erasing or self._ctrl_held
        return NO_DEFECT if takes else self.defect()

    def pans_with_left(self) -> bool:
        """Also with the hand chosen, and where there is nothing to paint on."""
        return super().pans_with_left() or self._tool is Tool.PAN or self.labels is None

    def update_cursor(self) -> None:
        """A ring in the size of the brush where the left button paints."""
        super().update_cursor()
        if not self.pans_with_left() and not self.is_panning():
            shape = Qt.CursorShape.BlankCursor if self._tool in BRUSHES else Qt.CursorShape.CrossCursor
            self.viewport().setCursor(shape)
        self._update_ring()

    def viewportEvent(self, event: QEvent) -> bool:
        """A pen paints as wide as it is pressed; its other end erases."""
        if isinstance(event, QTabletEvent) and self._take_pen(event):
            event.accept()
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke or set a corner, unless this press pans; other buttons leave a stroke alone."""
        if self._stroke is not None:
            return
        if event.button() == Qt.MouseButton.RightButton and self.finish_outline():
            return
        if event.button() != Qt.MouseButton.LeftButton or self.pans_with_left() or self.is_panning():
            super().mousePressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and self._tool in BRUSHES:
            self._sizing = (event.position(), self._radius)
        else:
            self._note_ctrl(event.modifiers())
            self._begin(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click closes an outline; else the second press of a fast hand is like any other."""
        if event.button() != Qt.MouseButton.LeftButton or not self.finish_outline():
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke and carry the ring along."""
        if not self._hovered:
            self._hovered = True
            self._update_ring()
        self._note_ctrl(event.modifiers())
        super().mouseMoveEvent(event)
        if self._size_by_drag(event):
            return
        self._ring.setPos(self.image_point(event.position()))
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if self._stroke is not None and held:
            self._draw_to(event.position())
        else:
            self._end_stroke()
            self.carry_outline(self.image_point(event.position()), held)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke with the button that began it."""
        if event.button() == Qt.MouseButton.LeftButton and self._sizing is not None:
            self._sizing = None
        elif event.button() == Qt.MouseButton.LeftButton and self._tool is Tool.EDGES and self.in_hand():
            self.search_edges()
        elif self._stroke is None:
            super().mouseReleaseEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._end_stroke()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom; with Shift change the size of the brush."""
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier or self.pans_with_left():
            super().wheelEvent(event)
            self._ring.setPos(self.image_point(event.position()))
            return
        turn = event.angleDelta().y() or event.angleDelta().x()
        wanted = self._radius * _RADIUS_STEP ** (turn / 120)
        # always by a whole pixel, or a small brush would never grow
        self._resize_brush(int(np.ceil(wanted)) if turn > 0 else int(wanted))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back the stroke in hand; Ctrl held erases."""
        if event.key() == Qt.Key.Key_Escape and self._stroke is not None:
            self._abort_stroke()
        elif event.key() == Qt.Key.Key_Control:
            self._note_ctrl(Qt.KeyboardModifier.ControlModifier)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Ctrl let go."""
        if event.key() == Qt.Key.Key_Control:
            self._note_ctrl(Qt.KeyboardModifier.NoModifier)
        else:
            super().keyReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the ring along."""
        super().leaveEvent(event)
        self._hovered = False
        self._update_ring()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _size_by_drag(self, event: QMouseEvent) -> bool:
        """While Alt and the button are held, right makes the brush larger, under the cursor; else False."""
        if self._sizing is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._sizing = None  # the button was let go elsewhere
            return False
        start, radius = self._sizing
        across = (event.position().x() - start.x()) / float(self.transform().m11())
        self._resize_brush(round(radius + across))
        return True

    def _resize_brush(self, radius_px: int) -> None:
        self.set_brush_radius(radius_px)
        self.brushRadiusChanged.emit(self._radius)

    def _begin(self, at: QPointF) -> None:
        """What a press of the left button begins."""
        if self._tool is Tool.POLYGON:
            self.set_corner(self.image_point(at))
        elif self._tool is Tool.EDGES:
            self.begin_search(self.image_point(at))
        else:
            self._stroke = self._new_stroke()
            self._draw_to(at)

    def _take_pen(self, event: QTabletEvent) -> bool:
        """Paint with the pen of a tablet; False where it is no more than a mouse."""
        left = event.button() == Qt.MouseButton.LeftButton
        if event.type() == QEvent.Type.TabletPress and left:
            if self._tool not in BRUSHES or self.pans_with_left() or self.in_hand():
                return False
            self._note_ctrl(event.modifiers())
            erases = event.pointerType() == QPointingDevice.PointerType.Eraser
            value = NO_DEFECT if erases else self.value()
            self._pen = BrushStroke(self.recorder(), self._radius, value, self._square)
            self._stroke = self._pen
        if self._pen is None or self._stroke is not self._pen:
            return False
        if event.type() == QEvent.Type.TabletRelease:
            if left:
                self._end_stroke()
                self._pen = None
            return True
        self._ring.setPos(self.image_point(event.position()))
        self._pen.radius_px = self._radius * _pressed(event)
        self._draw_to(event.position())
        return True

    def _new_stroke(self) -> Stroke:
        assert self.picture is not None
        if self._tool in BRUSHES:
            return BrushStroke(self.recorder(), self._radius, self.value(), self._square)
        return RegionStroke(self._tool, self.recorder(), self.picture.levels[0], self.value())

    def _draw_to(self, at: QPointF) -> None:
        assert self._stroke is not None
        point = self.image_point(at)
        rect = self._stroke.draw_to(point.x(), point.y())
        if rect is not None:
            self.paint_item.refresh(rect)

    def _end_stroke(self) -> None:
        if self._stroke is not None:
            stroke, self._stroke = self._stroke, None
            self.commit(stroke.finish())

    def _abort_stroke(self) -> None:
        if self._stroke is None:
            return
        rect = self._stroke.abort()
        self._stroke = None
        if rect is not None:
            self.paint_item.refresh(rect)

    def _note_ctrl(self, modifiers: Qt.KeyboardModifier) -> None:
        held = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if held != self._ctrl_held:
            self._ctrl_held = held
            self._update_ring()

    def _update_ring(self) -> None:
        value = self.value()
        shade = QColor(self.colours.get(value, theme.current().ignore))
        colour = None if value == NO_DEFECT else shade
        self._ring.set_brush(self._radius, self._square, colour)
        self.outline.set_colour(colour)
        brush = self._tool in BRUSHES and not self.pans_with_left()
        self._ring.setVisible(self._hovered and brush and not self.is_panning())

    def _retranslate(self) -> None:
        self.setAccessibleName(QCoreApplication.translate("Canvas", "Picture of the part"))


def _pressed(event: QTabletEvent) -> float:
    """Share of the brush's radius a pen paints with; all of it where it feels no pressure."""
    feels = event.pointingDevice().capabilities() & QInputDevice.Capability.Pressure
    return _LIGHTEST + (1 - _LIGHTEST) * event.pressure() if feels else 1.0
