"""Regions of a label map other than the brush's: outlines, likeness of colour, and what one does to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.geometry import Rect

Mask = NDArray[np.bool_]
Point = tuple[float, float]
_FRACTION_BITS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """Some pixels of a picture.

    Attributes:
        rect: A rectangle around them, inside the picture.
        inside: (rect.height, rect.width) bool, which pixels of it.
    """

    rect: Rect
    inside: Mask


def polygon(points_xy: Sequence[Point], width: int, height: int) -> Region | None:
    """Pixels inside or under a closed outline.

    Args:
        points_xy: Corners, image pixels; fewer than three make a line or a dot.
        width: Of the picture, pixels.
        height: Of the picture, pixels.

    Returns:
        None where all of it lies outside.
    """
    corners = np.asarray(points_xy, np.float64)
    rect = _around(corners.min(0), corners.max(0), width, height)
    if rect is None:
        return None
    mask = np.zeros((rect.height, rect.width), np.uint8)
    # OpenCV counts from the centre of a pixel
    fixed = np.round((corners - 0.5 - (rect.x, rect.y)) * (1 << _FRACTION_BITS)).astype(np.int32)
    cv2.fillPoly(mask, [fixed.reshape(-1, 1, 2)], 1, shift=_FRACTION_BITS)
    return Region(rect, mask.astype(np.bool_))


def rectangle(a_xy: Point, b_xy: Point, width: int, height: int) -> Region | None:
    """Pixels of the rectangle between two corners; None where all of it lies outside."""
    rect = _around(np.minimum(a_xy, b_xy), np.maximum(a_xy, b_xy), width, height)
    return None if rect is None else Region(rect, np.ones((rect.height, rect.width), np.bool_))


def ellipse(a_xy: Point, b_xy: Point, width: int, height: int) -> Region | None:
    """Pixels whose centre lies in the ellipse that fits between two corners; None where it lies outside."""
    rect = _around(np.minimum(a_xy, b_xy), np.maximum(a_xy, b_xy), width, height)
    if rect is None:
        return None
    x, y = (a_xy[0] + b_xy[0]) / 2, (a_xy[1] + b_xy[1]) / 2
    half_x, half_y = max(abs(a_xy[0] - b_xy[0]) / 2, 0.5), max(abs(a_xy[1] - b_xy[1]) / 2, 0.5)
    columns = (np.arange(rect.x, rect.x + rect.width) + 0.5 - x) / half_x
    rows = (np.arange(rect.y, rect.y + rect.height) + 0.5 - y) / half_y
    return Region(rect, columns[None] ** 2 + rows[:, None] ** 2 <= 1)


def similar(picture: NDArray[np.uint8], at_xy: Point, tolerance: int) -> Region | None:
    """Pixels connected to a point whose colour is like the point's.

    Args:
        picture: (H, W, 3) uint8 RGB.
        at_xy: Image pixels.
        tolerance: Largest difference in every channel, 0…255.

    Returns:
        None for a point outside the picture.
    """
    height, width = picture.shape[:2]
    x, y = int(np.floor(at_xy[0])), int(np.floor(at_xy[1]))
    if not (0 <= x < width and 0 <= y < height):
        return None
    framed = np.zeros((height + 2, width + 2), np.uint8)
    band = (tolerance,) * 3
    flags = 4 | (255 << 8) | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE
    _, _, _, (left, top, wide, high) = cv2.floodFill(picture, framed, (x, y), (0, 0, 0), band, band, flags)
    rect = Rect(left, top, wide, high)
    return Region(rect, framed[1:-1, 1:-1][rect.rows, rect.columns] > 0)


def fill_holes(mask: Mask) -> Mask:
    """With every hole that the mask surrounds; (H, W) bool."""
    outlines, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = cv2.drawContours(np.zeros(mask.shape, np.uint8), outlines, -1, 1, cv2.FILLED)
    return np.asarray(filled, np.uint8) > 0


def grow(mask: Mask, by_px: int) -> Mask:
    """Wider by some pixels on every side, or narrower where negative; (H, W) bool."""
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * abs(by_px) + 1,) * 2)
    change = cv2.dilate if by_px > 0 else cv2.erode
    # what lies beyond the picture is not defective, so that shrinking works at its edge too
    changed = change(mask.astype(np.uint8), disc, borderType=cv2.BORDER_CONSTANT, borderValue=0)
    return np.asarray(changed, np.uint8) > 0


def bounds(mask: Mask) -> Rect | None:
    """The smallest rectangle around a mask; None around nothing."""
    x, y, width, height = cv2.boundingRect(mask.view(np.uint8))
    return Rect(x, y, width, height) if width else None


def _around(low: NDArray[np.float64], high: NDArray[np.float64], width: int, height: int) -> Rect | None:
    """The pixels between two corners, at least one, as far as they lie in the picture."""
    left, top = (int(value) for value in np.floor(low))
    right, bottom = (int(value) for value in np.ceil(high))
    return Rect(left, top, max(right - left, 1), max(bottom - top, 1)).clip(width, height)
