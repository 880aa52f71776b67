"""One strip for several works: the most pressing is told, and its Stop stops no other."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from bgad_studio.core.progress import Phase, Progress
from bgad_studio.ui.frame.works import Works
from bgad_studio.ui.widgets.progress_strip import ProgressStrip


@pytest.fixture
def strip(qtbot: QtBot) -> ProgressStrip:
    made = ProgressStrip()
    qtbot.addWidget(made)
    return made


def test_an_import_is_told_before_a_training_and_the_training_after_it(strip: ProgressStrip) -> None:
    works, stopped = Works(strip), []
    works.begin("training", Phase.STARTING, lambda: stopped.append("training"))
    works.follow("training", Progress(Phase.TRAINING, 1, 4))
    works.begin("import", Phase.IMPORTING, lambda: stopped.append("import"))
    works.follow("import", Progress(Phase.IMPORTING, 1, 2))
    works.follow("training", Progress(Phase.TRAINING, 2, 4))
    assert strip._what.text() == "Importing 50 %"
    strip.stopRequested.emit()
    assert stopped == ["import"]
    works.end("import")
    assert strip._what.text() == "Training 50 %"
    strip.stopRequested.emit()
    assert stopped == ["import", "training"]
    works.end("training")
    assert not strip.isVisible()


def test_work_that_cannot_be_stopped_now_offers_no_stop(strip: ProgressStrip) -> None:
    works = Works(strip)
    works.begin("training", Phase.STARTING, None)
    assert strip._stop.isHidden()
    works.begin("training", Phase.STARTING, lambda: None)
    assert not strip._stop.isHidden()


def test_the_end_of_one_work_does_not_hide_another(strip: ProgressStrip) -> None:
    works = Works(strip)
    works.begin("scoring", Phase.SCORING, None)
    works.follow("scoring", Progress(Phase.SCORING, 1, 2))
    works.end("training")
    assert not strip.isHidden()


def test_what_waits_its_turn_is_listed_after_what_runs_and_can_be_taken_out(strip: ProgressStrip) -> None:
    works, stopped = Works(strip), []
    works.begin("inspection", Phase.INSPECTING, lambda: stopped.append("inspection"), waiting=12)
    assert strip.more.isHidden()
    works.begin("training", Phase.STARTING, lambda: stopped.append("training"))
    works.follow("training", Progress(Phase.TRAINING, 1, 4))
    assert strip._what.text() == "Training 25 %"
    assert not strip.more.isHidden()
    assert strip.more.text() == "1 more"
    assert [works.list._grid.itemAtPosition(row, 1).widget().text() for row in (0, 1)] == [
        "25 %",
        "12 pictures wait their turn",
    ]
    assert works.list.stops["inspection"].text() == "Take out"
    works.list.stops["inspection"].click()
    assert stopped == ["inspection"]
    assert not works.list.stops["inspection"].isEnabled()
    works.end("inspection")
    assert strip.more.isHidden()


def test_a_list_that_is_open_keeps_its_buttons_while_works_go_on(strip: ProgressStrip) -> None:
    works = Works(strip)
    works.begin("training", Phase.STARTING, lambda: None)
    works.begin("import", Phase.IMPORTING, lambda: None)
    button = works.list.stops["training"]
    works.follow("training", Progress(Phase.TRAINING, 2, 4))
    assert works.list.stops["training"] is button
    works.begin("training", Phase.TRAINING, None)  # it is stopping: nothing more to press
    assert "training" not in works.list.stops
