"""Polygons corner by corner, edges found inside a rough outline, the square brush, filling, taking away."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from pytestqt.qtbot import QtBot

from bgad_studio.core.masks.edges import EdgeSearch, find_edges
from bgad_studio.ui.canvas.tools import Tool
from bgad_studio.ui.canvas.view import ImageCanvas

CTRL = Qt.KeyboardModifier.ControlModifier
RIGHT = Qt.MouseButton.RightButton
CORNERS = ((20, 15), (60, 15), (60, 45), (20, 45))


@pytest.fixture
def canvas(canvas: ImageCanvas) -> ImageCanvas:
    canvas.set_label_map(None, {1: "#FF0000"})
    canvas.set_tool(Tool.POLYGON)
    return canvas


def click(hand, *corners: tuple[float, float], modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    for corner in corners:
        hand.press(*corner, modifiers=modifiers)
        hand.release(*corner, modifiers=modifiers)


def double_click(hand, x: float, y: float) -> None:
    hand.press(x, y)
    hand.release(x, y)
    hand._send(
        QMouseEvent.Type.MouseButtonDblClick,
        hand.at(x, y),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    hand.release(x, y)


def area(canvas: ImageCanvas) -> int:
    return int((canvas.label_map() == 1).sum())


FULL = pytest.approx(40 * 30, rel=0.1)


def test_enter_closes_a_polygon_as_one_step(canvas: ImageCanvas, hand, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.strokeFinished):
        click(hand, *CORNERS)
        assert area(canvas) == 0
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert area(canvas) == FULL
    canvas.undo()
    assert area(canvas) == 0


def test_a_right_click_closes_a_polygon(canvas: ImageCanvas, hand) -> None:
    click(hand, *CORNERS)
    hand.press(30, 30, RIGHT)
    hand.release(30, 30, RIGHT)
    assert area(canvas) == FULL


def test_a_double_click_sets_the_last_corner_and_closes(canvas: ImageCanvas, hand) -> None:
    click(hand, *CORNERS[:3])
    double_click(hand, *CORNERS[3])
    assert area(canvas) == FULL


def test_a_click_on_the_first_corner_closes(canvas: ImageCanvas, hand) -> None:
    click(hand, *CORNERS, (20.5, 15.3))
    assert area(canvas) == FULL
    assert not canvas.in_hand()


def test_backspace_takes_the_last_corner_back_and_the_last_of_all_drops_it(
    canvas: ImageCanvas, hand, qtbot: QtBot
) -> None:
    click(hand, *CORNERS, (79, 59))
    qtbot.keyClick(canvas, Qt.Key.Key_Backspace)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert area(canvas) == FULL
    click(hand, (5, 5))
    qtbot.keyClick(canvas, Qt.Key.Key_Backspace)
    assert not canvas.in_hand()


def test_esc_drops_a_polygon(canvas: ImageCanvas, hand, qtbot: QtBot) -> None:
    click(hand, *CORNERS)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert area(canvas) == 0
    assert not canvas.history().can_undo


def test_ctrl_held_takes_away_what_a_polygon_encloses(canvas: ImageCanvas, hand) -> None:
    canvas.set_label_map(np.ones((60, 80), np.uint8), {1: "#FF0000"})
    click(hand, *CORNERS, (20.4, 15.2), modifiers=CTRL)
    assert 80 * 60 - area(canvas) == FULL


def test_another_tool_closes_a_polygon_in_hand_and_two_corners_are_none(canvas: ImageCanvas, hand) -> None:
    click(hand, *CORNERS)
    canvas.set_tool(Tool.BRUSH)
    assert area(canvas) == FULL
    canvas.undo()
    canvas.set_tool(Tool.POLYGON)
    click(hand, *CORNERS[:2])
    canvas.set_tool(Tool.BRUSH)
    assert not canvas.history().can_undo


def test_another_part_drops_a_polygon(canvas: ImageCanvas, hand, picture) -> None:
    click(hand, *CORNERS)
    canvas.set_image(picture)
    canvas.set_label_map(None, {1: "#FF0000"})
    canvas.set_tool(Tool.PAN)
    assert area(canvas) == 0


def search_of(canvas: ImageCanvas, hand, *points: tuple[float, float]) -> EdgeSearch:
    asked: list[EdgeSearch] = []
    canvas.edgesWanted.connect(asked.append)
    hand.stroke(*points)
    canvas.edgesWanted.disconnect(asked.append)
    assert len(asked) == 1
    return asked[0]


def test_edges_are_asked_for_and_painted_when_the_answer_comes(canvas: ImageCanvas, hand) -> None:
    rgb = np.full((60, 80, 3), 150, np.uint8)
    rgb[20:40, 30:50] = 60
    canvas.set_image(rgb)
    canvas.set_label_map(None, {1: "#FF0000"})
    canvas.set_tool(Tool.EDGES)
    search = search_of(canvas, hand, (25, 15), (55, 15), (55, 45), (25, 45))
    assert area(canvas) == 0
    assert canvas.take_edges(search, find_edges(search))
    assert area(canvas) == 400
    assert not canvas.take_edges(search, None)  # nobody waits any more
    canvas.undo()
    assert area(canvas) == 0


def test_an_answer_for_a_part_that_is_gone_paints_nothing(canvas: ImageCanvas, hand, picture) -> None:
    canvas.set_tool(Tool.EDGES)
    search = search_of(canvas, hand, (25, 15), (55, 15), (55, 45), (25, 45))
    canvas.set_image(picture)
    canvas.set_label_map(None, {1: "#FF0000"})
    from bgad_studio.core.geometry import Rect
    from bgad_studio.core.masks.regions import Region

    assert not canvas.take_edges(search, Region(Rect(0, 0, 2, 2), np.ones((2, 2), np.bool_)))
    assert area(canvas) == 0


def test_the_square_brush_paints_corners(canvas: ImageCanvas, hand) -> None:
    canvas.set_tool(Tool.SQUARE)
    canvas.set_brush_radius(5)
    hand.stroke((40, 30))
    assert area(canvas) == 100
    canvas.set_tool(Tool.ERASER)  # of the same shape
    hand.stroke((40, 30))
    assert area(canvas) == 0


def test_filling_an_outline_stays_inside_it(canvas: ImageCanvas, hand) -> None:
    labels = np.zeros((60, 80), np.uint8)
    labels[20:40, 20:60] = 1
    labels[22:38, 22:58] = 0
    canvas.set_label_map(labels, {1: "#FF0000"})
    canvas.set_tool(Tool.FILL)
    hand.stroke((40, 30), (42, 31))
    assert area(canvas) == 20 * 40


def test_taking_away_holds_until_another_tool(canvas: ImageCanvas, hand) -> None:
    canvas.set_label_map(np.ones((60, 80), np.uint8), {1: "#FF0000"})
    canvas.set_tool(Tool.RECTANGLE)
    canvas.set_erasing(True)
    hand.stroke((10, 10), (20, 20))
    assert 80 * 60 - area(canvas) == 100
    canvas.set_tool(Tool.RECTANGLE)
    hand.stroke((10, 10), (20, 20))
    assert area(canvas) == 80 * 60
