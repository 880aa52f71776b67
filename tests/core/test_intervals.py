"""Wilson's interval against its published values."""

from __future__ import annotations

import pytest

from bgad_studio.core.intervals import Share


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(5, 5, 0.5655, 1.0), (0, 10, 0.0, 0.2775), (1, 10, 0.0179, 0.4042), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_wilsons(count: int, total: int, low: float, high: float) -> None:
    assert Share(count, total).interval == pytest.approx((low, high), abs=1e-3)


def test_nothing_says_nothing() -> None:
    assert Share(0, 0).interval == (0.0, 1.0)
