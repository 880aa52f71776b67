"""Finding parts and doing things to many of them, in the real window with real events."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from bgad_studio.core.records import Verdict
from bgad_studio.services.project import Project


@pytest.fixture
def view(open_project, labelling, twelve_parts: Path):
    return labelling(open_project(twelve_parts))


def _click(qtbot: QtBot, browser, row: int, key=Qt.KeyboardModifier.NoModifier) -> None:
    at = browser.list.visualRect(browser.model.index(row)).center()
    qtbot.mouseClick(browser.list.viewport(), Qt.MouseButton.LeftButton, key, at)


def _idle(qtbot: QtBot, view) -> None:
    qtbot.waitUntil(lambda: not view._session.store.busy)


def _select_three(qtbot: QtBot, view) -> None:
    view.browser.open(view.browser.model.record(1).id)
    _click(qtbot, view.browser, 1)
    _click(qtbot, view.browser, 3, Qt.KeyboardModifier.ShiftModifier)


def _names(view) -> list[str]:
    model = view.browser.model
    return [model.record(row).name for row in range(model.rowCount())]


def test_a_name_is_found_while_it_is_typed_and_esc_shows_all_again(qtbot: QtBot, view) -> None:
    search = view.browser.filters.search
    qtbot.keyClick(view.canvas, Qt.Key.Key_Slash)
    qtbot.waitUntil(search.hasFocus)
    qtbot.keyClicks(search, "part 1")
    assert _names(view) == ["part_01.png", "part_10.png", "part_11.png", "part_12.png"]
    qtbot.keyClicks(search, "2")
    assert _names(view) == ["part_12.png"]
    assert view.browser.model.record(0).id == view.browser.current
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert len(_names(view)) == 12
    assert view.browser.list.hasFocus()


def test_a_letter_typed_into_the_search_takes_no_tool(qtbot: QtBot, view) -> None:
    view.browser.start_search()
    qtbot.waitUntil(view.browser.filters.search.hasFocus)
    qtbot.keyClicks(view.browser.filters.search, "b1")
    assert view.browser.filters.search.text() == "b1"
    assert not view.commands["brush"].isChecked()


def test_the_next_part_without_a_verdict_comes_by_key_and_begins_anew(qtbot: QtBot, view) -> None:
    for expected in ("part_11.png", "part_12.png", "part_11.png"):
        qtbot.keyClick(view.canvas, Qt.Key.Key_U)
        assert view._session.catalogue.get(view.browser.current).name == expected


def test_several_parts_are_judged_together_and_undone(qtbot: QtBot, view, twelve_parts: Path) -> None:
    browser, session = view.browser, view._session
    _select_three(qtbot, view)
    assert browser.several.isVisible()
    assert not browser.filters.isVisible()
    ids = browser.selection()
    assert len(ids) == 3
    qtbot.mouseClick(browser.several.verdicts[Verdict.UNSURE], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(browser.done.isVisible)
    assert {session.catalogue.get(i).verdict for i in ids} == {Verdict.UNSURE}
    assert browser.done.label.text() == "3 parts are Unsure now."
    qtbot.mouseClick(browser.done.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(browser.filters.isVisible)
    assert {session.catalogue.get(i).verdict for i in ids} == {Verdict.OK}


def test_removed_parts_leave_the_list_and_come_back(qtbot: QtBot, view, tmp_path: Path) -> None:
    browser = view.browser
    _select_three(qtbot, view)
    before = _names(view)
    qtbot.keyClick(browser.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: browser.model.rowCount() == 9)
    assert len(view._session.catalogue) == 9
    assert browser.current is not None
    qtbot.mouseClick(browser.done.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: browser.model.rowCount() == 12)
    assert _names(view) == before


def test_parts_are_held_out_by_button_and_no_longer_by_menu(qtbot: QtBot, view) -> None:
    browser, session = view.browser, view._session
    _select_three(qtbot, view)
    ids = browser.selection()
    qtbot.mouseClick(browser.several.hold, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(browser.done.isVisible)
    assert all(session.catalogue.get(i).hold_out for i in ids)
    browser.list.customContextMenuRequested.emit(QPoint(5, 5))
    menu = browser.several.findChildren(type(browser.several.menu(True)))[0]
    (word,) = (a for a in menu.actions() if a.text() == "No longer hold out")
    word.trigger()
    _idle(qtbot, view)
    assert not any(session.catalogue.get(i).hold_out for i in ids)


def test_a_defect_type_is_given_to_several_and_filters(qtbot: QtBot, view) -> None:
    browser = view.browser
    view.presenter.add_type("scratch")
    _idle(qtbot, view)
    _select_three(qtbot, view)
    ids = browser.selection()
    (type_menu,) = (a.menu() for a in browser.several.menu(False).actions() if a.menu() is not None)
    type_menu.actions()[0].trigger()
    qtbot.waitUntil(browser.done.isVisible)
    box = browser.filters.filter_box
    box.setCurrentIndex(box.findText("scratch"))
    box.activated.emit(box.currentIndex())
    assert tuple(browser.model.record(row).id for row in range(browser.model.rowCount())) == ids


def test_what_was_done_to_many_lasts(qtbot: QtBot, view, window, twelve_parts: Path) -> None:
    _select_three(qtbot, view)
    gone = view.browser.selection()
    qtbot.mouseClick(view.browser.several.remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(view.browser.done.isVisible)
    with qtbot.waitSignal(window.workspace.session.closed, timeout=20_000):
        window.open_project(twelve_parts.with_name("No.bgad"))
    qtbot.waitUntil(lambda: window.workspace is None)
    with Project.open(twelve_parts) as project:
        assert len(project.images.all()) == 9
        assert not set(gone) & {image.id for image in project.images.all()}
