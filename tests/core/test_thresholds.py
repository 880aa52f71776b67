from __future__ import annotations

import numpy as np
import pytest

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.records import Verdict
from bgad_studio.core.thresholds import (
    cut_at_level,
    false_alarm_level,
    normals_needed,
    provisional_cut,
    thresholds_from,
)


@pytest.mark.parametrize("normals", [99, 199])
@pytest.mark.parametrize("level", [0.01, 0.05, 0.1])
def test_over_redraws_the_false_alarm_rate_is_the_promised_one(normals: int, level: float) -> None:
    rng = np.random.default_rng(normals)
    redraws = 2000
    rates = np.empty(redraws)
    for index in range(redraws):
        cut = cut_at_level(list(rng.gamma(2.0, size=normals)), level)
        rates[index] = 2.718281828 ** (-cut) * (1 + cut)  # share of Gamma(2) above the cut, exactly
    promised = np.floor((normals + 1) * level + 1e-9) / (normals + 1)
    error = rates.std(ddof=1) / redraws**0.5
    assert abs(rates.mean() - promised) < 4 * error
    assert error < 0.02 * promised + 1e-3  # the test can tell the level from its neighbours


@pytest.mark.parametrize("normals", [40, 57, 99, 130, 199])
def test_exactly_the_scores_with_a_low_enough_p_value_reach_the_cut(normals: int) -> None:
    scores = list(np.random.default_rng(1).integers(0, 30, normals).astype(float))  # with many ties
    for level in (1 / (normals + 1), 0.05, 0.1, 0.5):
        cut = cut_at_level(scores, level)
        for score in {*scores, -1.0, 100.0}:
            assert (score >= cut) == (false_alarm_level(scores, score) <= level + 1e-12)


def test_a_level_the_good_parts_cannot_promise_is_refused_with_the_number_it_needs() -> None:
    for level, needed in ((0.01, 99), (0.005, 199), (0.05, 40), (0.001, 999)):
        assert normals_needed(level) == needed
        with pytest.raises(StudioError) as caught:
            cut_at_level([0.0] * (needed - 1), level)
        assert caught.value.problem is problems.LEVEL_NOT_SUPPORTED
        assert dict(caught.value.trouble.params)["needed"] == str(needed)
        cut_at_level([0.0] * needed, level)


def test_too_few_scores_extrapolate_above_the_highest() -> None:
    assert provisional_cut([1.0, 2.0, 3.0], 0.01) > 3


def test_between_40_and_98_normals_the_ng_level_is_the_lowest_they_can_promise() -> None:
    scores = [float(value) for value in range(60)]
    made = thresholds_from(scores, scores, 0.1, held_out=True)
    assert made.ng == np.nextafter(59.0, np.inf)
    assert false_alarm_level(scores, made.ng) == pytest.approx(1 / 61)


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
