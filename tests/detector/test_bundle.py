from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from bgad_studio.core import problems
from bgad_studio.core.config import FAST, OpinionConfig
from bgad_studio.core.errors import Problem, StudioError
from bgad_studio.core.manifest import FORMAT, MANIFEST_FILE, WEIGHTS_FILE, Origin
from bgad_studio.core.maps import score_map
from bgad_studio.core.progress import result_of
from bgad_studio.detector import bundle
from bgad_studio.detector.backbones import load_backbone
from bgad_studio.detector.calibration import calibrate
from bgad_studio.detector.features import Extractor, FeatureLevel
from bgad_studio.detector.level import LevelModel
from bgad_studio.detector.model import Detector
from bgad_studio.detector.opinion import OPINION, Opinion
from bgad_studio.detector.part_opinion import PartOpinion
from bgad_studio.detector.whitening import Moments, fit_global

EXTRACTOR = Extractor(load_backbone(FAST.backbone), torch.device("cpu"))
SIZES, CHANNELS = (8, 4, 2), (4, 6, 8)
CONFIG = replace(
    FAST, height_in=32, width_in=32, largest_edge_in=0, blocks=2, opinion=OpinionConfig(hidden=8)
)


def features(count: int, seed: int) -> tuple[FeatureLevel, ...]:
    generator = torch.Generator().manual_seed(seed)
    return tuple(
        FeatureLevel(f"level{i + 1}", size, size, torch.randn(count, size**2, c, generator=generator).half())
        for i, (size, c) in enumerate(zip(SIZES, CHANNELS, strict=True))
    )


def detector(weight: float | None, part: bool = False) -> Detector:
    normal = features(6, 0)
    levels = {
        level.name: LevelModel(CONFIG, level.height, level.width, fit_global(Moments.of(level.values)), seed)
        for seed, level in enumerate(normal)
    }
    opinion = None
    if weight is not None:
        torch.manual_seed(0)
        opinion = Opinion(sum(CHANNELS), CONFIG.opinion.hidden)
        opinion.weight.fill_(weight)
    whole = PartOpinion(sum(CHANNELS)) if part else None
    if whole is not None:
        whole.slope.copy_(torch.linspace(-1, 1, len(whole.slope)))
    made = Detector(CONFIG, levels, opinion, whole)
    made.calibration = result_of(calibrate(made, normal, features(4, 1), ()))
    return made


def maps(of: Detector) -> list[dict[str, np.ndarray]]:
    return of.grids(
        [level.values.view(3, level.height, level.width, level.channels) for level in features(3, 2)]
    )


@pytest.mark.parametrize(("weight", "part"), [(None, False), (2.0, False), (None, True), (2.0, True)])
def test_a_stored_model_gives_identical_grids(weight: float | None, part: bool, tmp_path: Path) -> None:
    made = detector(weight, part)
    bundle.save(made, tmp_path / "model", EXTRACTOR)
    loaded = bundle.load(tmp_path / "model")
    assert (OPINION in maps(loaded)[0]) == (weight is not None)
    for one, other in zip(maps(made), maps(loaded), strict=True):
        assert list(one) == list(other)
        for name in one:
            np.testing.assert_array_equal(one[name], other[name])
    assert loaded.calibration == made.calibration


def test_the_opinion_enters_the_score_map_by_its_weight() -> None:
    light, heavy = detector(1.0), detector(3.0)
    assert light.calibration is not None
    assert heavy.calibration is not None
    grids = maps(light)[0]
    flows = {name: scale for name, scale in light.calibration.aggregation.scales.items() if name != OPINION}
    plain = score_map(grids, replace(light.calibration.aggregation, scales=flows))
    once = score_map(grids, light.calibration.aggregation) - plain
    thrice = score_map(grids, heavy.calibration.aggregation) - plain
    assert np.abs(once).max() > 0.1
    np.testing.assert_allclose(thrice, 3 * once, atol=1e-4)
    assert list(light.calibration.boundaries) == ["level1", "level2", "level3"]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    bundle.save(detector(2.0), tmp_path / "model", EXTRACTOR, Origin(7, "0001"))
    return tmp_path / "model"


def refusal(folder: Path) -> StudioError:
    with pytest.raises(StudioError) as caught:
        bundle.load(folder)
    return caught.value


def change_manifest(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    file = folder / MANIFEST_FILE
    content = json.loads(file.read_text())
    change(content)
    file.write_text(json.dumps(content))


def change_tensors(folder: Path, change: Callable[[dict[str, torch.Tensor]], None]) -> None:
    """With a checksum that fits: what is wrong inside must be found all the same."""
    tensors = load_file(folder / WEIGHTS_FILE)
    change(tensors)
    save_file(tensors, folder / WEIGHTS_FILE)
    digest = sha256((folder / WEIGHTS_FILE).read_bytes()).hexdigest()
    change_manifest(folder, lambda content: content["files"].update({WEIGHTS_FILE: digest}))


def test_a_model_says_where_it_comes_from(model: Path) -> None:
    manifest = bundle.load(model).manifest
    assert manifest is not None
    assert manifest.origin == Origin(7, "0001")
    assert manifest.backbone_sha256 == EXTRACTOR.backbone.weights_sha256
    assert manifest.runtime.features == EXTRACTOR.runtime
    assert manifest.files == {WEIGHTS_FILE: sha256((model / WEIGHTS_FILE).read_bytes()).hexdigest()}


def test_a_truncated_or_altered_file_is_refused(model: Path) -> None:
    weights = model / WEIGHTS_FILE
    whole = weights.read_bytes()
    for blob in (whole[:-100], whole[:5], b"", whole[:-1] + bytes([whole[-1] ^ 1])):
        weights.write_bytes(blob)
        error = refusal(model)
        assert error.problem is problems.MODEL_BROKEN
        assert WEIGHTS_FILE in str(error)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"format": "3"}', "[" * 100_000])
