"""The picture of the part, drawn without shimmer at any size."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from bgad_studio.core.imaging.pyramid import Pyramid, bgra
from bgad_studio.core.imaging.tone import PLAIN, Tone

SMOOTH_TO: Final = 1.0
"""Up to this zoom pixels are mixed; above, each is drawn as the square it is."""


def level_for(scale: float, levels: int) -> int:
    """Which of ``levels`` halvings to draw from at ``scale`` screen pixels a pixel; never too coarse."""
    return int(np.clip(np.floor(np.log2(1 / max(scale, 1e-6))), 0, levels - 1))


def screen_scale(painter: QPainter) -> float:
    """Screen pixels per image pixel."""
    return float(painter.deviceTransform().m11())


def wrap(array: NDArray[np.uint8] | NDArray[np.uint32], form: QImage.Format) -> QImage:
    """A ``QImage`` on ``array``'s own C-contiguous memory, which must outlive it."""
    height, width = array.shape[:2]
    return QImage(array.data, width, height, array.strides[0], form)


class PictureItem(QGraphicsItem):
    """Draws one RGB picture; scene coordinates are image pixels.

    Far out it draws from the halved copies.
    """

    def __init__(self) -> None:
        super().__init__()
        self._picture: Pyramid | None = None
        self._rect = QRectF()
        self._table: NDArray[np.uint8] | None = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def set_pyramid(self, picture: Pyramid | None) -> None:
        """Show a picture, or nothing; its memory is used, not copied."""
        self.prepareGeometryChange()
        self._rect = QRectF() if picture is None else QRectF(0, 0, *picture.size)
        self._picture = picture

    def boundingRect(self) -> QRectF:
        """The picture's rectangle."""
        return self._rect

    def set_tone(self, tone: Tone) -> None:
        """Show brightness, contrast and gamma like this; the picture itself stays as it is."""
        self._table = None if tone == PLAIN else tone.table()
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw what is exposed from the level that fits the zoom: only so much is ever converted."""
        del widget
        if self._picture is None:
            return
        scale, levels, exposed = screen_scale(painter), self._picture.levels, option.exposedRect
        level = levels[level_for(scale, len(levels))]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale <= SMOOTH_TO)
        height, width = level.shape[:2]
        across, down = width / self._rect.width(), height / self._rect.height()
        left, top = max(int(exposed.left() * across) - 2, 0), max(int(exposed.top() * down) - 2, 0)
        right = min(int(exposed.right() * across) + 3, width)
        bottom = min(int(exposed.bottom() * down) + 3, height)
        if left < right and top < bottom:
            piece = bgra(level[top:bottom, left:right])
            if self._table is not None:
                piece = np.asarray(cv2.LUT(piece, self._table), np.uint8)
            place = QRectF(left / across, top / down, (right - left) / across, (bottom - top) / down)
            # four bytes a pixel: Qt draws these about three times faster than RGB888
            painter.drawImage(place, wrap(piece, QImage.Format.Format_RGB32))
