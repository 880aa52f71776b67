"""Thresholds by a wanted level: what unseen good parts support is set, the rest is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.how_set import ByLevels, HowSet
from bgad_studio.core.thresholds import Thresholds
from bgad_studio.services import cuts

OWN = Thresholds(0.9, 0.95, 1.0, 0.0, 2.0, 100, True)


class Kept:
    """A project that remembers what was chosen."""

    def __init__(self) -> None:
        self.chosen: list[tuple[float, float, HowSet]] = []
        self.models = self
        self.path = Path()

    def choose_cuts(self, _model: int, _who: str, review: float, ng: float, how: HowSet) -> None:
        self.chosen.append((review, ng, how))


def _calibrated(monkeypatch: pytest.MonkeyPatch, count: int, thresholds: Thresholds = OWN) -> None:
    scores = tuple(number / count for number in range(count))
    found = SimpleNamespace(normal_scores=scores, thresholds=thresholds)
    monkeypatch.setattr(cuts, "calibration_of", lambda _: found)


MODEL = SimpleNamespace(id=1, manifest="")


def test_so_many_good_parts_reach_a_threshold_as_the_level_says(monkeypatch: pytest.MonkeyPatch) -> None:
    _calibrated(monkeypatch, 100)
    project = Kept()
    cuts.choose_levels(project, MODEL, 0.05, 0.01)  # type: ignore[arg-type]
    [(review, ng, how)] = project.chosen
    assert how == ByLevels(0.05, 0.01)
    reaching = [sum(number / 100 >= cut for number in range(100)) for cut in (review, ng)]
    assert reaching == [4, 0]  # and the part to come: 5 and 1 of 101


@pytest.mark.parametrize(("count", "own"), [(100, OWN), (2000, replace(OWN, calibrated=False))])
def test_a_level_that_cannot_be_promised_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, count: int, own: Thresholds
) -> None:
    _calibrated(monkeypatch, count, own)
    project = Kept()
    with pytest.raises(StudioError) as caught:
        cuts.choose_levels(project, MODEL, 0.01, 0.001)  # type: ignore[arg-type]
    assert caught.value.problem is problems.LEVEL_NOT_SUPPORTED
    assert project.chosen == []
