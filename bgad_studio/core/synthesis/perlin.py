"""Textures in the shape of Perlin noise (DRAEM, Zavrtanik et al., ICCV 2021, §3.3).

DRAEM takes its textures from a collection of photographs; here they are generated, so that nothing has to be
at hand.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.config import PseudoConfig
from bgad_studio.core.records import ANY_DEFECT

ATTEMPTS = 8
"""Draws of a shape before it is given up."""
THRESHOLD = 0.5
"""Noise above it is defect."""
OCTAVES = 6
"""The noise has 2⁰…2⁵ waves a side."""
LEAST_BETA = 0.2
"""The normal image shines through by at most 1 − this."""
SMALLEST_PX = 12
"""A smaller shape is no lesson."""

Made = tuple[NDArray[np.uint8], NDArray[np.uint8]]


def lay_texture(
    rng: np.random.Generator, normal: NDArray[np.uint8], part: NDArray[np.bool_], config: PseudoConfig
) -> Made | None:
    """Lay a texture over the part where Perlin noise is high: ``(1 − β·M)·I + β·M·T``.

    Args:
        rng: Of all draws.
        normal: (H, W, 3) uint8 RGB.
        part: (H, W) bool.
        config: Strength, softness of the edge, how far shapes turn and how much finer or coarser they get.

    Returns:
        Image (H, W, 3) uint8 RGB and label map (H, W) uint8, on the part alone; None when no shape met it.
    """
    height, width = part.shape
    for _ in range(ATTEMPTS):
        rows, columns = 2 ** rng.integers(OCTAVES, size=2)
        finer = float((1 + config.scale_spread) ** rng.uniform(-1, 1))
        noise = perlin_noise(rng, height, width, rows * finer, columns * finer)
        angle = float(rng.uniform(-config.rotation_deg, config.rotation_deg))
        turn = cv2.getRotationMatrix2D((width / 2 - 0.5, height / 2 - 0.5), angle, 1.0)
        noise = np.asarray(cv2.warpAffine(noise, turn, (width, height), borderMode=cv2.BORDER_REFLECT_101))
        mask = (noise > THRESHOLD) & part
        if mask.sum() < SMALLEST_PX:
            continue
        beta = float(rng.uniform(LEAST_BETA, 1)) * config.strength
        cover = beta * soft(mask, config.feather_px)[..., None]
        mixed = normal + cover * (texture(rng, normal) - normal)
        return np.asarray(np.rint(mixed), np.uint8), mask * np.uint8(ANY_DEFECT)
    return None


def soft(mask: NDArray[np.bool_], feather_px: float) -> NDArray[np.float32]:
    """A mask with a soft edge inside it: (H, W) float32, 0 outside."""
    plain = mask.astype(np.float32)
    if feather_px <= 0:
        return plain
    return np.asarray(cv2.GaussianBlur(plain, (0, 0), feather_px) * plain, np.float32)


def perlin_noise(
    rng: np.random.Generator, height: int, width: int, rows: float, columns: float
) -> NDArray[np.float32]:
    """Gradient noise (Perlin, SIGGRAPH 1985), about −1…1.

    Args:
        rng: Of the gradients.
        height: Of the result.
        width: Of the result.
        rows: Cells of the lattice from top to bottom.
        columns: Cells from left to right.

    Returns:
        (height, width) float32.
    """
    y = np.arange(height, dtype=np.float32)[:, None] * np.float32(rows / height)
    x = np.arange(width, dtype=np.float32)[None] * np.float32(columns / width)
    top, left = y.astype(np.intp), x.astype(np.intp)
    y, x = y - top, x - left
    angles = rng.uniform(0, 2 * np.pi, (int(top.max()) + 2, int(left.max()) + 2)).astype(np.float32)
    gradient_y, gradient_x = np.sin(angles), np.cos(angles)

    def corner(down: int, right: int) -> NDArray[np.float32]:
        at = (top + down, left + right)
        return np.asarray(gradient_y[at] * (y - down) + gradient_x[at] * (x - right), np.float32)

    fade_y, fade_x = _fade(y), _fade(x)
    upper = corner(0, 0) + fade_x * (corner(0, 1) - corner(0, 0))
    lower = corner(1, 0) + fade_x * (corner(1, 1) - corner(1, 0))
    return np.asarray(np.sqrt(2) * (upper + fade_y * (lower - upper)), np.float32)


def _fade(t: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(t * t * t * (t * (t * 6 - 15) + 10), np.float32)


def texture(rng: np.random.Generator, normal: NDArray[np.uint8]) -> NDArray[np.float32]:
    """A surface that is not the part's: one tone, cloudy, striped, or the part itself in disorder.

    Args:
        rng: Of all draws.
        normal: (H, W, 3) uint8 RGB; its disorder is one of the kinds.

    Returns:
        (H, W, 3) float32 RGB, 0…255.
    """
    height, width = normal.shape[:2]
    kind = int(rng.integers(4))
    if kind == 3:
        return _disorder(rng, normal)
    tones = rng.uniform(0, 255, (2, 3)).astype(np.float32)
    if rng.random() < 0.5:  # most parts are grey
        tones[:] = tones.mean(1, keepdims=True)
    if kind == 0:
        share = np.zeros((height, width), np.float32)
    elif kind == 1:
        fineness = float(2 ** rng.uniform(2, 6))
        share = 0.5 + 0.5 * perlin_noise(rng, height, width, fineness, fineness)
    else:
        angle, waves = rng.uniform(0, np.pi), 2 ** rng.uniform(2, 6)
        y, x = np.mgrid[:height, :width].astype(np.float32) / max(height, width)
        share = 0.5 + 0.5 * np.sin(2 * np.pi * waves * (x * np.cos(angle) + y * np.sin(angle)))
    grain = rng.normal(0, rng.uniform(0, 12), (height, width, 1))
    mixed = tones[0] + share[..., None] * (tones[1] - tones[0]) + grain
    return np.asarray(mixed.clip(0, 255), np.float32)


def _disorder(rng: np.random.Generator, normal: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Squares of the picture in another order, darker or lighter."""
    height, width = normal.shape[:2]
    edge = max(min(height, width) // 8, 1)
    rows, columns = height // edge, width // edge
    whole = normal[: rows * edge, : columns * edge].reshape(rows, edge, columns, edge, 3)
    tiles = whole.transpose(0, 2, 1, 3, 4).reshape(-1, edge, edge, 3)
    mixed = tiles[rng.permutation(len(tiles))].reshape(rows, columns, edge, edge, 3)
    mixed = mixed.transpose(0, 2, 1, 3, 4).reshape(rows * edge, columns * edge, 3)
    padded = np.pad(mixed, ((0, height - rows * edge), (0, width - columns * edge), (0, 0)), mode="reflect")
    return np.asarray((padded * rng.uniform(0.5, 1.5)).clip(0, 255), np.float32)
