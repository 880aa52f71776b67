"""Training and results in the window, with the real compute process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from bgad_studio.core.config import PRESETS, Preset
from bgad_studio.core.records import MaskOrigin
from bgad_studio.services.project import Project
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.training.state import End

PATIENCE = 150_000


@pytest.fixture
def endless(quick, monkeypatch: pytest.MonkeyPatch) -> None:
    """A training nobody wants to wait for."""
    monkeypatch.setitem(PRESETS, Preset.FAST, replace(PRESETS[Preset.FAST], steps=1_000_000))


def _train(qtbot: QtBot, workspace) -> None:
    workspace.train()
    qtbot.waitUntil(lambda: workspace.trainer.state.running)
    qtbot.waitUntil(lambda: not workspace.trainer.state.running, timeout=PATIENCE)
    qtbot.waitUntil(lambda: workspace.session.settled)


def _learning(qtbot: QtBot, workspace) -> None:
    workspace.train()
    qtbot.waitUntil(lambda: len(workspace.trainer.state.curve) > 0, timeout=PATIENCE)


def test_after_training_every_part_has_score_and_map_and_they_outlive_a_restart(
    qtbot: QtBot, open_project, twelve_parts: Path, quick
) -> None:
    workspace = open_project(twelve_parts)
    _train(qtbot, workspace)
    state = workspace.trainer.state
    assert (state.end, state.model) == (End.FINISHED, 1)
    assert state.curve
    assert workspace.session.catalogue.counts().scored == 12
    file = twelve_parts.parent / "report.html"
    workspace.papers.write_report(file)
    qtbot.waitUntil(workspace.notice.isVisible, timeout=20_000)
    assert str(file) in workspace.notice.title()
    assert file.read_text("utf-8").count("<img") == 24
    workspace.go(Place.RESULTS)
    shown = _first_result(qtbot, workspace)
    with qtbot.waitSignal(workspace.session.closed, timeout=20_000):
        workspace.session.close()
    again = open_project(twelve_parts)
    again.go(Place.RESULTS)
    assert (_first_result(qtbot, again).map.values == shown.map.values).all()
    assert again.session.compute.busy is False
    again.go(Place.TRAIN)
    assert again.trainer.state.curve  # the last run's


def _first_result(qtbot: QtBot, workspace):
    view = workspace.place(Place.RESULTS)
    results = []
    view.presenter.shown.connect(results.append)
    view.presenter.reopen()
    qtbot.waitUntil(lambda: bool(results), timeout=10_000)
    scores = [view.browser.model.record(row).score.score for row in range(view.browser.model.rowCount())]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 12
    assert results[-1].record.score.score == scores[0]
    return results[-1]


def test_too_few_good_parts_are_told_where_one_wants_to_train(
    qtbot: QtBot, open_project, tmp_path: Path
) -> None:
    path = tmp_path / "Line 1.bgad"
    Project.create(path).close()
    workspace = open_project(path)
    workspace.train()
    view = workspace.place(Place.TRAIN)
    assert not workspace.trainer.state.running
    assert not view.plan.start.isEnabled()
    qtbot.waitUntil(lambda: view.lessons._missing.isVisible())
    assert "no pictures" in view.lessons._missing.text()


def test_stop_and_keep_makes_a_model_of_what_was_learned(
    qtbot: QtBot, open_project, twelve_parts: Path, endless
) -> None:
    workspace = open_project(twelve_parts)
    _learning(qtbot, workspace)
    workspace.place(Place.TRAIN).plan.keep.click()
    qtbot.waitUntil(lambda: not workspace.trainer.state.running, timeout=PATIENCE)
    qtbot.waitUntil(lambda: workspace.session.catalogue.counts().scored == 12)
    assert workspace.trainer.state.end is End.FINISHED


def test_cancel_changes_nothing(qtbot: QtBot, open_project, twelve_parts: Path, endless) -> None:
    workspace = open_project(twelve_parts)
    _learning(qtbot, workspace)
    workspace.place(Place.TRAIN).plan.cancel.click()
    qtbot.waitUntil(lambda: not workspace.trainer.state.running, timeout=PATIENCE)
    assert workspace.trainer.state.end is End.CANCELLED
    assert list((twelve_parts / "models").iterdir()) == []
    assert workspace.session.catalogue.model is None


def _past_step_ten(qtbot: QtBot, workspace, steps: int, monkeypatch: pytest.MonkeyPatch):
    """A training of so many steps has begun, and kept a state."""
    monkeypatch.setitem(PRESETS, Preset.FAST, replace(PRESETS[Preset.FAST], steps=steps))
    workspace.train()
    trainer = workspace.trainer
    qtbot.waitUntil(lambda: bool(trainer.state.curve) and trainer.state.curve[-1].step > 10, timeout=PATIENCE)
    return workspace


def _kill_computation(qtbot: QtBot, workspace) -> None:
    children = [
        child for child in psutil.Process().children() if "bgad_studio.compute.process" in child.cmdline()
    ]
    assert children
    for child in children:
        child.kill()
    qtbot.waitUntil(lambda: not workspace.trainer.state.running, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not workspace.session.store.busy)


def test_a_training_that_stopped_is_offered_at_once_and_at_the_next_start_and_goes_on(
    qtbot: QtBot, open_project, twelve_parts: Path, quick, monkeypatch
) -> None:
    workspace = _past_step_ten(qtbot, open_project(twelve_parts), 48, monkeypatch)
    curve = workspace.trainer
    _kill_computation(qtbot, workspace)
    plan = workspace.place(Place.TRAIN).plan
    assert plan.stopped.isVisible()
    kept = curve.state.unfinished.step  # the newest state that was kept when it died
    assert kept >= 10
    assert plan.stopped.text.text() == f"Training stopped at step {kept} of 48."
    assert not plan.start.isVisible()
    with qtbot.waitSignal(workspace.session.closed, timeout=20_000):
        workspace.session.close()

    again = open_project(twelve_parts)
    again.train()  # the one button goes there, and begins nothing new
    assert not again.trainer.state.running
    offered = again.place(Place.TRAIN).plan.stopped
    qtbot.waitUntil(offered.isVisible)
    offered.go_on.click()
    qtbot.waitUntil(lambda: again.trainer.state.running)
    assert not offered.isVisible()
    qtbot.waitUntil(lambda: not again.trainer.state.running, timeout=PATIENCE)
    state = again.trainer.state
    assert (state.end, state.model, state.unfinished) == (End.FINISHED, 1, None)
    assert [point.step for point in state.curve] == list(range(4, 49, 4))
    assert f"Went on from step {kept} of 48" in again.place(Place.TRAIN).plan.log.text()


def test_a_training_goes_on_after_the_window_was_closed_meanwhile(
    qtbot: QtBot, open_project, twelve_parts: Path, quick, monkeypatch
) -> None:
    workspace = _past_step_ten(qtbot, open_project(twelve_parts), 400, monkeypatch)
    with qtbot.waitSignal(workspace.session.closed):
        workspace.session.close()
    again = open_project(twelve_parts)
    again.go(Place.TRAIN)
    offered = again.place(Place.TRAIN).plan.stopped
    qtbot.waitUntil(offered.isVisible)
    assert offered.text.text().endswith("of 400.")
    assert again.session.catalogue.model is None


def test_a_killed_compute_process_is_told_and_training_works_again(
    qtbot: QtBot, open_project, twelve_parts: Path, endless, monkeypatch
) -> None:
    workspace = open_project(twelve_parts)
    _learning(qtbot, workspace)
    _kill_computation(qtbot, workspace)
    view = workspace.place(Place.TRAIN)
    assert view.notice.isVisible()
    assert "SIGKILL" in view.notice.title()
    if workspace.trainer.state.unfinished is not None:  # it had come so far that it could go on
        view.plan.stopped.throw.click()
        qtbot.waitUntil(lambda: workspace.trainer.state.can_start)
    monkeypatch.setitem(PRESETS, Preset.FAST, replace(PRESETS[Preset.FAST], steps=12))
    _train(qtbot, workspace)
    assert workspace.trainer.state.end is End.FINISHED
    assert not view.notice.isVisible()


def test_an_interrupted_training_is_told_at_the_next_start(
    qtbot: QtBot, open_project, twelve_parts: Path
) -> None:
    with Project.open(twelve_parts) as project:
        snapshot = project.runs.add_snapshot([])
        project.runs.start(snapshot.id, "{}")
    workspace = open_project(twelve_parts)
    workspace.go(Place.TRAIN)
    view = workspace.place(Place.TRAIN)
    qtbot.waitUntil(view.notice.isVisible)
    assert "was closed or stopped while this was running" in view.notice.title()


def test_parts_that_came_later_can_be_judged_by_the_model(
    qtbot: QtBot, open_project, twelve_parts: Path, quick, tmp_path: Path
) -> None:
    from parts_folder import write_parts

    from bgad_studio.services.importing import plan_import

    workspace = open_project(twelve_parts)
    _train(qtbot, workspace)
    workspace.importer.start(plan_import(write_parts(tmp_path / "more", 3, seed=9)), None)
    qtbot.waitUntil(lambda: workspace.session.catalogue.counts().total == 15, timeout=10_000)
    qtbot.waitUntil(lambda: not workspace.importer.state.running, timeout=10_000)
    workspace.go(Place.RESULTS)
    view = workspace.place(Place.RESULTS)
    qtbot.waitUntil(view.offer.isVisible)
    view.offer.action.click()
    qtbot.waitUntil(lambda: workspace.session.catalogue.counts().scored == 15, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not view.offer.isVisible())


def test_what_the_model_sees_becomes_paint_that_says_where_it_came_from(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path, quick, monkeypatch
) -> None:
    import numpy as np

    from bgad_studio.services import annotate
    from bgad_studio.ui.labelling import presenter

    workspace = open_project(twelve_parts)
    _train(qtbot, workspace)
    workspace.go(Place.LABEL)
    view = labelling(workspace)
    seen = np.zeros((96, 96), np.bool_)
    seen[10:20, 30:50] = True
    monkeypatch.setattr(presenter, "unusual_regions", lambda project, record, at_xy: seen)
    kept = []
    real = annotate.keep_mask
    monkeypatch.setattr(annotate, "keep_mask", lambda *args: (kept.append(args[-1]), real(*args)))
    view.panel.accept.click()
    qtbot.waitUntil(lambda: view.canvas.label_map().any())
    qtbot.waitUntil(lambda: workspace.session.settled)
    assert ((view.canvas.label_map() > 0) == seen).all()
    assert kept == [MaskOrigin.ACCEPTED]
