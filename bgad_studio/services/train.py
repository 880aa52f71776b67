"""Train a project's next model: snapshot, training, scores for every image, activation."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bgad_studio.compute.client import Cancelled, ComputeClient
from bgad_studio.compute.protocol import TrainingDone, TrainJob
from bgad_studio.core import problems
from bgad_studio.core.config import PRESETS, Method, Preset, TrainConfig
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.imaging.load import load_image
from bgad_studio.core.jsonform import from_json, to_json
from bgad_studio.core.manifest import Manifest
from bgad_studio.core.progress import CurvePoint, Phase, Progress
from bgad_studio.core.records import (
    ImageRecord,
    ModelRecord,
    Role,
    RunOutcome,
    RunRecord,
    SnapshotItem,
    Verdict,
)
from bgad_studio.core.splits import is_calibration, is_validation
from bgad_studio.core.training_set import KnownImage, TrainingSet
from bgad_studio.services.project import Project
from bgad_studio.services.score import LogLine, Scored, keep_scores, score_images

NORMALS_NEEDED = 5
"""Fewer good parts say nothing about what is usual."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a training would learn from.

    Attributes:
        normals: Good parts to learn from.
        normals_holdout: Good parts kept aside to set the thresholds.
        known: Defect type id → images with a mask of it.
        method: NFAD without known defects, else BGAD.
        trouble: Why it cannot start, or None.
    """

    normals: int
    normals_holdout: int
    known: dict[int, int]
    method: Method
    trouble: Trouble | None


@dataclass(frozen=True, slots=True)
class TrainOptions:
    """What a person chooses."""

    preset: Preset = Preset.FAST
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Finished:
    """The new model is active and every image has its score."""

    model: ModelRecord
    run: RunRecord


TrainEvent = Progress | CurvePoint | LogLine | Scored | Finished


@dataclass(frozen=True, slots=True)
class _Sides:
    """Images of a project by what they are for."""

    normal: list[ImageRecord]
    validation: list[ImageRecord]
    calibration: list[ImageRecord]
    known: list[ImageRecord]

    @property
    def items(self) -> list[SnapshotItem]:
        """As a snapshot keeps them."""
        trained = [SnapshotItem(image.id, Role.NORMAL_TRAIN) for image in self.normal + self.validation]
        held = [SnapshotItem(image.id, Role.NORMAL_HOLDOUT) for image in self.calibration]
        known = [SnapshotItem(image.id, Role.ANOMALY_TRAIN, image.mask_id) for image in self.known]
        return trained + held + known


def readiness(project: Project) -> Readiness:
    """Say what a training would learn from, and whether it can start."""
    images = project.images.all()
    sides = _sides(images)
    known: dict[int, int] = {}
    for image in sides.known:
        for type_id in image.painted_type_ids:
            known[type_id] = known.get(type_id, 0) + 1
    return Readiness(
        normals=len(sides.normal) + len(sides.validation),
        normals_holdout=len(sides.calibration),
        known=known,
        method=Method.BGAD if sides.known else Method.NFAD,
        trouble=_trouble(images),
    )


def last_run(project: Project) -> tuple[RunRecord, tuple[CurvePoint, ...]] | None:
    """The run that was started last, with its curve; None before the first."""
    run = project.runs.latest()
    if run is None:
        return None
    return run, tuple(from_json(CurvePoint, line) for line in project.runs.events(run.id))


def train(
    project: Project, client: ComputeClient, options: TrainOptions = TrainOptions()
) -> Iterator[TrainEvent]:
    """Train, score every image and activate the new model. Closing the iterator cancels.

    Args:
        project: Open.
        client: Its ``cancel()`` and ``stop_keep()`` may be called from any thread meanwhile.
        options: Preset and seed.

    Raises:
        StudioError: If it cannot start, or failed; the run then says why.
        Cancelled: After ``client.cancel()``.
    """
    trouble = readiness(project).trouble
    if trouble is not None:
        raise StudioError(trouble.problem, **dict(trouble.params))
    images = project.images.all()
    sides = _sides(images)
    method = Method.BGAD if sides.known else Method.NFAD
    config = replace(PRESETS[options.preset], method=method, seed=options.seed)
    _check_known(sides.known)
    snapshot = project.runs.add_snapshot(sides.items)
    run = project.runs.start(snapshot.id, to_json(config))
    started = time.monotonic()

    def finish(outcome: RunOutcome, trouble: Trouble | None = None) -> RunRecord:
        return project.runs.finish(run.id, outcome, trouble, time.monotonic() - started)

    folder = project.models_dir / f"{project.models.next_number():04d}"
    try:
        yield Progress(Phase.STARTING, 0, 1)
        manifest = yield from _train(project, client, run, _training_set(project, sides), config, folder)
        scores = yield from score_images(client, folder, images)
        with project.transaction():  # the run is finished, and the new model judges, or neither
            number = project.models.next_number()
            model = project.models.add(number, run.id, snapshot.id, folder.name, to_json(manifest))
            keep_scores(project, model.id, manifest, scores)
            project.models.activate(model.id)
            record = finish(RunOutcome.FINISHED)
    except BaseException as error:
        _discard(folder)
        finish(*_verdict_on(error))
        raise
    project.maps.drop_models_except([model.id])
    yield Scored(tuple(project.images.all()))
    yield Finished(project.models.active() or model, record)


def _verdict_on(error: BaseException) -> tuple[RunOutcome, Trouble | None]:
    """How a run ended that ended with ``error``."""
    if isinstance(error, StudioError):
        died = error.problem in (problems.COMPUTE_DIED, problems.COMPUTE_SILENT)
        return RunOutcome.INTERRUPTED if died else RunOutcome.FAILED, error.trouble
    if isinstance(error, Exception) and not isinstance(error, Cancelled):
        reason = f"{type(error).__name__}: {error}"
        return RunOutcome.FAILED, Trouble(problems.COMPUTE_BUG, (("reason", reason),))
    return RunOutcome.CANCELLED, None


def _discard(folder: Path) -> None:
    """Take away what there is of a model that nobody will use."""
    for place in (folder, *folder.parent.glob(f"{folder.name}.*")):
        shutil.rmtree(place, ignore_errors=True)


def _check_known(known: list[ImageRecord]) -> None:
    """A mask belongs to the picture it was painted on.

    Raises:
        StudioError: If that is gone, damaged, or another one by now.
    """
    for image in known:
        load_image(image.path, image.sha256)


def _trouble(images: list[ImageRecord]) -> Trouble | None:
    good = sum(1 for image in images if image.verdict is Verdict.OK)
    if not images:
        return Trouble(problems.NO_IMAGES)
    if not good:
        return Trouble(problems.NO_NORMALS, (("needed", str(NORMALS_NEEDED)),))
    if good < NORMALS_NEEDED:
        missing = str(NORMALS_NEEDED - good)
        return Trouble(problems.TOO_FEW_NORMALS, (("count", str(good)), ("missing", missing)))
    return None


def _sides(images: list[ImageRecord]) -> _Sides:
    good = [image for image in images if image.verdict is Verdict.OK]
    calibration = [image for image in good if is_calibration(image.group)]
    rest = [image for image in good if not is_calibration(image.group)]
    validation = [image for image in rest if is_validation(image.group)]
    normal = [image for image in rest if not is_validation(image.group)]
    if len(normal) < NORMALS_NEEDED:  # a handful: everything learns, thresholds are provisional
        normal, validation, calibration = good, [], []
    known = [image for image in images if image.verdict is Verdict.NG and image.painted_type_ids]
    return _Sides(normal, validation, calibration, known)


def _training_set(project: Project, sides: _Sides) -> TrainingSet:
    folder = project.cache_dir / "exchange" / "masks"
    folder.mkdir(parents=True, exist_ok=True)
    known = []
    for image in sides.known:
        assert image.mask_id is not None
        file = folder / f"{image.mask_id}.png"
        file.write_bytes(project.masks.blob(image.mask_id))
        known.append(KnownImage(image.path, file))

    def paths(records: list[ImageRecord]) -> tuple[Path, ...]:
        return tuple(record.path for record in records)

    return TrainingSet(paths(sides.normal), paths(sides.validation), paths(sides.calibration), tuple(known))


def _train(
    project: Project,
    client: ComputeClient,
    run: RunRecord,
    images: TrainingSet,
    config: TrainConfig,
    folder: Path,
) -> Generator[TrainEvent, None, Manifest]:
    manifest: Manifest | None = None
    curve: list[str] = []
    _discard(folder)  # left by a run that was killed while saving
    try:
        for message in client.run(TrainJob(images, config, folder)):
            if isinstance(message, TrainingDone):
                manifest = message.manifest
                log.info("trained in %s", message.timings)
            elif isinstance(message, CurvePoint):
                curve.append(to_json(message))
                yield message
            elif isinstance(message, Progress):
                yield message
    finally:
        project.runs.add_events(run.id, curve)
    assert manifest is not None
    return manifest
