"""A recipe that trains in a second, and parts small enough for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from bgad_studio.core.config import FAST, OpinionConfig, TrainConfig
from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.masks.codec import encode_label_map
from bgad_studio.core.training_set import KnownImage, TrainingSet

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


def tiny_training_set(folder: Path) -> TrainingSet:
    """Twelve such parts, written to ``folder``, and two painted ones: eight, two and two good ones a side."""
    hole = slice(20, 36)
    paths = write_tiny_parts(folder, 12, 2, hole)
    label_map = np.zeros((64, 64), np.uint8)
    label_map[hole, hole] = 1
    mask = folder / "mask"
    mask.write_bytes(encode_label_map(label_map))
    known = tuple(KnownImage(path, mask) for path in paths[12:])
    return TrainingSet(tuple(paths[:8]), tuple(paths[8:10]), tuple(paths[10:12]), known)
