"""Two lines over the scores: dragging counts at once, letting go judges anew."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from bgad_studio.core.records import Verdict
from bgad_studio.core.thresholds import Thresholds
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.results.counts import Scores, Stopped, histogram, stopped
from bgad_studio.ui.results.threshold_plot import ThresholdPlot

CUTS = Thresholds(2.0, 4.0, 1.0, 0.0, 2.0, 120, True)
SCORES = Scores(np.array([0.0, 1.0, 2.0]), np.array([5.0, 900.0]), np.array([1.5]))


def _choose(plot: ThresholdPlot, start: str) -> None:
    """Open the menu and take the entry that begins so."""
    plot.ways.aboutToShow.emit()
    action = next(action for action in plot.ways.actions() if action.text().startswith(start))
    assert action.isEnabled()
    action.trigger()


def test_levels_the_good_parts_cannot_promise_say_how_many_they_need(qtbot: QtBot) -> None:
    plot = ThresholdPlot()
    qtbot.addWidget(plot)
    plot.show_scores(SCORES, CUTS)
    plot.ways.aboutToShow.emit()
    texts = {action.text(): action.isEnabled() for action in plot.ways.actions()}
    assert texts["1 in 20 good parts to review, 1 in 100 NG"]
    refused = "1 in 100 good parts to review, 1 in 1000 NG · needs 999 good parts kept aside, there are 120"
    assert texts[refused] is False
    with qtbot.waitSignal(plot.levelsChosen) as chosen:
        _choose(plot, "1 in 20 good")
    assert chosen.args == [0.05, 0.01]
    with qtbot.waitSignal(plot.cutsChosen) as cuts:
        _choose(plot, "Miss none of the 2 parts")
    assert cuts.args == [4.0, 4.0]  # the lowest of them lies above NG already


def test_a_score_on_a_threshold_is_stopped() -> None:
    assert stopped(np.array([1.0, 2.0, 3.0]), 2.0, 3.0) == Stopped(1, 1, 1)


def test_scores_far_beyond_are_counted_at_the_end() -> None:
    low, high = SCORES.span(4.0)
    assert high < 20
    counts = histogram(SCORES.defective, low, high)
    assert counts.sum() == 2
    assert counts[-1] == 1


def test_a_line_that_is_dragged_pushes_the_other_along(qtbot: QtBot) -> None:
    plot = ThresholdPlot()
    qtbot.addWidget(plot)
    plot.show_scores(SCORES, CUTS)
    plot.review.setValue(6.0)
    plot._follow(plot.review)
    assert plot.cuts() == (6.0, 6.0)
    plot.ng.setValue(1.0)
    plot._follow(plot.ng)
    assert plot.cuts() == (1.0, 1.0)


def test_the_counts_follow_while_dragging(qtbot: QtBot) -> None:
    plot = ThresholdPlot()
    qtbot.addWidget(plot)
    plot.show_scores(SCORES, CUTS)
    assert "good: 2 OK, 1 review" in plot._counts.text()
    plot.review.setValue(0.5)
    plot._follow(plot.review)
    assert "good: 1 OK, 2 review" in plot._counts.text()


def test_letting_go_judges_all_parts_anew_without_scoring(
    qtbot: QtBot, open_project, twelve_parts: Path, quick
) -> None:
    workspace = open_project(twelve_parts)
    workspace.train()
    qtbot.waitUntil(lambda: workspace.trainer.state.running)
    qtbot.waitUntil(lambda: not workspace.trainer.state.running, timeout=60_000)
    workspace.go(Place.RESULTS)
    view = workspace.place(Place.RESULTS)
    catalogue = workspace.session.catalogue
    qtbot.waitUntil(lambda: catalogue.counts().scored == 12)
    scores = sorted(record.score.score for record in catalogue.records)
    low, high = (scores[2] + scores[3]) / 2, (scores[6] + scores[7]) / 2
    view.thresholds.cutsChosen.emit(low, high)

    def verdicts() -> list[Verdict]:
        return [record.score.verdict for record in sorted(catalogue.records, key=lambda r: r.score.score)]

    wanted = [Verdict.OK] * 3 + [Verdict.UNSURE] * 4 + [Verdict.NG] * 5
    qtbot.waitUntil(lambda: verdicts() == wanted, timeout=10_000)
    assert not workspace.session.compute.busy
    with qtbot.waitSignal(workspace.session.closed, timeout=20_000):
        workspace.session.close()
    again = open_project(twelve_parts)
    catalogue = again.session.catalogue
    assert verdicts() == wanted
    again.go(Place.RESULTS)
    plot = again.place(Place.RESULTS).thresholds
    qtbot.waitUntil(lambda: plot.cuts() == (low, high), timeout=10_000)
    _choose(plot, "The model's own")
    qtbot.waitUntil(lambda: plot.cuts() != (low, high), timeout=10_000)
