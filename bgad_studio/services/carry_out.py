"""Carry a training out, from its first step or from where it stopped: learn, score, keep the model."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bgad_studio.compute.client import Cancelled, JobRunner
from bgad_studio.compute.protocol import TrainingDone, TrainJob
from bgad_studio.core import problems
from bgad_studio.core.disk import full_disk_told
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.jsonform import to_json
from bgad_studio.core.manifest import Manifest
from bgad_studio.core.progress import CurvePoint, Phase, PhaseTime, Progress, Remark
from bgad_studio.core.records import Deed, ImageRecord, ModelRecord, RunOutcome, RunRecord
from bgad_studio.services.annotate import person
from bgad_studio.services.gate import forget_maps, promote_if_safe
from bgad_studio.services.project import Project
from bgad_studio.services.run_log import RunLog
from bgad_studio.services.score import LogLine, RawScore, keep_verdicts, score_images
from bgad_studio.services.speed import note_run
from bgad_studio.services.training_place import GOES_ON, Task, TrainingPlace


@dataclass(frozen=True, slots=True)
class Finished:
    """The new model has judged every image; it is active, or a candidate somebody has to decide about.

    ``promoted``: It took another one's place unasked, as a person has chosen.
    """

    model: ModelRecord
    run: RunRecord
    promoted: bool = False


TrainEvent = Progress | CurvePoint | PhaseTime | Remark | LogLine | Finished


def carry_out(
    project: Project, client: JobRunner, run: RunRecord, prepare: Callable[[TrainingPlace], Task]
) -> Iterator[TrainEvent]:
    """Train, score every image; activate the new model if it is the first. Closing the iterator cancels.

    What it can go on from stays where it was interrupted, by closing the project too, or failed, and goes
    where it finished or was cancelled.

    Args:
        project: Open.
        client: Learns and scores; it may be given up, or told to stop and keep, meanwhile.
        run: RUNNING; it is finished here, however this ends.
        prepare: Says what to train, once its folder may be filled.

    Raises:
        StudioError: If it failed; the run then says why.
        Cancelled: When it is given up meanwhile.
    """
    started = time.monotonic()

    def finish(outcome: RunOutcome, trouble: Trouble | None = None) -> RunRecord:
        return project.runs.finish(run.id, outcome, trouble, run.seconds + time.monotonic() - started)

    place = TrainingPlace(project.cache_dir, run.id)
    folder = project.models_dir / f"{project.models.next_number():04d}"
    log = RunLog(project, run)
    try:
        with full_disk_told(project.path):
            task = prepare(place)
            job = replace(task.job, folder=folder, checkpoints=place.folder)
            work = _learn_and_score(client, job, project.images.all())
            manifest, scores = yield from log.follow(work)
        with project.transaction():  # the run is finished, and there is a new model, or neither
            model = _keep(project, run, task, manifest, folder, scores)
            record = finish(RunOutcome.FINISHED)
    except BaseException as error:
        _discard(folder)
        outcome, trouble = _verdict_on(error, project.leaving)
        if outcome not in GOES_ON or place.checkpoint() is None:
            place.clear()
        finish(outcome, trouble)
        raise
    place.clear()
    yield from _keep_maps(project, model, scores)
    note_run(task.job.config, log.phases)
    promoted = promote_if_safe(project)
    yield Finished(project.models.get(model.id), record, promoted)  # the last event: what is kept is told


def _keep(
    project: Project,
    run: RunRecord,
    task: Task,
    manifest: Manifest,
    folder: Path,
    scores: Sequence[RawScore],
) -> ModelRecord:
    undecided = project.models.candidate()
    if undecided is not None:  # who trains again has decided
        project.models.retire(undecided.id)
        project.audit.add(Deed.KEPT_BEFORE, person(), undecided.id)
    number = project.models.next_number()
    model = project.models.add(number, run.id, run.snapshot_id, folder.name, to_json(manifest))
    keep_verdicts(project, model, scores)
    judging = project.models.active()
    if task.promote or judging is None:
        project.models.activate(model.id)
    if task.promote and judging is not None:  # the first one judges anyway
        project.audit.add(Deed.PROMOTED, person(), model.id)
    return model


def _keep_maps(project: Project, model: ModelRecord, scores: Sequence[RawScore]) -> Iterator[LogLine]:
    """Maps can be computed again: without room for them the model judges all the same."""
    try:
        project.maps.save(model.id, {item.image_id: item.levels for item in scores})
        forget_maps(project)
    except StudioError as error:
        yield LogLine(error.trouble)


def _verdict_on(error: BaseException, leaving: bool) -> tuple[RunOutcome, Trouble | None]:
    """How a run ended that ended with ``error``, perhaps because the project is being closed."""
    if isinstance(error, StudioError):
        died = error.problem in (problems.COMPUTE_DIED, problems.COMPUTE_SILENT)
        return RunOutcome.INTERRUPTED if died else RunOutcome.FAILED, error.trouble
    if isinstance(error, Exception) and not isinstance(error, Cancelled):
        reason = f"{type(error).__name__}: {error}"
        return RunOutcome.FAILED, Trouble(problems.COMPUTE_BUG, (("reason", reason),))
    if leaving:
        return RunOutcome.INTERRUPTED, Trouble(problems.PROGRAM_CLOSED)
    return RunOutcome.CANCELLED, None


def _discard(folder: Path) -> None:
    """Take away what there is of a model that nobody will use."""
    for place in (folder, *folder.parent.glob(f"{folder.name}.*")):
        shutil.rmtree(place, ignore_errors=True)


def _learn_and_score(
    client: JobRunner, job: TrainJob, scored: list[ImageRecord]
) -> Generator[Progress | CurvePoint | Remark | LogLine, None, tuple[Manifest, list[RawScore]]]:
    yield Progress(Phase.STARTING, 0, 1)
    manifest: Manifest | None = None
    _discard(job.folder)  # left by a run that was killed while saving
    for message in client.run(job):
        if isinstance(message, TrainingDone):
            manifest = message.manifest
        elif isinstance(message, CurvePoint | Progress | Remark):
            yield message
    assert manifest is not None
    return manifest, (yield from score_images(client, job.folder, scored))
