"""The paired bootstrap: what is kept of an image suffices, and intervals are those of the resamples."""

from __future__ import annotations

import numpy as np
import pytest

from bgad_studio.core.metrics import PixelMetrics, auroc, bin_edges
from bgad_studio.services.evaluation.paired import Evidence, intervals, resample

IMAGES = 12


def pictures(seed: int, skill: float) -> tuple[list[np.ndarray], list[np.ndarray], np.ndarray]:
    """Score maps, masks of which every second one is empty, and image scores."""
    rng = np.random.default_rng(seed)
    maps, masks = [], []
    for index in range(IMAGES):
        mask = np.zeros((32, 32), np.bool_)
        if index % 2:
            row, column = np.random.default_rng(index).integers(0, 24, 2)
            mask[row : row + 6, column : column + 6] = True
        maps.append(rng.normal(0, 1, (32, 32)).astype(np.float32) + skill * mask)
        masks.append(mask)
    return maps, masks, np.array([values.max() for values in maps])


def evidence(
    seed: int, skill: float, rows: range = range(IMAGES), edges: np.ndarray | None = None
) -> tuple[Evidence, PixelMetrics]:
    maps, masks, scores = pictures(seed, skill)
    metrics = PixelMetrics(bin_edges(maps) if edges is None else edges)
    made = Evidence([f"{row}.png" for row in rows], [bool(row % 2) for row in rows], scores[list(rows)])
    for place, row in enumerate(rows):
        made.keep(place, metrics.add(maps[row], masks[row]))
    return made, metrics


def test_what_is_kept_gives_the_full_figures() -> None:
    made, metrics = evidence(0, 1.5)
    _, _, scores = pictures(0, 1.5)
    values = made.resampled(np.ones((1, IMAGES), np.float32))[0]
    assert values[0] == auroc(scores[::2], scores[1::2])
    assert values[1] == pytest.approx(metrics.auroc(), abs=5e-4)
    assert values[2] == pytest.approx(metrics.pro(), abs=5e-3)


def test_an_image_that_counts_twice_is_an_image_that_is_there_twice() -> None:
    maps, masks, scores = pictures(0, 1.5)
    weights = np.array([[0, 2, 1, 1, 3, 0, 1, 1, 0, 1, 1, 1]], np.float32)
    rows = np.repeat(np.arange(IMAGES), weights[0].astype(int))
    made, _ = evidence(0, 1.5)
    plain = PixelMetrics(bin_edges(maps))
    for row in rows:
        plain.add(maps[row], masks[row])
    values = made.resampled(weights)[0]
    assert values[0] == pytest.approx(auroc(scores[rows[rows % 2 == 0]], scores[rows[rows % 2 == 1]]))
    assert values[1] == pytest.approx(plain.auroc(), abs=5e-4)
    assert values[2] == pytest.approx(plain.pro(), abs=5e-3)


def test_a_method_gains_nothing_on_itself_and_much_on_a_blind_one() -> None:
    good, blind = ([evidence(seed, skill)[0] for seed in (0, 1)] for skill in (3.0, 0.0))
    for limits in intervals(resample(good), resample(good)).values():
        assert limits is not None
        assert (limits.low, limits.high) == (0, 0)
    for limits in intervals(resample(good), resample(blind)).values():
        assert limits is not None
        assert 5 < limits.low < limits.high


def test_an_image_is_drawn_for_all_seeds_together() -> None:
    one, same = evidence(0, 1.0)[0], evidence(0, 1.0)[0]
    np.testing.assert_array_equal(resample([one]), resample([one, same]))
    half = evidence(0, 1.0, range(IMAGES // 2))[0]
    assert np.isfinite(resample([one, half])).mean() > 0.95, "seeds may test different images"


def test_without_masks_there_is_an_interval_for_images_only() -> None:
    scores = [0.0, 2.0, 1.0, 3.0]
    made = Evidence(["a", "b", "c", "d"], [False, True, False, True], scores)
    found = intervals(resample([made]), resample([made]))
    assert found["image_auroc"] is not None
    assert found["pixel_auroc"] is None
    assert found["pro"] is None
