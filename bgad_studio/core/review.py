"""Which parts a person should look at next, and why: a pure function of what person and model say."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from heapq import nlargest, nsmallest
from itertools import chain, zip_longest
from typing import Final

from bgad_studio.core.records import ImageRecord, Verdict

STRANGEST: Final = 12
NEAREST: Final = 12
"""So many parts of either kind are worth a look for one model: more would tell it the same again."""


class Reason(Enum):
    """Why somebody should look at a part; a part that has several is shown for the first of them."""

    MISSED = "missed"
    """A person said NG, the model lets it pass."""
    ALARM = "alarm"
    """A person said good, the model says NG."""
    BETWEEN = "between"
    """It scores between the thresholds, and nobody has judged it."""
    UNSURE = "unsure"
    """A person was unsure."""
    STRANGE = "strange"
    """Among the most unusual parts the model has not learned from and nobody has judged."""
    NEAR = "near"
    """Among those of them closest to a threshold: a verdict on it moves the model most."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A part to be looked at."""

    image_id: int
    reason: Reason


def review_queue(
    records: Iterable[ImageRecord], looked_at: Collection[int], review: float, ng: float
) -> tuple[Queued, ...]:
    """All parts somebody should look at, reasons taking turns, the worst case of each first.

    Of missed defects that is the lowest score, of parts near a threshold the nearest, of all others the
    highest score.

    Args:
        records: Of the project; those without a score are passed over.
        looked_at: Ids of parts somebody has looked at since the model that judges was made. They still take
            their place among the strangest and the nearest: otherwise others would move up for ever.
        review: Lower threshold of the model that judges.
        ng: Upper threshold.
    """
    piles: dict[Reason, list[tuple[float, int]]] = {reason: [] for reason in Reason}
    new: list[tuple[float, int]] = []
    unjudged: set[int] = set()
    for record in records:
        if record.score is None:
            continue
        score = record.score.score
        reason = _reason(record.verdict, record.score.verdict)
        if reason is not None:
            piles[reason].append((score if reason is Reason.MISSED else -score, record.id))
        elif record.verdict is None:
            unjudged.add(record.id)
        if record.role is None:
            new.append((score, record.id))
    for reason, found in (
        (Reason.STRANGE, [(-score, image_id) for score, image_id in nlargest(STRANGEST, new)]),
        (Reason.NEAR, nsmallest(NEAREST, ((_apart(score, review, ng), image_id) for score, image_id in new))),
    ):
        piles[reason] = [item for item in found if item[1] in unjudged]
        unjudged.difference_update(image_id for _, image_id in found)
    rows = [
        [Queued(image_id, reason) for _, image_id in sorted(pile) if image_id not in looked_at]
        for reason, pile in piles.items()
    ]
    return tuple(item for item in chain.from_iterable(zip_longest(*rows)) if item is not None)


def _reason(verdict: Verdict | None, said: Verdict) -> Reason | None:
    """What makes a part a case by itself, whatever the others are."""
    if verdict is Verdict.NG:
        return Reason.MISSED if said is Verdict.OK else None
    if verdict is Verdict.OK:
        return Reason.ALARM if said is Verdict.NG else None
    if verdict is Verdict.UNSURE:
        return Reason.UNSURE
    return Reason.BETWEEN if said is Verdict.UNSURE else None


def _apart(score: float, review: float, ng: float) -> float:
    return min(abs(score - review), abs(score - ng))
