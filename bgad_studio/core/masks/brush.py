"""The round brush."""

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
) -> Rect | None:
    """Paint a line with round ends, in place.

    A pixel is painted when its centre lies within ``radius_px`` of the line; pixel (x, y) has its centre at
    (x + 0.5, y + 0.5).

    Args:
        label_map: (H, W) uint8, changed.
        from_xy: Start, image pixels.
        to_xy: End; the same as the start paints a dot.
        radius_px: Image pixels; less than √½ counts as √½, with which a dot paints the pixel under it.
        value: Label; 0 erases.

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
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy
    along = np.clip((columns * dx + rows * dy) / length, 0, 1) if length else np.float32(0)
    distance = (columns - along * dx) ** 2 + (rows - along * dy) ** 2
    label_map[rect.rows, rect.columns][distance <= radius * radius] = value
    return rect
