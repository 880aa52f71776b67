from __future__ import annotations

import cv2
import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from bgad_studio.core.metrics import PixelMetrics, auroc, bin_edges, paired_auroc


def scene(seed: int = 0) -> tuple[list[np.ndarray], list[np.ndarray]]:
    rng = np.random.default_rng(seed)
    maps, masks = [], []
    for index in range(6):
        mask = np.zeros((48, 64), np.bool_)
        if index:
            mask[5 : 8 + index, 10:20] = True
            mask[30:33, 40 : 45 + index] = True
        noise = cv2.GaussianBlur(rng.normal(size=mask.shape), (0, 0), 2)
        maps.append((noise + 0.3 * mask * rng.random()).astype(np.float32))
        masks.append(mask)
    return maps, masks


def plain_pro(maps: list[np.ndarray], masks: list[np.ndarray], limit: float) -> float:
    """Per-region overlap by the definition, one threshold after the other."""
    normal = np.concatenate([m[~k] for m, k in zip(maps, masks, strict=True)])
    regions = []
    for values, mask in zip(maps, masks, strict=True):
        count, labels = cv2.connectedComponents(mask.astype(np.uint8), connectivity=8)
        regions += [values[labels == region] for region in range(1, count)]
    cuts = np.unique(np.concatenate([m.ravel() for m in maps]))[::-1]
    rate = np.array([0.0] + [(normal >= cut).mean() for cut in cuts])
    overlap = np.array([0.0] + [np.mean([(r >= cut).mean() for r in regions]) for cut in cuts])
    inside = rate <= limit
    x, y = np.append(rate[inside], limit), np.append(overlap[inside], np.interp(limit, rate, overlap))
    return float(np.trapezoid(y, x) / limit)


def test_auroc_equals_scikit_learn_with_ties() -> None:
    rng = np.random.default_rng(0)
    normal, anomalous = rng.integers(0, 9, 50) / 2.0, rng.integers(3, 12, 30) / 2.0
    truth = [0] * 50 + [1] * 30
    assert auroc(normal, anomalous) == pytest.approx(roc_auc_score(truth, [*normal, *anomalous]), abs=1e-12)


def test_auroc_without_one_side_is_unknown() -> None:
    assert np.isnan(auroc(np.array([]), np.array([1.0])))


def test_streaming_pixel_auroc_equals_scikit_learn() -> None:
    maps, masks = scene()
    metrics = PixelMetrics(bin_edges(maps))
    for values, mask in zip(maps, masks, strict=True):
        metrics.add(values, mask)
    exact = roc_auc_score(
        np.concatenate([m.ravel() for m in masks]), np.concatenate([m.ravel() for m in maps])
    )
    assert metrics.auroc() == pytest.approx(exact, abs=2e-4)


def test_streaming_pro_equals_the_definition() -> None:
    maps, masks = scene()
    metrics = PixelMetrics(bin_edges(maps))
    for values, mask in zip(maps, masks, strict=True):
        metrics.add(values, mask)
    assert metrics.pro() == pytest.approx(plain_pro(maps, masks, 0.3), abs=2e-3)


def test_a_perfect_map_is_perfect() -> None:
    _, masks = scene()
    metrics = PixelMetrics(np.array([0.5]))
    for mask in masks:
        metrics.add(mask.astype(np.float32), mask)
    assert metrics.auroc() == 1
    assert metrics.pro() == pytest.approx(1)


def test_a_map_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="shape"):
        PixelMetrics(np.array([0.5])).add(np.zeros((4, 4), np.float32), np.zeros((4, 5), np.bool_))


def test_a_paired_interval_is_narrow_where_two_models_agree_and_the_same_every_time() -> None:
    rng = np.random.default_rng(0)
    normal, anomalous = rng.normal(0, 1, (2, 60)), rng.normal(1, 1, (2, 60))
    normal[1], anomalous[1] = 3 * normal[0], 3 * anomalous[0]
    same = paired_auroc(normal, anomalous)
    assert (same.low, same.high) == (0.0, 0.0)
    anomalous[1] += 6
    better = paired_auroc(normal, anomalous)
    assert 0 < better.low < better.second - better.first < better.high
    assert paired_auroc(normal, anomalous) == better
