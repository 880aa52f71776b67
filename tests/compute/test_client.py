"""The real compute process, on parts small enough to train in seconds."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
from safetensors.numpy import load_file
from tiny import ENDLESS, TINY, tiny_training_set

from bgad_studio.compute.client import Cancelled, ComputeClient
from bgad_studio.compute.protocol import (
    ImageTrouble,
    LikenessJob,
    ScoredBatch,
    ScoredEntry,
    ScoreJob,
    TrainingDone,
    TrainJob,
)
from bgad_studio.core import problems
from bgad_studio.core.config import Method
from bgad_studio.core.errors import StudioError
from bgad_studio.core.manifest import WEIGHTS_FILE, Manifest, Origin
from bgad_studio.core.maps import decode_levels
from bgad_studio.core.progress import CurvePoint, Phase, Progress
from bgad_studio.core.training_set import TrainingSet


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ComputeClient]:
    made = ComputeClient(tmp_path_factory.mktemp("cache"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> TrainingSet:
    return tiny_training_set(tmp_path_factory.mktemp("parts"))


def _entries(messages: Iterable[object]) -> list[ScoredEntry]:
    return [entry for message in messages if isinstance(message, ScoredBatch) for entry in message.entries]


def test_train_then_score(client: ComputeClient, images: TrainingSet, tmp_path: Path) -> None:
    messages = list(client.run(TrainJob(images, TINY, tmp_path / "model")))
    done = messages[-1]
    assert isinstance(done, TrainingDone)
    assert done.manifest.config.method is Method.BGAD
    assert done.timings.pseudo > 0
    steps = [message.step for message in messages if isinstance(message, CurvePoint)]
    assert steps == [4, 8, 12]
    assert {m.phase for m in messages if isinstance(m, Progress)} >= {Phase.FEATURES, Phase.TRAINING}
    assert set(done.manifest.calibration.boundaries) == {"level1", "level2", "level3"}

    gone = images.normal[0].with_name("gone.png")
    files = (images.normal[0], gone, images.known[0].path)
    messages = list(client.run(ScoreJob(tmp_path / "model", files, tmp_path / "exchange")))
    troubles = [message for message in messages if isinstance(message, ImageTrouble)]
    assert [(item.index, item.trouble.code) for item in troubles] == [(1, "image-missing")]
    entries = {}
    for message in messages:
        if isinstance(message, ScoredBatch):
            body = message.file.read_bytes()
            for entry in message.entries:
                entries[entry.index] = entry
                levels = decode_levels(body[entry.offset : entry.offset + entry.length])
                assert levels["level1"].shape == (16, 16)
    assert sorted(entries) == [0, 2]
    assert entries[2].score > entries[0].score


def test_the_same_seed_gives_the_same_model(
    client: ComputeClient, images: TrainingSet, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        list(client.run(TrainJob(images, TINY, tmp_path / name)))
    list(client.run(TrainJob(images, replace(TINY, seed=1), tmp_path / "other")))
    one, two, other = (
        (tmp_path / name / "weights.safetensors").read_bytes() for name in ("one", "two", "other")
    )
    assert one == two
    assert one != other


def test_a_model_can_start_from_another_and_says_so(
    client: ComputeClient, images: TrainingSet, tmp_path: Path
) -> None:
    def train(name: str, **changes: Any) -> Manifest:
        job = TrainJob(images, TINY, tmp_path / name, tmp_path / "features", **changes)
        done = list(client.run(job))[-1]
        assert isinstance(done, TrainingDone)
        return done.manifest

    first = train("first", snapshot_id=3)
    assert first.origin == Origin(3, None)
    warm = train("warm", parent=tmp_path / "first")
    assert warm.origin == Origin(None, "first")
    assert 0 < warm.config.steps < first.config.steps
    own, old = (load_file(tmp_path / name / WEIGHTS_FILE) for name in ("warm", "first"))
    for name, tensor in own.items():
        if "whitener" in name:
            assert np.array_equal(tensor, old[name])
    flow = "levels.level1.flow.blocks.0.w_perm"
    assert np.array_equal(own[flow], old[flow])
    assert any(not np.array_equal(own[name], old[name]) for name in own if "subnet" in name)

    larger = replace(TINY, height_in=96)
    job = TrainJob(images, larger, tmp_path / "larger", parent=tmp_path / "first")
    done = list(client.run(job))[-1]
    assert isinstance(done, TrainingDone)
    assert done.manifest.origin.parent is None
    assert done.manifest.config.steps == TINY.steps


def test_a_parent_that_is_damaged_costs_nothing_but_time(
    client: ComputeClient, images: TrainingSet, tmp_path: Path
) -> None:
    list(client.run(TrainJob(images, TINY, tmp_path / "first")))
    (tmp_path / "first" / WEIGHTS_FILE).write_bytes(b"")
    done = list(client.run(TrainJob(images, TINY, tmp_path / "next", parent=tmp_path / "first")))[-1]
    assert isinstance(done, TrainingDone)
    assert done.manifest.origin.parent is None


def test_without_defects_nfad_is_trained(client: ComputeClient, images: TrainingSet, tmp_path: Path) -> None:
    job = TrainJob(replace(images, known=()), TINY, tmp_path / "model")
    done = list(client.run(job))[-1]
    assert isinstance(done, TrainingDone)
    assert done.manifest.config.method is Method.NFAD


def test_stop_and_keep_ends_early_with_a_model(
    client: ComputeClient, images: TrainingSet, tmp_path: Path
) -> None:
    messages = []
    for message in client.run(TrainJob(images, ENDLESS, tmp_path / "model")):
        messages.append(message)
        if isinstance(message, CurvePoint) and message.step == 4:
            client.stop_keep()
    assert isinstance(messages[-1], TrainingDone)
    assert messages[-1].stopped_early
    assert (tmp_path / "model" / "manifest.json").is_file()


def test_cancel_ends_the_job_and_leaves_nothing(
    client: ComputeClient, images: TrainingSet, tmp_path: Path
) -> None:
    with pytest.raises(Cancelled):
        for message in client.run(TrainJob(images, ENDLESS, tmp_path / "model")):
            if isinstance(message, CurvePoint):
                client.cancel()
    assert not (tmp_path / "model").exists()
    before = client.pid
    assert isinstance(list(client.run(TrainJob(images, TINY, tmp_path / "next")))[-1], TrainingDone)
    assert client.pid == before


def test_closing_the_iterator_cancels(client: ComputeClient, images: TrainingSet, tmp_path: Path) -> None:
    events = client.run(TrainJob(images, ENDLESS, tmp_path / "model"))
    next(events)
    events.close()  # type: ignore[attr-defined]
    assert isinstance(list(client.run(TrainJob(images, TINY, tmp_path / "next")))[-1], TrainingDone)


def test_a_killed_process_is_reported_and_started_again(
    client: ComputeClient, images: TrainingSet, tmp_path: Path
) -> None:
    with pytest.raises(StudioError) as caught:
        for message in client.run(TrainJob(images, ENDLESS, tmp_path / "model")):
            if isinstance(message, CurvePoint):
                psutil.Process(client.pid).kill()
    assert caught.value.problem is problems.COMPUTE_DIED
    assert "SIGKILL" in str(caught.value)
    assert isinstance(list(client.run(TrainJob(images, TINY, tmp_path / "next")))[-1], TrainingDone)


def test_a_broken_picture_fails_the_training_by_name(
    client: ComputeClient, images: TrainingSet, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(images.normal[0].read_bytes()[:200])
    job = TrainJob(replace(images, normal=(*images.normal, broken)), TINY, tmp_path / "model")
    with pytest.raises(StudioError, match=r"broken\.png") as caught:
        list(client.run(job))
    assert caught.value.problem is problems.IMAGE_BROKEN


def test_a_damaged_model_is_refused(client: ComputeClient, images: TrainingSet, tmp_path: Path) -> None:
    list(client.run(TrainJob(images, TINY, tmp_path / "model")))
    weights = tmp_path / "model" / "weights.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(StudioError) as caught:
        list(client.run(ScoreJob(tmp_path / "model", images.normal, tmp_path / "x")))
    assert caught.value.problem is problems.MODEL_BROKEN


def test_a_model_that_is_damaged_after_it_has_judged_is_refused(
    client: ComputeClient, images: TrainingSet, tmp_path: Path
) -> None:
    """It stays loaded, but not against its files."""
    list(client.run(TrainJob(images, TINY, tmp_path / "model")))
    job = ScoreJob(tmp_path / "model", images.normal, tmp_path / "x")
    first = [entry.score for entry in _entries(client.run(job))]
    assert [entry.score for entry in _entries(client.run(job))] == first
    weights = tmp_path / "model" / "weights.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(StudioError) as caught:
        list(client.run(job))
    assert caught.value.problem is problems.MODEL_BROKEN


def test_close_ends_the_process(tmp_path: Path, images: TrainingSet) -> None:
    client = ComputeClient(tmp_path)
    client.start()
    process = psutil.Process(client.pid)
    client.close()
    assert not process.is_running()
    assert client.pid is None
    assert not any(thread.name.startswith("decode") for thread in threading.enumerate())


def test_it_finds_what_a_place_looks_like(client: ComputeClient, images: TrainingSet, tmp_path: Path) -> None:
    list(client.run(TrainJob(images, TINY, tmp_path / "model")))
    one, other = images.known
    job = LikenessJob(tmp_path / "model", one.path, one.label_map, (other,), images.normal)
    *progress, found = client.run(job)
    assert all(isinstance(event, Progress) for event in progress)
    (item,) = found.items
    assert item.defect.index == 0
    assert item.defect.distance < 0.2
    assert item.defect.box == pytest.approx((20 / 64, 20 / 64, 36 / 64, 36 / 64), abs=0.02)
    assert item.normal.distance > 0


def test_what_comes_after_nobody_listens_leaves_no_file(tmp_path: Path, monkeypatch) -> None:
    client, late = ComputeClient(tmp_path), tmp_path / "scored-1-0.bin"
    late.write_bytes(b"grids")
    monkeypatch.setattr(
        client, "_until_done", lambda: iter([Progress(Phase.SCORING, 1, 2), ScoredBatch(late, ())])
    )
    client._abandon()
    assert not late.exists()
