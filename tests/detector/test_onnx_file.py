"""The exported file against the program, and the program's Python interface."""

from __future__ import annotations

import doctest
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from bgad_studio.core import problems
from bgad_studio.core.config import FAST
from bgad_studio.core.errors import StudioError
from bgad_studio.core.maps import KNEE, PART, Levels, LevelScale, image_score, score_map
from bgad_studio.detector import Learning, Model, api, onnx_file
from bgad_studio.detector.backbones import load_backbone
from bgad_studio.detector.features import Extractor
from bgad_studio.detector.onnx_file import TOLERANCE, write_onnx
from bgad_studio.detector.opinion import OPINION, Opinion
from bgad_studio.detector.part_opinion import PartOpinion
from bgad_studio.detector.sessions import Session

CONFIG = replace(
    FAST, height_in=64, width_in=96, largest_edge_in=0, steps=4, blocks=2, batch_positions=32, batch_images=8
)


def picture(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(128, 12, (64, 96, 3)).clip(0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def model() -> Model:
    learning = Learning([picture(seed) for seed in range(10)], config=CONFIG)
    assert list(learning)
    return learning.model


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_backbone(FAST.backbone), torch.device("cpu"))


def test_both_opinions_are_exported_too(extractor: Extractor, tmp_path: Path) -> None:
    learning = Learning([picture(seed) for seed in range(10)], config=CONFIG)
    assert list(learning)
    detector = learning.model.detector
    assert detector.calibration is not None
    aggregation = detector.calibration.aggregation
    torch.manual_seed(0)
    detector.opinion, detector.part = Opinion(176, 8), PartOpinion(176)
    detector.part.slope.normal_()
    scales = {**aggregation.scales, OPINION: LevelScale(0.0, 1.0), PART: LevelScale(0.0, 1.0)}
    aggregation = replace(aggregation, scales=scales)
    detector.calibration = replace(detector.calibration, aggregation=aggregation)
    assert write_onnx(detector, extractor.backbone, tmp_path / "model.onnx") <= TOLERANCE


def test_the_file_gives_the_program_s_map_and_score(
    model: Model, extractor: Extractor, tmp_path: Path
) -> None:
    assert write_onnx(model.detector, extractor.backbone, tmp_path / "model.onnx") <= TOLERANCE
    blob = (tmp_path / "model.onnx").read_bytes()
    image = picture(77)
    image[20:40, 20:40] = 10
    values, score = Session(blob, 1)(image[None])
    judged = model.judge(image)
    scale = float(np.abs(judged.map).max())
    assert scale > 1
    assert _deviations(model, judged.levels) > KNEE, "the bend of the levels is compared too"
    np.testing.assert_allclose(values / scale, judged.map / scale, atol=TOLERANCE)
    assert abs(float(score) - judged.score) < TOLERANCE * scale
    assert judged.score == image_score(score_map(judged.levels, model.detector.calibration.aggregation))  # type: ignore[union-attr]
    properties = {item.key: json.loads(item.value) for item in onnx.load_from_string(blob).metadata_props}
    assert model.detector.calibration is not None
    assert properties["thresholds"]["ng"] == model.detector.calibration.thresholds.ng
    assert properties["size"] == [64, 96]


def _deviations(model: Model, levels: Levels) -> float:
    """How far the most unusual cell of any level lies from usual ones."""
    assert model.detector.calibration is not None
    scales = model.detector.calibration.aggregation.scales
    return max(float((-levels[n].astype(float).min() - s.mean) / s.deviation) for n, s in scales.items())


def test_thresholds_a_person_chose_stand_in_the_file(
    model: Model, extractor: Extractor, tmp_path: Path
) -> None:
    assert model.detector.calibration is not None
    chosen = model.detector.calibration.thresholds.moved(1.5, 2.5).outlined(0.75)
    write_onnx(model.detector, extractor.backbone, tmp_path / "model.onnx", chosen)
    found = onnx.load(tmp_path / "model.onnx").metadata_props
    properties = {item.key: json.loads(item.value) for item in found}
    assert properties["thresholds"] == {"review": 1.5, "ng": 2.5, "contour": 0.75}


def test_a_file_that_disagrees_is_not_written(
    model: Model, extractor: Extractor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Wrong(Session):
        def __call__(self, *arrays: np.ndarray) -> list[np.ndarray]:
            values, score = super().__call__(*arrays)
            return [values * 1.01, score]

    monkeypatch.setattr(onnx_file.sessions, "Session", Wrong)
    with pytest.raises(StudioError) as caught:
        write_onnx(model.detector, extractor.backbone, tmp_path / "model.onnx")
    assert caught.value.problem is problems.EXPORT_DISAGREES
    assert not list(tmp_path.iterdir())


def test_the_example_of_the_programming_interface_works(tmp_path: Path) -> None:
    found = doctest.testmod(api, extraglobs={"folder": tmp_path})
    assert found.attempted > 8
    assert found.failed == 0


def test_there_is_no_model_before_the_end() -> None:
    learning = Learning([picture(seed) for seed in range(4)], config=CONFIG)
    next(iter(learning))
    with pytest.raises(RuntimeError):
        _ = learning.model
