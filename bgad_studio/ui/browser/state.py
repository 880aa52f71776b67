"""Which parts a list shows, and in which order. No Qt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bgad_studio.core.records import ImageRecord, Verdict


class Filter(StrEnum):
    """Which parts are shown: by what a person said of them, or by what the model says."""

    ALL = "all"
    OK = "ok"
    NG = "ng"
    UNSURE = "unsure"
    UNLABELLED = "unlabelled"
    MODEL_NG = "model-ng"
    MODEL_REVIEW = "model-review"
    DISAGREE = "disagree"


class Sort(StrEnum):
    """In which order parts are shown; SCORE has the most anomalous first."""

    NAME = "name"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class BrowserState:
    """What a person chose.

    Attributes:
        filter: Which parts.
        sort: Which order.
        scored_only: Leave out parts the model has not judged.
    """

    filter: Filter = Filter.ALL
    sort: Sort = Sort.NAME
    scored_only: bool = False


EVERYTHING = BrowserState()
"""What a list shows at first."""

OF_MODEL = (Filter.MODEL_NG, Filter.MODEL_REVIEW, Filter.DISAGREE)
"""Filters that mean something only where a model has judged."""

_VERDICTS = {Filter.OK: Verdict.OK, Filter.NG: Verdict.NG, Filter.UNSURE: Verdict.UNSURE}


def matches(record: ImageRecord, state: BrowserState) -> bool:
    """Whether ``record`` belongs into the list."""
    if state.scored_only and record.score is None:
        return False
    if state.filter in OF_MODEL:
        return _model_matches(record, state.filter)
    return state.filter is Filter.ALL or record.verdict is _VERDICTS.get(state.filter)


def _model_matches(record: ImageRecord, which: Filter) -> bool:
    if record.score is None:
        return False
    if which is Filter.DISAGREE:  # a person's 'unsure' and a model's 'review' contradict nobody
        sure = (Verdict.OK, Verdict.NG)
        return (
            record.verdict in sure and record.score.verdict in sure and record.verdict != record.score.verdict
        )
    return record.score.verdict is (Verdict.NG if which is Filter.MODEL_NG else Verdict.UNSURE)


def ordered(records: Iterable[ImageRecord], state: BrowserState) -> list[int]:
    """Ids of ``records`` in the chosen order; all of them."""
    if state.sort is Sort.NAME:
        return [record.id for record in sorted(records, key=lambda record: natural(record.name))]
    return [record.id for record in sorted(records, key=_by_score)]


def _by_score(record: ImageRecord) -> tuple[float, tuple[tuple[int, int, str], ...]]:
    height = float("-inf") if record.score is None else record.score.score
    return -height, natural(record.name)


@lru_cache(maxsize=200_000)
def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts ``part_9`` before ``part_10``."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)
