"""Frozen records that cross every border of the program, and their enums."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from bgad_studio.core.errors import Trouble

NO_DEFECT = 0
"""Label-map value of a pixel without a defect."""
MAX_DEFECT_TYPES = 250
"""Defect types are label-map values 1…250."""
ANY_DEFECT = 254
"""Label-map value of a pseudo anomaly that resembles no known type."""
IGNORE_VALUE = 255
"""Label-map value of a pixel nobody should learn from."""


class Verdict(StrEnum):
    """What a person or a model says of one part. UNSURE is a person's 'unsure' and a model's 'review'."""

    OK = "ok"
    NG = "ng"
    UNSURE = "unsure"


class MaskOrigin(StrEnum):
    """Where a mask revision came from; it never changes silently."""

    DRAWN = "drawn"
    ACCEPTED = "accepted"
    IMPORTED = "imported"


class Mark(StrEnum):
    """How a person sets a part apart: it measures instead of teaching, or is in the project no more, or has
    been looked at with what the model of that day says of it."""

    HOLD_OUT = "hold_out"
    REMOVED = "removed"
    REVIEWED = "reviewed"


class Role(StrEnum):
    """What an image is for in a dataset snapshot."""

    NORMAL_TRAIN = "normal_train"
    NORMAL_HOLDOUT = "normal_holdout"
    ANOMALY_TRAIN = "anomaly_train"
    ANOMALY_HOLDOUT = "anomaly_holdout"


class RunOutcome(StrEnum):
    """How a run ended."""

    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


class ModelState(StrEnum):
    """At most one model of a project is ACTIVE."""

    CANDIDATE = "candidate"
    ACTIVE = "active"
    RETIRED = "retired"


class Deed(StrEnum):
    """What a person decided about a model, or once for the whole project.

    The particulars of TYPE_RENAMED are the old name and the new one, on a line each.
    """

    PROMOTED = "promoted"
    AUTO_PROMOTED = "auto_promoted"
    KEPT_BEFORE = "kept_before"
    DISCARDED = "discarded"
    RENAMED = "renamed"
    DELETED = "deleted"
    AUTO_PROMOTION = "auto_promotion"
    PARTS_PER_SHIFT = "parts_per_shift"
    TYPE_RENAMED = "type_renamed"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One decision: when, by whom, what, about which model (None: the project), and its particulars."""

    at: datetime
    who: str
    deed: Deed
    model_id: int | None
    text: str


@dataclass(frozen=True, slots=True)
class DefectType:
    """A kind of defect. ``id`` (1…250) is its value in label maps; ``colour`` indexes the palette (0…15)."""

    id: int
    name: str
    colour: int


class ImageScore(NamedTuple):
    """The active model's opinion of one image. Higher ``score`` = more anomalous."""

    model_id: int
    score: float
    verdict: Verdict


class ImageRecord(NamedTuple):
    """One image of a project as the lists show it.

    A hundred thousand are made when a project opens; a frozen dataclass takes four times as long.

    Attributes:
        id: Key within the project.
        file: Absolute path of the file; text, since a hundred thousand of them are read at once.
        name: Path below the imported folder, with forward slashes; unique in the project.
        sha256: Of the file's bytes at import.
        width_px: After EXIF rotation.
        height_px: After EXIF rotation.
        group: Capture group: images of one part share it and never stand on both sides of a split.
        verdict: The newest human verdict, or None.
        defect_type_id: Type assigned with the verdict (import from a tree), or None.
        mask_id: Newest mask revision that holds paint, or None.
        painted_type_ids: Defect types present in that mask, ascending.
        ignores: Whether that mask has pixels nobody should learn from.
        score: The active model's score, or None.
        origin: Where that mask came from; None without one.
        hold_out: A person wants it to measure instead of teaching.
        role: What it was for when the active model was trained; None: not used.
    """

    id: int
    file: str
    name: str
    sha256: str
    width_px: int
    height_px: int
    group: str
    verdict: Verdict | None = None
    defect_type_id: int | None = None
    mask_id: int | None = None
    painted_type_ids: tuple[int, ...] = ()
    ignores: bool = False
    score: ImageScore | None = None
    origin: MaskOrigin | None = None
    hold_out: bool = False
    role: Role | None = None

    @property
    def path(self) -> Path:
        """Absolute path of the file."""
        return Path(self.file)

    def shows(self, type_id: int) -> bool:
        """Whether a person finds it defective with a defect of this type: painted, or given where none is."""
        return self.verdict is Verdict.NG and type_id in (self.painted_type_ids or (self.defect_type_id,))


@dataclass(frozen=True, slots=True)
class SnapshotItem:
    """One image of a dataset snapshot with the mask revision the model saw (None: no mask)."""

    image_id: int
    role: Role
    mask_id: int | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Immutable list of what a model saw."""

    id: int
    created: datetime
    items: tuple[SnapshotItem, ...]


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One training run. ``config`` is the detector's configuration as JSON; ``trouble``: why it stopped."""

    id: int
    snapshot_id: int
    config: str
    started: datetime
    ended: datetime | None
    outcome: RunOutcome
    trouble: Trouble | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """A trained model. ``folder`` is absolute; ``manifest`` is its manifest.json as text."""

    id: int
    number: int
    run_id: int
    snapshot_id: int
    created: datetime
    state: ModelState
    folder: Path
    manifest: str
