"""A training goes on from what was kept of it, to the bit; what is damaged counts for nothing."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch

from bgad_studio.core.checkpoint import CHECKPOINT_FILE, read_checkpoint
from bgad_studio.core.config import FAST, PAPER, TrainConfig
from bgad_studio.core.progress import continued, result_of
from bgad_studio.detector import checkpoints as module
from bgad_studio.detector.checkpoints import EVERY, SHARE, Checkpoints
from bgad_studio.detector.fitting import GENERATOR, Fitting
from bgad_studio.detector.level import LevelModel
from bgad_studio.detector.model import Detector
from bgad_studio.detector.sampling import ANOMALOUS, LevelData
from bgad_studio.detector.whitening import identity

SIZE, CHANNELS = 4, (6, 8)
SMALL = replace(FAST, blocks=2, position_dim=16, batch_images=6, batch_positions=8, steps=40)
LONG = replace(PAPER, blocks=2, position_dim=16, batch_images=6, batch_positions=32, epochs=20)
EXTRACTOR: Any = SimpleNamespace(backbone=SimpleNamespace(weights_sha256="w"))


def data() -> list[LevelData]:
    generator = torch.Generator().manual_seed(3)
    cells, made = SIZE * SIZE, []
    for channels in CHANNELS:
        normal = torch.randn(8, cells, channels, generator=generator)
        anomalous = 2 + torch.randn(4, cells, channels, generator=generator)
        labels = (torch.rand(4, cells, generator=generator) < 0.4).to(torch.int8) * ANOMALOUS
        made.append(LevelData(normal.half(), anomalous.half(), labels))
    return made


def detector(config: TrainConfig) -> Detector:
    levels = {
        f"level{index + 1}": LevelModel(config, SIZE, SIZE, identity(channels), seed=index)
        for index, channels in enumerate(CHANNELS)
    }
    return Detector(config, levels)


def fitting_of(made: Detector) -> Fitting:
    return Fitting([made.level(name) for name in made.levels], data(), made.config)


def keeper(folder: Path, clock: Callable[[], float] = lambda: 0.0) -> Checkpoints:
    return Checkpoints(folder, EXTRACTOR, clock)


def train_and_keep(folder: Path, config: TrainConfig, rounds: int) -> None:
    """Train so far, keep, and forget everything else."""
    made = detector(config)
    fitting = fitting_of(made)
    result_of(fitting.run(lambda: fitting.done == rounds))
    assert fitting.done == rounds
    assert keeper(folder).offer(made, fitting, warm=True)


@pytest.mark.parametrize("config", [SMALL, LONG], ids=["fast", "paper"])
def test_a_resumed_training_equals_one_that_never_stopped_bit_for_bit(
    config: TrainConfig, tmp_path: Path
) -> None:
    whole = detector(config)
    points = [event for event in fitting_of(whole).run(lambda: False) if hasattr(event, "loss")]
    train_and_keep(tmp_path, config, EVERY)
    resumed = keeper(tmp_path).load()
    assert resumed is not None
    assert (resumed.checkpoint.step, resumed.checkpoint.warm) == (EVERY, True)
    fitting = fitting_of(resumed.detector)
    resumed.go_on(fitting)
    rest = [event for event in fitting.run(lambda: False) if hasattr(event, "loss")]
    assert fitting.done == fitting.rounds > EVERY
    kept = resumed.detector.state_dict()
    assert all(torch.equal(value, kept[name]) for name, value in whole.state_dict().items())
    assert rest
    assert points[-len(rest) :] == rest


def test_without_the_optimiser_s_moments_it_would_differ(tmp_path: Path) -> None:
    """The test above can fail."""
    whole = detector(SMALL)
    result_of(fitting_of(whole).run(lambda: False))
    train_and_keep(tmp_path, SMALL, EVERY)
    resumed = keeper(tmp_path).load()
    assert resumed is not None
    fitting = fitting_of(resumed.detector)
    streams = {name: value for name, value in resumed.state.items() if name.startswith(GENERATOR)}
    fitting.restore(streams, EVERY, SMALL.steps)
    result_of(fitting.run(lambda: False))
    kept = resumed.detector.state_dict()
    assert not all(torch.equal(value, kept[name]) for name, value in whole.state_dict().items())


@pytest.mark.parametrize("damage", ["tensors", "json", "gone", "backbone", "format"])
def test_what_cannot_be_used_counts_as_absent(damage: str, tmp_path: Path) -> None:
    train_and_keep(tmp_path, SMALL, EVERY)
    found, note = read_checkpoint(tmp_path), tmp_path / CHECKPOINT_FILE
    assert found is not None
    tensors = tmp_path / found.file
    if damage == "tensors":
        blob = tensors.read_bytes()
        tensors.write_bytes(blob[:-1] + bytes([blob[-1] ^ 1]))
    elif damage == "json":
        note.write_bytes(note.read_bytes()[:50])
    elif damage == "gone":
        tensors.unlink()
    elif damage == "backbone":
        note.write_text(note.read_text().replace('"w"', '"x"'))
    else:
        note.write_text(note.read_text().replace('"format":2', '"format":3'))
    assert keeper(tmp_path).load() is None


def test_only_the_newest_state_is_kept_and_what_a_kill_left_goes(tmp_path: Path) -> None:
    (tmp_path / ".half.tmp").write_bytes(b"half")
    train_and_keep(tmp_path, SMALL, EVERY)
    train_and_keep(tmp_path, SMALL, 2 * EVERY)
    assert {file.name for file in tmp_path.iterdir()} == {CHECKPOINT_FILE, f"step-{2 * EVERY}.safetensors"}


@pytest.mark.parametrize("written", [0, 1])
def test_a_full_disk_leaves_the_state_before_and_does_not_stop_the_training(
    written: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train_and_keep(tmp_path, SMALL, EVERY)
    real, calls = module.write_whole, []

    def full(path: Path, blob: bytes) -> None:
        calls.append(path)
        if len(calls) > written:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(path, blob)

    monkeypatch.setattr(module, "write_whole", full)
    made = detector(SMALL)
    fitting = fitting_of(made)
    result_of(fitting.run(lambda: fitting.done == 2 * EVERY))
    kept = keeper(tmp_path)
    assert kept.offer(made, fitting, warm=False)
    assert kept.trouble is not None
    assert len(calls) == written + 1
    resumed = keeper(tmp_path).load()
    assert resumed is not None
    assert resumed.checkpoint.step == EVERY


def test_checkpoints_take_no_more_than_their_share_of_the_time(tmp_path: Path) -> None:
    """Every round takes a second, every checkpoint two."""
    now, spent = [0.0], [0.0]
    made = detector(SMALL)
    fitting = fitting_of(made)
    kept = keeper(tmp_path, lambda: now[0])
    real = kept._write

    def slow(*given: Any) -> None:
        real(*given)
        now[0] += 2
        spent[0] += 2

    kept._write = slow  # type: ignore[method-assign]
    tried = []
    for number in range(1, 601):
        now[0] += 1
        fitting.done = number
        if kept.offer(made, fitting, warm=False):
            tried.append(number)
    assert tried[0] == EVERY
    assert len(tried) > 2
    assert all(number % EVERY == 0 for number in tried)
    assert spent[0] <= SHARE * now[0]


def test_a_curve_forgets_what_came_after_the_state_it_went_back_to(tmp_path: Path) -> None:
    made = detector(SMALL)
    points = [event for event in fitting_of(made).run(lambda: False) if hasattr(event, "loss")]
    curve: Any = continued((), points[:6])
    assert [point.step for point in continued(curve, points[3:5])] == [4, 8, 12, 16, 20]
