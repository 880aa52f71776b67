"""Other keys: chosen in the cheat sheet, used at once, shown everywhere, there again after a restart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bgad_studio.services.preferences import load_preferences
from bgad_studio.ui import keymap
from bgad_studio.ui.actions import ACTIONS, shortcuts, who_has
from bgad_studio.ui.canvas.tools import Tool
from bgad_studio.ui.dialogs.keys import COLUMNS, Keys

NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def usual_keys(qtbot: QtBot) -> Iterator[None]:
    yield
    keymap.use({})


@pytest.fixture
def sheet(qtbot: QtBot, window) -> Keys:
    made = Keys(window)
    made.chosen.connect(lambda keys: window._remember(window._preferences.__class__(keys=keys)))
    made.show()
    qtbot.waitExposed(made)
    return made


def choose(
    qtbot: QtBot, sheet: Keys, action: str, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier
) -> None:
    button = sheet.buttons[action]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.text() == "Press a key…"
    qtbot.keyClick(button, key, modifiers)


def test_no_two_actions_begin_with_the_same_key() -> None:
    keys = [key for action in ACTIONS for key in shortcuts(action)]
    assert len(keys) == len(set(keys))


def test_every_action_with_a_key_stands_in_the_sheet_once() -> None:
    listed = [action for column in COLUMNS for group in column for action in group]
    assert sorted(listed) == sorted(ACTIONS)


def test_a_new_key_works_at_once_is_shown_and_survives_a_restart(
    qtbot: QtBot, window, sheet: Keys, open_project, labelling, twelve_parts: Path
) -> None:
    view = labelling(open_project(twelve_parts))
    choose(qtbot, sheet, "brush", Qt.Key.Key_U, CTRL)
    assert sheet.buttons["brush"].text() == "Ctrl+U"
    qtbot.waitUntil(lambda: view.commands["brush"].toolTip().endswith("(Ctrl+U)"))
    assert load_preferences().keys == {"brush": ("Ctrl+U",)}
    sheet.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view.canvas.setFocus()
    qtbot.keyClick(view.canvas, Qt.Key.Key_B)
    assert view.canvas.tool() is Tool.PAN
    qtbot.keyClick(view.canvas, Qt.Key.Key_U, CTRL)
    assert view.canvas.tool() is Tool.BRUSH
    keymap.use({})
    keymap.use(load_preferences().keys)
    assert shortcuts("brush") == ("Ctrl+U",)


def test_a_key_that_is_taken_names_its_owner_and_moves_only_when_told(qtbot: QtBot, sheet: Keys) -> None:
    choose(qtbot, sheet, "brush", Qt.Key.Key_E)
    assert "“Eraser”" in sheet.message.text()
    assert (shortcuts("brush"), shortcuts("eraser")) == (("B",), ("E",))
    qtbot.mouseClick(sheet.take, Qt.MouseButton.LeftButton)
    assert (shortcuts("brush"), shortcuts("eraser")) == (("E",), ())
    assert sheet.buttons["eraser"].text() == "–"
    qtbot.mouseClick(sheet.reset, Qt.MouseButton.LeftButton)
    assert (shortcuts("brush"), shortcuts("eraser")) == (("B",), ("E",))
    assert keymap.chosen() == {}


def test_one_action_goes_back_to_its_usual_key(qtbot: QtBot, sheet: Keys) -> None:
    choose(qtbot, sheet, "redo", Qt.Key.Key_J)
    choose(qtbot, sheet, "grid", Qt.Key.Key_Z)
    qtbot.mouseClick(sheet._resets["redo"], Qt.MouseButton.LeftButton)
    assert keymap.chosen() == {"grid": ("Z",)}
    assert sheet.buttons["redo"].text() == "Ctrl+Shift+Z  Ctrl+Y"


def test_a_second_key_of_an_action_is_lost_alone(qtbot: QtBot, sheet: Keys) -> None:
    choose(qtbot, sheet, "brush", Qt.Key.Key_D)
    qtbot.mouseClick(sheet.take, Qt.MouseButton.LeftButton)
    assert shortcuts("next") == ("Right",)
    assert who_has("D") == "brush"


def test_esc_while_a_key_is_waited_for_changes_nothing_and_keeps_the_sheet(qtbot: QtBot, sheet: Keys) -> None:
    choose(qtbot, sheet, "brush", Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert sheet.buttons["brush"].text() == "B"
    choose(qtbot, sheet, "brush", Qt.Key.Key_Return)
    assert "fixed" in sheet.message.text()
    assert keymap.chosen() == {}


def test_keys_that_are_held_may_be_others_too(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path
) -> None:
    view = labelling(open_project(twelve_parts))
    keymap.use({"peek": ("J",), "hand": ("F5",)})
    qtbot.keyPress(view.canvas, Qt.Key.Key_Q)
    assert view.canvas.paint_item.isVisible()
    qtbot.keyPress(view.canvas, Qt.Key.Key_J)
    assert not view.canvas.paint_item.isVisible()
    qtbot.keyRelease(view.canvas, Qt.Key.Key_J)
    assert view.canvas.paint_item.isVisible()
    view.set_tool(Tool.ERASER)
    qtbot.keyPress(view.canvas, Qt.Key.Key_F5)
    assert view.canvas.pans_with_left()
    qtbot.keyRelease(view.canvas, Qt.Key.Key_F5)
    assert not view.canvas.pans_with_left()


def test_the_verdict_buttons_show_the_keys_in_use(
    qtbot: QtBot, open_project, labelling, twelve_parts: Path
) -> None:
    view = labelling(open_project(twelve_parts))
    keymap.use({"ok": ("7",)})
    buttons = view.panel.verdicts._buttons.values()
    qtbot.waitUntil(lambda: [button.text() for button in buttons] == ["7 OK", "2 NG", "3 Unsure"])


def test_a_sign_is_named_without_shift(qtbot: QtBot, sheet: Keys) -> None:
    button = sheet.buttons["brush"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, "!", SHIFT)
    assert shortcuts("brush") == ("!",)


def test_the_sheet_fits_the_smallest_screen(sheet: Keys) -> None:
    assert sheet.sizeHint().height() < 740
    assert sheet.sizeHint().width() < 1366
