"""Rectangles of pixels and every conversion between coordinates.

Positions are continuous: pixel ``i`` covers ``[i, i + 1)``, its centre is at ``i + 0.5``. The picture, the
network's input and a grid of cells all cover the same area, so that one rule along one axis serves them all.
Points are ``xy``, array indices ``rc``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Rect:
    """Pixels ``x … x + width - 1`` by ``y … y + height - 1``."""

    x: int
    y: int
    width: int
    height: int

    @property
    def rows(self) -> slice:
        """To index the rows of an array."""
        return slice(self.y, self.y + self.height)

    @property
    def columns(self) -> slice:
        """To index the columns of an array."""
        return slice(self.x, self.x + self.width)

    def clip(self, width: int, height: int) -> Rect | None:
        """The part inside a picture of ``width`` × ``height``; None if there is none."""
        left, top = max(self.x, 0), max(self.y, 0)
        right, bottom = min(self.x + self.width, width), min(self.y + self.height, height)
        return Rect(left, top, right - left, bottom - top) if left < right and top < bottom else None

    def union(self, other: Rect) -> Rect:
        """The smallest rectangle around both."""
        left, top = min(self.x, other.x), min(self.y, other.y)
        right = max(self.x + self.width, other.x + other.width)
        bottom = max(self.y + self.height, other.y + other.height)
        return Rect(left, top, right - left, bottom - top)


def cells_of(index: NDArray[np.intp], size: int, cells: int) -> NDArray[np.intp]:
    """Along one axis of ``size`` pixels: which of ``cells`` equal cells each pixel ``index`` begins in."""
    return index * cells // size


def centres_of(size: int, cells: int) -> NDArray[np.intp]:
    """Along one axis of ``size`` pixels: the pixel at the centre of each of ``cells`` equal cells."""
    return (2 * np.arange(cells) + 1) * size // (2 * cells)


def grid_cell(x_px: float, y_px: float, image: tuple[int, int], grid: tuple[int, int]) -> tuple[int, int]:
    """Cell (row, column) of a grid that covers the whole picture.

    Args:
        x_px: Column in the picture, from its left edge.
        y_px: Row in the picture, from its upper edge.
        image: Height and width of the picture, pixels.
        grid: Rows and columns of the grid.

    Returns:
        Inside the grid, also for a point on or beyond the picture's edge.
    """
    row = int(y_px * grid[0] / image[0])
    column = int(x_px * grid[1] / image[1])
    return min(max(row, 0), grid[0] - 1), min(max(column, 0), grid[1] - 1)
