"""The canvas every place of the window shows parts on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from bgad_studio.core.geometry import Rect
from bgad_studio.core.masks.regions import bounds
from bgad_studio.core.masks.undo import History, StrokeRecorder
from bgad_studio.core.records import NO_DEFECT
from bgad_studio.ui import theme
from bgad_studio.ui.canvas.display import LayeredView
from bgad_studio.ui.canvas.overlays import BrushRing
from bgad_studio.ui.canvas.tools import BrushStroke, RegionStroke, Stroke, Tool

MIN_RADIUS: Final = 1
MAX_RADIUS: Final = 256
_RADIUS_STEP: Final = 1.15


class ImageCanvas(LayeredView):
    """Shows a part with what was painted on it and what the model saw, and lets a person paint.

    Coordinates are image pixels: pixel (x, y) covers x…x+1 and y…y+1. The wheel zooms at the cursor,
    middle-drag and Space-drag pan, Ctrl turns the brush into the eraser, Shift+wheel changes its size, Esc
    takes back the stroke in hand, Q held shows the bare picture.

    Signals:
        strokeFinished(): A person changed the label map: a stroke ended, or was undone or redone.
        historyChanged(bool, bool): Whether there is something to undo, and to redo.
        brushRadiusChanged(int): The wheel changed the size of the brush.
        cursorMoved(int, int), cursorLeft(), zoomChanged(float): See the base classes.
    """

    strokeFinished = Signal()  # noqa: N815 - a signal
    historyChanged = Signal(bool, bool)  # noqa: N815
    brushRadiusChanged = Signal(int)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ring = BrushRing()
        self._ring.setZValue(10)
        self.scene().addItem(self._ring)
        self._labels: NDArray[np.uint8] | None = None
        self._picture: NDArray[np.uint8] | None = None
        self._colours: dict[int, str] = {}
        self._history = History()
        self._stroke: Stroke | None = None
        self._tool = Tool.PAN
        self._radius = 12
        self._defect = 1
        self._ctrl_held = False
        self._hovered = False
        self._retranslate()

    def set_image(self, rgb: NDArray[np.uint8] | None, *, keep_view: bool = False) -> None:
        """As in the base class; the history and a stroke in hand go with the last picture's paint."""
        self._take_labels(None)
        self._picture = None if rgb is None else np.ascontiguousarray(rgb)
        super().set_image(rgb, keep_view=keep_view)

    def set_label_map(
        self,
        label_map: NDArray[np.uint8] | None,
        colours: Mapping[int, str],
        history: History | None = None,
    ) -> None:
        """Show (H, W) uint8 labels of the picture's size and let the brush work on a copy of them.

        Before this call after :meth:`set_image` nothing can be painted.

        Args:
            label_map: None is a map without any paint.
            colours: ``{label value: "#RRGGBB"}``.
            history: Of exactly this label map; None begins a new one.

        Raises:
            ValueError: The label map is not of the picture's size.
        """
        width, height = self.image_size()
        if label_map is not None and label_map.shape != (height, width):
            raise ValueError(f"label map {label_map.shape} on a picture of {(height, width)}")
        if label_map is None:
            label_map = np.zeros((height, width), np.uint8)
        self._take_labels(label_map.copy() if label_map.size else None, history)
        self.set_colours(colours)

    def set_colours(self, colours: Mapping[int, str]) -> None:
        """Colour label values anew, keeping paint and history: ``{label value: "#RRGGBB"}``."""
        self._colours = dict(colours)
        self.paint_item.set_colours(self._colours)
        self._update_ring()

    def label_map(self) -> NDArray[np.uint8] | None:
        """A copy of the label map, or None while there is none."""
        return None if self._labels is None else self._labels.copy()

    def tool(self) -> Tool:
        """What the left button does."""
        return self._tool

    def set_tool(self, tool: Tool) -> None:
        """Choose what the left button does; a stroke in hand ends."""
        self._end_stroke()
        self._tool = tool
        self.update_cursor()

    def brush_radius(self) -> int:
        """Radius of brush and eraser, image pixels."""
        return self._radius

    def set_brush_radius(self, radius_px: int) -> None:
        """Radius of brush and eraser from the next stroke on; brought within 1…256 image pixels."""
        self._radius = min(max(radius_px, MIN_RADIUS), MAX_RADIUS)
        self._update_ring()

    def set_defect(self, value: int) -> None:
        """Label value the brush paints from the next stroke on: 1…250, or 255 for pixels to ignore."""
        self._defect = value
        self._update_ring()

    def history(self) -> History:
        """Strokes on the label map, to be handed back with it."""
        return self._history

    def change_region(self, change: Callable[[NDArray[np.bool_]], NDArray[np.bool_]]) -> None:
        """Change what is painted of the chosen defect as one step: mask (H, W) bool before → after."""
        if self._labels is None or self._stroke is not None:
            return
        recorder = StrokeRecorder(self._labels)
        before = self._labels == self._defect
        after = change(before)
        self._labels[before & ~after] = NO_DEFECT
        self._labels[after & (self._labels == NO_DEFECT)] = self._defect  # other defects stay
        recorder.add(bounds(before | after))
        atom = recorder.finish()
        if atom is not None:
            self._history.push(atom)
            self._changed(atom.rect)

    def undo(self) -> None:
        """Take back the last stroke."""
        if self._labels is not None and self._stroke is None:
            self._changed(self._history.undo(self._labels))

    def redo(self) -> None:
        """Put back the last stroke taken back."""
        if self._labels is not None and self._stroke is None:
            self._changed(self._history.redo(self._labels))

    def pans_with_left(self) -> bool:
        """Also with the hand chosen, and where there is nothing to paint on."""
        return super().pans_with_left() or self._tool is Tool.PAN or self._labels is None

    def update_cursor(self) -> None:
        """A ring in the size of the brush where the left button paints."""
        super().update_cursor()
        if not self.pans_with_left() and not self.is_panning():
            brush = self._tool in (Tool.BRUSH, Tool.ERASER)
            shape = Qt.CursorShape.BlankCursor if brush else Qt.CursorShape.CrossCursor
            self.viewport().setCursor(shape)
        self._update_ring()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke, unless this press pans; other buttons leave a stroke in hand alone."""
        if self._stroke is not None:
            return
        if event.button() != Qt.MouseButton.LeftButton or self.pans_with_left() or self.is_panning():
            super().mousePressEvent(event)
        elif self._labels is not None:
            self._note_ctrl(event.modifiers())
            self._stroke = self._new_stroke(self._labels)
            self._draw_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke and carry the ring along."""
        if not self._hovered:
            self._hovered = True
            self._update_ring()
        self._note_ctrl(event.modifiers())
        super().mouseMoveEvent(event)
        self._ring.setPos(self.image_point(event.position()))
        if self._stroke is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._draw_to(event.position())
        else:
            self._end_stroke()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke with the button that began it."""
        if self._stroke is None:
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
        self.set_brush_radius(int(np.ceil(wanted)) if turn > 0 else int(wanted))
        self.brushRadiusChanged.emit(self._radius)
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

    def _new_stroke(self, labels: NDArray[np.uint8]) -> Stroke:
        if self._tool in (Tool.BRUSH, Tool.ERASER) or self._picture is None:
            return BrushStroke(labels, self._radius, self._value())
        return RegionStroke(self._tool, labels, self._picture, self._value())

    def _value(self) -> int:
        return NO_DEFECT if self._tool is Tool.ERASER or self._ctrl_held else self._defect

    def _draw_to(self, at: QPointF) -> None:
        assert self._stroke is not None
        point = self.image_point(at)
        rect = self._stroke.draw_to(point.x(), point.y())
        if rect is not None:
            self.paint_item.refresh(rect)

    def _end_stroke(self) -> None:
        if self._stroke is None:
            return
        atom = self._stroke.finish()
        self._stroke = None
        if atom is not None:
            self._history.push(atom)
            self._changed(atom.rect)

    def _abort_stroke(self) -> None:
        if self._stroke is None:
            return
        rect = self._stroke.abort()
        self._stroke = None
        if rect is not None:
            self.paint_item.refresh(rect)

    def _changed(self, rect: Rect | None) -> None:
        """Show and tell that a person changed the label map inside ``rect``."""
        if rect is not None:
            self.paint_item.refresh(rect)
            self.strokeFinished.emit()
            self.historyChanged.emit(self._history.can_undo, self._history.can_redo)

    def _take_labels(self, labels: NDArray[np.uint8] | None, history: History | None = None) -> None:
        self._stroke = None
        self._labels = labels
        self.paint_item.set_labels(labels)
        self._history = history or History()
        self.historyChanged.emit(self._history.can_undo, self._history.can_redo)
        self.update_cursor()

    def _note_ctrl(self, modifiers: Qt.KeyboardModifier) -> None:
        held = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if held != self._ctrl_held:
            self._ctrl_held = held
            self._update_ring()

    def _update_ring(self) -> None:
        value = self._value()
        shade = self._colours.get(value, theme.current().ignore)
        self._ring.set_brush(self._radius, None if value == NO_DEFECT else QColor(shade))
        brush = self._tool in (Tool.BRUSH, Tool.ERASER) and not self.pans_with_left()
        self._ring.setVisible(self._hovered and brush and not self.is_panning())

    def _retranslate(self) -> None:
        self.setAccessibleName(QCoreApplication.translate("Canvas", "Picture of the part"))
