"""A recipe that trains in a second, and parts small enough for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from bgad_studio.core.config import FAST, OpinionConfig, TrainConfig
from bgad_studio.core.imaging.load import save_png

TINY: Final[TrainConfig] = replace(
    FAST,
    steps=12,
    height_in=64,
    width_in=64,
    largest_edge_in=0,
    blocks=2,
    batch_positions=32,
    batch_images=8,
    opinion=OpinionConfig(hidden=16, steps=8, fold_steps=8),
)
ENDLESS: Final = replace(TINY, steps=100_000)
"""A training that nobody waits for."""


def write_tiny_parts(folder: Path, good: int, defective: int, hole: slice) -> list[Path]:
    """Grey parts of 64 × 64 with grain, then ones with a dark square: rows and columns ``hole``."""
    rng = np.random.default_rng(0)
    paths = []
    for number in range(good + defective):
        picture = rng.normal(128, 12, (64, 64, 1)).clip(0, 255).astype(np.uint8).repeat(3, 2)
        if number >= good:
            picture[hole, hole] = 10
        paths.append(folder / f"{number}.png")
        save_png(paths[-1], picture)
    return paths
