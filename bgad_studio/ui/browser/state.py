"""Which parts a list shows, in which order, and what a person may do to many of them. No Qt."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bgad_studio.core.records import ImageRecord, MaskOrigin, Role, Verdict
from bgad_studio.core.taught import NOTHING, TEACHING, Taught


class Filter(StrEnum):
    """Which parts are shown: by what a person said, by what the model says, by what it has seen of them."""

    ALL = "all"
    OK = "ok"
    NG = "ng"
    UNSURE = "unsure"
    UNLABELLED = "unlabelled"
    TYPE = "type"
    DRAWN = "drawn"
    IMPORTED = "imported"
    UNPAINTED = "unpainted"
    MODEL_OK = "model-ok"
    MODEL_NG = "model-ng"
    MODEL_REVIEW = "model-review"
    DISAGREE = "disagree"
    LEARNED = "learned"
    MEASURED = "measured"
    UNUSED = "unused"
    HELD_OUT = "held-out"


class Sort(StrEnum):
    """In which order parts are shown; SCORE has the most anomalous first, TIME what came last.

    DISAGREEMENT begins with the good parts the model finds most unusual and the defective ones it finds
    least unusual.
    """

    NAME = "name"
    TIME = "time"
    SCORE = "score"
    DISAGREEMENT = "disagreement"


class Said(StrEnum):
    """What a person said of a part, roughly: OPEN is unsure, or nothing yet."""

    GOOD = "good"
    DEFECTIVE = "defective"
    OPEN = "open"

    @classmethod
    def of(cls, verdict: Verdict | None) -> Said:
        """Of a person's verdict."""
        return {Verdict.OK: cls.GOOD, Verdict.NG: cls.DEFECTIVE}.get(verdict, cls.OPEN)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Cell:
    """Parts of which a person says this and the model that."""

    said: Said
    verdict: Verdict

    def holds(self, record: ImageRecord) -> bool:
        """Whether a part is one of them."""
        if record.score is None:
            return False
        return record.score.verdict is self.verdict and Said.of(record.verdict) is self.said


@dataclass(frozen=True, slots=True)
class Band:
    """Parts with scores from ``low`` on and below ``high``."""

    low: float
    high: float

    def holds(self, record: ImageRecord) -> bool:
        """Whether a part is one of them."""
        return record.score is not None and self.low <= record.score.score < self.high


@dataclass(frozen=True, slots=True)
class BrowserState:
    """What a person chose.

    Attributes:
        filter: Which parts.
        sort: Which order.
        scored_only: Leave out parts the model has not judged.
        type_id: The defect type of ``Filter.TYPE``.
        search: Only parts whose names hold every one of its words.
        cell: Only parts of this cell; None: of all.
        band: Only parts of this band of scores; None: of all.
        without: Parts known from learning are left out.
    """

    filter: Filter = Filter.ALL
    sort: Sort = Sort.NAME
    scored_only: bool = False
    type_id: int | None = None
    search: str = ""
    cell: Cell | None = None
    band: Band | None = None
    without: Taught = NOTHING


class EditKind(StrEnum):
    """What is done to many parts at once."""

    VERDICT = "verdict"
    TYPE = "type"
    HOLD_OUT = "hold-out"
    REMOVE = "remove"
    BRING_BACK = "bring-back"


@dataclass(frozen=True, slots=True)
class Edit:
    """A person's wish. ``value``: the verdict, the defect type's id, or whether parts are held out."""

    kind: EditKind
    ids: tuple[int, ...]
    value: Verdict | int | bool | None = None


EVERYTHING = BrowserState()
"""What a list shows at first."""

_VERDICTS = {Filter.OK: Verdict.OK, Filter.NG: Verdict.NG, Filter.UNSURE: Verdict.UNSURE}
_MODEL = {
    Filter.MODEL_OK: Verdict.OK,
    Filter.MODEL_NG: Verdict.NG,
    Filter.MODEL_REVIEW: Verdict.UNSURE,
}
_NUMBER = re.compile(r"0*([0-9]+)")
_MEASURED = (Role.NORMAL_HOLDOUT, Role.ANOMALY_HOLDOUT)


