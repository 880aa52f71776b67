"""RPAG: pseudo anomalies cut from known anomalies and pasted onto normal images [paper, §3.3]."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.config import PseudoConfig
from bgad_studio.core.records import IGNORE_VALUE, NO_DEFECT
from bgad_studio.core.synthesis.transforms import RESIZED, allowed, resized

ATTEMPTS = 8
"""Draws of transforms before a paste is given up (the defect may be moved out of the picture)."""
PLACES = 16
"""Positions tried for a defect that does not lie on the part."""
HAIR_OPACITY, EDGE_PX = 0.6, 0.7
"""A defect covers the part at least this much under edges of this softness, less under softer ones."""


@dataclass(frozen=True, slots=True)
class Known:
    """A known anomaly: ``image`` (H, W, 3) uint8 RGB and its ``label_map`` (H, W) uint8."""

    image: NDArray[np.uint8]
    label_map: NDArray[np.uint8]


def paste_known(
    rng: np.random.Generator,
    known: Known,
    normal: NDArray[np.uint8],
    part: NDArray[np.bool_],
    config: PseudoConfig,
) -> tuple[NDArray[np.uint8], NDArray[np.uint8], tuple[str, ...]] | None:
    """Transform a known anomaly, cut it out and paste it onto a normal image.

    Args:
        rng: Of all draws.
        known: The anomaly.
        normal: (H, W, 3) uint8 RGB.
        part: (H, W) bool, where the part is on ``normal``.
        config: S, how the defect may be changed, share on the part.

    Returns:
        Image (H, W, 3) uint8 RGB, label map (H, W) uint8, names of the transforms; None when the defect found
        no place on the part in :data:`ATTEMPTS` draws.

    Raises:
        ValueError: If the pictures differ in size.
    """
    if known.image.shape != normal.shape or known.label_map.shape != normal.shape[:2]:
        raise ValueError(f"pictures differ in size: {known.image.shape} and {normal.shape}")
    transforms = allowed(config)
    count = min(config.transforms, len(transforms))  # fewer are left where a defect may not turn
    for _ in range(ATTEMPTS):
        names = tuple(str(name) for name in rng.choice(list(transforms), count, replace=False))
        image, label_map = known.image, _defects_only(known.label_map)
        for name in names:
            image, label_map = transforms[name](rng, image, label_map)
        changed: tuple[str, ...] = ()
        if config.scale_spread > 0:
            changed = (RESIZED,)
            image, label_map = resized(rng, image, label_map, config.scale_spread)
        placed = _place(rng, image, label_map, part, config.foreground_share)
        if placed is not None:
            return _paste(*placed, normal, config), placed[1], (*names, *changed)
    return None


def _defects_only(label_map: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.where(label_map == IGNORE_VALUE, np.uint8(NO_DEFECT), label_map)


def _place(
    rng: np.random.Generator,
    image: NDArray[np.uint8],
    label_map: NDArray[np.uint8],
    part: NDArray[np.bool_],
    share: float,
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]] | None:
    """Where it is if ``share`` of the defect lies on the part, else at a random place on it [reference]."""
    rows, columns = np.nonzero(label_map)
    if not len(rows):
        return None
    if part[rows, columns].mean() >= share:
        return image, label_map
    top, bottom, left, right = rows.min(), rows.max() + 1, columns.min(), columns.max() + 1
    centres = np.argwhere(part)
    if not len(centres):
        return None
    for row, column in centres[rng.integers(len(centres), size=PLACES)]:
        y = int(np.clip(row - (bottom - top) // 2, 0, part.shape[0] - (bottom - top)))
        x = int(np.clip(column - (right - left) // 2, 0, part.shape[1] - (right - left)))
        if part[rows - top + y, columns - left + x].mean() < share:
            continue
        marks = np.zeros_like(label_map)
        window = np.s_[y : y + bottom - top, x : x + right - left]
        # the surroundings move along so that the soft edge blends with the defect's own rim
        shift = np.array([[1, 0, x - left], [0, 1, y - top]], np.float64)
        size = (image.shape[1], image.shape[0])
        moved = np.asarray(cv2.warpAffine(image, shift, size, borderMode=cv2.BORDER_REFLECT_101), np.uint8)
        marks[window] = label_map[top:bottom, left:right]
        return moved, marks
    return None


def _paste(
    image: NDArray[np.uint8], label_map: NDArray[np.uint8], normal: NDArray[np.uint8], config: PseudoConfig
) -> NDArray[np.uint8]:
    mask = (label_map > 0).astype(np.float32)
    alpha = mask
    if config.feather_px > 0:
        blurred = cv2.GaussianBlur(mask, (0, 0), config.feather_px)
        least = HAIR_OPACITY * min(1.0, EDGE_PX / config.feather_px)
        alpha = np.maximum(blurred, least * mask)  # a hair-thin defect must not fade away
    mixed = np.rint(normal + config.strength * alpha[..., None] * (image.astype(np.float32) - normal))
    return np.asarray(mixed, np.uint8)
