"""A recipe that trains in a second."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bgad_studio.core.config import FAST, OpinionConfig, TrainConfig

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
