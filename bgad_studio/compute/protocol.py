"""What the program and its compute process say to each other: frozen records, one JSON line each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bgad_studio.core import problems
from bgad_studio.core.config import TrainConfig
from bgad_studio.core.errors import Trouble
from bgad_studio.core.jsonform import from_json, to_json
from bgad_studio.core.likeness import Likeness
from bgad_studio.core.manifest import Manifest
from bgad_studio.core.progress import CurvePoint, Progress, Remark
from bgad_studio.core.thresholds import Thresholds
from bgad_studio.core.training_set import KnownImage, Timings, TrainingSet


# --- to the compute process ----------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class TrainJob:
    """Train and write the model to ``folder``, which must not exist.

    Attributes:
        images: Files to learn from.
        config: All hyper-parameters.
        folder: Of the model.
        cache: Folder of features seen before; None: all are computed afresh.
        parent: Folder of the model to start from, where it fits; None: from nothing.
        snapshot_id: Of the data, to be noted in the model.
        checkpoints: Folder in which its state is kept, and from whose state it goes on; None: nowhere.
        finish: Learn nothing more: make the model from the state in ``checkpoints``.
    """

    images: TrainingSet
    config: TrainConfig
    folder: Path
    cache: Path | None = None
    parent: Path | None = None
    snapshot_id: int | None = None
    checkpoints: Path | None = None
    finish: bool = False


@dataclass(frozen=True, slots=True)
class ScoreJob:
    """Score ``images`` with the model in ``folder``; level grids come back through files in ``exchange``.

    Attributes:
        folder: Of the model.
        images: Picture files.
        exchange: Folder for the results.
        cache: Folder of features seen before; None: all are computed afresh.
    """

    folder: Path
    images: tuple[Path, ...]
    exchange: Path
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class ExportJob:
    """Write the whole scorer of the model in ``folder`` as the ONNX file ``file``, with these thresholds."""

    folder: Path
    file: Path
    thresholds: Thresholds


@dataclass(frozen=True, slots=True)
class LikenessJob:
    """Find what the regions of a picture look like.

    Attributes:
        folder: Of the model, for its backbone and network size.
        image: The picture.
        regions: Label map of its size, regions 1…n.
        known: Marked defects of other parts.
        normal: Good parts.
        cache: Folder of features seen before; None: all are computed afresh.
    """

    folder: Path
    image: Path
    regions: Path
    known: tuple[KnownImage, ...]
    normal: tuple[Path, ...]
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Cancel:
    """Give up the job in hand."""


@dataclass(frozen=True, slots=True)
class StopAndKeep:
    """End training now and keep what was learned."""


# --- from the compute process --------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Ready:
    """The process has loaded everything and computes on ``device`` with ``threads`` threads."""

    device: str
    threads: int


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """Still alive."""


@dataclass(frozen=True, slots=True)
class TrainingDone:
    """The model is in its folder."""

    manifest: Manifest
    timings: Timings
    stopped_early: bool


@dataclass(frozen=True, slots=True)
class ScoredEntry:
    """One scored image: place in the job's list, score, and where its encoded levels lie in the file."""

    index: int
    score: float
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class ScoredBatch:
    """Some scored images; whoever receives this deletes ``file`` after reading."""

    file: Path
    entries: tuple[ScoredEntry, ...]


@dataclass(frozen=True, slots=True)
class StoredTrouble:
    """A :class:`Trouble` by the code of its problem."""

    code: str
    params: tuple[tuple[str, str], ...]

    @staticmethod
    def of(trouble: Trouble) -> StoredTrouble:
        """Pack."""
        return StoredTrouble(trouble.problem.code, trouble.params)

    def trouble(self) -> Trouble:
        """Unpack."""
        return Trouble(problems.ALL[self.code], self.params)


@dataclass(frozen=True, slots=True)
class Exported:
    """The file is there; ``difference``: largest disagreement with torch, relative."""

    difference: float


@dataclass(frozen=True, slots=True)
class Likenesses:
    """What every region looks like, in order."""

    items: tuple[Likeness, ...]


@dataclass(frozen=True, slots=True)
class ImageTrouble:
    """An image of a scoring job could not be read."""

    index: int
    trouble: StoredTrouble


@dataclass(frozen=True, slots=True)
class JobDone:
    """The job is complete."""


@dataclass(frozen=True, slots=True)
class JobCancelled:
    """The job was given up on request."""


@dataclass(frozen=True, slots=True)
class JobFailed:
    """The job failed; ``detail`` is for the log."""

    trouble: StoredTrouble
    detail: str


_KINDS: Final[dict[str, type]] = {
    kind.__name__: kind
    for kind in (
        TrainJob,
        ScoreJob,
        ExportJob,
        LikenessJob,
        Likenesses,
        Exported,
        Cancel,
        StopAndKeep,
        Ready,
        Heartbeat,
        Progress,
        CurvePoint,
        Remark,
        TrainingDone,
        ScoredBatch,
        ImageTrouble,
        JobDone,
        JobCancelled,
        JobFailed,
    )
}

Job = TrainJob | ScoreJob | ExportJob | LikenessJob


def encode(message: object) -> bytes:
    """One line, newline included."""
    return f'{{"type": "{type(message).__name__}", "data": {to_json(message)}}}\n'.encode()


def decode(line: bytes) -> Any:
    """Inverse of :func:`encode`.

    Raises:
        ValueError: If the line is no message.
    """
    try:
        envelope = json.loads(line)
        kind, data = _KINDS[envelope["type"]], json.dumps(envelope["data"])
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a message: {line[:80]!r}") from error
    return from_json(kind, data)
