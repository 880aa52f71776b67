"""A training that stopped on its way goes on as if it had not, becomes a model as it is, or goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from service_parts import make_project
from tiny import TINY

from bgad_studio.compute.client import Cancelled, ComputeClient
from bgad_studio.core import problems
from bgad_studio.core.checkpoint import CHECKPOINT_FILE, read_checkpoint
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.manifest import WEIGHTS_FILE
from bgad_studio.core.progress import CurvePoint, Matter, Phase, Remark
from bgad_studio.core.records import RunOutcome, Verdict
from bgad_studio.services.annotate import set_verdict
from bgad_studio.services.carry_out import Finished
from bgad_studio.services.project import Project
from bgad_studio.services.run_log import last_run
from bgad_studio.services.train import TrainOptions, train
from bgad_studio.services.training_place import TrainingPlace
from bgad_studio.services.unfinished import Unfinished, go_on, throw_away, unfinished

RECIPE = replace(TINY, steps=30)
OPTIONS = TrainOptions(recipe=RECIPE)
KEPT = 10
"""Rounds between two states that may be kept."""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "P.bgad") as made:
        yield made


@pytest.fixture
def client(project: Project, lent: Callable[[Path], ComputeClient]) -> ComputeClient:
    return lent(project.cache_dir)


def kill_on_the_way(project: Project, client: ComputeClient) -> Unfinished:
    """Kill the computation after the first state was kept."""
    with pytest.raises(StudioError) as caught:
        for event in train(project, client, OPTIONS):
            if isinstance(event, CurvePoint) and event.step > KEPT:
                psutil.Process(client.pid).kill()
    assert caught.value.problem is problems.COMPUTE_DIED
    return found_in(project)


def stop_on_the_way(project: Project, client: ComputeClient) -> Unfinished:
    """Give the training up after the first state was kept, as a project that closes does, and stay."""
    with pytest.raises(Cancelled):
        for event in train(project, client, OPTIONS):
            if isinstance(event, CurvePoint) and event.step > KEPT:
                project.leaving = True
                client.cancel()
    project.leaving = False
    return found_in(project)


def found_in(project: Project) -> Unfinished:
    found = unfinished(project)
    assert found is not None
    return found


def trainings(project: Project) -> list[Path]:
    folder = project.cache_dir / "training"
    return list(folder.iterdir()) if folder.exists() else []


def weights(finished: object) -> bytes:
    assert isinstance(finished, Finished)
    return (finished.model.folder / WEIGHTS_FILE).read_bytes()


def resumed_at(events: Sequence[object]) -> list[int]:
    return [event.step for event in events if isinstance(event, Remark) and event.matter is Matter.RESUMED]


@pytest.mark.slow
def test_a_resumed_training_gives_the_same_model_to_the_bit_and_one_run(
    project: Project, client: ComputeClient, lent: Callable[[Path], ComputeClient], tmp_path: Path
) -> None:
    found = kill_on_the_way(project, client)
    assert found.steps == RECIPE.steps
    assert found.step % KEPT == 0
    seconds = found.run.seconds
    set_verdict(project, [project.images.all()[0].id], Verdict.NG)  # too late for it
    *events, finished = go_on(project, client)
    assert resumed_at(events) == [found.step]
    with make_project(tmp_path / "Q.bgad") as other:
        *_, whole = train(other, lent(other.cache_dir), OPTIONS)
        assert weights(finished) == weights(whole)
    past = last_run(project)
    assert past is not None
    assert past.record.id == found.run.id
    assert past.record.outcome is RunOutcome.FINISHED
    assert past.record.trouble is None
    assert past.record.seconds > seconds > 0
    steps = [point.step for point in past.curve]
    assert steps == sorted(set(steps))
    assert steps[-1] == RECIPE.steps
    trained = [phase.units for phase in past.phases if phase.phase is Phase.TRAINING]
    assert trained[-1] == RECIPE.steps - found.step  # of which the next estimate learns
    assert trainings(project) == []
    assert unfinished(project) is None


@pytest.mark.slow
def test_what_was_learned_becomes_a_model_without_another_step(
    project: Project, client: ComputeClient
) -> None:
    stop_on_the_way(project, client)
    *events, finished = go_on(project, client, finish=True)
    assert not [event for event in events if isinstance(event, CurvePoint)]
    assert isinstance(finished, Finished)
    assert all(image.score is not None for image in project.images.all())
    assert trainings(project) == []


@pytest.mark.slow
def test_what_stopped_is_kept_over_a_restart_and_goes_when_it_is_not_wanted(
    project: Project, client: ComputeClient
) -> None:
    found = stop_on_the_way(project, client)
    stray = project.cache_dir / "training" / "999"
    stray.mkdir()
    project.close()
    with Project.open(project.path) as again:
        assert unfinished(again) == found
        assert trainings(again) == [TrainingPlace(again.cache_dir, found.run.id).folder]
        throw_away(again)
        assert unfinished(again) is None
        assert trainings(again) == []
        with pytest.raises(StudioError) as caught:
            next(go_on(again, client))
        assert caught.value.problem is problems.CHECKPOINT_BROKEN


@pytest.mark.slow
def test_a_cancelled_training_leaves_nothing_to_go_on_with(project: Project, client: ComputeClient) -> None:
    found = stop_on_the_way(project, client)
    with pytest.raises(Cancelled):
        for event in go_on(project, client):
            if isinstance(event, CurvePoint):
                client.cancel()
    past = last_run(project)
    assert past is not None
    assert (past.record.id, past.record.outcome) == (found.run.id, RunOutcome.CANCELLED)
    assert trainings(project) == []


@pytest.mark.slow
def test_a_training_given_up_because_the_project_closes_goes_on_when_it_is_opened_again(
    project: Project, client: ComputeClient
) -> None:
    with pytest.raises(Cancelled):
        for event in train(project, client, OPTIONS):
            if isinstance(event, CurvePoint) and event.step > KEPT:
                project.leaving = True
                client.cancel()
    project.close()
    with Project.open(project.path) as again:
        found = found_in(again)
        assert found.step % KEPT == 0
        assert found.run.outcome is RunOutcome.INTERRUPTED
        assert found.run.trouble == Trouble(problems.PROGRAM_CLOSED)
        *_, finished = go_on(again, client)
        assert isinstance(finished, Finished)


@pytest.mark.slow
def test_a_project_that_was_moved_has_no_training_to_go_on_with(
    project: Project, client: ComputeClient, tmp_path: Path
) -> None:
    stop_on_the_way(project, client)
    project.close()
    moved = project.path.rename(tmp_path / "Moved.bgad")
    with Project.open(moved) as again:  # every file is somewhere else by now
        assert unfinished(again) is None
        assert trainings(again) == []


@pytest.mark.slow
def test_tensors_that_are_damaged_cost_the_way_and_make_no_model_by_themselves(
    project: Project, client: ComputeClient
) -> None:
    found = stop_on_the_way(project, client)
    place = TrainingPlace(project.cache_dir, found.run.id).folder
    kept = read_checkpoint(place)
    assert kept is not None
    (place / kept.file).write_bytes(b"")
    with pytest.raises(StudioError) as caught:
        list(go_on(project, client, finish=True))
    assert caught.value.problem is problems.CHECKPOINT_BROKEN
    *events, finished = go_on(project, client)
    assert resumed_at(events) == []
    assert isinstance(finished, Finished)


def test_a_note_that_is_damaged_is_no_training_to_go_on_with(project: Project) -> None:
    run = project.runs.start(project.runs.add_snapshot([]).id, "{}")
    place = TrainingPlace(project.cache_dir, run.id).folder
    place.mkdir(parents=True)
    (place / CHECKPOINT_FILE).write_text("{")
    project.close()
    with Project.open(project.path) as again:
        assert unfinished(again) is None
        assert not place.exists()


@pytest.mark.slow
def test_a_new_training_throws_away_what_stopped(project: Project, client: ComputeClient) -> None:
    stop_on_the_way(project, client)
    short = replace(OPTIONS, recipe=replace(RECIPE, steps=2))
    *_, finished = train(project, client, short)
    assert isinstance(finished, Finished)
    assert trainings(project) == []
