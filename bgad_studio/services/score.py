"""Scores and anomaly maps of images under one model."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bgad_studio.compute.client import JobRunner
from bgad_studio.compute.protocol import ImageTrouble, ScoredBatch, ScoreJob
from bgad_studio.core import problems
from bgad_studio.core.datasets import list_pictures
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.progress import Progress, Remark
from bgad_studio.core.records import ImageRecord, ModelRecord, Verdict
from bgad_studio.services.cuts import thresholds_of
from bgad_studio.services.importing import name_trouble
from bgad_studio.services.project import Project


@dataclass(frozen=True, slots=True)
class LogLine:
    """Something went wrong with one picture; the rest went on."""

    trouble: Trouble


@dataclass(frozen=True, slots=True)
class Scored:
    """Images whose scores are now in the project."""

    records: tuple[ImageRecord, ...]


@dataclass(frozen=True, slots=True)
class FileScore:
    """Score of a picture that need not belong to the project."""

    path: Path
    score: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class RawScore:
    """Score and encoded level grids (``core.maps.decode_levels``) of one image."""

    image_id: int
    score: float
    levels: bytes


def score_images(
    client: JobRunner, model_folder: Path, images: Sequence[ImageRecord]
) -> Generator[Progress | LogLine | Remark, None, list[RawScore]]:
    """Score images of the project, on features seen before; unreadable ones are reported and left out."""
    results: list[RawScore] = []
    job = ScoreJob(model_folder, tuple(image.path for image in images), client.exchange, client.features)
    for message in client.run(job):
        if isinstance(message, ScoredBatch):
            body = message.file.read_bytes()
            message.file.unlink()
            for entry in message.entries:
                levels = body[entry.offset : entry.offset + entry.length]
                results.append(RawScore(images[entry.index].id, entry.score, levels))
        elif isinstance(message, ImageTrouble):
            yield LogLine(message.trouble.trouble())
        elif isinstance(message, Progress | Remark):
            yield message
    return results


def keep_verdicts(project: Project, model: ModelRecord, scores: Sequence[RawScore]) -> None:
    """Store scores with the verdicts of the model's thresholds; the maps are stored apart, they are large."""
    with project.transaction():
        thresholds = thresholds_of(project, model)
        rows = [(item.image_id, item.score, thresholds.verdict(item.score)) for item in scores]
        project.models.save_scores(model.id, rows)


def active_model(project: Project) -> ModelRecord:
    """The model that judges.

    Raises:
        StudioError: NO_MODEL.
    """
    model = project.models.active()
    if model is None:
        raise StudioError(problems.NO_MODEL)
    return model


def score_missing(project: Project, client: JobRunner) -> Iterator[Progress | LogLine | Remark | Scored]:
    """Score the images that have no score or no map under the active model, and store the results.

    Raises:
        StudioError: NO_MODEL, or the computation's trouble.
    """
    model = active_model(project)
    mapped = project.maps.images_of(model.id)
    missing = [image for image in project.images.all() if image.score is None or image.id not in mapped]
    if missing:
        scores = yield from score_images(client, model.folder, missing)
        project.maps.save(model.id, {item.image_id: item.levels for item in scores})
        keep_verdicts(project, model, scores)
    yield Scored(tuple(project.images.all()))


def score_folder(
    project: Project, client: JobRunner, folder: Path
) -> Iterator[Progress | LogLine | FileScore]:
    """Judge every picture of a folder without taking it into the project.

    Raises:
        StudioError: NO_MODEL, a folder without pictures, or the computation's trouble.
    """
    model = active_model(project)
    thresholds = thresholds_of(project, model)
    paths = []
    for path in [folder] if folder.is_file() else list_pictures(folder):
        trouble = name_trouble(path)
        if trouble is None:
            paths.append(path)
        else:
            yield LogLine(trouble)
    if not paths:
        return
    job = ScoreJob(model.folder, tuple(paths), client.exchange / f"folder-{os.getpid()}")
    for message in client.run(job):
        if isinstance(message, ScoredBatch):
            message.file.unlink()
            for entry in message.entries:
                yield FileScore(paths[entry.index], entry.score, thresholds.verdict(entry.score))
        elif isinstance(message, ImageTrouble):
            yield LogLine(message.trouble.trouble())
        elif isinstance(message, Progress):
            yield message
