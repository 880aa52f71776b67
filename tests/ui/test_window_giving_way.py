"""What cannot run beside something else waits for it, and what is stopped stays stopped."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

from parts_folder import write_parts
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from bgad_studio.core import problems
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.training.state import End


class _Held:
    """A job that lasts until it is let go."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def __call__(self, _client: object) -> Iterator[object]:
        yield Progress(Phase.SCORING, 0, 1)
        while not self.go.wait(0.02):
            yield Progress(Phase.SCORING, 0, 1)


def test_a_training_begins_when_what_is_computed_is_done(
    qtbot: QtBot, open_project, twelve_parts: Path, quick
) -> None:
    workspace, held = open_project(twelve_parts), _Held()
    workspace.go(Place.TRAIN)
    plan = workspace.place(Place.TRAIN).plan
    qtbot.waitUntil(plan.start.isEnabled)
    workspace.session.compute.run(held)
    workspace.top_bar.train_button.click()
    state = workspace.trainer.state
    assert (state.queued, state.running) == (True, False)
    assert plan._summary.text() == "It begins as soon as the pictures in hand are judged."
    assert not plan.start.isEnabled()
    assert plan.start.text() == "Waits its turn"
    workspace.trainer.cancel()
    assert plan.start.text() == "Train"
    assert plan.start.isEnabled()
    plan.start.click()
    held.go.set()
    qtbot.waitUntil(lambda: workspace.trainer.state.end is End.FINISHED)
    assert not workspace.trainer.state.queued


def test_what_was_chosen_for_training_holds_for_the_button_above_too(
    qtbot: QtBot, open_project, twelve_parts: Path, quick, monkeypatch
) -> None:
    workspace, asked = open_project(twelve_parts), []
    workspace.go(Place.TRAIN)
    plan = workspace.place(Place.TRAIN).plan
    qtbot.waitUntil(plan.start.isEnabled)
    plan.unfold.click()
    plan.advanced.editors["tau"].setValue(0.3)
    monkeypatch.setattr(workspace.trainer, "start", asked.append)
    workspace.go(Place.LABEL)
    workspace.top_bar.train_button.click()
    assert [options.recipe.tau for options in asked] == [0.3]


def test_another_job_is_not_given_up_with_the_one_that_has_ended(
    qtbot: QtBot, open_project, twelve_parts: Path
) -> None:
    compute = open_project(twelve_parts).session.compute
    first, second = _Held(), _Held()
    job = compute.run(first)
    first.go.set()
    qtbot.waitUntil(lambda: not compute.busy)
    other, ends = compute.run(second), []
    other.finished.connect(lambda: ends.append("finished"))
    other.cancelled.connect(lambda: ends.append("cancelled"))
    compute.give_up(job)
    second.go.set()
    qtbot.waitUntil(lambda: bool(ends))
    assert ends == ["finished"]
    third = compute.run(_Held())
    third.cancelled.connect(lambda: ends.append("cancelled"))
    compute.give_up(third)
    qtbot.waitUntil(lambda: len(ends) == 2)
    assert ends[1] == "cancelled"


def test_a_project_that_closes_does_not_begin_with_the_folder_that_waits(
    qtbot: QtBot, open_project, twelve_parts: Path, tmp_path: Path
) -> None:
    workspace = open_project(twelve_parts)
    folders = [write_parts(tmp_path / name, 3) for name in ("one", "two", "three")]
    for folder in folders:
        workspace.importer.look(folder)
    session, begun = workspace.session, []
    session.closed.connect(lambda: begun.append("closed"))
    start = session.start
    session.start = lambda service: begun.append("begun") or start(service)
    session.close()
    qtbot.waitUntil(lambda: bool(begun))
    qtbot.wait(100)
    assert begun == ["closed"]


def test_an_import_that_breaks_does_not_say_that_all_is_there(
    qtbot: QtBot, open_project, twelve_parts: Path, tmp_path: Path, monkeypatch
) -> None:
    workspace = open_project(twelve_parts)

    def broken(*_: object) -> Iterator[object]:
        yield Progress(Phase.IMPORTING, 0, 1)
        raise ZeroDivisionError("odd")

    monkeypatch.setattr("bgad_studio.ui.importing.presenter.import_folder", broken)
    reports: list[str] = []
    workspace.session.crashed.disconnect()
    workspace.session.crashed.connect(reports.append)
    ended: list[object] = []
    workspace.importer.ended.connect(ended.append)
    workspace.importer.asked.disconnect()
    workspace.importer.asked.connect(lambda plan: workspace.importer.start(plan))
    workspace.importer.look(write_parts(tmp_path / "more", 2))
    qtbot.waitUntil(lambda: bool(ended))
    assert ended[0].trouble.problem is problems.COMPUTE_BUG
    assert "odd" in reports[0]
    assert "are in the project" not in workspace.notice.title()


def test_a_key_that_is_held_removes_one_part_only(open_project, twelve_parts: Path) -> None:
    actions = open_project(twelve_parts).findChildren(QAction)
    repeating = {key.toString(): action.autoRepeat() for action in actions for key in action.shortcuts()}
    assert repeating["Del"] is False
    assert repeating["Right"] is True
