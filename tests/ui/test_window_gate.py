"""A new defect turns up: one click, and nothing changes until a person has seen what would."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from parts_folder import EDGE, paint
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QMessageBox
from pytestqt.qtbot import QtBot

from bgad_studio.core.records import ModelState
from bgad_studio.services.gate import Effect, Flip, auto_promotion
from bgad_studio.ui.canvas.tools import Tool
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.gate.compare import Compare
from bgad_studio.ui.gate.state import Decision

PATIENCE = 150_000


def _train(qtbot: QtBot, workspace) -> None:
    workspace.top_bar.train_button.click()
    qtbot.waitUntil(lambda: workspace.trainer.state.running)
    qtbot.waitUntil(lambda: not workspace.trainer.state.running, timeout=PATIENCE)
    qtbot.waitUntil(lambda: workspace.session.settled)


@pytest.fixture
def challenged(qtbot: QtBot, open_project, labelling, twelve_parts: Path, quick):
    """A project whose first model judges and whose second, with a newly painted defect, waits."""
    workspace = open_project(twelve_parts)
    _train(qtbot, workspace)
    workspace.go(Place.LABEL)
    view = labelling(workspace)
    view.browser.step(11)
    qtbot.waitUntil(lambda: view.presenter.record.name == "part_12.png")
    view.set_tool(Tool.BRUSH)
    qtbot.waitUntil(lambda: view.panel.chosen_type() is not None)
    paint(view.canvas, (EDGE / 2 - 10, EDGE / 2), (EDGE / 2 + 10, EDGE / 2))
    qtbot.waitUntil(lambda: workspace.top_bar._news.isVisible())
    assert workspace.top_bar._news.text().startswith("1 new defect since model 1 · about ")
    _train(qtbot, workspace)
    qtbot.waitUntil(lambda: workspace.gate.state.gate is not None)
    return workspace


def test_the_model_before_judges_until_somebody_decides(challenged) -> None:
    catalogue = challenged.session.catalogue
    assert catalogue.model.number == 1
    assert {record.score.model_id for record in catalogue.records} == {catalogue.model.id}
    view = challenged.place(Place.TRAIN)
    assert view.gate.isVisible()
    assert challenged.top_bar.train_button.text() == "Decide"
    assert view.gate.list.flips.rowCount() == len(challenged.gate.state.gate.flips)


def test_promoting_changes_model_scores_and_maps(qtbot: QtBot, challenged) -> None:
    view = challenged.place(Place.TRAIN)
    view.gate.buttons[Decision.PROMOTE].click()
    catalogue = challenged.session.catalogue
    qtbot.waitUntil(lambda: catalogue.model.number == 2, timeout=10_000)
    qtbot.waitUntil(lambda: {r.score.model_id for r in catalogue.records} == {catalogue.model.id})
    assert not view.gate.isVisible()
    assert challenged.top_bar.train_button.text() == "Retrain"
    qtbot.waitUntil(lambda: not challenged.top_bar._news.isVisible())
    project = challenged.session.project
    assert all(project.maps.load(record.id, catalogue.model.id) for record in catalogue.records)


@pytest.mark.parametrize(("decision", "kept"), [(Decision.KEEP, True), (Decision.DISCARD, False)])
def test_keeping_the_model_before_changes_nothing(
    qtbot: QtBot, challenged, decision: Decision, kept: bool
) -> None:
    challenged.place(Place.TRAIN).gate.buttons[decision].click()
    qtbot.waitUntil(lambda: challenged.gate.state.gate is None, timeout=10_000)
    models = challenged.session.project.models.all()
    assert [model.state for model in models] == [ModelState.ACTIVE, ModelState.RETIRED]
    assert models[1].folder.is_dir() is kept
    assert challenged.session.catalogue.model.number == 1


def test_the_decision_waits_over_a_restart(
    qtbot: QtBot, challenged, open_project, twelve_parts: Path
) -> None:
    with qtbot.waitSignal(challenged.session.closed, timeout=20_000):
        challenged.session.close()
    again = open_project(twelve_parts)
    qtbot.waitUntil(lambda: again.gate.state.gate is not None)
    again.go(Place.TRAIN)
    assert again.place(Place.TRAIN).gate.isVisible()


def test_rolling_back_brings_the_old_verdicts_and_computes_its_maps_again(qtbot: QtBot, challenged) -> None:
    catalogue = challenged.session.catalogue
    scores = {record.id: record.score.score for record in catalogue.records}
    challenged.place(Place.TRAIN).gate.buttons[Decision.PROMOTE].click()
    qtbot.waitUntil(lambda: catalogue.model.number == 2, timeout=10_000)
    challenged.go(Place.MODELS)
    view = challenged.place(Place.MODELS)
    qtbot.waitUntil(lambda: view.table.topLevelItemCount() == 2)
    assert not view.activate.isEnabled()  # the one that judges is chosen at first
    view.table.setCurrentItem(view.table.topLevelItem(1))
    view.activate.click()
    qtbot.waitUntil(lambda: catalogue.model.number == 1, timeout=10_000)
    qtbot.waitUntil(lambda: {r.id: r.score.score for r in catalogue.records} == scores)
    challenged.go(Place.RESULTS)
    results = challenged.place(Place.RESULTS)
    qtbot.waitUntil(results.offer.isVisible, timeout=10_000)
    results.offer.action.click()
    project = challenged.session.project
    qtbot.waitUntil(lambda: project.maps.load(1, catalogue.model.id) is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not results.offer.isVisible(), timeout=10_000)


def test_the_gate_weighs_in_one_sentence_and_shows_a_part_under_both_models(qtbot: QtBot, challenged) -> None:
    view, state = challenged.place(Place.TRAIN).gate, challenged.gate.state
    assert view._balance.text().startswith("Finds ")
    record = list(challenged.session.catalogue.records)[-1]
    after = challenged.session.project.models.scores(state.gate.challenger.id)[record.id]
    challenged.gate.compare(Flip(record, record.score, after, Effect.OPEN))
    qtbot.waitUntil(lambda: view.findChild(Compare) is not None, timeout=10_000)
    dialog = view.findChild(Compare)
    one, other = dialog.pictures
    assert (one.image_size(), other.image_size()) == ((EDGE, EDGE), (EDGE, EDGE))
    assert one._heat is not None
    one.zoom_in()
    assert other.zoom() == pytest.approx(one.zoom())
    with qtbot.waitSignal(view.partWanted) as wanted:
        qtbot.mouseClick(dialog.results, Qt.MouseButton.LeftButton)
    assert wanted.args == [record.id]


def test_promotion_without_asking_is_chosen_here_and_kept_with_the_project(qtbot: QtBot, challenged) -> None:
    view = challenged.place(Place.TRAIN).gate
    assert not view.automatic.isChecked()
    view.automatic.click()
    qtbot.waitUntil(lambda: challenged.gate.state.automatic, timeout=10_000)
    assert auto_promotion(challenged.session.project)


def test_models_are_compared_renamed_exported_and_deleted_only_when_meant(
    qtbot: QtBot, challenged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    challenged.place(Place.TRAIN).gate.buttons[Decision.KEEP].click()
    qtbot.waitUntil(lambda: challenged.gate.state.gate is None, timeout=10_000)
    challenged.go(Place.MODELS)
    view = challenged.place(Place.MODELS)
    qtbot.waitUntil(lambda: view.table.topLevelItemCount() == 2)
    qtbot.waitUntil(lambda: challenged.session.settled)
    newest, first = (view.table.topLevelItem(row) for row in range(2))
    view.table.setCurrentItem(first)
    assert not view.delete.isEnabled()
    assert "judges now" in view._why.text()
    newest.setSelected(True)
    rows = {key: (old, new) for key, old, new in view.facts.rows()}
    assert rows["Learned from, good / defects"] == ("6 / 0", "6 / 1")
    assert rows["New labels"][1] == "+1 defects"
    assert rows["Recipe"] == ("Standard", "Standard")
    assert all(text.startswith("processor, threads: ") for text in rows["Computed by"])
    view.table.setCurrentItem(newest)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("night shift", True))
    view.rename.click()
    qtbot.waitUntil(lambda: "night shift" in view.table.topLevelItem(0).text(0), timeout=10_000)
    file = tmp_path / "model.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    view.export.click()
    qtbot.waitUntil(view.notice.isVisible, timeout=10_000)
    assert zipfile.is_zipfile(file)
    for key, usable in ((Qt.Key.Key_Return, True), (None, False)):
        QTimer.singleShot(300, lambda key=key: _answer(key))
        view.delete.click()
        qtbot.waitUntil(lambda: challenged.session.settled)
        assert view.table.topLevelItem(0).data(0, Qt.ItemDataRole.UserRole).usable is usable


def _answer(key: Qt.Key | None) -> None:
    """Press Return on the question: its safe answer; or its other button."""
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    if key is not None:
        QTest.keyClick(box, key)
        return
    (delete,) = [b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.DestructiveRole]
    delete.click()
