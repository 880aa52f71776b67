from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QGraphicsScene
from pytestqt.qtbot import QtBot

from bgad_studio.core.geometry import Rect
from bgad_studio.core.imaging.tone import Tone
from bgad_studio.core.map_look import MapLook, Ramp
from bgad_studio.ui import map_look, theme
from bgad_studio.ui.canvas.overlays import BoxItem
from bgad_studio.ui.canvas.tools import Tool
from bgad_studio.ui.canvas.view import ImageCanvas

LEFT = Qt.MouseButton.LeftButton


def seen(canvas: ImageCanvas, x: float, y: float) -> QColor:
    """Colour on the screen at an image point."""
    at = canvas.viewportTransform().map(QPointF(x, y)).toPoint()
    return canvas.viewport().grab().toImage().pixelColor(at)


def pixels(canvas: ImageCanvas) -> np.ndarray:
    """(h, w, 4) int of what is on the screen."""
    return as_array(canvas.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32))


def as_array(image: QImage) -> np.ndarray:
    """(h, w, 4) int of an ``RGB32``."""
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).astype(int)


def peak() -> np.ndarray:
    values = np.zeros((6, 8), np.float32)
    values[3, 4] = 10
    return values


def test_a_picture_is_shown_whole_with_its_own_colours(canvas: ImageCanvas) -> None:
    rgb = np.zeros((60, 80, 3), np.uint8)
    rgb[..., 0], rgb[30:, :, 2] = 200, 90
    canvas.set_image(rgb)
    upper, lower = seen(canvas, 2, 2), seen(canvas, 78, 58)
    assert (upper.red(), upper.green(), upper.blue()) == (200, 0, 0)
    assert (lower.red(), lower.green(), lower.blue()) == (200, 0, 90)


def test_the_wheel_keeps_the_point_under_the_cursor(canvas: ImageCanvas, hand) -> None:
    at = hand.at(61, 13)
    for notches in (1, 1, 1, 0.25, -1, 1, 2):
        under = canvas.image_point(at)
        hand.wheel(under.x(), under.y(), notches)
        # scroll bars stand on whole screen pixels
        off = hand.at(under.x(), under.y()) - at
        assert abs(off.x()) <= 1
        assert abs(off.y()) <= 1
    assert canvas.zoom() > 10


def test_zoom_is_told_and_stays_within_bounds(canvas: ImageCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.zoomChanged) as told:
        canvas.actual()
    assert told.args == [1.0]
    assert canvas.zoom() == pytest.approx(1.0)
    for _ in range(60):
        canvas.zoom_in()
    assert canvas.zoom() == 16.0
    for _ in range(60):
        canvas.zoom_out()
    assert canvas.zoom() == pytest.approx(0.01)


def test_a_fitted_picture_follows_the_window_until_it_is_zoomed(canvas: ImageCanvas) -> None:
    before = canvas.zoom()
    canvas.resize(1000, 800)
    assert canvas.zoom() > before
    canvas.zoom_in()
    assert not canvas.is_fitted()
    zoomed = canvas.zoom()
    canvas.resize(500, 400)
    assert canvas.zoom() == pytest.approx(zoomed)
    canvas.fit()
    assert canvas.is_fitted()


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton])
def test_dragging_moves_the_picture_with_the_hand(canvas: ImageCanvas, hand, button: Qt.MouseButton) -> None:
    canvas.actual()
    before = hand.at(0, 0)
    hand.press(40, 30, button)
    hand.move(52, 25)
    hand.release(40, 30, button)
    assert hand.at(0, 0) - before == QPointF(12, -5)


def test_space_held_pans_with_the_brush_in_hand(canvas: ImageCanvas, hand, qtbot: QtBot) -> None:
    canvas.set_label_map(None, {1: "#FF0000"})
    canvas.set_tool(Tool.BRUSH)
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    before = hand.at(0, 0)
    hand.press(40, 30)
    hand.move(45, 30)
    hand.release(45, 30)
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert hand.at(0, 0).x() > before.x()
    assert not canvas.label_map().any()
    hand.stroke((40, 30))
    assert canvas.label_map().any()


def test_the_cursor_names_pixels_and_leaves_once(canvas: ImageCanvas, hand) -> None:
    told: list[object] = []
    canvas.cursorMoved.connect(lambda x, y: told.append((x, y)))
    canvas.cursorLeft.connect(lambda: told.append("left"))
    for point in ((0.1, 0.1), (79.9, 59.9), (80.2, 30), (81, 30), (-0.2, 3)):
        hand.move(*point)
    assert told == [(0, 0), (79, 59), "left"]


def test_heat_covers_only_what_is_unusual(canvas: ImageCanvas) -> None:
    bare = seen(canvas, 5, 5)
    canvas.set_heat(peak(), 0, 10, 20)
    assert seen(canvas, 5, 5) == bare
    assert seen(canvas, 45, 35).saturation() > 100
    map_look.use(replace(map_look.current(), strength=0))
    assert seen(canvas, 45, 35) == bare


