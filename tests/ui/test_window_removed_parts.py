"""Removed parts are found by the menu, and in the history, and come back as they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bgad_studio.core.history import Kind
from bgad_studio.services import bulk
from bgad_studio.services.project import Project
from bgad_studio.ui.browser.removed_parts import RemovedParts
from bgad_studio.ui.frame.rail import Place

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def gone(twelve_parts: Path) -> list[int]:
    """Three parts that were removed on another day."""
    with Project.open(twelve_parts) as project:
        ids = [record.id for record in project.images.all()][2:5]
        bulk.remove(project, ids)
    return ids


def _dialog(qtbot: QtBot, view, rows: int) -> RemovedParts:
    found: list[RemovedParts] = []

    def there() -> bool:
        found[:] = [item for item in view.findChildren(RemovedParts) if item.isVisible()]
        return bool(found) and found[0].model.rowCount() == rows and bool(found[0].told.text())

    qtbot.waitUntil(there, timeout=10_000)
    return found[0]


def _ask(browser) -> None:
    """Choose the entry of the menu."""
    browser.window()._actions["removed"].trigger()


def _click(qtbot: QtBot, dialog: RemovedParts, row: int, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    at = dialog.list.visualRect(dialog.model.index(row)).center()
    qtbot.mouseClick(dialog.list.viewport(), LEFT, modifier, at)


def test_some_are_brought_back_and_that_is_undone(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path, gone: list[int]
) -> None:
    view = labelling(open_project(twelve_parts))
    browser, catalogue = view.browser, view._session.catalogue
    _ask(browser)
    dialog = _dialog(qtbot, view, 3)
    assert not dialog.back.isEnabled()
    _click(qtbot, dialog, 0)
    _click(qtbot, dialog, 2, CTRL)
    assert dialog.back.text() == "Bring 2 parts back"
    qtbot.mouseClick(dialog.back, LEFT)
    qtbot.waitUntil(browser.done.isVisible)
    assert browser.done.label.text() == "2 parts are back in the project, as they were."
    assert browser.current == gone[0]
    assert (len(catalogue), catalogue.get(gone[1])) == (11, None)
    assert catalogue.counts().good == 9
    qtbot.mouseClick(browser.done.undo, LEFT)
    qtbot.waitUntil(lambda: len(catalogue) == 9 and browser.filters.isVisible())
    _ask(browser)
    _dialog(qtbot, view, 3).reject()


def test_one_is_found_by_name(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path, gone: list[int]
) -> None:
    view = labelling(open_project(twelve_parts))
    _ask(view.browser)
    dialog = _dialog(qtbot, view, 3)
    dialog.search.setFocus()
    _click(qtbot, dialog, 2)
    assert dialog.back.isEnabled()
    qtbot.keyClicks(dialog.search, "part_04")
    assert not dialog.back.isEnabled(), "what is hidden is not chosen"
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.model.rowCount() == 1
    _click(qtbot, dialog, 0)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view._session.catalogue.get(gone[1]) is not None)
    assert view.browser.done.label.text() == "1 part is back in the project, as it was."
    assert len(view._session.project.images.removed()) == 2


def test_without_removed_parts_it_says_so(qtbot: QtBot, open_project, labelling, twelve_parts: Path) -> None:
    view = labelling(open_project(twelve_parts))
    _ask(view.browser)
    dialog = _dialog(qtbot, view, 0)
    assert dialog.told.text() == "No part has been removed from this project."
    assert not dialog.back.isVisible()
    dialog.reject()


def test_the_history_leads_to_a_part_that_is_gone(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path, gone: list[int]
) -> None:
    workspace = open_project(twelve_parts)
    view = labelling(workspace)
    workspace.go(Place.HISTORY)
    history = workspace.place(Place.HISTORY)
    history.kind.setCurrentIndex(history.kind.findData(Kind.PARTS))
    history.kind.activated.emit(history.kind.currentIndex())
    qtbot.waitUntil(lambda: history.rows.rowCount() == 3 and history.rows.told(1) is not None, timeout=10_000)
    row = next(row for row in range(3) if history.rows.told(row).event.image_id == gone[1])
    history.table.activated.emit(history.rows.index(row, 0))
    dialog = _dialog(qtbot, view, 3)
    assert dialog.back.text() == "Bring 1 part back"
    qtbot.mouseClick(dialog.back, LEFT)
    qtbot.waitUntil(lambda: view.browser.current == gone[1], timeout=10_000)
