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
        levels: (h, w, 1) uint8 grey or (h, w, 3) B G R each, C-contiguous; the picture first, then halvings
            of it. Most cameras of a line are grey, and a third of the memory is a third of the waiting.
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
        return _converted(self.levels[0][rect.rows, rect.columns], cv2.COLOR_GRAY2RGB, cv2.COLOR_BGR2RGB)

    def small(self, edge: int) -> NDArray[np.uint8]:
        """A copy at most ``edge`` pixels long if there is a level so small, else the smallest; RGB."""
        level = next((item for item in self.levels if max(item.shape[:2]) <= edge), self.levels[-1])
        return _converted(level, cv2.COLOR_GRAY2RGB, cv2.COLOR_BGR2RGB)


def bgra(piece: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A piece of a level as it is drawn: (h, w, 4) uint8, B G R and 255."""
    return _converted(piece, cv2.COLOR_GRAY2BGRA, cv2.COLOR_BGR2BGRA)


def pyramid(rgb: NDArray[np.uint8]) -> Pyramid:
    """Halve (H, W, 3) uint8 RGB until it is small; the array is copied.

    Sampling every fifth pixel of brushed metal would make patterns that are not there.
    """
    channels = 1 if _is_grey(rgb) else 3
    level = (
        rgb[:, :, :1].copy() if channels == 1 else np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), np.uint8)
    )
    levels = [level]
    while min(level.shape[:2]) >= 2 * _SMALLEST_EDGE:
        half = ((level.shape[1] + 1) // 2, (level.shape[0] + 1) // 2)
        halved = np.asarray(cv2.resize(level, half, interpolation=cv2.INTER_AREA), np.uint8)
        level = halved.reshape(half[1], half[0], channels)
        levels.append(level)
    return Pyramid(tuple(levels))


def _is_grey(rgb: NDArray[np.uint8]) -> bool:
    """Few rows tell most pictures in colour; then all have to be looked at."""
    return all(
        np.array_equal(rows[:, :, 0], rows[:, :, channel]) for rows in (rgb[::97], rgb) for channel in (1, 2)
    )


def _converted(piece: NDArray[np.uint8], of_grey: int, of_colour: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.cvtColor(piece, of_grey if piece.shape[2] == 1 else of_colour), np.uint8)
