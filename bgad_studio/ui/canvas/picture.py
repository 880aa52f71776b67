"""The picture of the part, drawn without shimmer at any size."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from bgad_studio.core.imaging.pyramid import Pyramid

CRISP_FROM: Final = 2.0
"""From this zoom on pixels are drawn as squares; below, squares of uneven size would look like texture."""


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
        self._levels: list[tuple[NDArray[np.uint8], QImage]] = []
        self._rect = QRectF()

    def set_pyramid(self, picture: Pyramid | None) -> None:
        """Show a picture, or nothing; its memory is used, not copied."""
        self.prepareGeometryChange()
        self._rect = QRectF() if picture is None else QRectF(0, 0, *picture.size)
        self._levels = []
        if picture is not None:
            # four bytes a pixel: Qt draws these about three times faster than RGB888
            self._levels = [(level, wrap(level, QImage.Format.Format_RGB32)) for level in picture.levels]

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
