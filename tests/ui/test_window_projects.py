"""Opening, making and closing projects in the window."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from parts_folder import write_parts
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from bgad_studio.core.import_rules import VerdictFrom
from bgad_studio.services.project import Project
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.main_window import MainWindow


def test_a_project_that_is_not_there_is_told_on_the_welcome_page(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open_project(tmp_path / "No.bgad")
    qtbot.waitUntil(window.welcome.notice.isVisible)
    assert "there is no such project" in window.welcome.notice.title()
    assert window.project is None


def test_a_project_opened_twice_is_refused_and_the_window_stays_usable(
    window: MainWindow, qtbot: QtBot, open_project, tmp_path: Path
) -> None:
    held, free = tmp_path / "Held.bgad", tmp_path / "Free.bgad"
    Project.create(free).close()
    with Project.create(held):
        window.open_project(held)
        qtbot.waitUntil(window.welcome.notice.isVisible, timeout=10_000)
        assert "already open" in window.welcome.notice.title()
    open_project(free)
    assert window.windowTitle() == "Free — BGAD Studio"


def test_a_new_project_says_what_to_do_first(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "Line 1.bgad"
    window.create_project(path)
    qtbot.waitUntil(lambda: window.project == path, timeout=10_000)
    assert window.windowTitle() == "Line 1 — BGAD Studio"
    view = window.workspace.place(Place.LABEL)
    qtbot.waitUntil(view.empty.isVisible, timeout=10_000)
    window.workspace.go(Place.RESULTS)
    assert window.workspace.place(Place.RESULTS).empty.isVisible()


def test_an_opened_project_is_offered_again_and_remembered(
    window: MainWindow, open_project, twelve_parts: Path, tmp_path: Path
) -> None:
    open_project(twelve_parts)
    saved = json.loads((tmp_path / "preferences.json").read_text())
    assert saved["recent"] == [str(twelve_parts)]


def test_opening_another_project_closes_the_first(
    window: MainWindow, open_project, twelve_parts: Path, tmp_path: Path
) -> None:
    other = tmp_path / "Other.bgad"
    Project.create(other).close()
    open_project(twelve_parts)
    open_project(other)
    with Project.open(twelve_parts) as project:  # not locked any more
        assert len(project.images.all()) == 12


def test_closing_the_window_closes_the_project(
    window: MainWindow, qtbot: QtBot, open_project, twelve_parts: Path
) -> None:
    open_project(twelve_parts)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
    with Project.open(twelve_parts) as project:
        assert project.images.all()


def test_the_window_stays_while_the_person_wants_work_to_go_on(
    window: MainWindow, qtbot: QtBot, open_project, twelve_parts: Path, quick, monkeypatch
) -> None:
    workspace = open_project(twelve_parts)
    workspace.train()
    qtbot.waitUntil(lambda: workspace.trainer.state.running)
    asked = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    window.close()
    qtbot.waitUntil(lambda: bool(asked), timeout=10_000)
    assert window.isVisible()
    assert workspace.isEnabled()
    assert window.workspace is workspace
    qtbot.waitUntil(lambda: not workspace.trainer.state.running, timeout=150_000)


def test_importing_a_plain_folder_asks_once_and_lists_what_is_broken(
    window: MainWindow, qtbot: QtBot, open_project, tmp_path: Path, monkeypatch
) -> None:
    path = tmp_path / "Line 1.bgad"
    Project.create(path).close()
    folder = write_parts(tmp_path / "incoming", 20)
    (folder / "broken.png").write_bytes((folder / "part_01.png").read_bytes()[:200])
    workspace = open_project(path)
    asked = []

    def answer(question) -> int:
        asked.append(question)
        question.buttons[VerdictFrom.ALL_OK].click()
        return 1

    monkeypatch.setattr("bgad_studio.ui.workspace.ImportQuestion.exec", answer)
    workspace.importer.look(folder)
    qtbot.waitUntil(lambda: workspace.importer.state.imported == 20, timeout=20_000)
    qtbot.waitUntil(lambda: not workspace.importer.state.running, timeout=20_000)
    assert len(asked) == 1
    assert [trouble.problem.code for trouble in workspace.importer.state.left_out] == ["image-broken"]
    assert workspace.notice.isVisible()
    counts = workspace.session.catalogue.counts()
    assert (counts.good, counts.total) == (20, 20)


def test_an_empty_folder_is_told_with_its_name(
    window: MainWindow, qtbot: QtBot, open_project, twelve_parts: Path, tmp_path: Path
) -> None:
    workspace = open_project(twelve_parts)
    empty = tmp_path / "nothing"
    empty.mkdir()
    workspace.importer.look(empty)
    qtbot.waitUntil(workspace.notice.isVisible)
    assert str(empty) in workspace.notice.title()


def test_the_window_opens_without_torch() -> None:
    code = (
        "import sys\n"
        "from bgad_studio import app\n"
        "from bgad_studio.services.preferences import Preferences\n"
        "app.make_application(Preferences()); window = app.make_window(); window.show()\n"
        "print(sorted({'torch', 'timm', 'FrEIA', 'onnxruntime', 'alembic'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None does not die from Python 3.12 on")
def test_setting_texts_leaves_none_alive(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(1000):
        label.setText(str(number))
    assert sys.getrefcount(None) > before - 500


def test_the_demo_is_drawn_once_and_opened(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch
) -> None:
    from functools import partial

    from bgad_studio.services.demo import create_demo

    few = partial(create_demo, good=3, defective_per_kind=1)
    monkeypatch.setattr("bgad_studio.ui.project_host.create_demo", few)
    window.open_demo()
    qtbot.waitUntil(lambda: window.project == tmp_path / "Demo.bgad", timeout=30_000)
    assert window.windowTitle() == "Demo — BGAD Studio"
    qtbot.waitUntil(lambda: len(window.workspace.session.catalogue) == 7, timeout=10_000)
    assert not window.welcome.progress.isVisible()


def test_leaving_the_demo_half_drawn_leaves_nothing(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.open_demo()
    qtbot.waitUntil(window.welcome.progress.isVisible, timeout=10_000)
    window.welcome.stopRequested.emit()
    qtbot.waitUntil(lambda: not window.welcome.progress.isVisible(), timeout=10_000)
    assert window.project is None
    assert list(tmp_path.glob("*Demo*")) == []


def test_a_second_click_while_a_project_opens_changes_nothing(
    window: MainWindow, qtbot: QtBot, twelve_parts: Path, tmp_path: Path
) -> None:
    other = tmp_path / "Other.bgad"
    Project.create(other).close()
    window.open_project(twelve_parts)
    window.open_project(twelve_parts)
    window.open_project(other)
    window.open_demo()
    qtbot.waitUntil(lambda: window.project is not None, timeout=10_000)
    qtbot.wait(300)
    assert window.project == twelve_parts
    assert window.workspace.isVisible()
    Project.open(other).close()  # nobody holds it


def test_closing_while_a_project_opens_closes_when_it_is_open(
    window: MainWindow, qtbot: QtBot, twelve_parts: Path
) -> None:
    window.open_project(twelve_parts)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
    Project.open(twelve_parts).close()


def test_closing_while_the_demo_is_drawn_leaves_nothing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open_demo()
    qtbot.waitUntil(window.welcome.progress.isVisible, timeout=10_000)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
    assert list(tmp_path.glob("*Demo*")) == []


def test_an_import_that_breaks_off_is_told_as_such(
    window: MainWindow, qtbot: QtBot, open_project, twelve_parts: Path, tmp_path: Path, monkeypatch
) -> None:
    from bgad_studio.core import problems
    from bgad_studio.core.errors import StudioError
    from bgad_studio.services.importing import plan_import

    def breaks(*_: object):
        raise StudioError(problems.PROJECT_UNWRITABLE, project="Line 3", reason="disk full")
        yield

    workspace = open_project(twelve_parts)
    monkeypatch.setattr("bgad_studio.ui.importing.presenter.import_folder", breaks)
    workspace.importer.start(plan_import(write_parts(tmp_path / "more", 2)), None)
    qtbot.waitUntil(workspace.notice.isVisible, timeout=10_000)
    assert "disk full" in workspace.notice.title()


def test_preferences_nobody_can_use_do_not_keep_the_window_from_opening(tmp_path: Path, qapp) -> None:
    from bgad_studio.app import make_application
    from bgad_studio.services.preferences import Preferences, existing

    make_application(Preferences(language="xx", theme="sepia"))
    long = tmp_path / ("x" * 300)
    assert existing([tmp_path, long]) == {tmp_path: True, long: False}
    make_application(Preferences(language="en", theme="light"))
