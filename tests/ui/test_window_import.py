"""The question an import asks, and folders that come while another one is being brought in."""

from __future__ import annotations

from pathlib import Path

import pytest
from parts_folder import write_parts
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bgad_studio.core.import_rules import PartFrom, VerdictFrom
from bgad_studio.core.records import Verdict
from bgad_studio.services.import_plan import plan_import, with_rule
from bgad_studio.services.project import Project
from bgad_studio.ui.dialogs.import_question import ImportQuestion
from bgad_studio.ui.main_window import MainWindow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_parts(tmp_path / "in" / "good", 4, seed=1)
    write_parts(tmp_path / "in" / "scratch", 2, seed=2)
    return tmp_path / "in"


@pytest.fixture
def question(qtbot: QtBot, folder: Path) -> ImportQuestion:
    made = ImportQuestion(plan_import(folder))
    qtbot.addWidget(made)
    made.show()
    return made


def _column(question: ImportQuestion, column: int) -> list[str]:
    table = question.table
    return [table.item(row, column).text() for row in range(table.rowCount())]


def test_the_best_guess_is_chosen_and_shown(question: ImportQuestion) -> None:
    assert question.buttons[VerdictFrom.FOLDER].isChecked()
    assert question.summary.text() == "4 OK · 2 NG · scratch 2 · 6 parts"
    assert _column(question, 1) == ["OK"] * 4 + ["NG"] * 2
    assert _column(question, 2)[-1] == "scratch"
    assert question.good.isVisible()
    assert not question.bad.isVisible()


def test_the_preview_follows_what_is_typed(question: ImportQuestion, qtbot: QtBot) -> None:
    question.good.clear()
    qtbot.keyClicks(question.good, "scratch")
    qtbot.waitUntil(lambda: question.summary.text() == "2 OK · 4 NG · good 4 · 6 parts", timeout=3000)


def test_every_answer_changes_the_preview(question: ImportQuestion) -> None:
    question.buttons[VerdictFrom.ALL_NG].click()
    assert question.summary.text() == "6 NG · 6 parts"
    question.buttons[VerdictFrom.NOWHERE].click()
    assert question.summary.text() == "6 without a verdict · 6 parts"
    question.part_box.setCurrentIndex(question.part_box.findData(PartFrom.SAME_NAME))
    question.part_box.activated.emit(question.part_box.currentIndex())
    assert question.summary.text() == "6 without a verdict · 4 parts"
    assert _column(question, 3)[0] == "part_01"


def _drop(window: MainWindow, *urls: QUrl) -> bool:
    """Drop something on the window with the mouse; whether the window takes it."""
    data = QMimeData()
    data.setUrls(list(urls))
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(100, 100), copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(
            window, QDropEvent(QPointF(100, 100), copy, data, left, none, QEvent.Type.Drop)
        )
    return enter.isAccepted()


def _answer_each(qtbot: QtBot, shown: list[str]) -> None:
    """Press Import as soon as a question is there, and note what it says."""

    def look() -> None:
        question = QApplication.activeModalWidget()
        if isinstance(question, ImportQuestion):
            shown.append(question.summary.text())
            assert not question.watch.isEnabled()
            qtbot.mouseClick(question.go, Qt.MouseButton.LeftButton)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def test_folders_and_files_dropped_at_once_are_one_import(
    qtbot: QtBot, window: MainWindow, open_project, tmp_path: Path
) -> None:
    path = tmp_path / "Line 1.bgad"
    Project.create(path).close()
    workspace = open_project(path)
    folders = [
        write_parts(tmp_path / "day" / name, count, seed)
        for seed, (name, count) in enumerate((("good", 4), ("scratch", 2), ("new", 3)), start=1)
    ]
    files = sorted(write_parts(tmp_path / "day", 20, seed=9).glob("*.png"))
    shown: list[str] = []
    told: list[object] = []
    workspace.importer.ended.connect(told.append)
    _answer_each(qtbot, shown)
    assert not _drop(window, QUrl("https://example.org/part.png"))
    assert _drop(window, *(QUrl.fromLocalFile(str(path)) for path in (*folders, *files)))
    qtbot.waitUntil(lambda: len(told) == 1, timeout=20_000)
    assert shown == ["4 OK · 2 NG · scratch 2 · 23 without a verdict · 29 parts"]
    qtbot.waitUntil(lambda: workspace.session.catalogue.counts().total == 29, timeout=10_000)
    counts = workspace.session.catalogue.counts()
    assert (counts.good, counts.defective) == (4, 2)
    assert workspace.notice.title().startswith("29 parts")


