"""What follows from all parts together is reckoned beside the store's lane, and only at rest."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bgad_studio.core.records import Verdict
from bgad_studio.ui.training import presenter as training


def test_the_next_part_comes_while_it_is_still_reckoned_what_a_training_would_learn(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path, monkeypatch
) -> None:
    workspace = open_project(twelve_parts)
    view, session = labelling(workspace), workspace.session
    real, begun, go_on = training.readiness, Event(), Event()

    def slow(project, images):
        begun.set()
        go_on.wait(20)
        return real(project, images)

    monkeypatch.setattr(training, "readiness", slow)
    try:
        qtbot.keyClick(view.canvas, Qt.Key.Key_2)
        qtbot.waitUntil(begun.is_set)
        before = workspace.trainer.state.readiness
        qtbot.keyClick(view.canvas, Qt.Key.Key_Right)
        qtbot.waitUntil(lambda: view.presenter.record.name == "part_02.png")
        qtbot.keyClick(view.canvas, Qt.Key.Key_2)
        qtbot.waitUntil(lambda: view.presenter.record.verdict is Verdict.NG)
        assert workspace.trainer.state.readiness is before
    finally:
        go_on.set()
    qtbot.waitUntil(lambda: session.settled)
    assert workspace.trainer.state.readiness.normals + workspace.trainer.state.readiness.normals_holdout == 8


def test_several_verdicts_in_a_row_are_reckoned_once(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path, monkeypatch
) -> None:
    monkeypatch.setattr("bgad_studio.ui.session.LONGEST_MS", 600_000)
    workspace = open_project(twelve_parts)
    view, session = labelling(workspace), workspace.session
    told: list[int] = []
    session.partsChanged.connect(lambda: told.append(session.catalogue.counts().defective))
    session._rest.setInterval(60_000)
    for _ in range(3):
        qtbot.keyClick(view.canvas, Qt.Key.Key_2)
        qtbot.keyClick(view.canvas, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: session.catalogue.counts().defective == 3)
    assert told == []
    session._rest.setInterval(0)
    qtbot.waitUntil(lambda: told == [3])


def test_parts_that_come_without_a_rest_are_reckoned_all_the_same(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path, monkeypatch
) -> None:
    monkeypatch.setattr("bgad_studio.ui.session.LONGEST_MS", 50)
    workspace = open_project(twelve_parts)
    view, session = labelling(workspace), workspace.session
    session._rest.setInterval(60_000)
    with qtbot.waitSignal(session.partsChanged):
        qtbot.keyClick(view.canvas, Qt.Key.Key_2)
