from __future__ import annotations

import numpy as np
import pytest
import torch

from bgad_studio.core.config import FAST
from bgad_studio.core.maps import as_stored
from bgad_studio.detector import sessions
from bgad_studio.detector.level import LevelModel
from bgad_studio.detector.model import Detector
from bgad_studio.detector.opinion import Opinion
from bgad_studio.detector.part_opinion import PartOpinion
from bgad_studio.detector.whitening import Whitener

SIZES, CHANNELS = (8, 4, 2), (6, 8, 10)


def detector(per_position: bool) -> Detector:
    """With weights, scales and whitening that are nowhere trivial."""
    generator = torch.Generator().manual_seed(0)
    levels = {}
    for number, (size, channels) in enumerate(zip(SIZES, CHANNELS, strict=True)):
        level = LevelModel(FAST, size, size, Whitener(size**2 if per_position else 1, channels), number)
        with torch.no_grad():
            for tensor in [*level.flow.parameters(), level.whitener.mean, level.whitener.matrix]:
                tensor += 0.03 * torch.randn(tensor.shape, generator=generator)
        levels[f"level{number + 1}"] = level
    torch.manual_seed(0)
    part = PartOpinion(sum(CHANNELS))
    part.slope.copy_(torch.randn(part.slope.shape, generator=generator))
    return Detector(FAST, levels, Opinion(sum(CHANNELS), 8), part).eval()


def features(count: int) -> list[torch.Tensor]:
    generator = torch.Generator().manual_seed(1)
    return [
        torch.randn(count, size, size, channels, generator=generator).half()
        for size, channels in zip(SIZES, CHANNELS, strict=True)
    ]


@pytest.mark.parametrize("per_position", [False, True])
def test_folded_levels_equal_the_flow(per_position: bool) -> None:
    made = detector(per_position)
    maps = features(3)
    folded = made.folded()(*maps)
    single = made.folded()(*(level[1:2] for level in maps))
    for name, grid, alone, x in zip(made.levels, folded, single, maps, strict=False):
        level = made.level(name)
        expected = level.likelihood(x.flatten(1, 2), torch.arange(level.height * level.width))
        torch.testing.assert_close(grid.flatten(1), expected, atol=1e-5, rtol=1e-5)
        torch.testing.assert_close(alone[0], grid[1], atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("per_position", [False, True])
def test_both_runtimes_give_the_same_grids(per_position: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    made, maps = detector(per_position), features(3)
    swift = made.grids(maps)
    monkeypatch.setattr(sessions, "onnxruntime", None)
    slow = made.grids(maps)
    for one, other in zip(swift, slow, strict=True):
        assert list(one) == list(other) == ["level1", "level2", "level3", "defect", "part"]
        for name in one:
            np.testing.assert_allclose(
                one[name].astype(np.float32), other[name].astype(np.float32), atol=1e-3, rtol=1e-3
            )


def test_an_image_s_grids_do_not_depend_on_the_others() -> None:
    made, maps = detector(per_position=True), features(5)
    together = made.grids(maps)
    alone = made.grids([level[3:4] for level in maps])[0]
    assert all(np.array_equal(together[3][name], alone[name]) for name in alone)


def test_weights_that_change_are_folded_anew() -> None:
    made, maps = detector(per_position=False), features(1)
    before = made.grids(maps)[0]
    made.train()
    with torch.no_grad():
        made.level("level1").whitener.mean += 1
    made.eval()
    after = made.grids(maps)[0]
    assert not np.array_equal(before["level1"], after["level1"])
    x = maps[0].flatten(1, 2)
    expected = made.level("level1").likelihood(x, torch.arange(64)).detach().numpy()
    np.testing.assert_allclose(after["level1"].ravel(), as_stored(expected)[0], atol=2e-3)
