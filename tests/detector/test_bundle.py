from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from bgad_studio.core.config import FAST, OpinionConfig
from bgad_studio.core.errors import StudioError
from bgad_studio.core.manifest import WEIGHTS_FILE
from bgad_studio.core.maps import score_map
from bgad_studio.detector import bundle
from bgad_studio.detector.backbones import load_backbone
from bgad_studio.detector.calibration import calibrate
from bgad_studio.detector.features import Extractor, FeatureLevel
from bgad_studio.detector.level import LevelModel
from bgad_studio.detector.model import Detector
from bgad_studio.detector.opinion import OPINION, Opinion
from bgad_studio.detector.whitening import fit_global

EXTRACTOR = Extractor(load_backbone(FAST.backbone), torch.device("cpu"))
SIZES, CHANNELS = (8, 4, 2), (4, 6, 8)
CONFIG = replace(FAST, height_in=32, width_in=32, blocks=2, opinion=OpinionConfig(hidden=8))


def features(count: int, seed: int) -> tuple[FeatureLevel, ...]:
    generator = torch.Generator().manual_seed(seed)
    return tuple(
        FeatureLevel(f"level{i + 1}", size, size, torch.randn(count, size**2, c, generator=generator).half())
        for i, (size, c) in enumerate(zip(SIZES, CHANNELS, strict=True))
    )


def detector(weight: float | None) -> Detector:
    normal = features(6, 0)
    levels = {
        level.name: LevelModel(CONFIG, level.height, level.width, fit_global(level.values), seed)
        for seed, level in enumerate(normal)
    }
    opinion = None
    if weight is not None:
        torch.manual_seed(0)
        opinion = Opinion(sum(CHANNELS), CONFIG.opinion.hidden)
        opinion.weight.fill_(weight)
    made = Detector(CONFIG, levels, opinion)
    made.calibration = calibrate(made, normal, features(4, 1), ())
    return made


def maps(of: Detector) -> list[dict[str, np.ndarray]]:
    return of.grids(
        [level.values.view(3, level.height, level.width, level.channels) for level in features(3, 2)]
    )


@pytest.mark.parametrize("weight", [None, 2.0])
def test_a_stored_model_gives_identical_grids(weight: float | None, tmp_path: Path) -> None:
    made = detector(weight)
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


def test_a_truncated_model_is_refused(tmp_path: Path) -> None:
    bundle.save(detector(2.0), tmp_path / "model", EXTRACTOR)
    weights = tmp_path / "model" / WEIGHTS_FILE
    weights.write_bytes(weights.read_bytes()[:-100])
    with pytest.raises(StudioError):
        bundle.load(tmp_path / "model")
