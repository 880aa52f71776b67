"""Turns a grid of anomaly values into colours and outlines. Plain numpy, no Qt.

A grid covers the whole picture: the centre of cell (row, col) lies at ``(col + 0.5) / width`` and
``(row + 0.5) / height`` of it. Values between centres are interpolated bilinearly, and both the colours and
the contour are taken from the same interpolated values, so they always agree.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.map_look import Ramp

FINE_EDGE: Final = 1024
"""Longest side of the interpolated grid."""
_MOST_GROWTH: Final = 8
_CLEAR_BELOW: Final = 0.08
_SOLID_FROM: Final = 0.62
_MOST_OPACITY: Final = 0.88


_CODES: Final = {
    Ramp.INFERNO: cv2.COLORMAP_INFERNO,
    Ramp.VIRIDIS: cv2.COLORMAP_VIRIDIS,
    Ramp.CIVIDIS: cv2.COLORMAP_CIVIDIS,
}


@lru_cache
def colours(ramp: Ramp = Ramp.INFERNO) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The 256 colours from the lowest value to the highest: (256, 3) RGB 0…1, and (256,) opacity 0…1."""
    steps = np.arange(256, dtype=np.uint8)[:, None]
    rgb = cv2.applyColorMap(steps, _CODES[ramp])[:, 0, ::-1] / 255
    opacity = np.clip((np.linspace(0, 1, len(rgb)) - _CLEAR_BELOW) / (_SOLID_FROM - _CLEAR_BELOW), 0, 1)
    return rgb, _MOST_OPACITY * opacity**2 * (3 - 2 * opacity)


@lru_cache
def lookup_table(ramp: Ramp = Ramp.INFERNO) -> NDArray[np.uint32]:
    """:func:`colours` as (256,) premultiplied ``0xAARRGGBB``."""
    rgb, opacity = colours(ramp)
    red, green, blue = np.rint(rgb.T * opacity * 255).astype(np.uint32)
    alpha = np.rint(opacity * 255).astype(np.uint32)
    table: NDArray[np.uint32] = (alpha << 24) | (red << 16) | (green << 8) | blue
    return table


