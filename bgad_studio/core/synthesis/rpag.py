"""RPAG: pseudo anomalies cut from known anomalies and pasted onto normal images [paper, §3.3]."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.config import SynthesisConfig
from bgad_studio.core.records import IGNORE_VALUE, NO_DEFECT
from bgad_studio.core.synthesis.foreground import foreground
from bgad_studio.core.synthesis.transforms import TRANSFORMS

ATTEMPTS = 8
"""Draws of transforms before a paste is given up (the defect may be moved out of the picture)."""
PLACES = 16
"""Positions tried for a defect that does not lie on the part."""
EDGE_PX = 0.7
"""Softness of the pasted edge, as the optics of a camera would leave it."""


@dataclass(frozen=True, slots=True)
class Known:
    """A known anomaly: ``image`` (H, W, 3) uint8 RGB and its ``label_map`` (H, W) uint8."""

    image: NDArray[np.uint8]
    label_map: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Pseudo:
    """A pseudo anomaly.

    Attributes:
        image: (H, W, 3) uint8 RGB.
        label_map: (H, W) uint8.
        source: Index of the known anomaly.
        target: Index of the normal image.
        transforms: Names of the S transforms in their order.
        seed: Its own seed: the same pixels come back from :func:`make`.
    """

    image: NDArray[np.uint8]
    label_map: NDArray[np.uint8]
    source: int
    target: int
    transforms: tuple[str, ...]
    seed: int


@dataclass(frozen=True, slots=True)
class Order:
    """One paste to make."""

    source: int
    target: int
    seed: int


def plan(config: SynthesisConfig, sources: int, targets: int, seed: int) -> tuple[Order, ...]:
    """Decide which known anomaly goes onto which normal image.

    Args:
        config: How many.
        sources: Number of known anomalies.
        targets: Number of normal images.
        seed: Of all draws.

    Returns:
        Sources in turn, so that any beginning of the plan is balanced; empty without sources or targets.
    """
    if not sources or not targets:
        return ()
    rng = np.random.default_rng(seed)
    count = min(config.per_known * sources, config.max_total)
    drawn = rng.integers(2**31, size=(count, 2))  # row by row: a longer plan begins with the shorter one
    return tuple(Order(i % sources, int(drawn[i, 0]) % targets, int(drawn[i, 1])) for i in range(count))


def generate(
    orders: tuple[Order, ...],
    known: Callable[[int], Known],
    normal: Callable[[int], NDArray[np.uint8]],
    config: SynthesisConfig,
) -> Iterator[Pseudo | None]:
    """Carry out a plan, one result per order; None for an order for which no place was found.

    Args:
        orders: From :func:`plan`.
        known: Known anomaly by index.
        normal: Normal image by index, (H, W, 3) uint8 RGB, all of one size with the known ones.
        config: S and the share on the part.
    """
    for order in orders:
        yield make(order, known(order.source), normal(order.target), config)


def make(order: Order, known: Known, normal: NDArray[np.uint8], config: SynthesisConfig) -> Pseudo | None:
    """Make one pseudo anomaly; the same arguments give the same pixels.

    Returns:
        None when the defect found no place on the part in :data:`ATTEMPTS` draws.

    Raises:
        ValueError: If the pictures differ in size.
    """
    if known.image.shape != normal.shape or known.label_map.shape != normal.shape[:2]:
        raise ValueError(f"pictures differ in size: {known.image.shape} and {normal.shape}")
    rng = np.random.default_rng(order.seed)
    part = foreground(normal)
    for _ in range(ATTEMPTS):
        names = tuple(str(name) for name in rng.choice(list(TRANSFORMS), config.transforms, replace=False))
        image, label_map = known.image, _defects_only(known.label_map)
        for name in names:
            image, label_map = TRANSFORMS[name](rng, image, label_map)
        placed = _place(rng, image, label_map, part, config.foreground_share)
        if placed is not None:
            pasted = _paste(placed[0], placed[1], normal)
            return Pseudo(pasted, placed[1], order.source, order.target, names, order.seed)
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
    image: NDArray[np.uint8], label_map: NDArray[np.uint8], normal: NDArray[np.uint8]
) -> NDArray[np.uint8]:
    alpha = cv2.GaussianBlur((label_map > 0).astype(np.float32), (0, 0), EDGE_PX)[..., None]
    alpha = np.maximum(alpha, (label_map > 0)[..., None] * 0.6)  # a hair-thin defect must not fade away
    mixed = np.rint(normal + alpha * (image.astype(np.float32) - normal))
    return np.asarray(mixed, np.uint8)
