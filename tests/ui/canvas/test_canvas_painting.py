from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from bgad_studio.ui.canvas.tools import Tool
from bgad_studio.ui.canvas.view import MAX_RADIUS, ImageCanvas

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MIDDLE, RIGHT = Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
COLOURS = {1: "#FF0000", 2: "#0000FF"}


@pytest.fixture
def canvas(canvas: ImageCanvas) -> ImageCanvas:
    canvas.set_label_map(None, COLOURS)
    canvas.set_tool(Tool.BRUSH)
    canvas.set_brush_radius(3)
    return canvas


def capsule(a: tuple[float, float], b: tuple[float, float], radius: float) -> np.ndarray:
    """Pixels of the 80 × 60 picture whose centres lie within ``radius`` of the line from ``a`` to ``b``."""
    x, y = np.meshgrid(np.arange(80) + 0.5, np.arange(60) + 0.5)
    along = np.array(b) - np.array(a)
    length = max(float(along @ along), 1e-12)
    share = np.clip(((x - a[0]) * along[0] + (y - a[1]) * along[1]) / length, 0, 1)
    return np.hypot(x - a[0] - share * along[0], y - a[1] - share * along[1]) <= radius


def labels(canvas: ImageCanvas) -> np.ndarray:
    made = canvas.label_map()
    assert made is not None
    return made


def test_a_stroke_marks_the_pixels_under_the_brush_and_no_others(canvas: ImageCanvas, hand) -> None:
    canvas.set_defect(2)
    hand.stroke((20.5, 10.5), (35.5, 10.5), (35.5, 40.5))
    expected = capsule((20.5, 10.5), (35.5, 10.5), 3) | capsule((35.5, 10.5), (35.5, 40.5), 3)
    assert (labels(canvas) == np.where(expected, 2, 0)).all()


def test_a_click_is_a_dot(canvas: ImageCanvas, hand) -> None:
    hand.stroke((40.5, 30.5))
    assert (labels(canvas) == capsule((40.5, 30.5), (40.5, 30.5), 3)).all()


def test_the_smallest_brush_marks_the_pixel_under_the_cursor(canvas: ImageCanvas, hand) -> None:
    canvas.set_brush_radius(0)
    assert canvas.brush_radius() == 1
    hand.stroke((40.5, 30.5))
    assert labels(canvas)[30, 40] == 1
    assert np.count_nonzero(labels(canvas)) <= 5


def test_paint_shows_while_the_stroke_goes_on(canvas: ImageCanvas, hand) -> None:
    hand.press(40.5, 30.5)
    hand.canvas.set_brush_radius(1)  # the ring must not lie on the pixel looked at
    at = hand.at(40.5, 29.0).toPoint()
    colour = canvas.viewport().grab().toImage().pixelColor(at)
    assert colour.red() > colour.blue() + 50
    hand.release(40.5, 30.5)


def test_a_stroke_may_begin_outside_and_end_outside(canvas: ImageCanvas, hand) -> None:
    hand.stroke((-5.5, 20.5), (85.5, 20.5))
    assert (labels(canvas) == capsule((-5.5, 20.5), (85.5, 20.5), 3)).all()


