"""The nine transforms of RPAG, each on an anomalous image and its label map together [paper, §3.3]."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.config import PseudoConfig

Picture = NDArray[np.uint8]
"""(H, W, 3) uint8 RGB, or (H, W) uint8 for a label map."""
Transform = Callable[[np.random.Generator, Picture, Picture], tuple[Picture, Picture]]
"""(rng, image, label map) → both transformed, same shapes."""


def _warp(image: Picture, label_map: Picture, matrix: NDArray[np.float64]) -> tuple[Picture, Picture]:
    size = (image.shape[1], image.shape[0])
    moved = cv2.warpAffine(image, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    marks = cv2.warpAffine(label_map, matrix, size, flags=cv2.INTER_NEAREST, borderValue=(0,))
    return np.asarray(moved, np.uint8), np.asarray(marks, np.uint8)


def _clip(image: NDArray[np.floating]) -> Picture:
    return np.asarray(np.clip(np.rint(image), 0, 255), np.uint8)


def flip(rng: np.random.Generator, image: Picture, label_map: Picture) -> tuple[Picture, Picture]:
    """Mirror left-right, up-down or both."""
    axes = ((1,), (0,), (0, 1))[int(rng.integers(3))]
    return np.flip(image, axes).copy(), np.flip(label_map, axes).copy()


def rotation(
    rng: np.random.Generator, image: Picture, label_map: Picture, most_deg: float = 180.0
) -> tuple[Picture, Picture]:
    """Turn about the middle by up to ``most_deg`` to either side."""
    height, width = label_map.shape
    angle = float(rng.uniform(-most_deg, most_deg))
    matrix = cv2.getRotationMatrix2D((width / 2 - 0.5, height / 2 - 0.5), angle, 1.0)
    return _warp(image, label_map, np.asarray(matrix, np.float64))


def transpose(rng: np.random.Generator, image: Picture, label_map: Picture) -> tuple[Picture, Picture]:
    """Swap rows and columns; a picture that is not square is stretched back to its shape."""
    del rng
    size = (label_map.shape[1], label_map.shape[0])
    turned = cv2.resize(np.ascontiguousarray(image.swapaxes(0, 1)), size, interpolation=cv2.INTER_LINEAR)
    marks = cv2.resize(np.ascontiguousarray(label_map.T), size, interpolation=cv2.INTER_NEAREST)
    return np.asarray(turned, np.uint8), np.asarray(marks, np.uint8)


def noise(rng: np.random.Generator, image: Picture, label_map: Picture) -> tuple[Picture, Picture]:
    """Add Gaussian noise, the same in all colours."""
    grain = rng.normal(0, rng.uniform(3, 12), (*label_map.shape, 1))
    return _clip(image + grain), label_map


def distortion(rng: np.random.Generator, image: Picture, label_map: Picture) -> tuple[Picture, Picture]:
    """Bend smoothly, by up to a fortieth of the picture."""
    height, width = label_map.shape
    knots = rng.uniform(-1, 1, (2, 5, 5)).astype(np.float32) * max(height, width) / 40
    bend = [cv2.resize(knot, (width, height), interpolation=cv2.INTER_CUBIC) for knot in knots]
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    map_x, map_y = columns + bend[0], rows + bend[1]
    moved = cv2.remap(image, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    marks = cv2.remap(label_map, map_x, map_y, cv2.INTER_NEAREST, borderValue=(0,))
    return np.asarray(moved, np.uint8), np.asarray(marks, np.uint8)


def brightness(rng: np.random.Generator, image: Picture, label_map: Picture) -> tuple[Picture, Picture]:
    """Make lighter or darker by up to 30 %."""
    return _clip(image * rng.uniform(0.7, 1.3)), label_map


def sharpness(rng: np.random.Generator, image: Picture, label_map: Picture) -> tuple[Picture, Picture]:
    """Emphasise edges."""
    soft = cv2.GaussianBlur(image, (0, 0), 1.5).astype(np.float32)
    return _clip(image + rng.uniform(0.3, 1.5) * (image - soft)), label_map


def translation(rng: np.random.Generator, image: Picture, label_map: Picture) -> tuple[Picture, Picture]:
    """Shift by up to a quarter of the picture."""
    height, width = label_map.shape
    shift = rng.uniform(-0.25, 0.25, 2) * (width, height)
    return _warp(image, label_map, np.array([[1, 0, shift[0]], [0, 1, shift[1]]], np.float64))


def blur(rng: np.random.Generator, image: Picture, label_map: Picture) -> tuple[Picture, Picture]:
    """Soften a little."""
    return np.asarray(cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.4, 1.2))), np.uint8), label_map


RESIZED = "resized"
"""Name of what :func:`resized` does, which a slider of its own asks for."""


def resized(
    rng: np.random.Generator, image: Picture, label_map: Picture, spread: float
) -> tuple[Picture, Picture]:
    """Make up to 1 + ``spread`` times larger or smaller, about the middle of what is marked.

    None of the paper's transforms: a person asks for it.
    """
    rows, columns = np.nonzero(label_map)
    factor = float((1 + spread) ** rng.uniform(-1, 1))
    if not len(rows):
        return image, label_map
    middle = ((columns.min() + columns.max()) / 2, (rows.min() + rows.max()) / 2)
    return _warp(image, label_map, np.asarray(cv2.getRotationMatrix2D(middle, 0, factor), np.float64))


TRANSFORMS: dict[str, Transform] = {
    transform.__name__: transform
    for transform in (
        flip,
        rotation,
        transpose,
        noise,
        distortion,
        brightness,
        sharpness,
        translation,
        blur,
    )
}
"""T of the paper, by name."""

QUARTER_TURN = 90.0


def allowed(config: PseudoConfig) -> dict[str, Transform]:
    """T where a person lets a defect turn only so far: mirroring at the diagonal is a quarter turn."""
    chosen = TRANSFORMS | {"rotation": partial(rotation, most_deg=config.rotation_deg)}
    if config.rotation_deg < QUARTER_TURN:
        del chosen["transpose"]
    if config.rotation_deg <= 0:
        del chosen["rotation"]
    return chosen
