from __future__ import annotations

import numpy as np
import pytest

from bgad_studio.core.records import Verdict
from bgad_studio.core.thresholds import cut_off, false_alarm_level, thresholds_from


def test_conformal_threshold_holds_the_level_on_average() -> None:
    rng = np.random.default_rng(0)
    rates = []
    for _ in range(400):
        scores = rng.normal(size=60)
        rates.append((rng.normal(size=200) >= cut_off(scores[:59], 0.1)).mean())
    assert 0.08 < np.mean(rates) <= 0.102


def test_too_few_scores_extrapolate_above_the_highest() -> None:
    assert cut_off([1.0, 2.0, 3.0], 0.01) > 3


def test_no_level_is_rarer_than_the_sample_can_show() -> None:
    assert false_alarm_level([1.0] * 19, 5.0) == pytest.approx(1 / 20)
    assert false_alarm_level([1.0] * 19, 0.5) == 1


def test_verdicts_follow_the_two_thresholds() -> None:
    scores = [float(value) for value in np.linspace(0, 1, 200)]
    made = thresholds_from(scores, scores, 0.1, held_out=True)
    assert made.calibrated
    assert made.review < made.ng
    assert made.verdict(made.review - 1e-9) is Verdict.OK
    assert made.verdict(made.review) is Verdict.UNSURE
    assert made.verdict(made.ng) is Verdict.NG
    assert made.low < made.contour < made.high


def test_few_or_seen_normals_are_not_called_calibrated() -> None:
    assert not thresholds_from([0.0] * 10, [0.0] * 10, 0, held_out=True).calibrated
    assert not thresholds_from([0.0] * 100, [0.0] * 100, 0, held_out=False).calibrated
