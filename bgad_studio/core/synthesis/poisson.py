"""Patches of other normal images, blended in without a seam (NSA, Schlüter et al., ECCV 2022)."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.config import PseudoConfig
from bgad_studio.core.records import ANY_DEFECT

ATTEMPTS = 12
"""Draws of a patch before it is given up."""
SMALLEST, LARGEST = 0.06, 0.35
"""Edge of a patch, as a share of the picture's."""
VISIBLE = 8.0
"""Grey levels by which a pixel must change to count as defect [NSA labels by the change as well]."""
SMALLEST_PX = 12
"""Fewer changed pixels are no lesson."""

Made = tuple[NDArray[np.uint8], NDArray[np.uint8]]


def blend_patch(
    rng: np.random.Generator,
    donor: NDArray[np.uint8],
    normal: NDArray[np.uint8],
    part: NDArray[np.bool_],
    config: PseudoConfig,
) -> Made | None:
    """Blend a patch of ``donor`` into ``normal`` by its gradients (Pérez et al., SIGGRAPH 2003).

    Args:
        rng: Of all draws.
        donor: (H, W, 3) uint8 RGB, another normal image.
        normal: (H, W, 3) uint8 RGB.
        part: (H, W) bool, where the part is on ``normal``.
        config: Sizes, turns, strength, share on the part.

    Returns:
        Image (H, W, 3) uint8 RGB and label map (H, W) uint8; None when no patch changed anything on the part.

    Raises:
        ValueError: If the pictures differ in size.
    """
    if donor.shape != normal.shape or part.shape != normal.shape[:2]:
        raise ValueError(f"pictures differ in size: {donor.shape} and {normal.shape}")
    places = np.argwhere(part)
    for _ in range(ATTEMPTS if len(places) else 0):
        shape = _shape(rng, part.shape, config)
        row, column = places[rng.integers(len(places))]
        top, left = (
            _corner(row, shape.shape[0], part.shape[0]),
            _corner(column, shape.shape[1], part.shape[1]),
        )
        window = np.s_[top : top + shape.shape[0], left : left + shape.shape[1]]
        if part[window][shape > 0].mean() < config.foreground_share:
            continue
        blended = _blend(rng, donor, normal, shape, top, left)
        change = config.strength * (blended.astype(np.float32) - normal)
        inside = np.zeros(part.shape, np.bool_)
        inside[window] = shape > 0
        change[~(inside & part)] = 0
        visible = (np.abs(change).max(2) >= VISIBLE).astype(np.uint8)
        marks = cv2.morphologyEx(visible, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)).astype(np.bool_) & part
        if marks.sum() >= SMALLEST_PX:
            mixed = np.rint(normal + change).clip(0, 255)
            return np.asarray(mixed, np.uint8), marks * np.uint8(ANY_DEFECT)
    return None


def _shape(rng: np.random.Generator, size: tuple[int, ...], config: PseudoConfig) -> NDArray[np.uint8]:
    """An ellipse or a rectangle, turned, tightly cut out: (h, w) uint8, 0 or 255."""
    longest = min(size)
    factor = float((1 + config.scale_spread) ** rng.uniform(-1, 1))
    edges = np.clip(rng.uniform(SMALLEST, LARGEST, 2) * longest * factor, 4, 0.6 * longest)
    angle = float(rng.uniform(-config.rotation_deg, config.rotation_deg))
    box = ((longest / 2, longest / 2), (float(edges[0]), float(edges[1])), angle)
    drawn = np.zeros((longest, longest), np.uint8)
    if rng.random() < 0.5:
        cv2.ellipse(drawn, box, (255,), cv2.FILLED)
    else:
        cv2.fillConvexPoly(drawn, np.rint(cv2.boxPoints(box)).astype(np.int32), (255,))
    rows, columns = np.nonzero(drawn)
    return drawn[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


def _corner(middle: int, edge: int, size: int) -> int:
    """Beginning of a patch about ``middle`` that keeps a pixel's distance from the rim."""
    return int(np.clip(middle - edge // 2, 1, size - edge - 1))


def _blend(
    rng: np.random.Generator,
    donor: NDArray[np.uint8],
    normal: NDArray[np.uint8],
    shape: NDArray[np.uint8],
    top: int,
    left: int,
) -> NDArray[np.uint8]:
    height, width = shape.shape
    from_row = int(rng.integers(normal.shape[0] - height + 1))
    from_column = int(rng.integers(normal.shape[1] - width + 1))
    patch = donor[from_row : from_row + height, from_column : from_column + width]
    middle = (left + width // 2, top + height // 2)
    return np.asarray(cv2.seamlessClone(patch, normal, shape, middle, cv2.NORMAL_CLONE), np.uint8)
