"""Looking at a part in the window: brightness, contrast, gamma, the small map."""

from __future__ import annotations

from pathlib import Path

from parts_folder import paint
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bgad_studio.core.imaging.tone import PLAIN
from bgad_studio.core.records import Verdict
from bgad_studio.services.project import Project
from bgad_studio.ui.canvas.tools import Tool
from bgad_studio.ui.labelling.hidden_paint import HiddenPaint


def _step(qtbot: QtBot, view, by: int, name: str) -> None:
    view.browser.step(by)
    qtbot.waitUntil(lambda: view.presenter.record.name == name)


def test_brightness_is_of_this_part_only_unless_it_is_kept(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path
) -> None:
    view = labelling(open_project(twelve_parts))
    before = view.canvas.viewport().grab().toImage()
    qtbot.keyClick(view.canvas, Qt.Key.Key_K)
    qtbot.waitUntil(view.popup.isVisible)
    for _ in range(10):
        qtbot.keyClick(view.popup.sliders[0], Qt.Key.Key_Right)
    assert view.popup.tone().brightness > 0
    qtbot.waitUntil(lambda: view.canvas.viewport().grab().toImage() != before)
    view.popup.close()
    _step(qtbot, view, 1, "part_02.png")
    assert view.popup.tone() == PLAIN
    view.popup.sliders[2].setValue(20)
    view.popup.keep.setChecked(True)
    _step(qtbot, view, 1, "part_03.png")
    assert view.popup.tone().gamma > 1
    qtbot.mouseClick(view.popup.reset_button, Qt.MouseButton.LeftButton)
    assert view.popup.tone() == PLAIN


def test_n_switches_the_small_map(qtbot: QtBot, open_project, labelling, twelve_parts: Path) -> None:
    view = labelling(open_project(twelve_parts))
    for _ in range(8):
        qtbot.keyClick(view.canvas, Qt.Key.Key_Plus)
    assert view.canvas.navigator.isVisible()
    qtbot.keyClick(view.canvas, Qt.Key.Key_N)
    assert not view.canvas.navigator.isVisible()


def test_m_hides_the_paint_which_comes_back_by_key_click_or_a_stroke(
    qtbot: QtBot, open_project, painting, twelve_parts: Path
) -> None:
    view = painting(open_project(twelve_parts))
    canvas, hint = view.canvas, view.canvas.findChild(HiddenPaint)
    paint(canvas, (30, 30), (50, 30))
    painted = canvas.viewport().grab().toImage()
    assert not hint.isVisible()
    qtbot.keyClick(canvas, Qt.Key.Key_M)
    assert not canvas.paint_item.isVisible()
    assert hint.isVisible()
    assert "(M)" in hint.text()
    qtbot.keyClick(canvas, Qt.Key.Key_M)
    assert canvas.viewport().grab().toImage() == painted, "nothing has moved"
    qtbot.keyClick(canvas, Qt.Key.Key_M)
    _step(qtbot, view, 1, "part_02.png")
    assert hint.isVisible(), "it stays hidden until somebody wants it"
    qtbot.mouseClick(hint, Qt.MouseButton.LeftButton)
    assert canvas.paint_item.isVisible()
    assert view.commands["mask"].isChecked()
    qtbot.keyClick(canvas, Qt.Key.Key_M)
    assert view.canvas.tool() is Tool.BRUSH
    paint(canvas, (30, 50), (50, 50))
    assert canvas.paint_item.isVisible(), "nobody paints without seeing it"
    assert not hint.isVisible()
    qtbot.keyClick(canvas, Qt.Key.Key_M)
    qtbot.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert canvas.mask_visible()


def test_parts_to_check_are_gone_through_in_both_directions(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path
) -> None:
    with Project.open(twelve_parts) as project:
        ids = [record.id for record in project.images.all()]
        project.images.set_verdict([ids[2], ids[6]], Verdict.UNSURE, "test")
    view = labelling(open_project(twelve_parts))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    seen = []
    for key in (Qt.Key.Key_D, Qt.Key.Key_D, Qt.Key.Key_A, Qt.Key.Key_A, Qt.Key.Key_A):
        qtbot.keyClick(view.canvas, key, both)
        seen.append(ids.index(view.browser.current))
    assert seen == [2, 6, 2, 6, 2]
    view.browser.show_part(ids[0])
    qtbot.keyClick(view.canvas, Qt.Key.Key_A, both)
    assert ids.index(view.browser.current) == 6
