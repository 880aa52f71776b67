"""Enter takes over what the model says and goes on; Ctrl+Enter paints what it sees."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bgad_studio.core.records import ImageScore, Verdict

ENTER = Qt.Key.Key_Return


@pytest.fixture
def view(open_project, labelling, twelve_parts: Path):
    """On the eleventh part, which nobody has judged: the model says NG, of the last one nothing."""
    workspace = open_project(twelve_parts)
    shown = labelling(workspace)
    shown.browser.step(10)
    catalogue = workspace.session.catalogue
    record = catalogue.get(shown.browser.current)
    catalogue.merge([replace(record, score=ImageScore(1, 0.9, Verdict.NG))])
    shown.canvas.setFocus()
    return shown


def test_enter_takes_over_the_verdict_and_goes_on(qtbot: QtBot, view) -> None:
    catalogue, judged = view._session.catalogue, view.browser.current
    qtbot.keyClick(view.canvas, ENTER)
    qtbot.waitUntil(lambda: catalogue.get(judged).verdict is Verdict.NG)
    assert view.browser.position() == (12, 12)
    qtbot.keyClick(view.browser.list, ENTER)
    assert "does not know" in view.notice.title()
    assert catalogue.get(view.browser.current).verdict is None


def test_enter_leaves_a_persons_verdict(qtbot: QtBot, view) -> None:
    view.browser.step(-1)
    catalogue, own = view._session.catalogue, view.browser.current
    qtbot.keyClick(view.canvas, ENTER)
    assert view.browser.position()[0] == 11
    assert catalogue.get(own).verdict is Verdict.OK


def test_enter_where_a_name_is_typed_is_only_the_names(qtbot: QtBot, view) -> None:
    view.panel.new_type.setFocus()
    qtbot.keyClicks(view.panel.new_type, "dent")
    qtbot.keyClick(view.panel.new_type, ENTER)
    qtbot.waitUntil(lambda: view.panel.chosen_type() is not None)
    assert view.browser.position() == (11, 12)


def test_ctrl_enter_paints_what_the_model_sees(qtbot: QtBot, view, monkeypatch) -> None:
    seen = np.zeros((96, 96), np.bool_)
    seen[10:20, 10:20] = True
    monkeypatch.setattr("bgad_studio.ui.labelling.presenter.unusual_regions", lambda *_: seen)
    qtbot.waitUntil(lambda: view.presenter.record is not None and view.canvas.label_map() is not None)
    qtbot.waitUntil(lambda: view.presenter.record.id == view.browser.current)
    qtbot.keyClick(view.canvas, ENTER, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(view.canvas.label_map().any()), timeout=5_000)
    assert ((view.canvas.label_map() > 0) == seen).all()
