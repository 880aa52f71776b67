"""What the place of decisions shows. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bgad_studio.core.history import EVERYTHING, Wanted


class Span(Enum):
    """How far back decisions are listed."""

    EVER = "ever"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"


_DAYS = {Span.TODAY: 0, Span.WEEK: 6, Span.MONTH: 29}


def since(span: Span, now: datetime) -> datetime | None:
    """Midnight at which a span begins, in the zone of ``now``; None: there is no beginning."""
    if span is Span.EVER:
        return None
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=_DAYS[span])


@dataclass(frozen=True, slots=True)
class HistoryState:
    """Decisions as they were found.

    Attributes:
        wanted: Which ones.
        total: How many there are.
        people: Everybody who ever decided something.
        known: Whether they were read.
    """

    wanted: Wanted = EVERYTHING
    total: int = 0
    people: tuple[str, ...] = ()
    known: bool = False
