"""Every value of a recipe that a person may see or change, in groups. No Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from typing import Any, Final

from bgad_studio.core.config import TrainConfig, Whitening


class Kind(Enum):
    """How a value is given: a number, on or off, one of several, or numbers one after the other."""

    NUMBER = "number"
    SWITCH = "switch"
    CHOICE = "choice"
    NUMBERS = "numbers"


class Group(StrEnum):
    """What values are about. Those of PSEUDO are set where pseudo anomalies are looked at."""

    PICTURES = "pictures"
    LEARNING = "learning"
    FLOW = "flow"
    BOUNDARY = "boundary"
    PSEUDO = "pseudo"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Field:
    """One value: where it lies in the recipe (``part.name``), the paper's symbol, and its range.

    Attributes:
        decimals: Of a number; 0: it is whole.
        choices: Of a choice; the networks are those at hand.
    """

    group: Group
    path: str
    symbol: str = ""
    low: float = 0.0
    high: float = 1.0
    decimals: int = 0
    step: float = 1.0
    kind: Kind = Kind.NUMBER
    choices: tuple[object, ...] = ()


FIELDS: Final = (
    Field(Group.PICTURES, "backbone", kind=Kind.CHOICE),
    Field(Group.PICTURES, "largest_edge_in", "", 256, 768, step=128),
    Field(Group.PICTURES, "height_in", "", 32, 1024, step=32),
    Field(Group.PICTURES, "width_in", "", 32, 1024, step=32),
    Field(Group.PICTURES, "threads", "", 0, 256),
    Field(Group.LEARNING, "steps", "T", 10, 100_000, step=50),
    Field(Group.LEARNING, "epochs", "E", 1, 1000, step=10),
    Field(Group.LEARNING, "learning_rate", "lr", 1e-5, 1e-1, 5, 1e-4),
    Field(Group.LEARNING, "warmup", "", 0.0, 0.9, 2, 0.05),
    Field(Group.LEARNING, "grad_clip", "", 0.0, 1000.0, 1, 1.0),
    Field(Group.LEARNING, "batch_images", "B", 2, 512),
    Field(Group.LEARNING, "batch_positions", "P", 1, 65_536, step=16),
    Field(Group.LEARNING, "known_share", "1/3", 0.05, 0.8, 2, 0.05),
    Field(Group.LEARNING, "nfad_share", "1/25", 0.0, 0.9, 2, 0.02),
    Field(Group.LEARNING, "seed", "", 0, 1_000_000),
    Field(Group.FLOW, "blocks", "K", 1, 32),
    Field(Group.FLOW, "position_dim", kind=Kind.CHOICE, choices=(16, 32, 64, 128, 256)),
    Field(Group.FLOW, "clamp", "", 0.1, 10.0, 1, 0.1),
    Field(Group.FLOW, "whitening", kind=Kind.CHOICE, choices=tuple(Whitening)),
    Field(Group.BOUNDARY, "beta", "β", 0.001, 0.2, 3, 0.005),
    Field(Group.BOUNDARY, "tau", "τ", 0.0, 2.0, 2, 0.05),
    Field(Group.BOUNDARY, "alpha", "α", 1.0, 100.0, 1, 1.0),
    Field(Group.BOUNDARY, "lam", "λ", 0.0, 10.0, 2, 0.1),
    Field(Group.BOUNDARY, "focal", "γ", kind=Kind.SWITCH),
    Field(Group.PSEUDO, "synthesis.per_known", "", 0, 100),
    Field(Group.PSEUDO, "synthesis.max_total", "", 0, 10_000, step=20),
    Field(Group.PSEUDO, "synthesis.each.transforms", "S", 1, 9),
    Field(Group.PSEUDO, "synthesis.each.foreground_share", "", 0.0, 1.0, 2, 0.05),
    Field(Group.PSEUDO, "synthesis.each.scale_spread", "", 0.0, 1.0, 2, 0.05),
    Field(Group.PSEUDO, "synthesis.each.rotation_deg", "", 0.0, 180.0, 1, 5.0),
    Field(Group.PSEUDO, "synthesis.each.strength", "", 0.0, 1.0, 2, 0.05),
    Field(Group.PSEUDO, "synthesis.each.feather_px", "", 0.0, 4.0, 1, 0.1),
    Field(Group.OPINION, "opinion.enabled", kind=Kind.SWITCH),
    Field(Group.OPINION, "opinion.hidden", "", 8, 2048, step=32),
    Field(Group.OPINION, "opinion.steps", "", 10, 100_000, step=50),
    Field(Group.OPINION, "opinion.fold_steps", "", 10, 100_000, step=50),
    Field(Group.OPINION, "opinion.batch_cells", "", 16, 65_536, step=128),
    Field(Group.OPINION, "opinion.learning_rate", "", 1e-5, 1e-1, 5, 1e-4),
    Field(Group.OPINION, "opinion.decay", "", 0.0, 1.0, 4, 0.001),
    Field(Group.OPINION, "opinion.dropout", "", 0.0, 0.9, 2, 0.05),
    Field(Group.OPINION, "opinion.normal_cells", "", 100, 1_000_000, step=1000),
    Field(Group.OPINION, "opinion.folds", "", 2, 20),
    Field(Group.OPINION, "opinion.weights", "", 0, 1000, kind=Kind.NUMBERS),
    Field(Group.OPINION, "opinion.weight_one_type", "", 0.0, 100.0, 2, 0.1),
    Field(Group.OPINION, "opinion.part_folds", "", 2, 20),
    Field(Group.OPINION, "opinion.part_weights", "", 0, 1000, kind=Kind.NUMBERS),
    Field(Group.OPINION, "opinion.part_weight_painted", "", 0.0, 100.0, 2, 0.05),
    Field(Group.OPINION, "opinion.part_decay", "", 0.001, 1000.0, 3, 0.1),
)


def applies(field: Field, config: TrainConfig) -> bool:
    """Whether a value says anything in a recipe: it counts steps or epochs, and sizes are chosen or given."""
    if field.path in ("steps", "epochs", "largest_edge_in"):
        return bool(read_field(config, field.path))
    return field.path not in ("height_in", "width_in") or not config.largest_edge_in


def read_field(config: TrainConfig, path: str) -> Any:
    """A value of the recipe."""
    value: Any = config
    for name in path.split("."):
        value = getattr(value, name)
    return value


def with_field(config: TrainConfig, path: str, value: Any) -> TrainConfig:
    """The recipe with one other value."""
    *parts, name = path.split(".")
    for depth in range(len(parts), 0, -1):
        value = replace(read_field(config, ".".join(parts[:depth])), **{name: value})
        name = parts[depth - 1]
    changed: dict[str, Any] = {name: value}
    return replace(config, **changed)


_DOUBTFUL: Final = re.compile(r"[0-9],[0-9]")


def parse_numbers(text: str, low: float, high: float) -> tuple[float, ...] | None:
    """Numbers one after the other, ``0, 0.5, 1`` or ``0; 0.5``; None where one is none or out of its range.

    A comma between two digits is neither: ``0,5`` is one number to some and two to others.
    """
    if _DOUBTFUL.search(text):
        return None
    try:
        found = tuple(float(piece) for piece in re.split(r"[,;\s]+", text.strip()) if piece)
    except ValueError:
        return None
    return found if found and all(low <= number <= high for number in found) else None


def numbers_text(numbers: tuple[float, ...]) -> str:
    """The same written."""
    return ", ".join(f"{number:g}" for number in numbers)
