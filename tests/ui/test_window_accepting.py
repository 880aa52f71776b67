"""Enter takes over what the model says and goes on; Ctrl+Enter paints what it sees."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bgad_studio.core.records import IGNORE_VALUE, ImageScore, Verdict

ENTER = Qt.Key.Key_Return


@pytest.fixture
def view(qtbot: QtBot, open_project, labelling, twelve_parts: Path):
    """On the eleventh part, which nobody has judged: the model says NG, of the last one nothing."""
    workspace = open_project(twelve_parts)
    shown = labelling(workspace)
    shown.browser.step(10)
    catalogue = workspace.session.catalogue
    record = catalogue.get(shown.browser.current)
    catalogue.merge([record._replace(score=ImageScore(1, 0.9, Verdict.NG))])
    shown.canvas.setFocus()
    qtbot.waitUntil(lambda: seen(shown))
    return shown


def seen(view) -> bool:
    """Whether the part in hand is on the canvas."""
    return view.presenter.record is not None and view.presenter.record.id == view.browser.current


def test_enter_takes_over_the_verdict_and_goes_on(qtbot: QtBot, view) -> None:
    catalogue, judged = view._session.catalogue, view.browser.current
    qtbot.keyClick(view.canvas, ENTER)
    qtbot.waitUntil(lambda: catalogue.get(judged).verdict is Verdict.NG)
    assert view.browser.position() == (12, 12)
    qtbot.waitUntil(lambda: seen(view))
    qtbot.keyClick(view.browser.list, ENTER)
    assert "does not know" in view.notice.title()
    assert catalogue.get(view.browser.current).verdict is None


def test_enter_leaves_a_persons_verdict(qtbot: QtBot, view) -> None:
    view.browser.step(-1)
    catalogue, own = view._session.catalogue, view.browser.current
    catalogue.merge([catalogue.get(own)._replace(score=ImageScore(1, 0.9, Verdict.NG))])
    qtbot.waitUntil(lambda: seen(view))
    qtbot.keyClick(view.canvas, ENTER)
    assert view.browser.position()[0] == 11
    qtbot.waitUntil(lambda: not view._session.store.busy)
    assert catalogue.get(own).verdict is Verdict.OK


def test_enter_judges_no_part_that_is_not_on_the_canvas_yet(qtbot: QtBot, view) -> None:
    catalogue, coming = view._session.catalogue, view.browser.current
    view.browser.step(-1)
    qtbot.waitUntil(lambda: seen(view))
    view.browser.step(1)
    qtbot.keyClick(view.canvas, ENTER)
    qtbot.waitUntil(lambda: seen(view) and not view._session.store.busy)
    assert view.browser.current == coming
    assert catalogue.get(coming).verdict is None
    assert not view._on_picture["accept_next"].autoRepeat(), "a key held down judges nothing"


def test_what_the_model_sees_becomes_a_defect_also_where_the_brush_paints_what_is_ignored(
    qtbot: QtBot, view, monkeypatch
) -> None:
    region = np.zeros((96, 96), np.bool_)
    region[10:20, 10:20] = True
    monkeypatch.setattr("bgad_studio.ui.labelling.presenter.unusual_regions", lambda *_: region)
    qtbot.waitUntil(lambda: view.canvas.label_map() is not None)
    view.presenter.add_type("dent")
    qtbot.waitUntil(lambda: bool(view._session.catalogue.types))
    view.panel.choose_type(IGNORE_VALUE)
    view._accept()
    qtbot.waitUntil(lambda: bool(view.canvas.label_map().any()), timeout=5_000)
    assert set(np.unique(view.canvas.label_map())) == {0, view._session.catalogue.types[0].id}


def test_enter_where_a_name_is_typed_is_only_the_names(qtbot: QtBot, view) -> None:
    view.panel.new_type.setFocus()
    qtbot.keyClicks(view.panel.new_type, "dent")
    qtbot.keyClick(view.panel.new_type, ENTER)
    qtbot.waitUntil(lambda: view.panel.chosen_type() is not None)
    assert view.browser.position() == (11, 12)


def test_where_the_model_has_judged_nothing_ctrl_enter_says_so(qtbot: QtBot, view) -> None:
    view.browser.step(1)
    qtbot.waitUntil(lambda: seen(view))
    qtbot.keyClick(view.canvas, ENTER, Qt.KeyboardModifier.ControlModifier)
    assert view.notice.isVisible()
    qtbot.waitUntil(lambda: not view._session.store.busy)
    assert not view._session.catalogue.types, "no type is made for nothing"


@pytest.mark.parametrize("key", [ENTER, Qt.Key.Key_Enter], ids=["return", "keypad"])
def test_ctrl_enter_paints_what_the_model_sees(qtbot: QtBot, view, monkeypatch, key) -> None:
    seen = np.zeros((96, 96), np.bool_)
    seen[10:20, 10:20] = True
    monkeypatch.setattr("bgad_studio.ui.labelling.presenter.unusual_regions", lambda *_: seen)
    qtbot.waitUntil(lambda: view.presenter.record is not None and view.canvas.label_map() is not None)
    qtbot.waitUntil(lambda: view.presenter.record.id == view.browser.current)
    qtbot.keyClick(view.canvas, key, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(view.canvas.label_map().any()), timeout=5_000)
    assert ((view.canvas.label_map() > 0) == seen).all()
