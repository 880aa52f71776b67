"""Kinds of defects in the window: their names can be changed, whatever is painted with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from bgad_studio.core.records import Deed
from bgad_studio.services import annotate
from bgad_studio.services.project import Project


@pytest.fixture
def view(qtbot: QtBot, open_project, labelling, twelve_parts: Path):
    """The place to label of a project with two kinds of defects."""
    with Project.open(twelve_parts) as project:
        annotate.add_defect_type(project, "scratsh")
        annotate.add_defect_type(project, "pit")
    shown = labelling(open_project(twelve_parts))
    qtbot.waitUntil(lambda: shown.panel.types.topLevelItemCount() == 3)
    return shown


def _type_over(qtbot: QtBot, view, row: int, text: str, *, by_key: bool = False) -> None:
    tree = view.panel.types
    box = tree.visualItemRect(tree.topLevelItem(row))
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    if by_key:
        QTest.keyClick(tree, Qt.Key.Key_F2)
    else:
        QTest.mouseDClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    editor = tree.findChild(QLineEdit)
    assert (editor is not None) == (row < 2), "an ignored area is no kind of defect"
    if editor is not None:
        assert box.contains(editor.geometry()), "it covers no other row"
        editor.selectAll()
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: tree.findChild(QLineEdit) is None)


def _names(view) -> list[str]:
    return [view.panel.types.topLevelItem(row).text(0) for row in range(2)]


@pytest.mark.parametrize("by_key", [False, True])
def test_a_misspelt_type_is_renamed_and_the_history_says_so(
    qtbot: QtBot, view, twelve_parts: Path, by_key: bool
) -> None:
    _type_over(qtbot, view, 0, "scratch", by_key=by_key)
    qtbot.waitUntil(lambda: _names(view) == ["scratch", "pit"])
    project = view._session.project
    assert [kind.name for kind in annotate.defect_types(project)] == ["scratch", "pit"]
    (entry,) = project.audit.all()
    assert (entry.deed, entry.text) == (Deed.TYPE_RENAMED, "scratsh\nscratch")


def test_a_name_that_is_taken_is_refused_with_words_and_the_old_one_stays(qtbot: QtBot, view) -> None:
    _type_over(qtbot, view, 0, "Pit")
    qtbot.waitUntil(view.notice.isVisible)
    assert "Pit" in view.notice.title()
    assert _names(view) == ["scratsh", "pit"]
    assert [kind.name for kind in annotate.defect_types(view._session.project)] == ["scratsh", "pit"]


def test_an_empty_name_is_none_and_capitals_may_change(qtbot: QtBot, view) -> None:
    _type_over(qtbot, view, 1, " ")
    assert _names(view) == ["scratsh", "pit"]
    _type_over(qtbot, view, 1, "Pit")
    qtbot.waitUntil(lambda: _names(view) == ["scratsh", "Pit"])


def test_the_ignored_area_keeps_its_name(qtbot: QtBot, view) -> None:
    _type_over(qtbot, view, 2, "anything")