def test_the_contour_runs_where_the_threshold_is_reached(canvas: ImageCanvas) -> None:
    canvas.set_heat(peak(), 0, 10, 5)
    map_look.switch_heat()
    # half the height is reached half a cell from the middle of the cell, which is at (45, 35)
    row = [seen(canvas, x, 35).lightness() for x in np.arange(36, 46, 0.25)]
    assert 39 <= 36 + 0.25 * int(np.argmax(row)) <= 41
    assert max(row) > 180
    assert min(row) < 80
    assert row[-1] == 128
    map_look.switch_contour()
    assert {seen(canvas, x, 35).lightness() for x in np.arange(36, 46, 0.5)} == {128}


def test_boxes_stand_round_what_reaches_the_threshold_in_every_colour_of_heat(canvas: ImageCanvas) -> None:
    map_look.use(MapLook(heat=False, contour=False, boxes=True))
    canvas.set_heat(peak(), 0, 10, 5)
    row = [seen(canvas, x, 35).lightness() for x in np.arange(35, 45, 0.25)]
    assert max(row) > 180
    assert 37 <= 35 + 0.25 * int(np.argmax(row)) <= 41
    assert seen(canvas, 45, 35) == QColor(128, 128, 128)
    shades = set()
    for ramp in Ramp:
        map_look.use(MapLook(boxes=True, ramp=ramp))
        shades.add(seen(canvas, 45, 35).name())
    assert len(shades) == len(Ramp)


@pytest.mark.parametrize("ratio", [1, 2])
def test_lines_are_as_wide_on_a_dense_screen(qapp, ratio: int) -> None:
    scene = QGraphicsScene(0, 0, 100, 100)
    item = BoxItem(3.0)
    item.set_boxes([Rect(30, 30, 40, 40)])
    scene.addItem(item)
    image = QImage(100 * ratio, 100 * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(128, 128, 128))
    painter = QPainter(image)
    scene.render(painter, QRectF(0, 0, 100, 100))
    painter.end()
    bright = [x for x in range(50 * ratio) if image.pixelColor(x, 50 * ratio).lightness() > 240]
    assert 2 * ratio <= len(bright) <= 3 * ratio
    assert bright[0] / ratio == pytest.approx(26, abs=1.1)


def test_what_is_pointed_at_is_seen_whatever_else_is_hidden(canvas: ImageCanvas, picture) -> None:
    bare = pixels(canvas)
    canvas.point_at(Rect(20, 20, 10, 10))
    assert (pixels(canvas) != bare).any()
    canvas.set_image(picture)
    assert (pixels(canvas) == bare).all()


def test_peeking_shows_the_bare_picture_and_brings_back_what_was_chosen(
    canvas: ImageCanvas, qtbot: QtBot
) -> None:
    bare = seen(canvas, 45, 35)
    canvas.set_heat(peak(), 0, 10, 5)
    canvas.set_label_map(np.full((60, 80), 1, np.uint8), {1: "#FF0000"})
    canvas.set_mask_visible(False)
    chosen = seen(canvas, 45, 35)
    qtbot.keyPress(canvas, Qt.Key.Key_Q)
    assert seen(canvas, 45, 35) == bare
    qtbot.keyRelease(canvas, Qt.Key.Key_Q)
    assert seen(canvas, 45, 35) == chosen
    assert not canvas.paint_item.isVisible()


def test_a_new_picture_clears_heat_paint_and_history(canvas: ImageCanvas, hand, picture) -> None:
    canvas.set_heat(peak(), 0, 10, 5)
    canvas.set_label_map(None, {1: "#FF0000"})
    canvas.set_tool(Tool.BRUSH)
    hand.stroke((45, 35))
    told: list[tuple[bool, bool]] = []
    canvas.historyChanged.connect(lambda *can: told.append(can))
    canvas.set_image(picture)
    assert seen(canvas, 45, 35) == QColor(128, 128, 128)
    assert canvas.label_map() is None
    assert told[-1] == (False, False)
    canvas.undo()
    assert canvas.label_map() is None


def test_keeping_the_view_needs_a_picture_of_the_same_size(canvas: ImageCanvas, picture) -> None:
    canvas.zoom_in()
    zoomed = canvas.zoom()
    canvas.set_image(picture, keep_view=True)
    assert canvas.zoom() == zoomed
    canvas.set_image(picture[:50], keep_view=True)
    assert canvas.is_fitted()


def test_without_a_picture_every_button_is_harmless(canvas: ImageCanvas, hand) -> None:
    canvas.set_image(None)
    canvas.set_label_map(None, {})
    canvas.set_tool(Tool.BRUSH)
    canvas.zoom_in()
    canvas.actual()
    canvas.fit()
    hand.stroke((1, 1), (5, 5))
    hand.wheel(1, 1, 1)
    assert canvas.image_size() == (0, 0)
    assert canvas.label_map() is None


