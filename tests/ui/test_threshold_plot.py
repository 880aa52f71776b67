"""Two lines over the scores: dragging counts at once, letting go judges anew."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from bgad_studio.core.evidence import Evidence
from bgad_studio.core.how_set import ByCost, ByHand, ByLevels, ByRecall, Costs, CutChoice, HowSet
from bgad_studio.core.records import Verdict
from bgad_studio.core.thresholds import Thresholds
from bgad_studio.services.cuts import Judging
from bgad_studio.ui.browser.state import Band, BrowserState, Cell, Said
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.results.counts import Scores, Stopped, histogram, near_ng, stopped
from bgad_studio.ui.results.how_words import how_text
from bgad_studio.ui.results.judging_panel import BandKind, JudgingPanel

CUTS = Thresholds(2.0, 4.0, 1.0, 0.0, 2.0, 120, True)
SCORES = Scores(np.array([0.0, 1.0, 2.0]), np.array([5.0, 900.0]), np.array([1.5]))
EVIDENCE = Evidence(np.array([0.0, 1.0, 2.0]), {1: np.array([5.0, 900.0])}, {1: 4, 2: 1}, np.array([7.0]))
NORMALS = tuple(number / 20 for number in range(100))


@pytest.fixture
def panel(qtbot: QtBot) -> JudgingPanel:
    made = JudgingPanel(lambda: EVIDENCE)
    qtbot.addWidget(made)
    made.show_judging(SCORES, Judging(CUTS), NORMALS)
    return made


def _count(panel: JudgingPanel, said: Said, verdict: Verdict) -> int:
    return int(panel.confusion.cells[Cell(said, verdict)].text())


def test_levels_the_good_parts_cannot_promise_say_how_many_they_need(
    qtbot: QtBot, panel: JudgingPanel
) -> None:
    ways = panel.ways
    ways.set_case(EVIDENCE, Judging(CUTS))
    assert ways.levels.currentText() == "1 of 20 good parts to review, 1 of 100 NG"
    assert ways.buttons[0].isEnabled()
    with qtbot.waitSignal(ways.levelsChosen) as chosen:
        ways.buttons[0].click()
    assert chosen.args == [0.05, 0.01]
    ways.levels.setCurrentIndex(3)
    assert not ways.buttons[0].isEnabled()
    assert ways.notes[0].text() == "Needs 999 good parts kept aside, there are 120"


def test_every_way_says_on_what_it_rests_before_it_is_taken(qtbot: QtBot, panel: JudgingPanel) -> None:
    ways = panel.ways
    ways.set_case(EVIDENCE, Judging(CUTS))
    ways.share.setValue(50)
    assert ways.notes[1].text() == (
        "Review from 900.00: 1 of 2 defective parts it has not learned from; 0 of 3 good parts above it"
    )
    assert ways.notes[2].text() == (
        "NG from 3.50, on 3 good and 2 defective parts the model has not learned from; "
        "one kind of defect has no such part; 0 of 2 defects below it; 0 of 3 good parts above it"
    )
    with qtbot.waitSignal(ways.recallChosen) as share:
        ways.buttons[1].click()
    assert share.args == [0.5]
    ways.escape.setValue(200)
    with qtbot.waitSignal(ways.costChosen) as costs:
        ways.buttons[2].click()
    assert costs.args == [Costs(200, 1, 10)]


def test_without_an_unseen_defect_cost_says_why_not_and_recall_that_the_model_has_learned_from_them(
    panel: JudgingPanel,
) -> None:
    panel.ways.set_case(Evidence(np.array([1.0]), {}, {1: 1}, np.array([7.0])), Judging(CUTS))
    assert not panel.ways.buttons[2].isEnabled()
    assert panel.ways.notes[2].text().startswith("The model has learned from every part marked NG")
    assert panel.ways.buttons[1].isEnabled()
    assert "all of which it has learned from" in panel.ways.notes[1].text()


def test_numbers_chosen_last_are_offered_again(panel: JudgingPanel) -> None:
    how = ByCost(Costs(300, 2, 5), 3, 2, 0)
    panel.ways.set_case(EVIDENCE, Judging(CUTS, CutChoice(1, 2, datetime.now(UTC), "anna", how)))
    assert panel.ways.costs() == Costs(300, 2, 5)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (ByHand(), "Set by hand · anna, "),
        (ByLevels(0.05, 0.025), "Set so: 1 of 20 good parts to review, 1 of 40 NG · anna, "),
        (
            ByCost(Costs(50, 1, 10), 24, 6, 0),
            "NG set by cost 50 : 1, on 24 good and 6 defective parts the model has not learned from · anna, ",
        ),
        (
            ByRecall(0.95, 5, 5, False),
            "Set to find 95 %: 5 of 5 defective parts, all of which it has learned from",
        ),
        (None, "Set by a person · anna, "),
    ],
)
def test_how_the_lines_were_set_is_told_in_words(how: HowSet | None, words: str) -> None:
    choice = CutChoice(1, 2, datetime(2026, 11, 26, tzinfo=UTC), "anna", how)
    assert how_text(Judging(CUTS, choice)).startswith(words)


def test_a_score_on_a_threshold_is_stopped() -> None:
    assert stopped(np.array([1.0, 2.0, 3.0]), 2.0, 3.0) == Stopped(1, 1, 1)


def test_scores_far_beyond_are_counted_at_the_end() -> None:
    low, high = SCORES.span(4.0)
    assert high < 20
    counts = histogram(SCORES.defective, low, high)
    assert counts.sum() == 2
    assert counts[-1] == 1


def test_a_line_that_is_dragged_pushes_the_other_along(panel: JudgingPanel) -> None:
    plot = panel.plot
    plot.review.setValue(6.0)
    plot._follow(plot.review)
    assert plot.cuts() == (6.0, 6.0)
    plot.ng.setValue(1.0)
    plot._follow(plot.ng)
    assert plot.cuts() == (1.0, 1.0)


def test_the_counts_follow_while_dragging(panel: JudgingPanel) -> None:
    assert _count(panel, Said.GOOD, Verdict.OK) == 2
    assert _count(panel, Said.GOOD, Verdict.UNSURE) == 1
    assert _count(panel, Said.DEFECTIVE, Verdict.NG) == 2
    panel.plot.review.setValue(0.5)
    panel.plot._follow(panel.plot.review)
    assert _count(panel, Said.GOOD, Verdict.OK) == 1
    assert _count(panel, Said.OPEN, Verdict.UNSURE) == 1


def test_what_a_shift_is_to_expect_follows_while_dragging(qtbot: QtBot, panel: JudgingPanel) -> None:
    assert panel.expected.text() == ""
    panel.shift.setValue(1000)
    assert panel.expected.text().startswith("200 good parts stopped (133 to 289), 400 to review (")
    panel.plot.review.setValue(4.0)
    panel.plot._follow(panel.plot.review)
    assert ", 0 to review (0 to 37)" in panel.expected.text()
    with qtbot.waitSignal(panel.shiftChosen) as parts:
        panel.shift.editingFinished.emit()
    assert parts.args == [1000]
    panel.show_judging(SCORES, Judging(CUTS, parts_per_shift=1000), ())
    assert panel.expected.text().startswith("Too few good parts")


def test_a_band_of_scores_follows_the_lines_and_goes_when_the_list_gives_it_up(
    qtbot: QtBot, panel: JudgingPanel
) -> None:
    def choose(kind: BandKind) -> object:
        panel.bands.setCurrentIndex(panel.bands.findData(kind))
        with qtbot.waitSignal(panel.bandChosen) as chosen:
            panel.bands.activated.emit(panel.bands.currentIndex())
        return chosen.args[0]

    assert choose(BandKind.REVIEW) == Band(2.0, 4.0)
    assert not panel.plot.band.movable
    with qtbot.waitSignal(panel.bandChosen) as moved:
        panel.show_judging(SCORES, Judging(CUTS.moved(1.0, 4.0)), NORMALS)
    assert moved.args == [Band(1.0, 4.0)]
    assert choose(BandKind.NEAR) == near_ng(1.0, 4.0, panel.plot.span())
    panel.show_filters(BrowserState())
    assert panel.bands.currentData() == BandKind.ALL
    assert not panel.plot.band.isVisible()


def test_a_range_is_dragged_over_the_scores(qtbot: QtBot, panel: JudgingPanel) -> None:
    panel.bands.setCurrentIndex(panel.bands.findData(BandKind.RANGE))
    panel.bands.activated.emit(0)
    assert panel.plot.band.movable
    with qtbot.waitSignal(panel.bandChosen) as chosen:
        panel.plot.band.setRegion((0.5, 1.75))
    assert chosen.args == [Band(0.5, 1.75)]


@pytest.fixture
def trained(qtbot: QtBot, open_project, twelve_parts: Path, quick):
    """The place of results of twelve parts that were judged."""
    workspace = open_project(twelve_parts)
    workspace.train()
    qtbot.waitUntil(lambda: workspace.trainer.state.running)
    qtbot.waitUntil(lambda: not workspace.trainer.state.running, timeout=150_000)
    workspace.go(Place.RESULTS)
    qtbot.waitUntil(lambda: workspace.session.catalogue.counts().scored == 12)
    return workspace


def _verdicts(workspace) -> list[Verdict]:
    records = sorted(workspace.session.catalogue.records, key=lambda record: record.score.score)
    return [record.score.verdict for record in records]


def test_letting_go_judges_all_parts_anew_without_scoring_and_is_told_after_reopening(
    qtbot: QtBot, open_project, twelve_parts: Path, trained
) -> None:
    catalogue = trained.session.catalogue
    scores = sorted(record.score.score for record in catalogue.records)
    low, high = (scores[2] + scores[3]) / 2, (scores[6] + scores[7]) / 2
    trained.place(Place.RESULTS).judging.cutsChosen.emit(low, high)
    wanted = [Verdict.OK] * 3 + [Verdict.UNSURE] * 4 + [Verdict.NG] * 5
    qtbot.waitUntil(lambda: _verdicts(trained) == wanted, timeout=10_000)
    assert not trained.session.compute.busy
    with qtbot.waitSignal(trained.session.closed, timeout=20_000):
        trained.session.close()
    again = open_project(twelve_parts)
    assert _verdicts(again) == wanted
    again.go(Place.RESULTS)
    judging = again.place(Place.RESULTS).judging
    qtbot.waitUntil(lambda: judging.plot.cuts() == (low, high), timeout=10_000)
    assert judging.set_by.full_text().startswith("Set by hand · ")
    judging.ways.own.click()
    qtbot.waitUntil(lambda: judging.plot.cuts() != (low, high), timeout=10_000)
    qtbot.waitUntil(lambda: judging.set_by.full_text().startswith("Back to the model's own"), timeout=10_000)
