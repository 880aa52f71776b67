"""The histogram a person watches tells the truth about the boundary."""

from __future__ import annotations

import pytest
import torch

from bgad_studio.detector.level import StepStats
from bgad_studio.detector.spread import curve_point

TAU = 0.1


def _stats(shift: float) -> StepStats:
    """A level whose 100 normals lie 0…0.99 above its boundary and whose anomalies lie far below."""
    above = torch.arange(100) / 100
    return StepStats(shift, shift + above, shift - torch.tensor([0.05, 0.25, 9.0]))


def test_one_line_parts_the_levels_although_each_has_its_own_boundary() -> None:
    point = curve_point(4, 8, 1.0, [_stats(-0.2), _stats(-3.2)], TAU)
    spread = point.spread
    assert spread is not None
    assert point.boundary == pytest.approx(-1.7)
    assert (sum(spread.normal), sum(spread.anomalous)) == (200, 6)
    width = (spread.high - spread.low) / len(spread.normal)
    below = int((point.boundary - spread.low) / width)
    assert sum(spread.normal[:below]) == 0
    assert sum(spread.anomalous[below + 1 :]) == 0
    assert spread.anomalous[0] == 2, "what is far below is counted at the edge"
    assert spread.margin == TAU


def test_before_the_known_defects_join_there_is_nothing_to_show_of_them() -> None:
    lone = StepStats(-0.1, torch.linspace(-0.2, 0, 50), torch.zeros(0))
    point = curve_point(1, 8, 1.0, [lone], TAU)
    assert point.anomaly_mean is None
    assert point.spread is not None
    assert point.spread.anomalous == ()
