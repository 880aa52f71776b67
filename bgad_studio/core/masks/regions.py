"""Regions of a label map other than the brush's: outlines, likeness of colour, and what one does to them."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.geometry import Rect

Mask = NDArray[np.bool_]
_FRACTION_BITS = 4


def polygon(points_xy: Sequence[tuple[float, float]], width: int, height: int) -> Mask:
    """Pixels inside or under a closed outline.

    Args:
        points_xy: Corners, image pixels; fewer than three make a line or a dot.
        width: Of the picture, pixels.
        height: Of the picture, pixels.

    Returns:
        (height, width) bool.
    """
    mask = np.zeros((height, width), np.uint8)
    # OpenCV counts from the centre of a pixel
    corners = np.round((np.asarray(points_xy, np.float64) - 0.5) * (1 << _FRACTION_BITS)).astype(np.int32)
    cv2.fillPoly(mask, [corners.reshape(-1, 1, 2)], 1, shift=_FRACTION_BITS)
    return mask.astype(np.bool_)


def rectangle(a_xy: tuple[float, float], b_xy: tuple[float, float], width: int, height: int) -> Mask:
    """Pixels of the rectangle between two corners; (height, width) bool."""
    (left, right), (top, bottom) = sorted((a_xy[0], b_xy[0])), sorted((a_xy[1], b_xy[1]))
    mask = np.zeros((height, width), np.bool_)
    rows = slice(max(int(top), 0), max(int(np.ceil(bottom)), 0))
    columns = slice(max(int(left), 0), max(int(np.ceil(right)), 0))
    mask[rows, columns] = True
    return mask


def ellipse(a_xy: tuple[float, float], b_xy: tuple[float, float], width: int, height: int) -> Mask:
    """Pixels whose centre lies in the ellipse that fits between two corners; (height, width) bool."""
    x, y = (a_xy[0] + b_xy[0]) / 2, (a_xy[1] + b_xy[1]) / 2
    half_x, half_y = max(abs(a_xy[0] - b_xy[0]) / 2, 0.5), max(abs(a_xy[1] - b_xy[1]) / 2, 0.5)
    columns = (np.arange(width, dtype=np.float32) + 0.5 - x) / half_x
    rows = (np.arange(height, dtype=np.float32) + 0.5 - y) / half_y
    inside: Mask = columns[None] ** 2 + rows[:, None] ** 2 <= 1
    return inside


def similar(picture: NDArray[np.uint8], at_xy: tuple[float, float], tolerance: int) -> Mask:
    """Pixels connected to a point whose colour is like the point's.

    Args:
        picture: (H, W, 3) uint8 RGB.
        at_xy: Image pixels; outside the picture nothing is similar.
        tolerance: Largest difference in every channel, 0…255.

    Returns:
        (H, W) bool.
    """
    height, width = picture.shape[:2]
    x, y = int(np.floor(at_xy[0])), int(np.floor(at_xy[1]))
    if not (0 <= x < width and 0 <= y < height):
        return np.zeros((height, width), np.bool_)
    framed = np.zeros((height + 2, width + 2), np.uint8)
    band = (tolerance,) * 3
    flags = 4 | (255 << 8) | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE
    cv2.floodFill(picture, framed, (x, y), (0, 0, 0), band, band, flags)
    return framed[1:-1, 1:-1] > 0


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
