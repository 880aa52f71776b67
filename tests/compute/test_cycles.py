"""Trainings that are started and cancelled leave nothing behind."""

from __future__ import annotations

import time
from pathlib import Path

import psutil
import pytest
from cycles import MOMENTS, Traces, make_model, run_cycles, traces
from tiny import ENDLESS, tiny_training_set

from bgad_studio.compute import client as client_module
from bgad_studio.compute.client import Cancelled, ComputeClient
from bgad_studio.compute.protocol import TrainJob
from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.progress import CurvePoint
from bgad_studio.core.training_set import TrainingSet


@pytest.fixture
def images(tmp_path: Path) -> TrainingSet:
    folder = tmp_path / "parts"
    folder.mkdir()
    return tiny_training_set(folder)


def _settled(folder: Path, wanted: Traces) -> Traces:
    """Threads that read from an ended process need a moment to see it."""
    for _ in range(100):
        if traces(folder) == wanted:
            break
        time.sleep(0.1)
    return traces(folder)


@pytest.mark.slow
def test_twelve_cancelled_jobs_leave_no_process_thread_handle_or_file(
    images: TrainingSet, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    model = tmp_path_factory.mktemp("models") / "model"
    make_model(images, model, tmp_path / "cache")
    before = traces(tmp_path)
    assert set(run_cycles(12, images, tmp_path, model, restart_every=6)) == set(MOMENTS)
    assert _settled(tmp_path, before) == before


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(psutil.Process, "suspend"), reason="processes cannot be held here")
def test_a_process_that_falls_silent_is_ended_and_another_one_works(
    images: TrainingSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "SILENCE_SECONDS", 60.0)
    client = ComputeClient(tmp_path / "cache")
    with pytest.raises(StudioError) as caught:
        for event in client.run(TrainJob(images, ENDLESS, tmp_path / "model")):
            if isinstance(event, CurvePoint) and client.pid:
                held = client.pid
                monkeypatch.setattr(client_module, "SILENCE_SECONDS", 1.5)
                psutil.Process(held).suspend()
    assert caught.value.problem is problems.COMPUTE_SILENT
    assert not psutil.pid_exists(held)
    monkeypatch.setattr(client_module, "SILENCE_SECONDS", 60.0)
    with pytest.raises(Cancelled):
        for event in client.run(TrainJob(images, ENDLESS, tmp_path / "model")):
            if isinstance(event, CurvePoint):
                client.cancel()
    client.close()