def refine(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Interpolate (h, w) ``values`` bilinearly to at most eight times and :data:`FINE_EDGE` samples a side.

    A grid that is already finer is returned as it is. Values that are not finite count as the lowest one.
    """
    finite = np.isfinite(values)
    if not finite.all():
        lowest = values[finite].min() if finite.any() else np.float32(0)
        values = np.where(finite, values, lowest).astype(np.float32)
    height, width = values.shape
    growth = min(_MOST_GROWTH, FINE_EDGE // max(height, width))
    if growth <= 1:
        return np.ascontiguousarray(values, np.float32)
    size = (width * growth, height * growth)
    fine: NDArray[np.float32] = cv2.resize(values, size, interpolation=cv2.INTER_LINEAR)
    return fine


def colourise(
    values: NDArray[np.float32], low: float, high: float, ramp: Ramp = Ramp.INFERNO
) -> NDArray[np.uint32]:
    """Colours of (h, w) ``values`` on the fixed range [``low``, ``high``]: (h, w) as :func:`lookup_table`.

    Values outside take the colour of the nearer end; an empty range divides at ``low``.
    """
    if high > low:
        index = np.clip((values - low) * (255 / (high - low)), 0, 255).astype(np.uint8)
    else:
        index = np.where(values > low, 255, 0).astype(np.uint8)
    pixels: NDArray[np.uint32] = lookup_table(ramp)[index]
    return pixels


def blend(
    picture: NDArray[np.uint8],
    values: NDArray[np.float32],
    low: float,
    high: float,
    outline: float | None = None,
    ramp: Ramp = Ramp.INFERNO,
) -> NDArray[np.uint8]:
    """Lay the colours of a grid over a picture, for reports and exports.

    Args:
        picture: (H, W, 3) uint8 RGB.
        values: (h, w) grid that covers the whole picture.
        low: Lower end of the colour range.
        high: Upper end.
        outline: Value whose outline is drawn in white with a dark seam; None: no outline.
        ramp: Of the colours.

    Returns:
        (H, W, 3) uint8 RGB.
    """
    height, width = picture.shape[:2]
    fine = np.asarray(cv2.resize(values, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
    rgb, opacity = colours(ramp)
    span = max(high - low, float(np.finfo(np.float32).tiny))
    index = np.clip((fine - low) * (255 / span), 0, 255).astype(np.uint8)
    alpha = opacity[index][..., None]
    mixed = np.rint(picture * (1 - alpha) + 255 * rgb[index] * alpha).astype(np.uint8)
    if outline is not None:
        lines = [np.rint(points * 8).astype(np.int32) for points in contours(fine, outline)]
        for colour, thickness in (((0, 0, 0), 3), ((255, 255, 255), 1)):
            cv2.polylines(mixed, lines, True, colour, thickness, cv2.LINE_AA, shift=3)
    return np.asarray(mixed, np.uint8)


def contours(values: NDArray[np.float32], threshold: float) -> list[NDArray[np.float64]]:
    """Outlines of where ``values`` reach ``threshold``, by marching squares.

    Args:
        values: (h, w) finite samples.
        threshold: In the unit of ``values``.

    Returns:
        Closed outlines as (n, 2) ``xy`` in samples: the picture spans 0…w and 0…h, sample (row, col) lies at
        ``(col + 0.5, row + 0.5)``. Regions that touch the border are closed along it.
    """
    height, width = values.shape
    padded = np.full((height + 2, width + 2), -np.inf)
    padded[1:-1, 1:-1] = values
    inside = padded >= threshold
    corner = inside.astype(np.uint8)
    # bits, clockwise from the upper left corner of each 2 × 2 square
    case = corner[:-1, :-1] | corner[:-1, 1:] << 1 | corner[1:, 1:] << 2 | corner[1:, :-1] << 3
    follows: dict[tuple[int, int, int], tuple[int, int, int]] = {}
    for row, col in np.argwhere((case > 0) & (case < 15)).tolist():
        for start, end in _SEGMENTS[int(case[row, col])]:
            follows[_edge(row, col, start)] = _edge(row, col, end)
    outlines = []
    while follows:
        first, here = follows.popitem()
        edges = [first]
        while here != first:
            edges.append(here)
            here = follows.pop(here)
        outlines.append(_points(padded, np.array(edges), threshold))
    return outlines


_TOP, _RIGHT, _BOTTOM, _LEFT = range(4)
# Directed so that the inside lies on the left hand; each edge is then left by exactly one segment. The two
# saddles keep their inside corners apart.
_SEGMENTS: Final = {
    1: ((_TOP, _LEFT),),
    2: ((_RIGHT, _TOP),),
    3: ((_RIGHT, _LEFT),),
    4: ((_BOTTOM, _RIGHT),),
    5: ((_TOP, _LEFT), (_BOTTOM, _RIGHT)),
    6: ((_BOTTOM, _TOP),),
    7: ((_BOTTOM, _LEFT),),
    8: ((_LEFT, _BOTTOM),),
    9: ((_TOP, _BOTTOM),),
    10: ((_RIGHT, _TOP), (_LEFT, _BOTTOM)),
    11: ((_RIGHT, _BOTTOM),),
    12: ((_LEFT, _RIGHT),),
    13: ((_TOP, _RIGHT),),
    14: ((_LEFT, _TOP),),
}


def _edge(row: int, col: int, side: int) -> tuple[int, int, int]:
    """One name for the edge two squares share: the sample it starts from, and 1 if it runs downwards."""
    return row + (side == _BOTTOM), col + (side == _RIGHT), int(side in (_LEFT, _RIGHT))


def _points(padded: NDArray[np.float64], edges: NDArray[np.int64], threshold: float) -> NDArray[np.float64]:
    """Where the threshold is crossed on ``edges`` (n, 3), as (n, 2) ``xy`` without the padding."""
    row, col, down = edges.T
    first = padded[row, col]
    second = padded[row + down, col + 1 - down]
    with np.errstate(invalid="ignore"):
        share = (threshold - first) / (second - first)
    # the padding is infinitely low: its crossings fall on the outermost samples
    share = np.where(np.isinf(first), 1.0, np.where(np.isinf(second), 0.0, share))
    return np.stack([col + share * (1 - down) - 0.5, row + share * down - 0.5], axis=1)
