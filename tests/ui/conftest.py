"""The real window on projects in a temporary folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from tiny import TINY

from bgad_studio import app as program
from bgad_studio.core.config import FAST, PRESETS, Preset
from bgad_studio.core.progress import Phase, PhaseTime
from bgad_studio.core.records import Verdict
from bgad_studio.services import preferences, speed
from bgad_studio.services.importing import import_folder, plan_import
from bgad_studio.services.preferences import Preferences
from bgad_studio.services.project import Project
from bgad_studio.ui.canvas.tools import Tool
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.labelling.view import LabelView
from bgad_studio.ui.main_window import MainWindow
from bgad_studio.ui.workspace import Workspace

Open = Callable[[Path], Workspace]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trainings of a second instead of a minute."""
    monkeypatch.setitem(PRESETS, Preset.FAST, TINY)


@pytest.fixture
def own_speed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No training was timed on this computer yet."""
    monkeypatch.setattr(speed, "speed_file", lambda: tmp_path / "speed.json")


@pytest.fixture(scope="session")
def known_speed() -> None:
    """Trainings were timed before: nobody has to try a little of one."""
    speed.note_run(FAST, [PhaseTime(Phase.TRAINING, 1, 0.1)])


@pytest.fixture
def window(
    qtbot: QtBot, one_process: None, known_speed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """As ``bgad-studio`` opens it, in English and light; closed at the end, whatever happened."""
    monkeypatch.setattr(preferences, "preferences_file", lambda: tmp_path / "preferences.json")
    monkeypatch.setattr("bgad_studio.ui.main_window.demo_folder", lambda: tmp_path / "Demo.bgad")
    program.make_application(Preferences(language="en", theme="light"))
    made = program.make_window()
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    if made.workspace is not None:
        with qtbot.waitSignal(made.workspace.session.closed, timeout=20_000):
            made.workspace.session.close()
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def open_project(window: MainWindow, qtbot: QtBot) -> Open:
    """Opens a project in the window and waits until its parts are there."""

    def open_it(path: Path) -> Workspace:
        window.open_project(path)
        qtbot.waitUntil(lambda: window.project == path, timeout=10_000)
        workspace = window.workspace
        assert workspace is not None
        qtbot.waitUntil(lambda: workspace.session.settled, timeout=10_000)
        return workspace

    return open_it


@pytest.fixture
def twelve_parts(tmp_path: Path) -> Path:
    """A closed project with ten good parts and two without a verdict."""
    from parts_folder import write_parts

    folder = write_parts(tmp_path / "parts", 12)
    path = tmp_path / "Line 3.bgad"
    with Project.create(path) as project:
        for _ in import_folder(project, plan_import(folder), None):
            pass
        ids = [record.id for record in project.images.all()]
        project.images.set_verdict(ids[:10], Verdict.OK, "test")
    return path


@pytest.fixture
def labelling(qtbot: QtBot) -> Callable[[Workspace], LabelView]:
    """The place to label with its first part on the canvas."""

    def shown(workspace: Workspace) -> LabelView:
        view = workspace.place(Place.LABEL)
        assert isinstance(view, LabelView)
        qtbot.waitUntil(lambda: view.canvas.label_map() is not None, timeout=10_000)
        return view

    return shown


@pytest.fixture
def painting(qtbot: QtBot, labelling: Callable[[Workspace], LabelView]) -> Callable[[Workspace], LabelView]:
    """The place to label with its first part on the canvas, the brush in hand, and a defect to paint."""

    def ready(workspace: Workspace) -> LabelView:
        view = labelling(workspace)
        view.set_tool(Tool.BRUSH)
        qtbot.waitUntil(lambda: view.panel.chosen_type() is not None)
        return view

    return ready