def test_a_folder_that_comes_during_an_import_waits_its_turn_and_says_so(
    qtbot: QtBot, open_project, folder: Path, tmp_path: Path, monkeypatch
) -> None:
    path = tmp_path / "Line 1.bgad"
    Project.create(path).close()
    workspace = open_project(path)
    monkeypatch.setattr("bgad_studio.ui.workspace.ImportQuestion.exec", lambda question: 1)
    second = write_parts(tmp_path / "second" / "ok", 3, seed=5).parent
    told: list[tuple[Path, ...]] = []
    workspace.importer.queued.connect(told.append)
    workspace.importer.look(folder)
    workspace.importer.look(second)
    assert told == [(second,)]
    assert workspace.notice.title().endswith(": second")
    qtbot.waitUntil(lambda: len(workspace.session.catalogue) == 9, timeout=20_000)
    assert workspace.session.catalogue.counts().good == 7
    verdicts = {record.verdict for record in workspace.session.catalogue.records if "scratch" in record.name}
    assert verdicts == {Verdict.NG}


def test_a_folder_one_does_not_want_lets_the_next_one_in(
    qtbot: QtBot, open_project, folder: Path, tmp_path: Path, monkeypatch
) -> None:
    path = tmp_path / "Line 1.bgad"
    Project.create(path).close()
    workspace = open_project(path)
    answers = [0, 1]
    monkeypatch.setattr("bgad_studio.ui.workspace.ImportQuestion.exec", lambda question: answers.pop(0))
    workspace.importer.look(folder)
    workspace.importer.look(write_parts(tmp_path / "second" / "ok", 3, seed=5).parent)
    qtbot.waitUntil(lambda: len(workspace.session.catalogue) == 3, timeout=20_000)


def test_closing_does_not_wait_until_a_large_folder_is_listed(
    qtbot: QtBot, open_project, folder: Path, tmp_path: Path, monkeypatch
) -> None:
    path = tmp_path / "Line 1.bgad"
    Project.create(path).close()
    workspace = open_project(path)
    seen: list[int] = []

    def endless(_folder: Path):
        while True:
            seen.append(1)
            yield []

    monkeypatch.setattr("bgad_studio.services.import_plan.find_pictures", endless)
    workspace.importer.look(folder)
    qtbot.waitUntil(lambda: bool(seen))
    with qtbot.waitSignal(workspace.session.closed, timeout=10_000):
        workspace.session.close()


def test_labels_are_exported_from_the_menu(
    qtbot: QtBot, window, open_project, twelve_parts: Path, tmp_path: Path, monkeypatch
) -> None:
    workspace = open_project(twelve_parts)
    out = tmp_path / "out"
    monkeypatch.setattr("bgad_studio.ui.workspace.QFileDialog.getExistingDirectory", lambda *_: str(out))
    window._actions["export"].trigger()
    qtbot.waitUntil(workspace.notice.isVisible, timeout=10_000)
    assert str(out) in workspace.notice.title()
    assert (out / "coco.json").is_file()


def test_masks_beside_the_pictures_are_offered_and_can_be_left(qtbot: QtBot, folder: Path) -> None:
    Image.new("L", (96, 96), 255).save(folder / "good" / "part_01_mask.png")
    question = ImportQuestion(plan_import(folder))
    qtbot.addWidget(question)
    question.show()
    assert question.masks.isVisible()
    assert question.summary.text() == "3 OK · 3 NG · scratch 2 · 1 with a mask · 6 parts"
    question.masks.click()
    assert question.summary.text() == "4 OK · 2 NG · scratch 2 · 6 parts"
    assert not question.rule.masks
    plan = with_rule(plan_import(folder), question.rule)
    assert not any(candidate.masks for candidate in plan.candidates)
