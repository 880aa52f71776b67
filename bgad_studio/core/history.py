"""What was decided in a project, as one list: who, when, what, on which part, and what it was before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bgad_studio.core.records import Verdict


class Source(StrEnum):
    """Where a decision is kept; also what is decided."""

    VERDICT = "verdict"
    PAINT = "paint"
    HOLD_OUT = "hold_out"
    REMOVED = "removed"
    THRESHOLDS = "thresholds"
    CONTOUR = "contour"
    TRAINED = "trained"
    MODEL = "model"
    INSPECTION = "inspection"
    RECIPE = "recipe"
    PSEUDO = "pseudo"
    FOREGROUND = "foreground"
    WATCHED = "watched"


class Kind(StrEnum):
    """Decisions as a person tells them apart."""

    VERDICTS = "verdicts"
    PAINT = "paint"
    PARTS = "parts"
    THRESHOLDS = "thresholds"
    MODELS = "models"
    INSPECTIONS = "inspections"
    PREVIEW = "preview"
    FOLDERS = "folders"


KINDS: Final = {
    Kind.VERDICTS: (Source.VERDICT,),
    Kind.PAINT: (Source.PAINT,),
    Kind.PARTS: (Source.HOLD_OUT, Source.REMOVED),
    Kind.THRESHOLDS: (Source.THRESHOLDS, Source.CONTOUR),
    Kind.MODELS: (Source.TRAINED, Source.MODEL),
    Kind.INSPECTIONS: (Source.INSPECTION,),
    Kind.PREVIEW: (Source.RECIPE, Source.PSEUDO, Source.FOREGROUND),
    Kind.FOLDERS: (Source.WATCHED,),
}
"""Which sources belong to each kind."""

Key = tuple[Source, int]
"""A decision: where it is kept, and its number there."""

Value = Verdict | str | bool | int | float | tuple[float, float] | tuple[str, ...] | None
"""What something was, or became: a verdict, names of defect types, a pair of thresholds …"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which decisions to list; what is None or empty leaves nothing out.

    Attributes:
        kind: Of this kind.
        who: By this person.
        since: From this moment on.
        until: Before this moment.
        text: With this in the name of the part, the person, the folder, or the particulars.
    """

    kind: Kind | None = None
    who: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""


EVERYTHING: Final = Wanted()
"""Nothing is left out."""


@dataclass(frozen=True, slots=True)
class Event:
    """One decision.

    Attributes:
        source: What was decided.
        id: Its number there.
        at: When.
        who: By whom; None: nobody noted it.
        deed: What exactly, where a source knows several; else empty.
        part: Name of the part, or empty.
        image_id: The part, or None.
        subject: Number of the model it is about, or None.
        before: What it was.
        after: What it is since.
        note: A folder, a name, how it was done.
    """

    source: Source
    id: int
    at: datetime
    who: str | None
    deed: str = ""
    part: str = ""
    image_id: int | None = None
    subject: int | None = None
    before: Value = None
    after: Value = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Judge:
    """The model that judged at some moment, and by what.

    Attributes:
        model_id: Key of the model.
        number: As people call it.
        review: Scores from here on needed a person.
        ng: Scores from here on were defective.
    """

    model_id: int
    number: int
    review: float
    ng: float


@dataclass(frozen=True, slots=True)
class Told:
    """A decision with the model that judged then.

    Attributes:
        event: The decision.
        judge: Which model judged, by which thresholds; None: there was none yet.
        score: What that model says of the part; None: it has none, or there is no part.
    """

    event: Event
    judge: Judge | None
    score: float | None
