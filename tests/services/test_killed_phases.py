"""A kill in any phase of a training loses nothing, and the next training works; the window: see tests/ui."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from killed_trainer import RECIPE
from service_parts import make_project

from bgad_studio.compute.client import ComputeClient
from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.progress import TRAINING_PHASES, Phase, Progress
from bgad_studio.core.records import RunOutcome
from bgad_studio.services.carry_out import Finished
from bgad_studio.services.project import Project
from bgad_studio.services.run_log import last_run
from bgad_studio.services.speed import further
from bgad_studio.services.train import TrainOptions, train

OPTIONS = TrainOptions(recipe=RECIPE)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "P.bgad") as made:
        yield made


def _labels(project: Project) -> list[tuple[object, ...]]:
    return [(r.id, r.verdict, r.mask_id, r.painted_type_ids) for r in project.images.all()]


def _check_whole(project: Project, labels: list[tuple[object, ...]]) -> None:
    """Nothing a person made is lost, and every model there is is complete."""
    assert _labels(project) == labels
    folders = {model.folder for model in project.models.all()}
    assert {path for path in project.models_dir.iterdir() if path.is_dir()} == folders
    assert all((folder / "manifest.json").is_file() for folder in folders)


def _train_and_kill(project: Project, client: ComputeClient, phase: Phase) -> StudioError | None:
    """Kill the computation when it tells of ``phase``; None: it was done by then."""
    killed = False
    try:
        for event in train(project, client, OPTIONS):
            if isinstance(event, Progress) and event.phase is phase and not killed and client.pid:
                killed = True
                psutil.Process(client.pid).kill()
    except StudioError as error:
        return error
    return None


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_computation_is_killed_in_every_phase(project: Project) -> None:
    client, labels, interrupted = ComputeClient(project.cache_dir), _labels(project), set()
    client.start()
    for phase in TRAINING_PHASES:
        error = _train_and_kill(project, client, phase)
        past = last_run(project)
        assert past is not None
        if error is None:  # what was left to do was quicker than the signal
            assert past.record.outcome is RunOutcome.FINISHED
        else:
            interrupted.add(phase)
            assert error.problem is problems.COMPUTE_DIED
            assert (past.record.outcome, past.record.trouble) == (RunOutcome.INTERRUPTED, error.trouble)
            assert past.reached is not None
            assert past.reached in (further(past.reached, phase), Phase.FEATURES)
        _check_whole(project, labels)
    assert interrupted >= {Phase.FEATURES, Phase.TRAINING}
    assert isinstance(list(train(project, client, OPTIONS))[-1], Finished)
    client.close()


def _kill_program(path: Path, phase: Phase) -> int:
    """Kill a program that trains when it tells of ``phase``; the process id of its computation."""
    trainer = Path(__file__).with_name("killed_trainer.py")
    with subprocess.Popen(
        [sys.executable, str(trainer), str(path)], stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        for line in program.stdout:
            name, pid = line.split()
            if name == phase.value:
                program.kill()
                return int(pid)
        raise AssertionError(f"it never came to {phase}")


@pytest.mark.slow
@pytest.mark.parametrize("phase", [Phase.SAVING, Phase.SCORING])
def test_the_program_is_killed_while_there_is_a_model_and_it_is_not_kept_yet(
    project: Project, phase: Phase
) -> None:
    labels = _labels(project)
    project.close()
    computing = _kill_program(project.path, phase)
    if computing:
        psutil.wait_procs([psutil.Process(computing)] if psutil.pid_exists(computing) else [], timeout=30)
        assert not psutil.pid_exists(computing), "the computation outlives the program"
    with Project.open(project.path) as again:
        past = last_run(again)
        assert past is not None
        assert past.record.outcome is RunOutcome.INTERRUPTED
        assert past.record.trouble is not None
        assert past.record.trouble.problem is problems.PROGRAM_CLOSED
        assert past.reached is not None
        assert again.models.all() == []
        assert _labels(again) == labels


@pytest.mark.slow
def test_after_a_kill_while_saving_the_next_training_works(project: Project) -> None:
    labels = _labels(project)
    project.close()
    _kill_program(project.path, Phase.SAVING)
    with Project.open(project.path) as again:
        client = ComputeClient(again.cache_dir)
        assert isinstance(list(train(again, client, OPTIONS))[-1], Finished)
        client.close()
        _check_whole(again, labels)
