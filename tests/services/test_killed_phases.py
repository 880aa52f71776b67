"""A kill in any phase of a training loses nothing, and the next training works; the window: see tests/ui."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from service_parts import make_project
from tiny import TINY

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

OPTIONS = TrainOptions(recipe=replace(TINY, steps=30))


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
