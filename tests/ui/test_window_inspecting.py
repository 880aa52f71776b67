"""Pictures are judged as they come, in the real window with the real compute process."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
from parts_folder import write_parts
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from tiny import TINY

from bgad_studio.compute.client import ComputeClient
from bgad_studio.core.config import PRESETS, Preset
from bgad_studio.core.records import Verdict
from bgad_studio.services.cuts import choose_cuts
from bgad_studio.services.importing import import_folder, plan_import
from bgad_studio.services.inspection.result_files import table_file
from bgad_studio.services.preferences import load_preferences
from bgad_studio.services.project import Project
from bgad_studio.services.train import train
from bgad_studio.ui.frame.rail import Place

MINUTE = 180_000


def _old(folder: Path) -> Path:
    for path in folder.iterdir():
        os.utime(path, (time.time() - 3600,) * 2)
    return folder


def _click_row(qtbot: QtBot, view, row: int) -> None:
    at: QPoint = view.table.visualRect(view.parts.index(row, 0)).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=at)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory, warm: ComputeClient) -> Path:
    """A folder with a closed project that has a model, and its parts beside it."""
    folder = tmp_path_factory.mktemp("trained")
    with pytest.MonkeyPatch.context() as patch, Project.create(folder / "Line 3.bgad") as project:
        patch.setitem(PRESETS, Preset.FAST, TINY)
        for _ in import_folder(project, plan_import(write_parts(folder / "parts", 12)), Verdict.OK):
            pass
        for _ in train(project, warm):
            pass
    return folder


@pytest.fixture
def workspace(qtbot: QtBot, open_project, trained: Path, tmp_path: Path):
    """A copy of the trained project, at the place of inspections."""
    shutil.copytree(trained, tmp_path / "here")
    opened = open_project(tmp_path / "here" / "Line 3.bgad")
    opened.go(Place.INSPECT)
    view = opened.place(Place.INSPECT)
    qtbot.waitUntil(lambda: view.presenter.state.known)
    return opened


def _choose(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))


def test_without_a_model_the_place_leads_to_training(qtbot: QtBot, open_project, twelve_parts: Path) -> None:
    workspace = open_project(twelve_parts)
    workspace.go(Place.INSPECT)
    view = workspace.place(Place.INSPECT)
    qtbot.waitUntil(lambda: view.presenter.state.known)
    assert view.untrained.isVisible()
    qtbot.mouseClick(view._go, Qt.MouseButton.LeftButton)
    assert workspace.place(Place.TRAIN).isVisible()


def test_a_folder_fills_the_table_and_is_there_after_a_restart(
    qtbot: QtBot, workspace, open_project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = write_parts(tmp_path / "new", 3, seed=9)
    (folder / "broken.png").write_bytes(b"no picture")
    _choose(monkeypatch, _old(folder))
    view = workspace.place(Place.INSPECT)
    assert view.empty.isVisible()
    qtbot.mouseClick(view.first_folder, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.parts.rowCount() == 4, timeout=MINUTE)
    qtbot.waitUntil(lambda: not view.presenter.state.running, timeout=MINUTE)
    tally = view.presenter.state.tally
    assert (tally.total, tally.unreadable) == (4, 1)
    names = {view.parts.part(row).path.name for row in range(4)}
    assert names == {"part_01.png", "part_02.png", "part_03.png", "broken.png"}
    assert table_file(view.presenter.state.inspection).is_file()
    assert workspace.session.catalogue.counts().total == 12
    row = next(row for row in range(4) if view.parts.part(row).path.name == "part_02.png")
    _click_row(qtbot, view, row)
    qtbot.waitUntil(lambda: view.canvas.image_size() == (96, 96), timeout=10_000)
    assert view.banner._name.full_text() == "part_02.png"
    path = workspace.session.path
    with qtbot.waitSignal(workspace.session.closed, timeout=20_000):
        workspace.session.close()
    again = open_project(path)
    again.go(Place.INSPECT)
    view = again.place(Place.INSPECT)
    qtbot.waitUntil(lambda: view.parts.rowCount() == 4, timeout=10_000)
    assert view.presenter.state.tally == tally


def test_a_watched_folder_rings_at_ng_and_its_part_is_labelled_by_two_clicks(
    qtbot: QtBot, workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    project = workspace.session.project
    choose_cuts(project, project.models.active(), -1e9, -1e9)
    folder = _old(write_parts(tmp_path / "camera", 2))
    _choose(monkeypatch, folder)
    rings: list[bool] = []
    monkeypatch.setattr("bgad_studio.ui.inspection.view.QApplication.beep", lambda: rings.append(True))
    view = workspace.place(Place.INSPECT)
    qtbot.mouseClick(view.first_watch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.controls.stop.isVisible(), timeout=10_000)
    qtbot.waitUntil(lambda: view.presenter._pause.isActive(), timeout=10_000)
    assert view.parts.rowCount() == 0  # what was there is not judged
    write_parts(tmp_path / "made", 1, seed=77)
    (tmp_path / "made" / "part_01.png").rename(folder / "late.png")
    qtbot.waitUntil(lambda: view.parts.rowCount() == 1, timeout=MINUTE)
    assert view.current().path.name == "late.png"
    assert view.current().verdict is Verdict.NG
    assert view.banner.word.text() == "NG"
    assert rings == [True]
    qtbot.waitUntil(lambda: not workspace.session.compute.busy, timeout=10_000)
    qtbot.mouseClick(view.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(view.news.isVisible, timeout=10_000)
    qtbot.waitUntil(lambda: len(workspace.session.catalogue) == 13, timeout=10_000)
    view.news.action.click()
    label = workspace.place(Place.LABEL)
    assert label.isVisible()
    record = workspace.session.catalogue.get(label.browser.current)
    assert record.name.endswith("late.png")
    assert record.score is not None
    view.presenter.stop()
    qtbot.waitUntil(lambda: not view.presenter.state.running, timeout=10_000)


def test_counters_list_only_their_parts_and_the_bell_is_remembered(
    qtbot: QtBot, workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = write_parts(tmp_path / "new", 2, seed=4)
    (folder / "broken.png").write_bytes(b"no picture")
    view = workspace.place(Place.INSPECT)
    view.begin(_old(folder), watch=False)
    qtbot.waitUntil(lambda: view.presenter.state.tally.total == 3, timeout=MINUTE)
    qtbot.waitUntil(lambda: not view.presenter.state.running, timeout=MINUTE)
    button = view.counters.buttons["unreadable"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [view.parts.part(row).path.name for row in range(view.parts.rowCount())] == ["broken.png"]
    assert view.banner.word.text() == "Unreadable"
    assert not view.add.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert view.parts.rowCount() == 3
    view.controls.bell.click()
    assert load_preferences().bell is False


def test_pictures_wait_while_a_training_computes_and_go_on_after_it(
    qtbot: QtBot, workspace, tmp_path: Path, quick
) -> None:
    view = workspace.place(Place.INSPECT)
    folder = _old(write_parts(tmp_path / "new", 2, seed=5))
    workspace.train()
    qtbot.waitUntil(lambda: workspace.trainer.state.running)
    view.begin(folder, watch=False)
    qtbot.waitUntil(lambda: view.presenter.state.held, timeout=MINUTE)
    assert view.parts.rowCount() == 0
    qtbot.waitUntil(lambda: view.parts.rowCount() == 2, timeout=MINUTE)
    assert not workspace.trainer.state.running
