"""The place of results: cells and bands limit the list, and regions begin where a person says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from planted import STRONG, THRESHOLDS, plant
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from bgad_studio.core.records import Verdict
from bgad_studio.core.taught import Taught
from bgad_studio.services.project import Project
from bgad_studio.ui import theme
from bgad_studio.ui.browser.state import Cell, Filter, Said
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.frame.status_line import StatusLine
from bgad_studio.ui.results.judging_panel import BandKind, JudgingPanel
from bgad_studio.ui.results.view import ResultsView

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def judged(qtbot: QtBot, open_project, twelve_parts: Path) -> ResultsView:
    """Ten good parts and two undecided ones, with scores 0 to 11; lines at 4 and 6."""
    model = plant(twelve_parts)
    with Project.open(twelve_parts) as project:
        rows = [(image.id, float(place)) for place, image in enumerate(project.images.all())]
        project.models.save_scores(
            model.id, [(image_id, score, THRESHOLDS.verdict(score)) for image_id, score in rows]
        )
    workspace = open_project(twelve_parts)
    workspace.go(Place.RESULTS)
    view = workspace.place(Place.RESULTS)
    qtbot.waitUntil(lambda: view.judging.plot.cuts() == (4.0, 6.0), timeout=10_000)
    qtbot.waitUntil(lambda: view.panel.regions.list.topLevelItemCount() == 2, timeout=10_000)
    return view


def _click(qtbot: QtBot, view: ResultsView, said: Said, verdict: Verdict) -> int:
    button = view.judging.confusion.cells[Cell(said, verdict)]
    qtbot.mouseClick(button, LEFT)
    return int(button.text())


def _band(view: ResultsView, kind: BandKind) -> None:
    bands = view.judging.bands
    bands.setCurrentIndex(bands.findData(kind))
    bands.activated.emit(bands.currentIndex())


def test_a_cell_lists_just_the_parts_it_counts_and_the_chip_brings_all_back(
    qtbot: QtBot, judged: ResultsView
) -> None:
    browser, chip = judged.browser, judged.browser.filters.chips.cell
    browser.filters.search.setText("none of this name")
    assert browser.model.rowCount() == 0
    assert _click(qtbot, judged, Said.GOOD, Verdict.NG) == browser.model.rowCount() == 4
    assert chip.isVisible()
    assert chip.text() == "Good, model says NG"
    assert browser.model.state.filter is Filter.ALL
    assert _click(qtbot, judged, Said.OPEN, Verdict.NG) == browser.model.rowCount() == 2
    cells = judged.judging.confusion.cells
    assert [cell for cell, button in cells.items() if button.isChecked()] == [Cell(Said.OPEN, Verdict.NG)]
    qtbot.mouseClick(chip, LEFT)
    assert browser.model.rowCount() == 12
    assert not chip.isVisible()
    assert not any(button.isChecked() for button in cells.values())


def test_a_cell_that_is_clicked_again_lets_all_parts_come_back(qtbot: QtBot, judged: ResultsView) -> None:
    _click(qtbot, judged, Said.GOOD, Verdict.OK)
    assert judged.browser.model.rowCount() == 4
    _click(qtbot, judged, Said.GOOD, Verdict.OK)
    assert judged.browser.model.rowCount() == 12


def test_parts_of_a_cell_follow_lines_that_are_let_go_of(qtbot: QtBot, judged: ResultsView) -> None:
    _click(qtbot, judged, Said.GOOD, Verdict.NG)
    judged.judging.cutsChosen.emit(4.0, 8.0)
    qtbot.waitUntil(lambda: judged.browser.model.rowCount() == 2, timeout=10_000)


def test_counts_follow_a_dragged_line_without_a_word_to_the_database(
    qtbot: QtBot, judged: ResultsView
) -> None:
    session, plot = judged._session, judged.judging.plot
    qtbot.waitUntil(lambda: not session.store.busy, timeout=10_000)
    plot.ng.setValue(9.0)
    plot._follow(plot.ng)
    assert judged.judging.confusion.cells[Cell(Said.GOOD, Verdict.NG)].text() == "1"
    assert not session.store.busy


def test_the_lines_can_be_moved_with_keys(qtbot: QtBot, judged: ResultsView) -> None:
    plot, part, session = judged.judging.plot, judged.browser.current, judged._session
    model = session.catalogue.model
    low, high = plot.span()
    step = (high - low) / 100

    def kept() -> tuple[float, float]:
        found = session.project.models.cut_choice(model.id)
        return (0.0, 0.0) if found is None else (found.review, found.ng)

    plot.setFocus(Qt.FocusReason.TabFocusReason)
    frame = plot.grab().toImage().pixelColor(plot.width() // 2, 1)
    assert frame.name() == theme.current().accent.lower(), "it shows that keys are its own"
    for _ in range(2):
        QTest.keyClick(plot, Qt.Key.Key_Right)
    assert plot.cuts() == pytest.approx((4.0, 6.0 + 2 * step))
    assert kept() == (0.0, 0.0), "as long as keys follow each other"
    qtbot.waitUntil(lambda: kept() == pytest.approx((4.0, 6.0 + 2 * step)), timeout=10_000)
    qtbot.waitUntil(lambda: session.settled, timeout=10_000)
    QTest.keyClick(plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    judged.canvas.setFocus()
    assert not plot._pause.isActive(), "who goes on elsewhere has chosen"
    qtbot.waitUntil(lambda: kept()[0] == pytest.approx(4.0 - step, abs=0.01), timeout=10_000)
    assert judged.browser.current == part, "arrows were the plot's"


def test_only_parts_between_the_lines_are_listed_and_a_band_ends_with_its_chip(
    qtbot: QtBot, judged: ResultsView
) -> None:
    _band(judged, BandKind.REVIEW)
    assert judged.browser.model.rowCount() == 2
    chip = judged.browser.filters.chips.band
    assert chip.text() == "Score 4.00 to 6.00"
    judged.judging.cutsChosen.emit(3.0, 6.0)
    qtbot.waitUntil(lambda: judged.browser.model.rowCount() == 3, timeout=10_000)
    qtbot.mouseClick(chip, LEFT)
    assert judged.browser.model.rowCount() == 12
    assert judged.judging.bands.currentData() == BandKind.ALL


def test_a_part_that_is_asked_for_is_shown_whatever_limits_the_list(
    qtbot: QtBot, judged: ResultsView
) -> None:
    _click(qtbot, judged, Said.GOOD, Verdict.NG)
    hidden = next(record.id for record in judged._session.catalogue.records if record.score.score == 0)
    judged.browser.show_part(hidden)
    assert judged.browser.current == hidden
    assert not judged.browser.filters.chips.isVisible()


def test_parts_the_model_learned_from_are_left_out_of_counts_plot_and_list(
    qtbot: QtBot, judged: ResultsView
) -> None:
    panel, browser = judged.judging, judged.browser
    taught = judged._session.catalogue.taught
    new = [record for record in judged._session.catalogue.records if record not in taught]
    assert 0 < len(new) < 12

    def counted() -> int:
        return sum(int(button.text()) for button in panel.confusion.cells.values())

    assert counted() == 12
    qtbot.mouseClick(panel.unseen, LEFT, pos=QPoint(8, panel.unseen.height() // 2))
    qtbot.waitUntil(lambda: counted() == len(new), timeout=10_000)
    assert browser.model.rowCount() == len(new)
    assert sum(len(values) for values in _plotted(panel)) == len(new)
    hidden = next(r.id for r in judged._session.catalogue.records if r in taught)
    browser.show_part(hidden)
    assert browser.current == hidden
    assert not panel.unseen.isChecked()
    qtbot.waitUntil(lambda: counted() == 12, timeout=10_000)


def test_another_model_leaves_out_what_it_has_learned_from(
    qtbot: QtBot, judged: ResultsView, twelve_parts: Path
) -> None:
    session, panel = judged._session, judged.judging
    panel.unseen.click()
    before = judged.browser.model.rowCount()
    one = next(record for record in session.catalogue.records if record not in session.catalogue.taught)
    taught = Taught(session.catalogue.taught.groups | {one.group})
    session.catalogue._taught = taught
    judged.presenter.read_judging()
    qtbot.waitUntil(lambda: judged.browser.model.state.without == taught, timeout=10_000)
    assert judged.browser.model.rowCount() == before - 1
    assert panel.unseen.isChecked()


def _plotted(panel: JudgingPanel) -> tuple[NDArray[np.float64], ...]:
    return panel._scores.good, panel._scores.defective, panel._scores.other


def test_regions_follow_the_dragged_line_stay_after_reopening_and_can_be_the_model_s_own_again(
    qtbot: QtBot, judged: ResultsView, open_project, twelve_parts: Path
) -> None:
    scale, line = judged.panel.look.scale, judged.panel.region_line
    assert line.words.full_text() == "Regions from 5.00"
    assert not line.own.isVisible()
    outlines = len(judged.canvas.contour_item._outlines)
    at = QPoint(round(5 + 0.7 * (scale.width() - 10)), 10)
    qtbot.mousePress(scale, LEFT, pos=at)
    tried = line.words.full_text()
    assert float(tried.removeprefix("Regions from ")) == pytest.approx(7.0, abs=0.1)
    assert len(judged.canvas.contour_item._outlines) < outlines == 2
    assert judged.panel.regions.list.topLevelItemCount() == 2  # nothing is decided yet
    qtbot.mouseRelease(scale, LEFT, pos=at)
    qtbot.waitUntil(lambda: judged.panel.regions.list.topLevelItemCount() == 1, timeout=10_000)
    session = judged._session
    with qtbot.waitSignal(session.closed, timeout=20_000):
        session.close()
    again = open_project(twelve_parts)
    again.go(Place.RESULTS)
    view = again.place(Place.RESULTS)
    qtbot.waitUntil(lambda: view.panel.regions.list.topLevelItemCount() == 1, timeout=10_000)
    line = view.panel.region_line
    qtbot.waitUntil(lambda: line.words.full_text().startswith(f"{tried} · "), timeout=10_000)
    qtbot.mouseClick(line.own, LEFT)
    qtbot.waitUntil(lambda: view.panel.regions.list.topLevelItemCount() == 2, timeout=10_000)
    qtbot.waitUntil(lambda: not line.own.isVisible(), timeout=10_000)


def test_the_status_line_tells_the_score_under_the_cursor(qtbot: QtBot, judged: ResultsView) -> None:
    """A planted map is 9 at one place of every part and 0 beside it."""
    canvas, told = judged.canvas, []
    judged.cursorMoved.connect(lambda x, y, score: told.append((x, y, score)))
    for place in (STRONG, (90, 5)):
        port = canvas.mapFromScene(QPointF(place[0] + 0.5, place[1] + 0.5))
        QTest.mouseMove(canvas.viewport(), port)
        qtbot.waitUntil(lambda place=place: told and told[-1][:2] == place, timeout=10_000)
    scores = {(x, y): score for x, y, score in told}
    assert scores[STRONG] == pytest.approx(9.0, abs=1.0)
    assert abs(scores[(90, 5)]) < 1
    status = judged.window().findChild(StatusLine)
    assert "x 90  y 5" in " ".join(label.text() for label in status.findChildren(QLabel))
    assert "score here 0." in " ".join(label.text() for label in status.findChildren(QLabel))


def test_where_regions_begin_can_be_moved_with_keys(qtbot: QtBot, judged: ResultsView) -> None:
    shown = judged.browser.current
    scale = judged.panel.look.scale
    scale.setFocus()
    qtbot.keyClick(scale, Qt.Key.Key_Right)
    text = "Regions from 5.10"
    qtbot.waitUntil(lambda: judged.panel.region_line.words.full_text().startswith(text), timeout=10_000)
    assert judged.browser.current == shown
