"""A training that stopped on its way: go on with it, keep what it has learned, or throw it away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bgad_studio.compute.client import JobRunner
from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import load_image
from bgad_studio.core.records import Role, RunRecord
from bgad_studio.services.carry_out import TrainEvent, carry_out
from bgad_studio.services.project import Project
from bgad_studio.services.training_place import GOES_ON, Task, TrainingPlace, sweep


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A run that stopped after ``step`` of ``steps``."""

    run: RunRecord
    step: int
    steps: int


def unfinished(project: Project) -> Unfinished | None:
    """The training that can go on, if there is one: only the last one can."""
    run = project.runs.latest()
    if run is None or run.outcome not in GOES_ON:
        return None
    kept = TrainingPlace(project.cache_dir, run.id).checkpoint()
    return None if kept is None else Unfinished(run, kept.step, kept.steps)


def go_on(project: Project, client: JobRunner, *, finish: bool = False) -> Iterator[TrainEvent]:
    """Go on with the training that stopped, on the same parts as before; else as :func:`.train`.

    Args:
        project: Open.
        client: As of :func:`.train`.
        finish: Learn nothing more: make a model of what was learned.

    Raises:
        StudioError: CHECKPOINT_BROKEN if there is nothing to go on with; or as :func:`.train`.
        Cancelled: When it is given up meanwhile.
    """
    found = unfinished(project)
    if found is None:
        raise StudioError(problems.CHECKPOINT_BROKEN)
    _check_masked(project, found.run)
    run = project.runs.reopen(found.run.id)

    def prepare(place: TrainingPlace) -> Task:
        task = place.task()
        if task is None:
            raise StudioError(problems.CHECKPOINT_BROKEN)
        return replace(task, job=replace(task.job, finish=finish))

    yield from carry_out(project, client, run, prepare)


def throw_away(project: Project) -> None:
    """Nobody will go on with the training that stopped."""
    sweep(project.cache_dir, None)


def _check_masked(project: Project, run: RunRecord) -> None:
    """The pictures that teach with a mask are still the ones it was painted on.

    Raises:
        StudioError: If one is gone, damaged, or another one by now.
    """
    for item in project.runs.snapshot(run.snapshot_id).items:
        if item.mask_id is not None and item.role is not Role.ANOMALY_HOLDOUT:
            image = project.images.get(item.image_id)
            load_image(image.path, image.sha256)
