"""The tools in the window: chosen by key and by menu, what they paint is on the disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from parts_folder import EDGE, paint
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from bgad_studio.core.records import IGNORE_VALUE
from bgad_studio.services import annotate
from bgad_studio.ui.canvas.tools import Tool


def _ready(qtbot: QtBot, view) -> None:
    qtbot.waitUntil(lambda: view.panel.chosen_type() is not None)


def _saved(qtbot: QtBot, workspace, view) -> np.ndarray:
    qtbot.waitUntil(lambda: not workspace.session.store.busy, timeout=5_000)
    return annotate.load_mask(workspace.session.project, view.presenter.record.id)


def test_every_tool_has_its_key(qtbot: QtBot, open_project, labelling, twelve_parts: Path) -> None:
    view = labelling(open_project(twelve_parts))
    keys = {
        "B": Tool.BRUSH,
        "E": Tool.ERASER,
        "P": Tool.POLYGON,
        "L": Tool.LASSO,
        "R": Tool.RECTANGLE,
        "O": Tool.ELLIPSE,
        "W": Tool.WAND,
        "S": Tool.EDGES,
        "F": Tool.FILL,
        "V": Tool.PAN,
    }
    for key, tool in keys.items():
        qtbot.keyClick(view.canvas, getattr(Qt.Key, f"Key_{key}"))
        assert view.canvas.tool() is tool
        assert view.commands[tool.value].isChecked()
    qtbot.keyClick(view.canvas, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    assert view.canvas.tool() is Tool.SQUARE
    qtbot.keyClick(view.canvas, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    assert (view.canvas.tool(), view.canvas.erasing()) == (Tool.POLYGON, True)
    assert view.commands["erase"].isChecked()
    qtbot.keyClick(view.canvas, Qt.Key.Key_P)
    assert not view.canvas.erasing()
    qtbot.keyClick(view.canvas, Qt.Key.Key_X)
    assert view.canvas.erasing()


def test_letters_that_are_typed_choose_no_tool(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path
) -> None:
    view = labelling(open_project(twelve_parts))
    view.panel.new_type.setFocus()
    qtbot.keyClicks(view.panel.new_type, "pbx1?")
    assert view.panel.new_type.text() == "pbx1?"
    assert view.canvas.tool() is Tool.PAN
    assert view.presenter.record.name == "part_01.png"


def test_a_polygon_is_saved_and_enter_belongs_to_it(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path
) -> None:
    workspace = open_project(twelve_parts)
    view = labelling(workspace)
    view.canvas.setFocus()
    qtbot.keyClick(view.canvas, Qt.Key.Key_P)
    _ready(qtbot, view)
    for corner in ((20, 20), (60, 20), (60, 60), (20, 60)):
        at = view.canvas.viewportTransform().map(*corner)
        qtbot.mouseClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(*map(round, at)))
        qtbot.wait(1)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Return)
    saved = _saved(qtbot, workspace, view)
    assert saved[40, 40] == view.panel.chosen_type()
    assert saved[70, 70] == 0
    assert view.presenter.record.name == "part_01.png"


def test_a_rough_outline_marks_the_part_when_the_answer_comes(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path
) -> None:
    workspace = open_project(twelve_parts)
    view = labelling(workspace)
    view.commands["edges"].trigger()
    _ready(qtbot, view)
    paint(view.canvas, (2, 2), (EDGE - 2, 3), (EDGE - 3, EDGE - 2), (3, EDGE - 3))
    qtbot.waitUntil(lambda: view.canvas.label_map().any(), timeout=20_000)
    saved = _saved(qtbot, workspace, view)
    rows, columns = np.mgrid[:EDGE, :EDGE] - EDGE / 2
    disc = np.hypot(rows, columns) < EDGE * 0.4
    assert ((saved > 0) == disc).mean() > 0.95
    view.commands["undo"].trigger()
    assert not view.canvas.label_map().any()


def test_where_no_edge_is_found_the_window_says_so(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path, monkeypatch
) -> None:
    monkeypatch.setattr("bgad_studio.ui.labelling.presenter.find_edges", lambda _: None)
    view = labelling(open_project(twelve_parts))
    view.commands["edges"].trigger()
    _ready(qtbot, view)
    paint(view.canvas, (20, 20), (60, 20), (60, 60), (20, 60))
    qtbot.waitUntil(view.notice.isVisible, timeout=10_000)
    assert "No edge" in view.notice.title()
    assert not view.canvas.in_hand()


def test_a_group_shows_the_tool_chosen_last(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path
) -> None:
    view = labelling(open_project(twelve_parts))
    groups = [button for button in view.bar.findChildren(QToolButton) if button.property("group")]
    shapes = next(group for group in groups if view.commands["ellipse"] in group.menu().actions())
    assert shapes.defaultAction() is view.commands["polygon"]
    qtbot.keyClick(view.canvas, Qt.Key.Key_O)
    assert shapes.defaultAction() is view.commands["ellipse"]
    shapes.menu().popup(shapes.mapToGlobal(QPoint(0, 0)))
    qtbot.mouseClick(
        shapes.menu(),
        Qt.MouseButton.LeftButton,
        pos=shapes.menu().actionGeometry(view.commands["lasso"]).center(),
    )
    assert view.canvas.tool() is Tool.LASSO
    assert shapes.defaultAction() is view.commands["lasso"]
    QApplication.processEvents()
    qtbot.mouseClick(shapes, Qt.MouseButton.LeftButton, pos=QPoint(12, 18))
    assert view.canvas.tool() is Tool.LASSO
    assert view.commands["lasso"].isChecked()


def test_the_bar_fits_the_smallest_window_in_both_languages(
    qtbot: QtBot, window, open_project, labelling, twelve_parts: Path
) -> None:
    view = labelling(open_project(twelve_parts))
    for language in ("zh_CN", "en"):
        window._choose_language(language)
        qtbot.waitUntil(lambda: view.bar.width() >= view.bar.minimumSizeHint().width())
        buttons = view.bar.findChildren(QToolButton)
        assert max(b.mapTo(view.bar, b.rect().topRight()).x() for b in buttons) < view.bar.width()


def test_t_goes_through_the_defect_types(qtbot: QtBot, open_project, labelling, twelve_parts: Path) -> None:
    workspace = open_project(twelve_parts)
    view = labelling(workspace)
    for name in ("scratch", "pit"):
        view.presenter.add_type(name)
    qtbot.waitUntil(lambda: len(workspace.session.catalogue.types) == 2, timeout=5_000)
    first, second = (kind.id for kind in workspace.session.catalogue.types)
    view.panel.choose_type(first)
    view.canvas.setFocus()
    for expected in (second, IGNORE_VALUE, first):
        qtbot.keyClick(view.canvas, Qt.Key.Key_T)
        assert view.panel.chosen_type() == expected
        assert view.canvas.defect() == expected
