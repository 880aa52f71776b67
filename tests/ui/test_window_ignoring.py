"""Areas nobody should learn from, painted in the window."""

from __future__ import annotations

from pathlib import Path

from parts_folder import paint
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bgad_studio.core.records import IGNORE_VALUE, Verdict
from bgad_studio.ui.canvas.tools import Tool


def test_an_ignored_area_of_a_good_part_is_there_again_after_a_restart(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path
) -> None:
    workspace = open_project(twelve_parts)
    view = labelling(workspace)
    qtbot.keyClick(view.canvas, Qt.Key.Key_I)
    assert view.canvas.tool() is Tool.BRUSH
    assert view.panel.chosen_type() == IGNORE_VALUE
    paint(view.canvas, (30, 30), (60, 50))
    qtbot.waitUntil(lambda: not workspace.session.store.busy, timeout=5_000)
    record = view.presenter.record
    assert (record.verdict, record.painted_type_ids, record.ignores) == (Verdict.OK, (), True)
    row = view.panel.types.topLevelItem(view.panel.types.topLevelItemCount() - 1)
    assert (row.text(0), row.text(1)) == ("Ignored area", "1")
    with qtbot.waitSignal(workspace.session.closed, timeout=10_000):
        workspace.session.close()
    view = labelling(open_project(twelve_parts))
    assert set(view.canvas.label_map()[35:40, 38:42].ravel()) == {IGNORE_VALUE}


def test_ignoring_needs_no_defect_type_and_makes_none(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path
) -> None:
    workspace = open_project(twelve_parts)
    view = labelling(workspace)
    qtbot.mouseClick(
        view.panel.types.viewport(),
        Qt.MouseButton.LeftButton,
        pos=view.panel.types.visualItemRect(view.panel.types.topLevelItem(0)).center(),
    )
    view.set_tool(Tool.RECTANGLE)
    paint(view.canvas, (30, 30), (60, 50))
    qtbot.waitUntil(lambda: not workspace.session.store.busy, timeout=5_000)
    assert workspace.session.catalogue.types == ()
    assert view.presenter.record.ignores
