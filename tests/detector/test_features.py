from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from bgad_studio.core import problems
from bgad_studio.core.config import FAST, TrainConfig
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.progress import result_of
from bgad_studio.detector import feature_room, sessions
from bgad_studio.detector.backbones import load_backbone
from bgad_studio.detector.devices import use_threads
from bgad_studio.detector.extraction import Extraction
from bgad_studio.detector.feature_cache import FeatureCache, Setting
from bgad_studio.detector.feature_room import FeatureRoom
from bgad_studio.detector.features import Extractor, Features

CPU = torch.device("cpu")
CONFIG = TrainConfig(height_in=64, width_in=96, largest_edge_in=0)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_backbone(FAST.backbone), CPU)


@pytest.fixture(scope="module")
def by_torch(extractor: Extractor) -> Extractor:
    return Extractor(extractor.backbone, CPU, "torch")


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    rng = np.random.default_rng(0)
    files = [tmp_path / f"{number}.png" for number in range(20)]
    for file in files:
        save_png(file, rng.integers(0, 255, (64, 96, 3), np.uint8))
    return files


def same(one: Features, other: Features) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def gather(extraction: Extraction, paths: list[Path]) -> list[Features | Trouble]:
    return list(extraction.each(paths, lambda features: features))


def test_the_runtime_gives_torch_s_features_before_rounding(extractor: Extractor) -> None:
    assert extractor.by_image, "ONNX Runtime is an ordinary dependency"
    pixels = torch.randint(
        0, 255, (1, 64, 96, 3), dtype=torch.uint8, generator=torch.Generator().manual_seed(0)
    )
    model = sessions.trace(extractor.backbone, [pixels], ["pixels"], ["a", "b", "c"])
    with torch.inference_mode():
        expected = extractor.backbone(pixels)
    for own, theirs in zip(sessions.Session(model, 1)(pixels.numpy()), expected, strict=True):
        np.testing.assert_allclose(own, theirs.numpy(), atol=1e-4, rtol=1e-5)


def test_features_do_not_depend_on_threads(extractor: Extractor) -> None:
    image = np.random.default_rng(1).integers(0, 255, (64, 96, 3), np.uint8)
    try:
        use_threads(1)
        one = extractor.one(image)
        use_threads(2)
        assert same(one, extractor.one(image))
    finally:
        use_threads(0)


def test_both_runtimes_read_files_in_order_and_go_on_after_a_broken_one(
    extractor: Extractor, by_torch: Extractor, paths: list[Path]
) -> None:
    paths[3].write_bytes(b"nothing")
    swift, slow = (gather(Extraction(made, CONFIG), paths) for made in (extractor, by_torch))
    assert [isinstance(item, Trouble) for item in swift] == [number == 3 for number in range(20)]
    for one, other in zip(swift, slow, strict=True):
        if isinstance(one, Trouble):
            assert one == other
            continue
        assert not isinstance(other, Trouble)
        for a, b in zip(one, other, strict=True):
            np.testing.assert_allclose(a.astype(np.float32), b.astype(np.float32), atol=2e-3, rtol=2e-3)


def test_the_cache_gives_what_was_computed_and_five_new_pictures_are_five_extractions(
    extractor: Extractor, paths: list[Path], tmp_path: Path
) -> None:
    first = Extraction(extractor, CONFIG, FeatureCache(tmp_path / "cache"))
    fresh = gather(first, paths[:15])
    assert first.extracted == 15
    after_restart = Extraction(extractor, CONFIG, FeatureCache(tmp_path / "cache"))
    again = gather(after_restart, paths)
    assert after_restart.extracted == 5
    for one, other in zip(fresh, again, strict=False):
        assert not isinstance(one, Trouble)
        assert not isinstance(other, Trouble)
        assert same(one, other)


def test_torch_batches_use_the_cache_too(by_torch: Extractor, paths: list[Path], tmp_path: Path) -> None:
    cache = FeatureCache(tmp_path / "cache")
    gather(Extraction(by_torch, CONFIG, cache), paths[::2])
    second = Extraction(by_torch, CONFIG, cache)
    mixed = gather(second, paths)
    assert second.extracted == 10
    for one, other in zip(mixed, gather(Extraction(by_torch, CONFIG), paths), strict=True):
        assert not isinstance(one, Trouble)
        assert not isinstance(other, Trouble)
        for a, b in zip(one, other, strict=True):  # torch's batches differ in the last digit
            np.testing.assert_allclose(a.astype(np.float32), b.astype(np.float32), atol=2e-3, rtol=2e-3)


