"""A training that runs out of memory goes on from its last state with less at once, and ends with a model."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import torch
from tiny import TINY, tiny_training_set

from bgad_studio.compute.process import _attempt, _Channel, _Worker
from bgad_studio.compute.protocol import JobDone, JobFailed, TrainingDone, TrainJob, decode
from bgad_studio.core import problems
from bgad_studio.core.progress import CurvePoint, Matter, Remark
from bgad_studio.detector import bundle, devices
from bgad_studio.detector.fitting import Fitting

FULL_AT = 10
"""Rounds that still fit into memory, whatever is computed at once; then there is a checkpoint."""


def _fill_memory(monkeypatch: pytest.MonkeyPatch, fits: int) -> list[int]:
    """From :data:`FULL_AT` on only batches of ``fits`` images fit; the sizes that were tried come back."""
    learn, tried = Fitting._round, []

    def round_(fitting: Fitting, threads: Any) -> Any:
        size = fitting._config.batch_images
        if fitting.done >= FULL_AT and size not in tried:
            tried.append(size)
        if fitting.done >= FULL_AT and size > fits:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return learn(fitting, threads)

    monkeypatch.setattr(devices, "choose_device", lambda *_: torch.device("cpu"))
    monkeypatch.setattr(Fitting, "_round", round_)
    return tried


def _train(folder: Path) -> tuple[object, list[Any]]:
    parts, output = folder / "parts", io.BytesIO()
    parts.mkdir()
    job = TrainJob(tiny_training_set(parts), TINY, folder / "model", checkpoints=folder / "checkpoints")
    (end,) = _attempt(_Worker(_Channel(output)), job)  # type: ignore[arg-type]
    return end, [decode(line) for line in output.getvalue().splitlines()]


def test_it_goes_on_from_its_last_state_with_smaller_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = _fill_memory(monkeypatch, fits=2)
    end, said = _train(tmp_path)
    assert isinstance(end, JobDone)
    assert tried == [8, 4, 2]
    told = [(item.matter, item.parts, item.step) for item in said if isinstance(item, Remark)]
    told = [item for item in told if item[0] is not Matter.ON_CPU]
    assert [(matter, parts) for matter, parts, _ in told if matter is Matter.SMALLER] == [
        (Matter.SMALLER, 2),
        (Matter.SMALLER, 4),
    ]
    assert [step for matter, _, step in told if matter is Matter.RESUMED] == [FULL_AT, FULL_AT]
    steps = [item.step for item in said if isinstance(item, CurvePoint)]
    assert steps == sorted(set(steps)), "no round is learned twice"
    assert steps[-1] == TINY.steps
    assert isinstance(said[-1], TrainingDone)
    assert bundle.load(tmp_path / "model").config.batch_images == 2


def test_where_nothing_fits_the_person_is_told_and_no_model_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = _fill_memory(monkeypatch, fits=0)
    end, _ = _train(tmp_path)
    assert isinstance(end, JobFailed)
    assert end.trouble.code == problems.OUT_OF_MEMORY.code
    assert tried == [8, 4, 2]
    assert not (tmp_path / "model").exists()
