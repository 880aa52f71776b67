"""Remarks on the paint of a part come quietly and go when it is put right."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from parts_folder import EDGE, paint
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bgad_studio.services.foregrounds import share_foreground
from bgad_studio.ui.canvas.tools import Tool
from bgad_studio.ui.frame.rail import Place


def test_a_bad_part_asks_for_paint_until_it_is_painted(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path
) -> None:
    view = labelling(open_project(twelve_parts))
    assert not view.panel.remarks.isVisible()
    qtbot.keyClick(view.canvas, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: "nothing is painted" in view.panel.remarks.text(), timeout=10_000)
    assert view.panel.remarks.isVisible()
    view.set_tool(Tool.BRUSH)
    qtbot.waitUntil(lambda: view.panel.chosen_type() is not None)
    paint(view.canvas, (40, 40), (55, 50))
    qtbot.waitUntil(lambda: not view.panel.remarks.isVisible(), timeout=10_000)


def test_paint_beside_the_part_is_told_by_name_and_the_next_part_has_its_own_remarks(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path
) -> None:
    view = labelling(open_project(twelve_parts))
    view.browser.step(11)
    qtbot.waitUntil(lambda: view.presenter.record.name == "part_12.png")
    view.set_tool(Tool.RECTANGLE)
    qtbot.waitUntil(lambda: view.panel.chosen_type() is not None)
    paint(view.canvas, (0, 0), (9, 9))
    qtbot.waitUntil(
        lambda: view.panel.remarks.text() == "Defect lies mostly beside the part.", timeout=10_000
    )
    view.browser.step(-1)
    qtbot.waitUntil(lambda: view.presenter.record.name == "part_11.png")
    assert not view.panel.remarks.isVisible()


def test_where_a_person_put_the_part_counts_as_soon_as_they_come_back(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path
) -> None:
    workspace = open_project(twelve_parts)
    view = labelling(workspace)
    view.set_tool(Tool.RECTANGLE)
    qtbot.waitUntil(lambda: view.panel.chosen_type() is not None)
    paint(view.canvas, (0, 0), (9, 9))
    qtbot.waitUntil(lambda: "beside the part" in view.panel.remarks.text(), timeout=10_000)
    project, whole = workspace.session.project, np.ones((EDGE, EDGE), np.bool_)
    workspace.go(Place.SYNTH)
    workspace.session.store.submit(lambda: share_foreground(project, whole))
    workspace.go(Place.LABEL)
    qtbot.waitUntil(lambda: "beside the part" not in view.panel.remarks.text(), timeout=10_000)
