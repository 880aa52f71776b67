"""The picture with what lies on it: heat, paint, outlines and boxes at the threshold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGraphicsItem, QWidget

from bgad_studio.core import heatmap
from bgad_studio.core.geometry import Rect
from bgad_studio.core.imaging.pyramid import Pyramid, pyramid
from bgad_studio.core.imaging.tone import Tone
from bgad_studio.core.map_regions import map_regions
from bgad_studio.ui import map_look, theme
from bgad_studio.ui.actions import is_key
from bgad_studio.ui.canvas.navigation import PanZoomView
from bgad_studio.ui.canvas.navigator import Navigator
from bgad_studio.ui.canvas.overlays import BoxItem, ContourItem, HeatItem
from bgad_studio.ui.canvas.paint import PaintItem
from bgad_studio.ui.canvas.picture import PictureItem

_POINTED: Final = 3.0


@dataclass(frozen=True, slots=True, eq=False)
class _Heat:
    """A map on the picture: its values, interpolated, their range and the threshold."""

    fine: NDArray[np.float32]
    low: float
    high: float
    threshold: float


class LayeredView(PanZoomView):
    """Shows a picture, its layers and where the cursor is; changes nothing.

    Maps are drawn as :mod:`bgad_studio.ui.map_look` says.

    Signals:
        cursorMoved(int, int): The cursor is over the pixel (x, y).
        cursorLeft(): The cursor is over no pixel any more.
        maskVisibleChanged(bool): What was painted is shown, or hidden, from now on.
    """

    cursorMoved = Signal(int, int)  # noqa: N815 - a signal
    cursorLeft = Signal()  # noqa: N815
    maskVisibleChanged = Signal(bool)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture_item, self.heat_item = PictureItem(), HeatItem()
        self.paint_item, self.contour_item = PaintItem(), ContourItem()
        self.box_item, self.pointer_item = BoxItem(), BoxItem(_POINTED)
        layers = (
            self.picture_item,
            self.heat_item,
            self.paint_item,
            self.contour_item,
            self.box_item,
            self.pointer_item,
        )
        for depth, item in enumerate(layers):
            item.setZValue(depth)
            self.scene().addItem(item)
        self._overlays: dict[QGraphicsItem, bool] = dict.fromkeys(layers[1:], True)
        self.picture: Pyramid | None = None
        self._heat: _Heat | None = None
        self._look = map_look.current()
        self._peeking = False
        self._size = (0, 0)
        self._over_pixel = False
        self.navigator = Navigator(self)
        theme.theme_changed.connect(self.viewport().update)
        map_look.look_changed.connect(self._take_look)
        self._take_look()

    def set_image(self, picture: NDArray[np.uint8] | Pyramid | None, *, keep_view: bool = False) -> None:
        """Show a picture, or nothing. Everything that lay on the last one goes.

        Args:
            picture: (H, W, 3) uint8 RGB, copied; or one that is ready to be shown.
            keep_view: Leave zoom and place as they are if the new picture has the size of the last one.
        """
        self.picture = pyramid(picture) if isinstance(picture, np.ndarray) else picture
        width, height = (0, 0) if self.picture is None else self.picture.size
        keep_view = keep_view and (width, height) == self._size
        self._size = (width, height)
        self.clear_heat()
        self.point_at(None)
        self.paint_item.set_labels(None)
        self.picture_item.set_pyramid(self.picture)
        self.set_content(width, height)
        if not keep_view:
            self.fit()
        self.navigator.set_picture(self.picture)

    def image_size(self) -> tuple[int, int]:
        """Width and height of the picture in pixels; 0, 0 while there is none."""
        return self._size

    def set_heat(self, values: NDArray[np.float32], low: float, high: float, threshold: float) -> None:
        """Show anomaly values, as far as the look in use shows them.

        Args:
            values: (h, w) float32 grid over the whole picture, higher = more anomalous.
            low: Value drawn clear.
            high: Value drawn in the strongest colour.
            threshold: Value of the outline and the boxes.
        """
        self._heat = _Heat(heatmap.refine(values), low, high, threshold)
        self._draw_heat()

    def set_threshold(self, threshold: float) -> None:
        """Draw outline and boxes of the map at another value."""
        if self._heat is not None:
            self._heat = replace(self._heat, threshold=threshold)
            self._draw_outlines()

    def clear_heat(self) -> None:
        """Show no map."""
        self._heat = None
        self._draw_heat()

    def point_at(self, box: Rect | None) -> None:
        """Draw a strong box round something, image pixels; None: round nothing."""
        self.pointer_item.set_boxes(() if box is None else (box,))

    def set_tone(self, tone: Tone) -> None:
        """How the picture is shown, and only shown, until the next call."""
        self.picture_item.set_tone(tone)

    def set_mask_visible(self, visible: bool) -> None:
        """Show or hide what was painted."""
        if visible != self.mask_visible():
            self._set_shown(self.paint_item, visible)
            self.maskVisibleChanged.emit(visible)

    def mask_visible(self) -> bool:
        """Whether what was painted is shown, but for a peek."""
        return self._overlays[self.paint_item]

    def peek(self, hidden: bool) -> None:
        """While ``hidden``, show the bare picture, whatever else was chosen."""
        self._peeking = hidden
        self._show_overlays()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Q held: peek at the bare picture."""
        if is_key(event, "peek") and not event.modifiers():
            self.peek(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Q let go."""
        if not is_key(event, "peek"):
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat():
            self.peek(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keys let go elsewhere are not seen here: count them as let go."""
        self.peek(False)
        super().focusOutEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which pixel the cursor is over."""
        super().mouseMoveEvent(event)
        self._report_cursor(self.image_point(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """The cursor is over no pixel."""
        super().leaveEvent(event)
        self._report_cursor(QPointF(-1, -1))

    def _report_cursor(self, point: QPointF) -> None:
        width, height = self._size
        inside = 0 <= point.x() < width and 0 <= point.y() < height
        if inside:
            self.cursorMoved.emit(int(point.x()), int(point.y()))
        elif self._over_pixel:
            self.cursorLeft.emit()
        self._over_pixel = inside

    def _take_look(self) -> None:
        before, self._look = self._look, map_look.current()
        look = self._look
        self.heat_item.setOpacity(look.strength / 100)
        shown = ((self.heat_item, look.heat), (self.contour_item, look.contour), (self.box_item, look.boxes))
        self._overlays.update(shown)
        self._show_overlays()
        if replace(before, strength=look.strength) != look:
            self._draw_heat()

    def _draw_heat(self) -> None:
        heat, look = self._heat, self._look
        width, height = self._size
        if heat is None or self.picture is None:
            self.heat_item.set_pixels(None, width, height)
        elif look.heat:
            pixels = heatmap.colourise(heat.fine, heat.low, heat.high, look.ramp)
            self.heat_item.set_pixels(pixels, width, height)
        self._draw_outlines()

    def _draw_outlines(self) -> None:
        heat, look = self._heat, self._look
        width, height = self._size
        if heat is None or self.picture is None:
            self.contour_item.set_outlines([], width, height)
            self.box_item.set_boxes(())
            return
        if look.contour:
            rows, columns = heat.fine.shape
            stretch = np.array([width / columns, height / rows])
            outlines = heatmap.contours(heat.fine, heat.threshold)
            self.contour_item.set_outlines([outline * stretch for outline in outlines], width, height)
        if look.boxes:
            regions = map_regions(heat.fine, heat.threshold, width, height)
            self.box_item.set_boxes(region.box for region in regions)

    def _set_shown(self, item: QGraphicsItem, shown: bool) -> None:
        self._overlays[item] = shown
        self._show_overlays()

    def _show_overlays(self) -> None:
        for item, shown in self._overlays.items():
            item.setVisible(shown and not self._peeking)
