"""Frozen records of inspections: parts that were judged as they came, without becoming part of a project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from bgad_studio.core.errors import Trouble
from bgad_studio.core.records import Verdict


class Overlays(StrEnum):
    """Of which parts a picture with the anomaly map is written: FLAGGED are review and NG."""

    FLAGGED = "flagged"
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Tally:
    """Parts of an inspection by what the model said; ``unreadable``: files it could not judge."""

    ok: int = 0
    review: int = 0
    ng: int = 0
    unreadable: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.ok + self.review + self.ng + self.unreadable

    def plus(self, verdict: Verdict | None) -> Tally:
        """With one part more; None: it could not be read."""
        return Tally(
            self.ok + (verdict is Verdict.OK),
            self.review + (verdict is Verdict.UNSURE),
            self.ng + (verdict is Verdict.NG),
            self.unreadable + (verdict is None),
        )


EMPTY: Final = Tally()
"""Of an inspection that has just begun."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """One run over a folder. It never changes; parts are only added to it.

    Attributes:
        id: Key within the project, and its number for people.
        started: When.
        who: Who started it.
        model_id: The model that judges.
        model_number: The same as people call it.
        folder: Where the pictures are, absolute.
        results: Folder of its table and overlays, absolute.
        watched: Whether it waited for pictures to arrive.
        review: Scores from here on needed a person.
        ng: Scores from here on were defective.
        contour: Map value regions began at; None: the model's own.
        tally: Its parts so far.
    """

    id: int
    started: datetime
    who: str
    model_id: int
    model_number: int
    folder: Path
    results: Path
    watched: bool
    review: float
    ng: float
    contour: float | None = None
    tally: Tally = EMPTY


@dataclass(frozen=True, slots=True)
class InspectedPart:
    """One picture of an inspection.

    Attributes:
        id: Key within the project.
        at: When it was judged.
        path: Absolute.
        sha256: Of the file's bytes when it was judged; None: unreadable.
        score: Higher = more anomalous; None: unreadable.
        verdict: By the thresholds of the inspection; None: unreadable.
        trouble: Why it could not be judged, or None.
    """

    id: int
    at: datetime
    path: Path
    sha256: str | None
    score: float | None
    verdict: Verdict | None
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class NewPart:
    """A part about to be kept; fields as in :class:`InspectedPart`."""

    path: Path
    sha256: str | None = None
    score: float | None = None
    verdict: Verdict | None = None
    trouble: Trouble | None = None
