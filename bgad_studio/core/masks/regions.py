"""Regions of a label map other than the brush's: outlines, likeness of colour, and what one does to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.geometry import Rect

Mask = NDArray[np.bool_]
Point = tuple[float, float]
_FRACTION_BITS = 4
_NEAR: Final = 256
"""The wand looks so far first, and further where what it finds goes on; a defect is small."""
_HALF: Final = 128
_FINE: Final = 1_500_000
"""In a larger piece connections are looked for in a smaller copy: the answer must follow the hand."""


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


def paint(label_map: NDArray[np.uint8], region: Region, value: int) -> None:
    """Give the pixels of a region a label, in place."""
    piece = label_map[region.rect.rows, region.rect.columns]
    np.copyto(piece, np.uint8(value), where=region.inside)  # a fifth of the time an index by a mask takes


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
        picture: (H, W, C) uint8, one to four channels.
        at_xy: Image pixels.
        tolerance: Largest difference in every channel, 0…255.

    Returns:
        None for a point outside the picture. Far from the point gaps of a few pixels count as connections.
    """
    at = _pixel(at_xy, picture.shape)
    if at is None:
        return None
    x, y = at
    height, width = picture.shape[:2]
    colour = picture[y, x].astype(np.int16)
    low, high = (tuple(np.clip(colour + by, 0, 255).tolist()) for by in (-tolerance, tolerance))
    reach = _NEAR
    while True:
        window = Rect(x - reach, y - reach, 2 * reach + 1, 2 * reach + 1).clip(width, height)
        assert window is not None
        like = cv2.inRange(picture[window.rows, window.columns], low, high)
        inside = _connected(like, x - window.x, y - window.y)
        whole = (window.width, window.height) == (width, height)
        if whole or not _leaves(inside, window, width, height):
            return _tight(inside, window)
        reach *= 4


def same(label_map: NDArray[np.uint8], at_xy: Point) -> Region | None:
    """Pixels connected to a point that have its label, such as the inside of a painted ring.

    Args:
        label_map: (H, W) uint8.
        at_xy: Image pixels.

    Returns:
        None for a point outside the map.
    """
    at = _pixel(at_xy, label_map.shape)
    if at is None:
        return None
    x, y = at
    alike = np.where(label_map == label_map[y, x], np.uint8(255), np.uint8(0))
    return _tight(_flood(alike, x, y), Rect(0, 0, label_map.shape[1], label_map.shape[0]))


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


def _pixel(at_xy: Point, shape: tuple[int, ...]) -> tuple[int, int] | None:
    """The pixel a point lies in; None outside."""
    x, y = int(np.floor(at_xy[0])), int(np.floor(at_xy[1]))
    return (x, y) if 0 <= x < shape[1] and 0 <= y < shape[0] else None


def _connected(like: NDArray[np.uint8], x: int, y: int) -> NDArray[np.uint8]:
    """What of ``like`` (H, W) uint8, 0 or 255, hangs together with a pixel of it; the same form."""
    height, width = like.shape
    step = int(np.ceil(np.sqrt(height * width / _FINE)))
    if step == 1:
        return _flood(like, x, y)
    rows, columns = -(-height // step), -(-width // step)
    padded = cv2.copyMakeBorder(
        like, 0, rows * step - height, 0, columns * step - width, cv2.BORDER_CONSTANT, value=0
    )
    small = cv2.resize(padded, (columns, rows), interpolation=cv2.INTER_AREA)
    # a block that is barely touched does not connect, or noise would join everything
    blocks = np.where(small >= _HALF, np.uint8(255), np.uint8(0))
    blocks[y // step, x // step] = 255
    # with the blocks round it, of which a part belongs to it
    found = cv2.dilate(_flood(blocks, x // step, y // step), np.ones((3, 3), np.uint8))
    large = cv2.resize(found, (columns * step, rows * step), interpolation=cv2.INTER_NEAREST)
    return np.asarray(cv2.bitwise_and(large[:height, :width], like), np.uint8)


def _flood(like: NDArray[np.uint8], x: int, y: int) -> NDArray[np.uint8]:
    """Pixels of ``like`` (H, W) uint8 connected by their sides to one of them, its equals: 255, else 0."""
    framed = np.zeros((like.shape[0] + 2, like.shape[1] + 2), np.uint8)
    cv2.floodFill(like, framed, (x, y), 0, 0, 0, 4 | (255 << 8) | cv2.FLOODFILL_MASK_ONLY)
    return framed[1:-1, 1:-1]


def _leaves(inside: NDArray[np.uint8], window: Rect, width: int, height: int) -> bool:
    """Whether something found in a window touches a side of it that is not the picture's."""
    return bool(
        (window.x > 0 and inside[:, 0].any())
        or (window.y > 0 and inside[0].any())
        or (window.x + window.width < width and inside[:, -1].any())
        or (window.y + window.height < height and inside[-1].any())
    )


def _tight(inside: NDArray[np.uint8], window: Rect) -> Region:
    """The pixels found in a window, in the smallest rectangle."""
    left, top, wide, high = cv2.boundingRect(np.ascontiguousarray(inside))
    found = inside[top : top + high, left : left + wide] > 0
    return Region(Rect(window.x + left, window.y + top, wide, high), found)
