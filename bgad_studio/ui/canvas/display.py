"""The picture with what lies on it: heat, paint and the outline at the threshold."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGraphicsItem, QWidget

from bgad_studio.core.imaging.pyramid import Pyramid, pyramid
from bgad_studio.core.imaging.tone import Tone
from bgad_studio.ui import theme
from bgad_studio.ui.actions import is_key
from bgad_studio.ui.canvas.navigation import PanZoomView
from bgad_studio.ui.canvas.navigator import Navigator
from bgad_studio.ui.canvas.overlays import ContourItem, HeatItem, heat_colours
from bgad_studio.ui.canvas.paint import PaintItem
from bgad_studio.ui.canvas.picture import PictureItem


class LayeredView(PanZoomView):
    """Shows a picture, its layers and where the cursor is; changes nothing.

    Signals:
        cursorMoved(int, int): The cursor is over the pixel (x, y).
        cursorLeft(): The cursor is over no pixel any more.
    """

    cursorMoved = Signal(int, int)  # noqa: N815 - a signal
    cursorLeft = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture_item, self.heat_item = PictureItem(), HeatItem()
        self.paint_item, self.contour_item = PaintItem(), ContourItem()
        layers = (self.picture_item, self.heat_item, self.paint_item, self.contour_item)
        for depth, item in enumerate(layers):
            item.setZValue(depth)
            self.scene().addItem(item)
        self._overlays: dict[QGraphicsItem, bool] = dict.fromkeys(layers[1:], True)
        self.picture: Pyramid | None = None
        self._peeking = False
        self._size = (0, 0)
        self._over_pixel = False
        self.navigator = Navigator(self)
        theme.theme_changed.connect(self.viewport().update)

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
        """Show anomaly values as heat, and an outline where they reach ``threshold``.

        Args:
            values: (h, w) float32 grid over the whole picture, higher = more anomalous.
            low: Value drawn clear.
            high: Value drawn in the strongest colour.
            threshold: Value of the outline.
        """
        pixels, outlines = heat_colours(values, low, high, threshold, *self._size)
        self.heat_item.set_pixels(pixels, *self._size)
        self.contour_item.set_outlines(outlines, *self._size)

    def clear_heat(self) -> None:
        """Show neither heat nor outline."""
        self.heat_item.set_pixels(None, *self._size)
        self.contour_item.set_outlines([], *self._size)

    def set_heat_opacity(self, opacity: float) -> None:
        """How strongly the heat covers the picture, 0…1."""
        self.heat_item.setOpacity(opacity)

    def set_heat_visible(self, visible: bool) -> None:
        """Show or hide the heat."""
        self._set_shown(self.heat_item, visible)

    def set_contour_visible(self, visible: bool) -> None:
        """Show or hide the outline at the threshold."""
        self._set_shown(self.contour_item, visible)

    def set_tone(self, tone: Tone) -> None:
        """How the picture is shown, and only shown, until the next call."""
        self.picture_item.set_tone(tone)

    def set_mask_visible(self, visible: bool) -> None:
        """Show or hide what was painted."""
        self._set_shown(self.paint_item, visible)

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

    def _set_shown(self, item: QGraphicsItem, shown: bool) -> None:
        self._overlays[item] = shown
        self._show_overlays()

    def _show_overlays(self) -> None:
        for item, shown in self._overlays.items():
            item.setVisible(shown and not self._peeking)