def test_a_stroke_beside_the_picture_is_no_stroke(canvas: ImageCanvas, hand, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(canvas.strokeFinished):
        hand.stroke((-9, -9), (-9, -4))
    assert not labels(canvas).any()


def test_the_eraser_takes_away_under_it_only(canvas: ImageCanvas, hand) -> None:
    canvas.set_label_map(np.full((60, 80), 2, np.uint8), COLOURS)
    canvas.set_tool(Tool.ERASER)
    hand.stroke((20.5, 20.5), (30.5, 20.5))
    assert (labels(canvas) == np.where(capsule((20.5, 20.5), (30.5, 20.5), 3), 0, 2)).all()


def test_ctrl_held_at_the_beginning_erases(canvas: ImageCanvas, hand) -> None:
    canvas.set_label_map(np.full((60, 80), 2, np.uint8), COLOURS)
    hand.stroke((20.5, 20.5), modifiers=CTRL)
    assert labels(canvas)[20, 20] == 0
    hand.stroke((50.5, 20.5))
    assert labels(canvas)[20, 50] == 1


def test_each_stroke_is_told_once_and_undone_and_redone_as_one(canvas: ImageCanvas, hand) -> None:
    told: list[object] = []
    canvas.strokeFinished.connect(lambda: told.append("stroke"))
    canvas.historyChanged.connect(lambda *can: told.append(can))
    hand.stroke((10.5, 10.5), (20.5, 10.5), (30.5, 20.5))
    one = labels(canvas)
    hand.stroke((10.5, 40.5), (20.5, 40.5))
    two = labels(canvas)
    assert told == ["stroke", (True, False)] * 2
    told.clear()
    canvas.undo()
    assert (labels(canvas) == one).all()
    canvas.undo()
    assert not labels(canvas).any()
    canvas.undo()
    canvas.redo()
    canvas.redo()
    assert (labels(canvas) == two).all()
    canvas.redo()
    assert told == [
        "stroke", (True, True), "stroke", (False, True), "stroke", (True, True), "stroke", (True, False),
    ]  # fmt: skip


def test_escape_takes_back_the_stroke_in_hand_and_only_that(canvas: ImageCanvas, hand, qtbot: QtBot) -> None:
    hand.stroke((10.5, 10.5))
    before = labels(canvas)
    with qtbot.assertNotEmitted(canvas.strokeFinished):
        hand.press(40.5, 30.5)
        hand.move(50.5, 30.5)
        qtbot.keyPress(canvas, Qt.Key.Key_Escape)
        assert (labels(canvas) == before).all()
        hand.move(60.5, 30.5)
        hand.release(60.5, 30.5)
    assert (labels(canvas) == before).all()
    hand.stroke((60.5, 30.5))
    assert labels(canvas)[30, 60] == 1


def test_undo_waits_for_the_stroke_in_hand(canvas: ImageCanvas, hand) -> None:
    hand.stroke((10.5, 10.5))
    hand.press(40.5, 30.5)
    canvas.undo()
    hand.release(40.5, 30.5)
    assert labels(canvas)[10, 10] == labels(canvas)[30, 40] == 1


@pytest.mark.parametrize("other", [MIDDLE, RIGHT])
def test_other_buttons_leave_a_stroke_alone(canvas: ImageCanvas, hand, other: Qt.MouseButton) -> None:
    before = hand.at(0, 0)
    hand.press(20.5, 20.5)
    hand.press(20.5, 20.5, other)
    hand.move(30.5, 20.5)
    hand.release(30.5, 20.5, other)
    hand.move(40.5, 20.5)
    hand.release(40.5, 20.5)
    assert (labels(canvas) == capsule((20.5, 20.5), (40.5, 20.5), 3)).all()
    assert hand.at(0, 0) == before
    hand.move(60.5, 50.5)
    assert labels(canvas)[50, 60] == 0


def test_the_left_button_does_not_paint_while_the_middle_one_pans(canvas: ImageCanvas, hand) -> None:
    hand.press(20.5, 20.5, MIDDLE)
    hand.press(20.5, 20.5)
    hand.move(30.5, 20.5)
    hand.release(30.5, 20.5)
    hand.release(30.5, 20.5, MIDDLE)
    assert not labels(canvas).any()


def test_a_release_that_went_elsewhere_still_ends_the_stroke(canvas: ImageCanvas, hand) -> None:
    hand.press(20.5, 20.5)
    hand.buttons = Qt.MouseButton.NoButton
    hand.move(60.5, 50.5)
    assert labels(canvas)[20, 20] == 1
    assert labels(canvas)[50, 60] == 0
    canvas.undo()
    assert not labels(canvas).any()


def test_zooming_in_the_middle_of_a_stroke_keeps_it_on_the_picture(canvas: ImageCanvas, hand) -> None:
    hand.press(20.5, 20.5)
    hand.wheel(20.5, 20.5, 2)
    hand.move(40.5, 20.5)
    hand.release(40.5, 20.5)
    assert (labels(canvas) == capsule((20.5, 20.5), (40.5, 20.5), 3)).all()


def test_another_tool_ends_the_stroke_and_keeps_it(canvas: ImageCanvas, hand, qtbot: QtBot) -> None:
    hand.press(20.5, 20.5)
    with qtbot.waitSignal(canvas.strokeFinished):
        canvas.set_tool(Tool.PAN)
    hand.move(40.5, 20.5)
    assert labels(canvas)[20, 20] == 1
    assert labels(canvas)[20, 40] == 0


def test_another_picture_drops_the_stroke_in_hand(
    canvas: ImageCanvas, hand, picture: np.ndarray, qtbot: QtBot
) -> None:
    hand.press(20.5, 20.5)
    with qtbot.assertNotEmitted(canvas.strokeFinished):
        canvas.set_image(picture)
        canvas.set_label_map(None, COLOURS)
        hand.move(40.5, 20.5)
        hand.release(40.5, 20.5)
    assert not labels(canvas).any()


def test_the_label_map_given_and_taken_are_copies(canvas: ImageCanvas, hand) -> None:
    given = np.zeros((60, 80), np.uint8)
    canvas.set_label_map(given, COLOURS)
    hand.stroke((20.5, 20.5))
    assert not given.any()
    labels(canvas)[:] = 9
    assert labels(canvas).max() == 1


def test_a_label_map_of_another_size_is_refused(canvas: ImageCanvas) -> None:
    with pytest.raises(ValueError, match="label map"):
        canvas.set_label_map(np.zeros((80, 60), np.uint8), COLOURS)


def test_without_a_label_map_the_brush_pans(canvas: ImageCanvas, hand, picture: np.ndarray) -> None:
    canvas.set_image(picture)
    hand.press(20.5, 20.5)
    assert canvas.is_panning()
    hand.release(20.5, 20.5)
    assert canvas.label_map() is None


def test_shift_wheel_sizes_the_brush_and_leaves_the_zoom(canvas: ImageCanvas, hand, qtbot: QtBot) -> None:
    zoom = canvas.zoom()
    canvas.set_brush_radius(1)
    with qtbot.waitSignal(canvas.brushRadiusChanged) as told:
        hand.wheel(20, 20, 1, SHIFT)
    assert told.args == [2]
    hand.wheel(20, 20, 60, SHIFT)
    assert canvas.brush_radius() == MAX_RADIUS
    hand.wheel(20, 20, -100, SHIFT)
    assert canvas.brush_radius() == 1
    assert canvas.zoom() == zoom


def test_the_ring_follows_the_cursor_where_the_brush_paints(canvas: ImageCanvas, hand) -> None:
    ring = next(item for item in canvas.scene().items() if type(item).__name__ == "BrushRing")
    hand.move(20, 20)
    assert ring.isVisible()
    assert (ring.pos() - QPointF(20, 20)).manhattanLength() < 1e-6
    assert canvas.viewport().cursor().shape() == Qt.CursorShape.BlankCursor
    canvas.set_tool(Tool.PAN)
    assert not ring.isVisible()
    assert canvas.viewport().cursor().shape() == Qt.CursorShape.OpenHandCursor


def test_marks_painted_far_out_on_a_large_picture_are_exact(canvas: ImageCanvas, hand) -> None:
    canvas.set_image(np.full((1500, 2000, 3), 90, np.uint8))
    canvas.set_label_map(None, COLOURS)
    canvas.set_brush_radius(40)
    hand.stroke((1000, 700), (1300, 900))
    painted = labels(canvas)
    assert painted[700, 1000] == painted[900, 1300] == painted[800, 1150] == 1
    length = np.hypot(300, 200)
    assert np.count_nonzero(painted) == pytest.approx(np.pi * 1600 + 80 * length, rel=0.02)


def test_alt_drag_sizes_the_brush_and_paints_nothing(canvas: ImageCanvas, hand, qtbot: QtBot) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    canvas.set_brush_radius(4)
    with qtbot.waitSignal(canvas.brushRadiusChanged):
        hand.stroke((20, 30), (26, 30), modifiers=alt)
    assert canvas.brush_radius() == 10
    hand.stroke((40, 30), (10, 30), modifiers=alt)
    assert canvas.brush_radius() == 1
    assert not canvas.label_map().any()
    hand.move(30, 30)
    assert canvas.brush_radius() == 1
