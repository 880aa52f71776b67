"""What a person painted on the picture, drawn from the label map without ever converting all of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from bgad_studio.core.geometry import Rect
from bgad_studio.core.records import IGNORE_VALUE
from bgad_studio.ui import theme
from bgad_studio.ui.canvas.picture import SMOOTH_TO, level_for, screen_scale, wrap

_FILL_OPACITY: Final = 0.55
_EDGE_OPACITY: Final = 0.95
_CROSS: Final = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], np.uint8)
_EDGE: Final = 128
"""Added to a colour's place for pixels at the rim of a painted area."""
_UNKNOWN: Final = 125
"""Place of the colour of labels nobody named a colour for."""
_IGNORED: Final = 126
_STRIPE: Final = 127
"""Places of ignored pixels: they are hatched, between the stripes and on them."""
_PERIOD: Final = 8
_STRIPE_WIDTH: Final = 3
"""Of the hatching, in pixels of the copy that is drawn: at most two of the screen, until zoomed in."""
_GAP_OPACITY: Final = 0.22
_STRIPE_OPACITY: Final = 0.8


class PaintItem(QGraphicsItem):
    """Draws a label map as translucent colours with a firm rim one image pixel wide.

    It keeps one byte a pixel, the place of its colour, and the same for halved copies in which every painted
    pixel survives, so that the smallest mark can still be seen with the whole part in view.
    """

    def __init__(self) -> None:
        super().__init__()
        self._labels: NDArray[np.uint8] | None = None
        self._places = np.zeros(256, np.uint8)
        self._table = [0] * 256
        self._levels: list[tuple[NDArray[np.uint8], QImage]] = []
        self._rect = QRectF()

    def set_labels(self, labels: NDArray[np.uint8] | None) -> None:
        """Show (H, W) uint8 ``labels``, or nothing. The array stays the caller's: see :meth:`refresh`."""
        self.prepareGeometryChange()
        self._labels = labels
        self._levels = []
        self._rect = QRectF()
        if labels is None:
            return
        height, width = labels.shape
        self._rect = QRectF(0, 0, width, height)
        while height and width:
            places = np.zeros((height, width), np.uint8)
            image = wrap(places, QImage.Format.Format_Indexed8)
            image.setColorTable(self._table)
            self._levels.append((places, image))
            if min(height, width) < 128:
                break
            height, width = (height + 1) // 2, (width + 1) // 2
        self._refresh_all()

    def set_colours(self, colours: Mapping[int, str]) -> None:
        """Colour label values: ``{value: "#RRGGBB"}``; others are grey; ignored pixels are hatched."""
        shades = list(dict.fromkeys(colours.values()))[: _UNKNOWN - 1]
        self._places[:] = _UNKNOWN
        self._places[0] = 0
        self._places[IGNORE_VALUE] = _IGNORED
        for value, shade in colours.items():
            if value != IGNORE_VALUE and shade in shades:
                self._places[value] = shades.index(shade) + 1
        self._table = [0] * 256
        grey = theme.current().ignore
        fills = [(place, shade, _FILL_OPACITY) for place, shade in enumerate(shades, start=1)]
        fills += [(_UNKNOWN, grey, _FILL_OPACITY)]
        fills += [(_IGNORED, grey, _GAP_OPACITY), (_STRIPE, grey, _STRIPE_OPACITY)]
        for place, shade, opacity in fills:
            self._table[place] = theme.colour(shade, opacity).rgba()
            self._table[place + _EDGE] = theme.colour(shade, _EDGE_OPACITY).rgba()
        for _, image in self._levels:
            image.setColorTable(self._table)
        self._refresh_all()

    def refresh(self, rect: Rect) -> None:
        """Draw anew what changed inside ``rect`` of the label map."""
        if self._labels is None:
            return
        height, width = self._labels.shape
        # the rim of the neighbours changes too
        left, top = max(rect.x - 1, 0), max(rect.y - 1, 0)
        right, bottom = min(rect.x + rect.width + 1, width), min(rect.y + rect.height + 1, height)
        if left >= right or top >= bottom:
            return
        self._fill(left, top, right, bottom)
        self.update(QRectF(left, top, right - left, bottom - top))
        for (fine, _), (coarse, _) in zip(self._levels, self._levels[1:], strict=False):
            left, top, right, bottom = left // 2, top // 2, (right + 1) // 2, (bottom + 1) // 2
            _halve(fine, coarse, (left, top, right, bottom))

    def _refresh_all(self) -> None:
        """Draw anew whatever is painted."""
        if self._labels is not None:
            x, y, width, height = cv2.boundingRect(self._labels)
            self.refresh(Rect(x, y, width, height))

    def _fill(self, left: int, top: int, right: int, bottom: int) -> None:
        """Colour places of one rectangle at full size."""
        assert self._labels is not None
        y0, x0 = max(top - 1, 0), max(left - 1, 0)
        near = self._labels[y0 : bottom + 1, x0 : right + 1]
        # a pixel lies at the rim if one beside it differs
        rim = cv2.compare(cv2.dilate(near, _CROSS), cv2.erode(near, _CROSS), cv2.CMP_NE)
        places = np.asarray(cv2.LUT(near, self._places), np.uint8)
        painted = cv2.compare(places, 0, cv2.CMP_GT)
        places |= cv2.bitwise_and(rim, painted) & np.uint8(_EDGE)
        inner = places[top - y0 : bottom - y0, left - x0 : right - x0]
        _hatch(inner, left, top)
        self._levels[0][0][top:bottom, left:right] = inner

    def boundingRect(self) -> QRectF:
        """The label map's rectangle."""
        return self._rect

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw from the level that fits the zoom."""
        del option, widget
        if not self._levels:
            return
        scale = screen_scale(painter)
        level = level_for(scale, len(self._levels))
        places, image = self._levels[level]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale <= SMOOTH_TO)
        # an odd side is rounded up when halved: the last pixel reaches beyond the picture
        height, width = places.shape
        painter.drawImage(QRectF(0, 0, width << level, height << level), image)


def _halve(fine: NDArray[np.uint8], coarse: NDArray[np.uint8], rect: tuple[int, int, int, int]) -> None:
    """Give ``coarse`` the highest of each 2 × 2 places of ``fine``: paint beats none and rim beats fill."""
    left, top, right, bottom = rect
    part = fine[2 * top : 2 * bottom, 2 * left : 2 * right]
    odd_rows, odd_cols = part.shape[0] % 2, part.shape[1] % 2
    if odd_rows or odd_cols:
        part = np.pad(part, ((0, odd_rows), (0, odd_cols)), mode="edge")
    rows = np.maximum(part[0::2], part[1::2])
    made = np.maximum(rows[:, 0::2], rows[:, 1::2])
    _hatch(made, left, top)
    coarse[top:bottom, left:right] = made


def _hatch(places: NDArray[np.uint8], left: int, top: int) -> None:
    """Lay stripes on the ignored pixels of a piece whose corner is (``left``, ``top``), in place."""
    ignored = cv2.inRange(places, _IGNORED, _STRIPE)
    if cv2.countNonZero(ignored):
        columns = np.arange(left, left + places.shape[1])
        rows = np.arange(top, top + places.shape[0])[:, None]
        stripes = (rows + columns) % _PERIOD < _STRIPE_WIDTH
        hatched = np.where(stripes, np.uint8(_STRIPE), np.uint8(_IGNORED))
        np.copyto(places, hatched, where=ignored > 0)
