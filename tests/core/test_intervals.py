"""Wilson's interval against its published values; that of an AUROC against redrawn scores."""

from __future__ import annotations

import numpy as np
import pytest

from bgad_studio.core.intervals import Share, auroc_interval
from bgad_studio.core.metrics import auroc


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(5, 5, 0.5655, 1.0), (0, 10, 0.0, 0.2775), (1, 10, 0.0179, 0.4042), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_wilsons(count: int, total: int, low: float, high: float) -> None:
    assert Share(count, total).interval == pytest.approx((low, high), abs=1e-3)


def test_nothing_says_nothing() -> None:
    assert Share(0, 0).interval == (0.0, 1.0)


@pytest.mark.parametrize(("good", "bad"), [(20, 10), (60, 15)])
@pytest.mark.parametrize("distance", [0.5, 1.81, 2.5])
def test_nineteen_of_twenty_intervals_hold_the_true_auroc(good: int, bad: int, distance: float) -> None:
    """Two normal distributions this far apart have the AUROC that a great many draws of both show."""
    rng = np.random.default_rng(0)
    true = auroc(rng.normal(0, 1, 200_000), rng.normal(distance, 1, 200_000))
    held = 0
    for _ in range(500):
        low, high = auroc_interval(auroc(rng.normal(0, 1, good), rng.normal(distance, 1, bad)), good, bad)
        held += low <= true <= high
    assert 0.92 <= held / 500 <= 0.995


def test_a_few_parts_told_right_prove_less_than_many() -> None:
    few, many = auroc_interval(1.0, 10, 3), auroc_interval(1.0, 500, 100)
    assert few[1] == many[1] == 1
    assert few[0] < 0.8 < 0.95 < many[0]
    assert auroc_interval(0.0, 10, 3) == pytest.approx((0, 1 - few[0]))