def matches(record: ImageRecord, state: BrowserState) -> bool:
    """Whether ``record`` belongs into the list."""
    if state.scored_only and record.score is None:
        return False
    if record in state.without:
        return False
    if state.search and not _named(record, state.search):
        return False
    if any(limit is not None and not limit.holds(record) for limit in (state.cell, state.band)):
        return False
    if state.filter in _MODEL:
        return record.score is not None and record.score.verdict is _MODEL[state.filter]
    match state.filter:
        case Filter.ALL:
            return True
        case Filter.TYPE:
            return state.type_id in types_of(record)
        case Filter.DRAWN:
            return bool(record.painted_type_ids) and record.origin is not MaskOrigin.IMPORTED
        case Filter.IMPORTED:
            return bool(record.painted_type_ids) and record.origin is MaskOrigin.IMPORTED
        case Filter.UNPAINTED:
            return record.verdict is Verdict.NG and not record.painted_type_ids
        case Filter.DISAGREE:
            return disagrees(record)
        case Filter.LEARNED:
            return record.role in TEACHING
        case Filter.MEASURED:
            return record.role in _MEASURED
        case Filter.UNUSED:
            return record.role is None
        case Filter.HELD_OUT:
            return record.hold_out
    return record.verdict is _VERDICTS.get(state.filter)


def types_of(record: ImageRecord) -> tuple[int, ...]:
    """Defect types of a part: those painted, else the one somebody gave it."""
    if record.painted_type_ids:
        return record.painted_type_ids
    if record.verdict is Verdict.NG and record.defect_type_id is not None:
        return (record.defect_type_id,)
    return ()


def disagrees(record: ImageRecord) -> bool:
    """Whether person and model are both sure, and of opposite things."""
    if record.score is None:
        return False
    sure = (Verdict.OK, Verdict.NG)  # a person's 'unsure' and a model's 'review' contradict nobody
    return record.verdict in sure and record.score.verdict in sure and record.verdict != record.score.verdict


def needs_check(record: ImageRecord) -> bool:
    """Whether somebody should look again: person or model is unsure, or they disagree."""
    doubtful = record.score is not None and record.score.verdict is Verdict.UNSURE and record.verdict is None
    return doubtful or record.verdict is Verdict.UNSURE or disagrees(record)


def ordered(records: Iterable[ImageRecord], state: BrowserState) -> list[int]:
    """Ids of ``records`` in the chosen order; all of them."""
    if state.sort is Sort.NAME:
        return [record.id for record in sorted(records, key=lambda record: natural(record.name))]
    if state.sort is Sort.TIME:  # ids grow as parts come in
        return sorted((record.id for record in records), reverse=True)
    if state.sort is Sort.SCORE:
        return [record.id for record in sorted(records, key=_by_score)]
    return _by_disagreement(list(records))


def _named(record: ImageRecord, search: str) -> bool:
    name = record.name.casefold()
    return all(word in name for word in search.casefold().split())


def _by_score(record: ImageRecord) -> tuple[float, str]:
    height = float("-inf") if record.score is None else record.score.score
    return -height, natural(record.name)


def _by_disagreement(records: list[ImageRecord]) -> list[int]:
    """By the rank of the score, so that neither kind of part drowns the other."""
    scores = sorted(record.score.score for record in records if record.score is not None)

    def key(record: ImageRecord) -> tuple[float, str]:
        if record.score is None or record.verdict not in (Verdict.OK, Verdict.NG):
            return 2.0, natural(record.name)
        rank = bisect_left(scores, record.score.score) / len(scores)
        return (-rank if record.verdict is Verdict.OK else rank - 1), natural(record.name)

    return [record.id for record in sorted(records, key=key)]


@lru_cache(maxsize=200_000)
def natural(name: str) -> str:
    """Sorts ``part_9`` before ``part_10``: every number is led by how long it is."""
    return _NUMBER.sub(lambda found: f"{len(found[1]):03d}{found[1]}", name.casefold())