@pytest.mark.parametrize("damage", ["truncated", "flipped", "empty", "foreign"])
def test_a_damaged_entry_is_computed_anew(
    damage: str, extractor: Extractor, paths: list[Path], tmp_path: Path
) -> None:
    cache = FeatureCache(tmp_path / "cache")
    fresh = gather(Extraction(extractor, CONFIG, cache), paths[:1])[0]
    (entry,) = (tmp_path / "cache").glob("*/*.f16")
    blob = bytearray(entry.read_bytes())
    blob[len(blob) // 2] ^= 1
    damaged = {"truncated": blob[:-9], "flipped": blob, "empty": b"", "foreign": b"BGADF1" + bytes(40)}
    entry.write_bytes(damaged[damage])
    extraction = Extraction(extractor, CONFIG, cache)
    again = gather(extraction, paths[:1])[0]
    assert extraction.extracted == 1
    assert not isinstance(fresh, Trouble)
    assert not isinstance(again, Trouble)
    assert same(fresh, again)


def test_what_was_not_used_for_longest_goes(tmp_path: Path) -> None:
    features = [np.zeros((4, 4, 8), np.float16)]
    cache = FeatureCache(tmp_path, largest_bytes=4 * 350)
    keys = [f"{number:064d}" for number in range(5)]
    for age, key in enumerate(keys[:4]):
        cache.put(key, features)
        os.utime(tmp_path / key[:2] / f"{key}.f16", (1000 + age, 1000 + age))
    assert cache.get(keys[0]) is not None  # used: now the newest
    cache.put(keys[4], features)
    assert cache.get(keys[1]) is None
    assert cache.get(keys[0]) is not None
    assert cache.get(keys[4]) is not None
    assert sum(file.stat().st_size for file in tmp_path.glob("*/*")) <= 4 * 350


def test_everything_features_depend_on_is_in_the_key(extractor: Extractor) -> None:
    setting = Setting.of(extractor, CONFIG)
    keys = {setting.key("a"), setting.key("b")}
    for field, value in {
        "backbone": "other",
        "weights_sha256": "0",
        "height_in": 128,
        "width_in": 128,
        "runtime": "torch 1",
        "device": "cuda",
        "preprocessing": "crop",
        "precision": "float32",
    }.items():
        keys.add(replace(setting, **{field: value}).key("a"))
    assert len(keys) == 10


def test_large_sets_lie_on_disk(
    extractor: Extractor, paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_memory = result_of(Extraction(extractor, CONFIG).files(paths))
    monkeypatch.setattr("bgad_studio.detector.feature_room.IN_MEMORY_BYTES", 0)
    mapped = result_of(Extraction(extractor, CONFIG).files(paths))
    for one, other in zip(in_memory, mapped, strict=True):
        assert one.values.shape == (20, one.height * one.width, one.channels)
        assert torch.equal(one.values, other.values)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FeatureRoom:
    monkeypatch.setattr(feature_room, "IN_MEMORY_BYTES", 1000)
    return FeatureRoom(tmp_path / "features")


def test_memory_that_is_given_back_is_read_again_from_the_file(room: FeatureRoom, tmp_path: Path) -> None:
    (large,) = room.arrays(5000, [(1,)])
    large[:] = np.arange(5000, dtype=np.uint16)[:, None].view(np.float16)
    room.release()
    assert np.array_equal(large.view(np.uint16)[:, 0], np.arange(5000))
    assert list((tmp_path / "features").iterdir()) == []  # the file has no name


@pytest.mark.skipif(not hasattr(os, "posix_fallocate"), reason="room cannot be asked for here")
def test_a_disk_without_room_for_features_is_said_before_anything_is_written(
    room: FeatureRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)
    with pytest.raises(StudioError) as caught:
        room.arrays(5000, [(1,)])
    assert caught.value.problem is problems.DISK_FULL
