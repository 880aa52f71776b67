"""The place of decisions: all at once, found by person, kind, time and words, and written as a table."""

from __future__ import annotations

from pathlib import Path

from planted import plant
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFileDialog
from pytestqt.qtbot import QtBot

from bgad_studio.core.history import Kind
from bgad_studio.core.records import Verdict
from bgad_studio.services.history import PAGE
from bgad_studio.services.project import Project
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.history.rows import COLUMNS, DecisionModel
from bgad_studio.ui.labelling.view import LabelView

SHOWN = Qt.ItemDataRole.DisplayRole


def _choose(combo, data) -> None:
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


def _texts(view, row: int) -> list[str]:
    return [view.rows.index(row, column).data(SHOWN) for column in range(COLUMNS)]


def test_decisions_are_listed_found_opened_and_written(
    qtbot: QtBot, open_project, twelve_parts: Path, tmp_path: Path, monkeypatch
) -> None:
    plant(twelve_parts)
    with Project.open(twelve_parts) as project:
        part = project.images.all()[4]
        project.images.set_verdict([part.id], Verdict.NG, "Ms Li")
    workspace = open_project(twelve_parts)
    workspace.go(Place.HISTORY)
    view = workspace.place(Place.HISTORY)
    qtbot.waitUntil(lambda: view.rows.rowCount() == 12, timeout=20_000)
    qtbot.waitUntil(lambda: view.rows.told(0) is not None, timeout=20_000)
    assert _texts(view, 0)[1:6] == ["Ms Li", "Verdict", part.name, "OK", "NG"]
    assert view.table.editTriggers() == QAbstractItemView.EditTrigger.NoEditTriggers
    _choose(view.who, "Ms Li")
    qtbot.waitUntil(lambda: view.rows.rowCount() == 1, timeout=20_000)
    file = tmp_path / "decisions.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    view.export.click()
    qtbot.waitUntil(lambda: str(file) in workspace.notice.title(), timeout=20_000)
    assert len(file.read_text("utf-8-sig").splitlines()) == 2
    qtbot.waitUntil(lambda: view.rows.told(0) is not None, timeout=20_000)
    view.table.activated.emit(view.rows.index(0, 0))
    label = workspace.place(Place.LABEL)
    assert isinstance(label, LabelView)
    assert label.isVisible()
    assert label.browser.current == part.id
    workspace.go(Place.HISTORY)
    _choose(view.who, None)
    _choose(view.kind, Kind.INSPECTIONS)
    qtbot.waitUntil(view.empty.isVisible, timeout=20_000)
    assert not view.export.isEnabled()
    _choose(view.kind, None)
    qtbot.keyClicks(view.search, part.name)
    qtbot.waitUntil(lambda: view.rows.rowCount() == 2, timeout=20_000)


def test_what_was_decided_meanwhile_is_listed_when_one_comes_back(
    qtbot: QtBot, open_project, twelve_parts: Path
) -> None:
    workspace = open_project(twelve_parts)
    workspace.go(Place.HISTORY)
    view = workspace.place(Place.HISTORY)
    qtbot.waitUntil(lambda: view.rows.rowCount() == 10, timeout=20_000)
    workspace.go(Place.LABEL)
    workspace.session.judge([list(workspace.session.catalogue.records)[11].id], Verdict.NG)
    workspace.go(Place.HISTORY)
    qtbot.waitUntil(lambda: view.rows.rowCount() == 11, timeout=20_000)


def test_only_the_page_that_is_looked_at_is_asked_for_and_once(qtbot: QtBot) -> None:
    rows = DecisionModel()
    asked: list[int] = []
    rows.pageWanted.connect(asked.append)
    rows.set_total(100_000)
    for place in (0, 1, PAGE - 1, 90_000, 90_001):
        assert rows.index(place, 0).data(SHOWN) is None
    assert asked == [0, 90_000 // PAGE]
    assert rows.rowCount() == 100_000
