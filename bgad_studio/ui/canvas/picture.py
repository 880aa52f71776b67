"""The picture of the part, drawn without shimmer at any size."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

CRISP_FROM: Final = 2.0
"""From this zoom on pixels are drawn as squares; below, squares of uneven size would look like texture."""
_SMALLEST_EDGE: Final = 64


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

    Far out it draws from halved copies, since sampling every fifth pixel of brushed metal makes patterns that
    are not there.
    """

    def __init__(self) -> None:
        super().__init__()
        self._levels: list[tuple[NDArray[np.uint8], QImage]] = []
        self._rect = QRectF()

    def set_image(self, rgb: NDArray[np.uint8] | None) -> None:
        """Show (H, W, 3) uint8 RGB, or nothing. The array is copied."""
        self.prepareGeometryChange()
        self._levels = []
        self._rect = QRectF()
        if rgb is None:
            return
        height, width = rgb.shape[:2]
        self._rect = QRectF(0, 0, width, height)
        # four bytes a pixel: Qt draws these about three times faster than RGB888
        level = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGRA)
        while True:
            self._levels.append((level, wrap(level, QImage.Format.Format_RGB32)))
            if min(level.shape[:2]) < 2 * _SMALLEST_EDGE:
                return
            half = ((level.shape[1] + 1) // 2, (level.shape[0] + 1) // 2)
            level = cv2.resize(level, half, interpolation=cv2.INTER_AREA)

    def boundingRect(self) -> QRectF:
        """The picture's rectangle."""
        return self._rect

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw from the level that fits the zoom."""
        del option, widget
        if not self._levels:
            return
        scale = screen_scale(painter)
        _, image = self._levels[level_for(scale, len(self._levels))]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < CRISP_FROM)
        painter.drawImage(self._rect, image)