def test_a_manifest_that_is_none_is_refused(text: str, model: Path) -> None:
    (model / MANIFEST_FILE).write_text(text)
    assert refusal(model).problem is problems.MODEL_BROKEN


@pytest.mark.parametrize(("step", "problem"), [(1, problems.MODEL_NEWER), (-1, problems.MODEL_OLDER)])
def test_models_of_other_versions_are_refused_by_name(step: int, problem: Problem, model: Path) -> None:
    change_manifest(model, lambda content: content.update(format=FORMAT + step, levels="something else"))
    assert refusal(model).problem is problem


def _set(*path: object, to: object) -> Callable[[dict[str, Any]], None]:
    def change(content: Any) -> None:
        for key in path[:-1]:
            content = content[key]
        content[path[-1]] = to

    return change


@pytest.mark.parametrize(
    "change",
    [
        _set("files", to={"../../evil": "0", WEIGHTS_FILE: "0"}),
        _set("files", to={"/etc/passwd": "0"}),
        _set("files", to={}),
        _set("levels", 0, "name", to="../level1"),
        _set("levels", 0, "name", to="level2"),
        _set("levels", 0, "height", to=2**30),
        _set("levels", 0, "height", to=-1),
        _set("levels", 0, "channels", to=2**20),
        _set("levels", 0, "whitening_groups", to=3),
        _set("levels", to=[]),
        _set("config", "blocks", to=10**6),
        _set("config", "opinion", "hidden", to=10**9),
        _set("calibration", "thresholds", "ng", to=float("nan")),
        _set("calibration", "aggregation", "scales", "level1", "deviation", to=0.0),
        _set("calibration", "aggregation", "scales", "level1", "mean", to=float("inf")),
        _set("calibration", "aggregation", "width", to=10**7),
        _set("calibration", "aggregation", "scales", "other", to={"mean": 0.0, "deviation": 1.0}),
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(
    change: Callable[[dict[str, Any]], None], model: Path
) -> None:
    change_manifest(model, change)
    assert refusal(model).problem is problems.MODEL_BROKEN


def test_wrong_tensors_are_refused_by_name(model: Path, tmp_path: Path) -> None:
    name = "levels.level2.whitener.mean"

    def without(tensors: dict[str, torch.Tensor]) -> None:
        del tensors[name]

    changes: list[tuple[str, Callable[[dict[str, torch.Tensor]], None]]] = [
        ("missing", without),
        ("not part", lambda tensors: tensors.update(other=torch.zeros(1))),
        ("instead of", lambda tensors: tensors.update({name: tensors[name][:, :-1].contiguous()})),
        ("instead of", lambda tensors: tensors.update({name: tensors[name].double()})),
        ("no numbers", lambda tensors: tensors.update({name: tensors[name] * float("nan")})),
        ("no numbers", lambda tensors: tensors.update({name: tensors[name] + float("inf")})),
    ]
    for number, (reason, change) in enumerate(changes):
        copy = tmp_path / f"copy{number}"
        shutil.copytree(model, copy)
        change_tensors(copy, change)
        error = refusal(copy)
        assert error.problem is problems.MODEL_BROKEN
        assert reason in str(error)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_out_of_the_folder_are_refused(model: Path, tmp_path: Path) -> None:
    for name in (WEIGHTS_FILE, MANIFEST_FILE):
        copy = tmp_path / f"copy-{name}"
        shutil.copytree(model, copy)
        (copy / name).unlink()
        (copy / name).symlink_to(model / name)
        assert "link" in str(refusal(copy))


def test_a_model_of_other_backbone_weights_is_refused_and_another_runtime_is_noted(
    model: Path, caplog: pytest.LogCaptureFixture
) -> None:
    loaded = bundle.load(model)
    bundle.check_backbone(loaded, model, EXTRACTOR)
    assert not caplog.records
    bundle.check_backbone(loaded, model, Extractor(EXTRACTOR.backbone, torch.device("cpu"), "torch 1.0"))
    assert "torch 1.0" in caplog.text
    assert loaded.manifest is not None
    loaded.manifest = replace(loaded.manifest, backbone_sha256="0" * 64)
    with pytest.raises(StudioError) as caught:
        bundle.check_backbone(loaded, model, EXTRACTOR)
    assert caught.value.problem is problems.MODEL_OTHER_BACKBONE
