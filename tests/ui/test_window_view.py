"""Looking at a part in the window: brightness, contrast, gamma, the small map."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bgad_studio.core.imaging.tone import PLAIN


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
