"""The review: one part after the other with its reason, answered by key, and what comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import plant
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bgad_studio.core.records import Verdict
from bgad_studio.core.review import Reason
from bgad_studio.ui.canvas.tools import Tool
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.review.view import ReviewView

ENTER, CTRL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(qtbot: QtBot, open_project, twelve_parts: Path) -> ReviewView:
    """Ten parts somebody called good and two nobody has judged; the model says NG of all."""
    plant(twelve_parts)
    workspace = open_project(twelve_parts)
    workspace.go(Place.REVIEW)
    made = workspace.place(Place.REVIEW)
    qtbot.waitUntil(lambda: seen(made), timeout=10_000)
    return made


def seen(view: ReviewView) -> bool:
    """Whether the part in hand is on the canvas."""
    record = view.presenter.record
    return record is not None and view.presenter._shown_id == record.id


def press(qtbot: QtBot, view: ReviewView, *keys) -> int:
    """Press a key on the part in hand and wait for what comes; the part's id."""
    qtbot.waitUntil(lambda: seen(view))
    record = view.presenter.record
    assert record is not None
    left = len(view.presenter.state.queue)
    qtbot.keyClick(view.canvas, *keys)
    qtbot.waitUntil(lambda: len(view.presenter.state.queue) == left - 1)
    return record.id


def test_the_rail_tells_how_many_parts_are_left_and_every_part_why(qtbot: QtBot, window, view) -> None:
    badge = window.workspace.rail.badge
    assert (badge.text(), badge.isVisible(), view.ask.left.text()) == ("12", True, "12")
    assert view.ask.reason.text() == "You said good, the model says NG"
    press(qtbot, view, Qt.Key.Key_1)
    assert (badge.text(), view.ask.left.text()) == ("11", "11")
    assert view.presenter.state.current.reason is Reason.STRANGE
    assert view.ask.reason.text() == "Unlike what the model knows"


def test_enter_takes_the_models_word_and_the_other_keys_give_another(qtbot: QtBot, view) -> None:
    catalogue = view._session.catalogue
    taken = press(qtbot, view, ENTER)
    assert catalogue.get(taken).verdict is Verdict.NG
    stays = press(qtbot, view, Qt.Key.Key_3)
    assert catalogue.get(stays).verdict is Verdict.UNSURE
    assert len(view.presenter.state.queue) == 10


def test_undo_brings_the_part_back_as_it_was(qtbot: QtBot, view) -> None:
    catalogue = view._session.catalogue
    taken = press(qtbot, view, ENTER)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: view.presenter.state.current.image_id == taken and seen(view))
    assert catalogue.get(taken).verdict is Verdict.OK
    assert len(view.presenter.state.queue) == 12


def test_later_answers_nothing(qtbot: QtBot, view) -> None:
    first = view.presenter.record
    qtbot.keyClick(view.canvas, Qt.Key.Key_Right)
    assert view.presenter.record.id != first.id
    assert len(view.presenter.state.queue) == 12
    assert view._session.catalogue.get(first.id) == first


def test_a_part_that_is_not_on_the_canvas_yet_is_not_judged(qtbot: QtBot, view) -> None:
    before = [record.verdict for record in view._session.catalogue.records]
    qtbot.keyClick(view.canvas, Qt.Key.Key_Right)
    assert not seen(view)
    qtbot.keyClick(view.canvas, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: seen(view) and not view._session.store.busy)
    assert [record.verdict for record in view._session.catalogue.records] == before


def test_a_key_held_down_judges_one_part(view) -> None:
    for key in ("ok", "ng", "unsure", "accept_next"):
        assert not view.commands[key].autoRepeat()


def test_a_part_is_painted_in_the_place_for_it_with_the_brush_in_hand(qtbot: QtBot, window, view) -> None:
    record = view.presenter.record
    qtbot.keyClick(view.canvas, Qt.Key.Key_B)
    label = window.workspace.place(Place.LABEL)
    assert label.isVisible()
    assert label.browser.current == record.id
    assert label.canvas.tool() is Tool.BRUSH
    assert not view.commands["brush"].isChecked()


def test_a_verdict_given_elsewhere_answers_too(qtbot: QtBot, window, view) -> None:
    open_id = next(r.id for r in view._session.catalogue.records if r.verdict is None)
    window.workspace.go(Place.LABEL)
    view._session.judge([open_id], Verdict.NG)
    qtbot.waitUntil(lambda: len(view.presenter.state.queue) == 11, timeout=10_000)
    assert open_id not in [item.image_id for item in view.presenter.state.queue]


def test_when_nothing_is_left_it_says_what_to_do_next(qtbot: QtBot, window, view) -> None:
    for _ in range(12):
        press(qtbot, view, ENTER)
    assert view.empty.isVisible()
    assert not window.workspace.rail.badge.isVisible()
    qtbot.waitUntil(lambda: bool(view.go.text()))
    assert view.presenter.state.current is None


def test_without_a_model_it_leads_to_training(qtbot: QtBot, open_project, twelve_parts: Path) -> None:
    workspace = open_project(twelve_parts)
    workspace.go(Place.REVIEW)
    made = workspace.place(Place.REVIEW)
    assert made.empty.isVisible()
    qtbot.mouseClick(made.go, Qt.MouseButton.LeftButton)
    assert workspace.place(Place.TRAIN).isVisible()
