"""An inspection: begin it, judge pictures as they come, look at what was judged."""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bgad_studio.compute.client import JobRunner
from bgad_studio.compute.protocol import ImageTrouble, ScoredBatch, ScoredEntry, ScoreJob
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.imaging.load import checksum, load_image
from bgad_studio.core.inspection import InspectedPart, Inspection, NewPart, Overlays
from bgad_studio.core.map_look import Ramp
from bgad_studio.core.progress import Progress
from bgad_studio.core.records import ModelRecord, Verdict
from bgad_studio.services.annotate import person
from bgad_studio.services.arrivals import Arrivals, Came
from bgad_studio.services.cuts import thresholds_of
from bgad_studio.services.importing import name_trouble
from bgad_studio.services.inspection import result_files
from bgad_studio.services.project import Project
from bgad_studio.services.results import ScoreMap, map_of
from bgad_studio.services.score import LogLine, active_model

TOGETHER = 64
"""Most pictures handed to the compute process at once; between two lots others have their turn."""
PAUSE_SECONDS = 0.5
"""Between two looks at a watched folder."""


@dataclass(frozen=True, slots=True)
class Judged:
    """These parts have their verdict, and are kept."""

    parts: tuple[InspectedPart, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nothing new has come; so many files are still being written."""

    unsettled: int


InspectEvent = Progress | Judged | LogLine | Waiting


def begin(project: Project, folder: Path, *, watch: bool, results: Path | None = None) -> Inspection:
    """Note that an inspection begins, with the model and the thresholds of this moment.

    Args:
        project: Open, with a model.
        folder: Where the pictures are, or come.
        watch: Whether it waits for pictures to arrive.
        results: Where its table and overlays go; None: a folder of the project.

    Raises:
        StudioError: NO_MODEL, or the results cannot be written there; nothing is kept then.
    """
    model = active_model(project)
    thresholds = thresholds_of(project, model)
    with project.transaction():
        number = project.inspections.next_number()
        inspection = project.inspections.add(
            who=person(),
            model_id=model.id,
            folder=folder.absolute(),
            results=(results or project.path / "inspections" / f"{number:04d}").absolute(),
            watched=watch,
            review=thresholds.review,
            ng=thresholds.ng,
            contour=thresholds.contour,
        )
        result_files.prepare(inspection)
    return inspection


def arrivals(project: Project, inspection: Inspection, *, existing: bool = True) -> Arrivals:
    """What is in the folder of an inspection and comes into it; what it has judged, and its results, never.

    Args:
        project: Open.
        inspection: New, or one that goes on.
        existing: Also what is there already.
    """
    skip = (inspection.results, project.path)
    parts = project.inspections.parts(inspection.id)
    known = {part.path: Came(part.at.timestamp(), part.sha256) for part in parts}
    return Arrivals(inspection.folder, skip, existing=existing, known=known)


def judge(
    project: Project,
    client: JobRunner,
    inspection: Inspection,
    paths: Sequence[Path],
    overlays: Overlays = Overlays.FLAGGED,
    ramp: Ramp = Ramp.INFERNO,
) -> Iterator[Progress | Judged | LogLine]:
    """Judge pictures and keep what was said of them; one that cannot be read stops nothing.

    Args:
        project: Open.
        client: Judges.
        inspection: Of the project.
        paths: The pictures.
        overlays: Of which parts pictures with the map are written.
        ramp: Colours of the map in them.

    Yields:
        Progress, what was judged, and what could not be written.

    Raises:
        StudioError: The computation's trouble; what was judged before is kept.
        Cancelled: When it is given up meanwhile.
    """
    model = project.models.get(inspection.model_id)
    keep = partial(_keep, project, inspection, model=model, overlays=overlays, ramp=ramp)
    readable = []
    for path in paths:
        trouble = name_trouble(path)
        if trouble is None:
            readable.append(path)
        else:
            yield from keep([(_nameable(path, trouble), b"")])
    job = ScoreJob(model.folder, tuple(readable), client.exchange / f"inspection-{os.getpid()}")
    for message in client.run(job) if readable else ():
        if isinstance(message, ScoredBatch):
            body = message.file.read_bytes()
            message.file.unlink()
            found = [_scored(readable[entry.index], entry, inspection) for entry in message.entries]
            blobs = [body[entry.offset : entry.offset + entry.length] for entry in message.entries]
            yield from keep(list(zip(found, blobs, strict=True)))
        elif isinstance(message, ImageTrouble):
            lost = NewPart(readable[message.index], trouble=message.trouble.trouble())
            yield from keep([(lost, b"")])
        elif isinstance(message, Progress):
            yield message


def inspect_folder(
    project: Project,
    client: JobRunner,
    inspection: Inspection,
    overlays: Overlays = Overlays.FLAGGED,
    *,
    existing: bool = True,
) -> Generator[InspectEvent, None, None]:
    """Judge what is in the folder of an inspection; if it watches, also what comes until it is closed.

    Args:
        project: Open.
        client: Judges.
        inspection: Of the project.
        overlays: Of which parts pictures are written.
        existing: Also what is there already.

    Raises:
        StudioError: FOLDER_MISSING, FOLDER_UNREADABLE, or the computation's trouble.
    """
    source = arrivals(project, inspection, existing=existing)
    while True:
        paths = source.look()
        for start in range(0, len(paths), TOGETHER):
            yield from judge(project, client, inspection, paths[start : start + TOGETHER], overlays)
        if not paths:
            if not inspection.watched and not source.unsettled:
                return
            yield Waiting(source.unsettled)
            time.sleep(PAUSE_SECONDS)


def load_picture(part: InspectedPart) -> NDArray[np.uint8]:
    """The picture of a judged part, (H, W, 3) uint8 RGB.

    Raises:
        StudioError: The file is gone, or another one by now.
    """
    return load_image(part.path, part.sha256)


def load_map(project: Project, inspection: Inspection, part: InspectedPart) -> ScoreMap | None:
    """The map of a judged part; None if it is not kept any more."""
    levels = project.maps.load_inspected(part.id)
    if levels is None:
        return None
    return map_of(project.models.get(inspection.model_id), levels, inspection.contour)


def _scored(path: Path, entry: ScoredEntry, inspection: Inspection) -> NewPart:
    try:
        sha256 = checksum(path)
    except StudioError as error:  # taken away since: what was seen is not known any more
        return NewPart(path, trouble=error.trouble)
    return NewPart(path, sha256, entry.score, verdict_of(inspection, entry.score))


def verdict_of(inspection: Inspection, score: float) -> Verdict:
    """By the thresholds of an inspection."""
    if score >= inspection.ng:
        return Verdict.NG
    return Verdict.UNSURE if score >= inspection.review else Verdict.OK


def _keep(
    project: Project,
    inspection: Inspection,
    found: list[tuple[NewPart, bytes]],
    model: ModelRecord,
    overlays: Overlays,
    ramp: Ramp,
) -> Iterator[Judged | LogLine]:
    """In the project first; what cannot be written beside it is told, and lost for spreadsheets only."""
    parts = project.inspections.add_parts(inspection.id, [part for part, _ in found])
    levels = {part.id: blob for part, (_, blob) in zip(parts, found, strict=True) if part.sha256}
    project.maps.save_inspected(levels)
    yield Judged(tuple(parts))
    try:
        result_files.add_rows(inspection, parts)
        for part in parts:
            score_map = (
                map_of(model, levels[part.id], inspection.contour) if _wanted(part, overlays) else None
            )
            if score_map is not None:
                result_files.save_overlay(inspection, part, score_map, ramp)
    except StudioError as error:
        yield LogLine(error.trouble)


def _wanted(part: InspectedPart, overlays: Overlays) -> bool:
    if part.sha256 is None or overlays is Overlays.NONE:
        return False
    return overlays is Overlays.ALL or part.verdict is not Verdict.OK


def _nameable(path: Path, trouble: Trouble) -> NewPart:
    return NewPart(Path(path.as_posix().encode("utf-8", "replace").decode()), trouble=trouble)
