"""How a person set the thresholds of a model: kept with the choice, and told again in words later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bgad_studio.core.jsonform import from_json, to_json


@dataclass(frozen=True, slots=True)
class Own:
    """Back to the model's own thresholds."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """The lines were dragged."""


@dataclass(frozen=True, slots=True)
class ByLevels:
    """By the shares of good parts, in (0, 1), that may reach review, and NG."""

    review: float
    ng: float


@dataclass(frozen=True, slots=True)
class Costs:
    """What mistakes cost, in any one unit.

    Attributes:
        escape: A defective part that is not called NG.
        overkill: A good part that is called NG.
        defective: Defective parts among a thousand, as they come from the line.
    """

    escape: float
    overkill: float
    defective: float


@dataclass(frozen=True, slots=True)
class ByCost:
    """The NG line costs least, on parts the model has not learned from.

    Attributes:
        costs: Of mistakes.
        good: Good parts it rests on.
        defective: Defective parts it rests on.
        kinds_missing: Kinds of marked defect of which no part is unseen: nothing is known of them.
    """

    costs: Costs
    good: int
    defective: int
    kinds_missing: int


@dataclass(frozen=True, slots=True)
class ByRecall:
    """The review line is the highest that still finds so many defective parts.

    Attributes:
        share: Wanted, in (0, 1].
        found: Parts at or above the line.
        total: Parts it rests on.
        unseen: Whether the model has not learned from them.
    """

    share: float
    found: int
    total: int
    unseen: bool


HowSet = Own | ByHand | ByLevels | ByCost | ByRecall
_KINDS: Final[dict[str, type]] = {
    "own": Own,
    "hand": ByHand,
    "levels": ByLevels,
    "cost": ByCost,
    "recall": ByRecall,
}


@dataclass(frozen=True, slots=True)
class CutChoice:
    """Thresholds a person chose for a model.

    Attributes:
        review: Scores from here on need a person.
        ng: Scores from here on are defective.
        at: When.
        who: By whom.
        how: None: chosen by a version that did not note it.
    """

    review: float
    ng: float
    at: datetime
    who: str
    how: HowSet | None


@dataclass(frozen=True, slots=True)
class ContourChoice:
    """The map value a person lets regions begin at; None: the model's own again."""

    value: float | None
    at: datetime
    who: str


def stored_how(how: HowSet) -> tuple[str, str]:
    """Name of the way, and its numbers as JSON."""
    return next(name for name, kind in _KINDS.items() if isinstance(how, kind)), to_json(how)


def how_of(way: str | None, numbers: str | None) -> HowSet | None:
    """Inverse of :func:`stored_how`; None where nothing was noted.

    Raises:
        ValueError: No way of this program.
    """
    if way is None or numbers is None:
        return None
    if way not in _KINDS:
        raise ValueError(f"no way to set thresholds: {way}")
    found: HowSet = from_json(_KINDS[way], numbers)
    return found
