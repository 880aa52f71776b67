"""An inspection goes on: after failures, after a stop, with what was there before, and with a newer model."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from parts_folder import write_parts
from planted import THRESHOLDS, plant
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.inspection import Inspection, NewPart
from bgad_studio.services.inspection.judge import Judged
from bgad_studio.services.project import Project
from bgad_studio.ui.frame.rail import Place

WAIT = 60_000
JUDGE = "bgad_studio.ui.inspection.presenter.judge"


def _old(folder: Path) -> Path:
    for path in folder.iterdir():
        os.utime(path, (time.time() - 3600,) * 2)
    return folder


def stand_in(
    project: Project, _client: object, inspection: Inspection, lot: Sequence[Path], *_drawn: object
) -> Iterator[Judged]:
    """Judges without a computing process."""
    parts = [
        NewPart(path, sha256(path.read_bytes()).hexdigest(), 7.0, THRESHOLDS.verdict(7.0)) for path in lot
    ]
    yield Judged(tuple(project.inspections.add_parts(inspection.id, parts)))


@pytest.fixture
def workspace(qtbot: QtBot, open_project, twelve_parts: Path, monkeypatch: pytest.MonkeyPatch):
    """A project with a model, at the place of inspections."""
    plant(twelve_parts)
    monkeypatch.setattr(JUDGE, stand_in)
    opened = open_project(twelve_parts)
    opened.go(Place.INSPECT)
    qtbot.waitUntil(lambda: opened.place(Place.INSPECT).presenter.state.known, timeout=WAIT)
    return opened


def test_a_process_that_dies_ends_no_inspection_and_loses_no_picture(
    qtbot: QtBot, workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    view = workspace.place(Place.INSPECT)
    calls = []

    def dying(*args):
        calls.append(args[3])
        if len(calls) == 1:
            raise StudioError(problems.COMPUTE_DIED, reason="killed")
        yield from stand_in(*args)

    monkeypatch.setattr(JUDGE, dying)
    monkeypatch.setattr("bgad_studio.services.inspection.line.AGAIN_SECONDS", (0.5,))
    view.begin(_old(write_parts(tmp_path / "new", 3, seed=6)), watch=False)
    qtbot.waitUntil(view.notice.isVisible, timeout=WAIT)
    assert "killed" in view.notice.title()
    assert view.presenter.state.running
    qtbot.waitUntil(lambda: view.parts.rowCount() == 3, timeout=WAIT)
    qtbot.waitUntil(lambda: not view.notice.isVisible(), timeout=WAIT)
    qtbot.waitUntil(lambda: not view.presenter.state.running, timeout=WAIT)


def test_after_failing_again_and_again_it_waits_for_a_person_and_then_goes_on(
    qtbot: QtBot, workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    view = workspace.place(Place.INSPECT)

    def broken(*_):
        raise StudioError(problems.MODEL_BROKEN, file="model", reason="gone")
        yield

    monkeypatch.setattr(JUDGE, broken)
    view.begin(_old(write_parts(tmp_path / "new", 2, seed=6)), watch=False)
    qtbot.waitUntil(lambda: view.presenter.state.paused, timeout=WAIT)
    assert view.controls.resume.isVisible()
    assert view.controls.stop.isVisible()
    assert "2" in view.controls.status.full_text()
    monkeypatch.setattr(JUDGE, stand_in)
    qtbot.mouseClick(view.controls.resume, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.parts.rowCount() == 2, timeout=WAIT)
    qtbot.waitUntil(lambda: not view.presenter.state.running, timeout=WAIT)


def test_watching_offers_what_is_there_and_a_past_inspection_goes_on_with_what_is_new(
    qtbot: QtBot, workspace, tmp_path: Path
) -> None:
    view = workspace.place(Place.INSPECT)
    folder = _old(write_parts(tmp_path / "camera", 2, seed=8))
    view.begin(folder, watch=True)
    qtbot.waitUntil(view.offer.isVisible, timeout=WAIT)
    assert "2 pictures" in view.offer.title()
    assert view.parts.rowCount() == 0
    view.offer.action.click()
    qtbot.waitUntil(lambda: view.parts.rowCount() == 2, timeout=WAIT)
    assert not view.offer.isVisible()
    number = view.presenter.state.inspection.id
    view.presenter.stop()
    qtbot.waitUntil(lambda: not view.presenter.state.running, timeout=WAIT)
    write_parts(tmp_path / "made", 1, seed=77)
    (tmp_path / "made" / "part_01.png").rename(folder / "late.png")
    _old(folder)
    qtbot.mouseClick(view.controls.resume, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(view.offer.isVisible, timeout=WAIT)
    assert view.offer.title().startswith("1 ")
    view.offer.action.click()
    qtbot.waitUntil(lambda: view.parts.rowCount() == 3, timeout=WAIT)
    assert view.presenter.state.inspection.id == number
    view.presenter.stop()
    qtbot.waitUntil(lambda: not view.presenter.state.running, timeout=WAIT)


def test_a_new_model_is_offered_to_a_running_inspection_which_keeps_its_own(
    qtbot: QtBot, workspace, tmp_path: Path
) -> None:
    view = workspace.place(Place.INSPECT)
    folder = tmp_path / "camera"
    folder.mkdir()
    view.begin(folder, watch=True)
    qtbot.waitUntil(lambda: view.presenter._pause.isActive(), timeout=WAIT)
    first = view.presenter.state.inspection
    newer = replace(workspace.session.catalogue.model, id=99, number=8)
    workspace.session.catalogue._model = newer
    workspace.session.catalogue.modelChanged.emit()
    assert view.presenter.state.inspection == first
    assert "Model 8 judges now" in view.news.title()
    view.news.action.click()
    qtbot.waitUntil(lambda: view.presenter.state.inspection.id == first.id + 1, timeout=WAIT)
    assert view.presenter.state.running
    assert view.presenter.state.inspection.folder == first.folder
    view.presenter.stop()
    qtbot.waitUntil(lambda: not view.presenter.state.running, timeout=WAIT)
