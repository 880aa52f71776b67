"""The regions of an anomaly map: where it reaches the threshold, piece by piece."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.geometry import Rect


@dataclass(frozen=True, slots=True)
class MapRegion:
    """One connected piece.

    Attributes:
        box: Around it, image pixels.
        area_px: Its area, image pixels.
        share: Of the picture's area, 0…1.
        peak: Its highest value, in the unit of the map.
        peak_xy: Pixel of that value.
    """

    box: Rect
    area_px: int
    share: float
    peak: float
    peak_xy: tuple[int, int]


def map_regions(
    values: NDArray[np.float32], threshold: float, width: int, height: int
) -> tuple[MapRegion, ...]:
    """The regions of a map, the highest peak first.

    Args:
        values: (h, w) finite samples over the whole picture, higher = more anomalous; those the contour is
            drawn from (``heatmap.refine``), so that every region has its outline.
        threshold: A region is where this is reached.
        width: Of the picture, pixels.
        height: Of the picture, pixels.
    """
    rows, columns = values.shape
    across, down = width / columns, height / rows
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        (values >= threshold).astype(np.uint8), connectivity=4
    )
    found = []
    for number in range(1, count):
        left, top, wide, high, cells = (int(value) for value in stats[number])
        rect = Rect(left, top, wide, high)
        inside = labels[rect.rows, rect.columns] == number
        piece = np.where(inside, values[rect.rows, rect.columns], -np.inf)
        row, column = np.unravel_index(int(piece.argmax()), piece.shape)
        x, y = int((left + column + 0.5) * across), int((top + row + 0.5) * down)
        area = max(1, round(cells * across * down))
        found.append(
            MapRegion(_scaled(rect, across, down), area, cells / values.size, float(piece.max()), (x, y))
        )
    return tuple(sorted(found, key=lambda region: -region.peak))


def region_at(mask: NDArray[np.bool_], at_xy: tuple[int, int]) -> NDArray[np.bool_]:
    """The connected piece of a (H, W) bool mask that holds a pixel, or the one nearest to it.

    Empty where the mask is.
    """
    _, labels = cv2.connectedComponents(mask.astype(np.uint8), connectivity=4)
    x, y = at_xy
    if not labels[y, x] and mask.any():
        rows, columns = np.nonzero(mask)
        nearest = int(((rows - y) ** 2 + (columns - x) ** 2).argmin())
        y, x = int(rows[nearest]), int(columns[nearest])
    chosen: NDArray[np.bool_] = (labels == labels[y, x]) & mask
    return chosen


def _scaled(rect: Rect, across: float, down: float) -> Rect:
    left, top = int(rect.x * across), int(rect.y * down)
    right = int(np.ceil((rect.x + rect.width) * across))
    bottom = int(np.ceil((rect.y + rect.height) * down))
    return Rect(left, top, right - left, bottom - top)
