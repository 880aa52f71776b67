"""Small parts, and the shape of a called command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from bgad_studio.core.imaging.load import save_png

Cli = Callable[..., tuple[int, str, str]]


def part(number: int, defective: bool = False) -> np.ndarray:
    rng = np.random.default_rng(number)
    grey = rng.normal(128, 10, (64, 64)).clip(0, 255).astype(np.uint8)
    if defective:
        grey[20:36, 20:36] = 10
    return grey[:, :, None].repeat(3, 2)


def write(folder: Path, start: int, count: int, defective: bool = False) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(start, start + count):
        save_png(folder / f"{number:03d}.png", part(number, defective))
    return folder
