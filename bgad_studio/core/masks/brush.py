"""The brush, round or square."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.geometry import Rect


def stamp_segment(
    label_map: NDArray[np.uint8],
    from_xy: tuple[float, float],
    to_xy: tuple[float, float],
    radius_px: float,
    value: int,
    *,
    square: bool = False,
) -> Rect | None:
    """Paint a line with the ends of the brush, in place.

    A pixel is painted when its centre lies within ``radius_px`` of the line, along each axis for a square
    brush; pixel (x, y) has its centre at (x + 0.5, y + 0.5).

    Args:
        label_map: (H, W) uint8, changed.
        from_xy: Start, image pixels.
        to_xy: End; the same as the start paints a dot.
        radius_px: Image pixels; less than √½ counts as √½, with which a dot paints the pixel under it.
        value: Label; 0 erases.
        square: Of sides twice the radius, upright.

    Returns:
        The rectangle that may have changed, or None when the line lies outside.
    """
    radius = max(radius_px, math.sqrt(0.5))
    (x0, y0), (x1, y1) = from_xy, to_xy
    left, top = math.floor(min(x0, x1) - radius), math.floor(min(y0, y1) - radius)
    right, bottom = math.ceil(max(x0, x1) + radius), math.ceil(max(y0, y1) + radius)
    height, width = label_map.shape
    rect = Rect(left, top, right - left, bottom - top).clip(width, height)
    if rect is None:
        return None
    columns = np.arange(rect.x, rect.x + rect.width, dtype=np.float32)[None] + 0.5 - x0
    rows = np.arange(rect.y, rect.y + rect.height, dtype=np.float32)[:, None] + 0.5 - y0
    near = _near_square if square else _near_round
    label_map[rect.rows, rect.columns][near(columns, rows, x1 - x0, y1 - y0, radius)] = value
    return rect


def _near_round(
    columns: NDArray[np.float32], rows: NDArray[np.float32], dx: float, dy: float, radius: float
) -> NDArray[np.bool_]:
    length = dx * dx + dy * dy
    along = np.clip((columns * dx + rows * dy) / length, 0, 1) if length else np.float32(0)
    distance = (columns - along * dx) ** 2 + (rows - along * dy) ** 2
    return np.asarray(distance <= radius * radius)


def _near_square(
    columns: NDArray[np.float32], rows: NDArray[np.float32], dx: float, dy: float, radius: float
) -> NDArray[np.bool_]:
    """Where some place of the brush on its way, 0 … 1, covers the pixel along both axes."""
    from_x, to_x = _covered(columns, dx, radius)
    from_y, to_y = _covered(rows, dy, radius)
    first, last = np.maximum(np.maximum(from_x, from_y), 0), np.minimum(np.minimum(to_x, to_y), 1)
    return np.asarray(first <= last)


def _covered(
    offset: NDArray[np.float32], way: float, radius: float
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """From and to which place of its way the brush covers pixels ``offset`` from its start, on one axis."""
    if abs(way) < 1e-6:
        covers = np.abs(offset) <= radius
        return np.where(covers, np.float32(0), np.float32(2)), np.where(covers, np.float32(1), np.float32(-1))
    one, other = (offset - radius) / np.float32(way), (offset + radius) / np.float32(way)
    return np.minimum(one, other), np.maximum(one, other)
