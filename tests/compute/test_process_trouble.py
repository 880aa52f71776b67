"""What the compute process says where memory or disk run out."""

from __future__ import annotations

import errno
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from bgad_studio.compute import process
from bgad_studio.compute.process import SCORED_TOGETHER, _attempt, _Channel, _Worker
from bgad_studio.compute.protocol import ImageTrouble, JobDone, JobFailed, ScoredBatch, ScoreJob, decode
from bgad_studio.core import problems
from bgad_studio.core.config import FAST
from bgad_studio.core.errors import Trouble
from bgad_studio.core.progress import Matter, Progress, Remark
from bgad_studio.detector import bundle, devices, scoring
from bgad_studio.detector.scoring import Scored, Unscored

IMAGES, LOST, FULL_AT = 40, 5, 20
LEVELS = {"level1": np.zeros((2, 2), np.float16)}


class _Computer:
    """Stands in for detector and extractor; notes in how many parts work is cut."""

    config = FAST
    device = torch.device("cpu")

    def __init__(self) -> None:
        self.parts = 1

    def settle(self, _: object) -> None:
        """Nothing to do."""


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> tuple[_Worker, io.BytesIO]:
    computer, output = _Computer(), io.BytesIO()

    def extractor(_self: _Worker, _name: str, rung: Any = None) -> _Computer:
        computer.parts = rung.parts
        return computer

    monkeypatch.setattr(bundle, "load", lambda _: computer)
    monkeypatch.setattr(bundle, "check_backbone", lambda *_: None)
    monkeypatch.setattr(devices, "choose_device", lambda *_: torch.device("cpu"))
    monkeypatch.setattr(_Worker, "extractor", extractor)
    return _Worker(_Channel(output)), output  # type: ignore[arg-type]


def _said(output: io.BytesIO) -> list[Any]:
    return [decode(line) for line in output.getvalue().splitlines()]


def test_scoring_that_runs_out_of_memory_goes_on_where_it_was_with_less_at_once(
    worker: tuple[_Worker, io.BytesIO], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []

    def score(_: object, extractor: _Computer, paths: Sequence[Path], __: object) -> Iterator[object]:
        asked.append((len(paths), extractor.parts))
        for index, path in enumerate(paths):
            number = int(path.name)
            if number >= FULL_AT and extractor.parts < 4:
                raise torch.OutOfMemoryError("CUDA out of memory")
            lost = Unscored(index, Trouble(problems.IMAGE_MISSING, (("file", path.name),)))
            yield lost if number == LOST else Scored(index, LEVELS, float(number))

    monkeypatch.setattr(scoring, "score_files", score)
    job = ScoreJob(tmp_path / "model", tuple(Path(str(n)) for n in range(IMAGES)), tmp_path / "exchange")
    (end,) = _attempt(worker[0], job)
    assert isinstance(end, JobDone)
    said = _said(worker[1])
    entries = [entry for item in said if isinstance(item, ScoredBatch) for entry in item.entries]
    assert [entry.index for entry in entries] == [n for n in range(IMAGES) if n != LOST]
    assert [entry.score for entry in entries] == [float(entry.index) for entry in entries]
    assert [item.index for item in said if isinstance(item, ImageTrouble)] == [LOST]
    assert [(item.matter, item.parts) for item in said if isinstance(item, Remark)] == [
        (Matter.SMALLER, 2),
        (Matter.SMALLER, 4),
    ]
    assert asked[0] == (IMAGES, 1)
    assert asked[1][0] < IMAGES  # what was told of is not done again
    assert asked[1][0] >= IMAGES - FULL_AT
    assert [item.done for item in said if isinstance(item, Progress)][-1] == IMAGES
    assert IMAGES - FULL_AT > SCORED_TOGETHER  # a whole batch lies behind the step down, too
    asked.clear()
    (end,) = _attempt(worker[0], job)
    assert isinstance(end, JobDone)
    assert asked == [(IMAGES, 4)], "what did not fit into memory is not tried again by the next job"


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), problems.DISK_FULL),
        (OSError(errno.EIO, "Input/output error"), problems.COMPUTE_BUG),
        (MemoryError(), problems.OUT_OF_MEMORY),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory"), problems.OUT_OF_MEMORY),
        (ValueError("wrong"), problems.COMPUTE_BUG),
    ],
)
def test_every_end_has_its_words(error: Exception, problem: problems.Problem, tmp_path: Path) -> None:
    class _Fails:
        def run(self, _: object) -> None:
            raise error

    job = ScoreJob(tmp_path, (), tmp_path / "exchange")
    (end,) = _attempt(_Fails(), job)  # type: ignore[arg-type]
    assert isinstance(end, JobFailed)
    trouble = decode(process.encode(end)).trouble.trouble()
    assert trouble.problem is problem
    assert trouble.english()  # all of its places can be filled
    if problem is problems.DISK_FULL:
        assert str(tmp_path / "exchange") in trouble.english()
