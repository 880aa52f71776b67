"""The methods to compare with: what they compute, and that their models are models like any other."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from bgad_studio.core import problems
from bgad_studio.core.config import FAST, Method, Whitening
from bgad_studio.core.errors import StudioError
from bgad_studio.core.manifest import MANIFEST_FILE, WEIGHTS_FILE
from bgad_studio.core.progress import result_of
from bgad_studio.detector import Learning, Model, neighbours
from bgad_studio.detector.backbones import load_backbone
from bgad_studio.detector.features import FeatureLevel
from bgad_studio.detector.folded import FoldedLevel
from bgad_studio.detector.neighbours import described, remember
from bgad_studio.detector.onnx_file import TOLERANCE, write_onnx
from bgad_studio.detector.opinion_fit import maps_of

BASELINES = (Method.GAUSSIAN, Method.KNN)


def picture(seed: int, dent: bool = False) -> np.ndarray:
    image = np.random.default_rng(seed).normal(128, 12, (64, 64, 3)).clip(0, 255).astype(np.uint8)
    if dent:
        image[20:40, 20:40] = 10
    return image


def learned(method: Method, known: bool = False, seed: int = 0) -> Model:
    config = replace(FAST, method=method, height_in=64, width_in=64, largest_edge_in=0, seed=seed)
    mask = np.zeros((64, 64), np.uint8)
    mask[20:40, 20:40] = 1
    defects = [(picture(90 + index, dent=True), mask) for index in range(3)] if known else []
    learning = Learning([picture(seed) for seed in range(10)], defects, config)
    assert list(learning)
    return learning.model


@pytest.fixture(scope="module", params=BASELINES)
def model(request: pytest.FixtureRequest) -> Model:
    return learned(request.param)


def state(model: Model) -> dict[str, torch.Tensor]:
    return model.detector.state_dict()


def test_a_dent_stands_out_where_it_is(model: Model) -> None:
    judged = model.judge(picture(77, dent=True))
    assert judged.score > model.judge(picture(77)).score
    row, column = np.unravel_index(int(judged.map.argmax()), judged.map.shape)
    assert 16 <= 2 * row <= 44
    assert 16 <= 2 * column <= 44


def test_a_stored_baseline_judges_as_before(model: Model, tmp_path: Path) -> None:
    model.save(tmp_path / "model")
    loaded = Model.load(tmp_path / "model")
    assert loaded.detector.config == model.detector.config
    for dent in (False, True):
        one, other = (each.judge(picture(78, dent)) for each in (model, loaded))
        assert one.score == other.score
        np.testing.assert_array_equal(one.map, other.map)


@pytest.mark.parametrize("method", BASELINES)
def test_known_defects_change_nothing(method: Method, model: Model) -> None:
    if model.detector.config.method is not method:
        pytest.skip("the other method's model")
    with_defects = learned(method, known=True)
    assert state(with_defects).keys() == state(model).keys()
    assert all(torch.equal(values, state(model)[name]) for name, values in state(with_defects).items())
    assert with_defects.detector.opinion is None


def test_the_exported_file_agrees(model: Model, tmp_path: Path) -> None:
    assert write_onnx(model.detector, load_backbone(FAST.backbone), tmp_path / "m.onnx") <= TOLERANCE


def test_gaussian_is_the_distance_from_the_mean_of_every_position() -> None:
    detector = learned(Method.GAUSSIAN).detector
    assert (detector.config.blocks, detector.config.whitening) == (0, Whitening.POSITION)
    level = detector.level("level2")
    assert level.whitener.groups == 64
    x = torch.randn(2, 64, level.whitener.channels)
    expected = -level.whitener(x).square().mean(2).sqrt()
    torch.testing.assert_close(FoldedLevel(level)(x), expected, atol=1e-5, rtol=1e-5)


def features(count: int) -> tuple[FeatureLevel, ...]:
    generator = torch.Generator().manual_seed(3)
    return tuple(
        FeatureLevel(f"level{i + 1}", size, size, torch.randn(count, size**2, c, generator=generator).half())
        for i, (size, c) in enumerate(zip((8, 4, 2), (4, 6, 8), strict=True))
    )


def remembered(normal: tuple[FeatureLevel, ...], seed: int) -> neighbours.Neighbours:
    return result_of(remember(normal, seed))


def test_the_distance_is_that_to_the_nearest_of_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "TOGETHER", 10)
    normal = features(5)
    memory = remembered(normal, 0)
    maps = maps_of(features(7), [5, 6])
    x = (described(maps) - memory.mean) / memory.deviation
    expected = torch.cdist(x.flatten(0, 2), memory.memory, compute_mode="donot_use_mm_for_euclid_dist")
    torch.testing.assert_close(-memory(maps).flatten(), expected.amin(1), atol=1e-4, rtol=1e-4)
    assert float(memory(maps_of(normal, [2])).abs().max()) < 5e-3, "everything is remembered here"


def test_the_memory_is_bounded_and_drawn_by_the_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "VECTORS", 20)
    one, same, other = (remembered(features(5), seed).memory for seed in (0, 0, 1))
    assert one.shape == (20, 18)
    assert torch.equal(one, same)
    assert not torch.equal(one, other)


@pytest.mark.parametrize(
    ("vectors", "method", "blocks"), [(0, "knn", 0), (2**40, "knn", 0), (7, "gaussian", 0), (20, "knn", 8)]
)
def test_a_manifest_whose_memory_makes_no_sense_is_refused(
    vectors: int, method: str, blocks: int, tmp_path: Path
) -> None:
    learned(Method.KNN).save(tmp_path / "model")
    file = tmp_path / "model" / MANIFEST_FILE
    content = json.loads(file.read_text())
    content["levels"][0]["vectors"] = vectors
    content["config"].update(method=method, blocks=blocks)
    file.write_text(json.dumps(content))
    with pytest.raises(StudioError) as caught:
        Model.load(tmp_path / "model")
    assert caught.value.problem is problems.MODEL_BROKEN


def test_the_stored_memory_is_what_was_drawn(tmp_path: Path) -> None:
    model = learned(Method.KNN)
    model.save(tmp_path / "model")
    stored = load_file(tmp_path / "model" / WEIGHTS_FILE)
    assert stored["levels.level2.memory"].shape == (6 * 64, 176)
