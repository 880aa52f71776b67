"""What the numbers of a recipe may be: one table, whoever gives them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

from bgad_studio.core import problems
from bgad_studio.core.config import Preset, TrainConfig
from bgad_studio.core.errors import StudioError

RANGES: Final[dict[str, tuple[float, float]]] = {
    "height_in": (32, 4096),
    "width_in": (32, 4096),
    "largest_edge_in": (0, 4096),
    "blocks": (1, 64),
    "position_dim": (4, 4096),
    "clamp": (0.01, 10),
    "beta": (1e-6, 0.5),
    "tau": (0, 100),
    "alpha": (1e-3, 1e6),
    "lam": (0, 1000),
    "learning_rate": (1e-8, 10),
    "steps": (1, 10_000_000),
    "epochs": (1, 100_000),
    "warmup": (0, 0.99),
    "nfad_share": (0, 1),
    "batch_images": (2, 4096),
    "batch_positions": (1, 10_000_000),
    "known_share": (0, 0.9),
    "grad_clip": (0, 1e6),
    "seed": (0, 2**48),
    "threads": (0, 1024),
    "synthesis.per_known": (0, 10_000),
    "synthesis.max_total": (0, 100_000),
    "synthesis.each.transforms": (1, 9),
    "synthesis.each.foreground_share": (0, 1),
    "synthesis.each.scale_spread": (0, 10),
    "synthesis.each.rotation_deg": (0, 180),
    "synthesis.each.strength": (0, 1),
    "synthesis.each.feather_px": (0, 64),
    "opinion.hidden": (1, 4096),
    "opinion.steps": (1, 10_000_000),
    "opinion.fold_steps": (1, 10_000_000),
    "opinion.batch_cells": (1, 10_000_000),
    "opinion.learning_rate": (1e-8, 10),
    "opinion.decay": (0, 1000),
    "opinion.dropout": (0, 0.95),
    "opinion.normal_cells": (1, 100_000_000),
    "opinion.folds": (2, 1000),
    "opinion.weights": (0, 1000),
    "opinion.weight_one_type": (0, 1000),
    "opinion.part_folds": (2, 1000),
    "opinion.part_weights": (0, 1000),
    "opinion.part_weight_painted": (0, 1000),
    "opinion.part_decay": (1e-9, 1e9),
}
"""Smallest and largest value by name; of a list, of each of its values."""


@dataclass(frozen=True, slots=True)
class Impossible:
    """A value nothing can be trained with: its name, what it is, and what it may be."""

    name: str
    value: object
    allowed: str


def impossible(config: TrainConfig) -> Impossible | None:
    """The first value of a recipe that lies outside its range; None: there is none."""
    unused = {"epochs"} if config.preset is not Preset.PAPER else {"steps"}
    if not config.method.by_flow:
        unused |= {"blocks", "steps", "epochs"}
    for name, (low, high) in RANGES.items():
        value = _value(config, name)
        each = value if isinstance(value, tuple) else (value,)
        if name not in unused and not all(math.isfinite(item) and low <= item <= high for item in each):
            return Impossible(name, value, f"{_short(low)}…{_short(high)}")
    if config.position_dim % 4:
        return Impossible("position_dim", config.position_dim, "4, 8, 12, …")
    return None


def check_ranges(config: TrainConfig) -> None:
    """Refuse a recipe nothing can be trained with.

    Raises:
        StudioError: RECIPE_IMPOSSIBLE, naming the value.
    """
    found = impossible(config)
    if found is not None:
        raise StudioError(
            problems.RECIPE_IMPOSSIBLE, name=found.name, value=found.value, allowed=found.allowed
        )


def _value(config: TrainConfig, name: str) -> Any:
    value: Any = config
    for part in name.split("."):
        value = getattr(value, part)
    return value


def _short(number: float) -> str:
    return f"{number:.6g}" if number < 1e6 else f"{number:.0f}"
