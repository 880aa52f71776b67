"""A picture with its halvings, as a window draws it: made beside the window, shown at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.geometry import Rect

_SMALLEST_EDGE: Final = 64


@dataclass(frozen=True, slots=True, eq=False)
class Pyramid:
    """A picture in several sizes.

    Attributes:
        levels: (h, w, 4) uint8 each, B G R and 255, C-contiguous; the picture first, then halvings of it.
    """

    levels: tuple[NDArray[np.uint8], ...]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture, pixels."""
        height, width = self.levels[0].shape[:2]
        return width, height

    @property
    def nbytes(self) -> int:
        """Memory it takes."""
        return sum(level.nbytes for level in self.levels)

    def rgb(self, rect: Rect) -> NDArray[np.uint8]:
        """A copy of a piece that lies inside, (rect.height, rect.width, 3) uint8 RGB."""
        piece = self.levels[0][rect.rows, rect.columns]
        return np.asarray(cv2.cvtColor(piece, cv2.COLOR_BGRA2RGB), np.uint8)

    def small(self, edge: int) -> NDArray[np.uint8]:
        """A copy at most ``edge`` pixels long if there is a level so small, else the smallest; RGB."""
        level = next((item for item in self.levels if max(item.shape[:2]) <= edge), self.levels[-1])
        return np.asarray(cv2.cvtColor(level, cv2.COLOR_BGRA2RGB), np.uint8)


def pyramid(rgb: NDArray[np.uint8]) -> Pyramid:
    """Halve (H, W, 3) uint8 RGB until it is small; the array is copied.

    Sampling every fifth pixel of brushed metal would make patterns that are not there.
    """
    level = np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGRA), np.uint8)
    levels = [level]
    while min(level.shape[:2]) >= 2 * _SMALLEST_EDGE:
        half = ((level.shape[1] + 1) // 2, (level.shape[0] + 1) // 2)
        level = np.asarray(cv2.resize(level, half, interpolation=cv2.INTER_AREA), np.uint8)
        levels.append(level)
    return Pyramid(tuple(levels))