def test_the_surroundings_follow_the_theme(canvas: ImageCanvas, qapp) -> None:
    try:
        theme.apply_theme(qapp, "dark")
        assert canvas.viewport().grab().toImage().pixelColor(1, 1) == QColor(theme.current().canvas)
    finally:
        theme.apply_theme(qapp, "light")
    assert canvas.viewport().grab().toImage().pixelColor(1, 1) == QColor(theme.current().canvas)


@pytest.mark.parametrize("zoom", [1.3, 2.0, 9.7, 16.0])
def test_above_its_own_size_a_picture_shows_only_colours_it_has(canvas: ImageCanvas, zoom: float) -> None:
    rgb = np.zeros((60, 80, 3), np.uint8)
    rgb[::2, ::2], rgb[1::2, 1::2] = 255, 255
    canvas.set_image(rgb)
    canvas.actual()
    canvas._set_zoom(zoom)
    shot = canvas.viewport().grab().toImage()
    middle = shot.rect().center()
    values = {shot.pixelColor(middle.x() + x, middle.y() + x % 9).red() for x in range(-30, 30)}
    assert values == {0, 255}


def test_a_tone_changes_what_is_seen_and_not_the_picture(canvas: ImageCanvas, picture) -> None:
    canvas.set_image(picture)
    plain = seen(canvas, 40, 30).red()
    canvas.set_tone(Tone(brightness=0.2))
    assert seen(canvas, 40, 30).red() == pytest.approx(plain + 51, abs=1)
    assert (canvas.picture.rgb(Rect(0, 0, 80, 60)) == picture).all()
    canvas.zoom_in()
    canvas.zoom_in()
    assert seen(canvas, 40, 30).red() == pytest.approx(plain + 51, abs=1)
    canvas.set_tone(Tone())
    assert seen(canvas, 40, 30).red() == plain


@pytest.mark.parametrize("channels", [1, 3])
def test_every_place_shows_what_the_whole_picture_drawn_at_once_shows(
    canvas: ImageCanvas, channels: int
) -> None:
    rng = np.random.default_rng(0)
    picture = rng.integers(0, 255, (300, 400, channels), np.uint8).repeat(3 // channels, 2)
    canvas.set_image(picture)
    assert canvas.picture.levels[0].shape == (300, 400, channels)
    assert (canvas.picture.rgb(Rect(7, 5, 80, 60)) == picture[5:65, 7:87]).all()
    whole = np.ascontiguousarray(picture[:, :, ::-1])
    for zoom in (1.0, 4.0):
        canvas._set_zoom(zoom)
        drawn = QImage(canvas.viewport().size(), QImage.Format.Format_RGB32)
        painter = QPainter(drawn)
        painter.setTransform(canvas.viewportTransform())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, zoom <= 1)
        painter.drawImage(0, 0, QImage(whole.data, 400, 300, 1200, QImage.Format.Format_BGR888))
        painter.end()
        inside = canvas.mapFromScene(canvas.picture_item.boundingRect()).boundingRect()
        inside = inside.adjusted(1, 1, -1, -1).intersected(canvas.viewport().rect())
        rows = slice(inside.top(), inside.bottom())
        columns = slice(inside.left(), inside.right())
        shown, wanted = pixels(canvas)[rows, columns], as_array(drawn)[rows, columns]
        assert shown.size
        assert np.array_equal(shown[:, :, :3], wanted[:, :, :3])


def test_the_small_map_comes_with_the_zoom_and_leads_to_where_it_is_pressed(
    canvas: ImageCanvas, qtbot: QtBot
) -> None:
    canvas.set_image(np.zeros((600, 800, 3), np.uint8))
    assert not canvas.navigator.isVisible()
    canvas._set_zoom(4.0)
    assert canvas.navigator.isVisible()
    small = canvas.navigator
    qtbot.mouseClick(small, LEFT, pos=QPoint(small.width() * 3 // 4, small.height() // 4))
    middle = canvas.image_point(QPointF(canvas.viewport().rect().center()))
    assert (middle.x(), middle.y()) == (pytest.approx(600, abs=8), pytest.approx(150, abs=8))
    canvas.resize(500, 400)
    assert small.geometry().bottomRight().x() < canvas.width()
    canvas.navigator.set_wanted(False)
    assert not small.isVisible()
    canvas.navigator.set_wanted(True)
    canvas.fit()
    assert not small.isVisible()


def test_ctrl_and_an_arrow_move_the_picture(canvas: ImageCanvas, qtbot: QtBot) -> None:
    canvas.set_image(np.zeros((600, 800, 3), np.uint8))
    canvas._set_zoom(4.0)
    before = canvas.image_point(QPointF(0, 0))
    qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    after = canvas.image_point(QPointF(0, 0))
    assert after.x() > before.x()
    assert after.y() > before.y()
