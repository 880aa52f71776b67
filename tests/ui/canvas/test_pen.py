"""A pen of a tablet, by its own events."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication

from bgad_studio.ui.canvas.tools import Tool
from bgad_studio.ui.canvas.view import ImageCanvas

NONE = Qt.KeyboardModifier.NoModifier
LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def tablet(eraser: bool = False, pressure: bool = True) -> QPointingDevice:
    """A device as a driver announces it."""
    kind = QPointingDevice.PointerType.Eraser if eraser else QPointingDevice.PointerType.Pen
    ability = QInputDevice.Capability.Position
    if pressure:
        ability |= QInputDevice.Capability.Pressure
    return QPointingDevice("pen", 7, QInputDevice.DeviceType.Stylus, kind, ability, 1, 1)


def draw(canvas: ImageCanvas, device: QPointingDevice, *touches: tuple[float, float, float]) -> bool:
    """One stroke through (x, y, pressure); whether the canvas took the press."""
    kinds = [QEvent.Type.TabletPress, *[QEvent.Type.TabletMove] * (len(touches) - 1)]
    taken = []
    for kind, (x, y, pressure) in zip(kinds, touches, strict=True):
        taken.append(send(canvas, device, kind, x, y, pressure))
    send(canvas, device, QEvent.Type.TabletRelease, *touches[-1][:2], 0)
    return taken[0]


def send(canvas: ImageCanvas, device, kind: QEvent.Type, x: float, y: float, pressure: float) -> bool:
    at = canvas.viewportTransform().map(QPointF(x, y))
    button = NO_BUTTON if kind == QEvent.Type.TabletMove else LEFT
    held = NO_BUTTON if kind == QEvent.Type.TabletRelease else LEFT
    event = QTabletEvent(kind, device, at, at, pressure, 0, 0, 0, 0, 0, NONE, button, held)
    event.ignore()
    QApplication.sendEvent(canvas.viewport(), event)
    return event.isAccepted()


@pytest.fixture
def canvas(canvas: ImageCanvas) -> ImageCanvas:
    canvas.set_label_map(None, {1: "#FF0000"})
    canvas.set_tool(Tool.BRUSH)
    canvas.set_brush_radius(10)
    return canvas


def height_at(canvas: ImageCanvas, x: int) -> int:
    return int((canvas.label_map()[:, x] == 1).sum())


def test_the_harder_a_pen_is_pressed_the_wider_it_paints(canvas: ImageCanvas) -> None:
    assert draw(canvas, tablet(), (15.5, 30, 0.1), (40.5, 30, 0.1), (60.5, 30, 1.0))
    assert height_at(canvas, 20) < 8
    assert height_at(canvas, 60) == pytest.approx(20, abs=1)
    assert canvas.history().can_undo
    canvas.undo()
    assert not canvas.label_map().any()
    assert not canvas.history().can_undo  # the stroke was one step


def test_a_pen_that_feels_no_pressure_paints_the_whole_brush(canvas: ImageCanvas) -> None:
    draw(canvas, tablet(pressure=False), (40.5, 30, 0.0))
    assert height_at(canvas, 40) == pytest.approx(20, abs=1)


def test_the_other_end_of_a_pen_erases(canvas: ImageCanvas) -> None:
    canvas.set_label_map(np.ones((60, 80), np.uint8), {1: "#FF0000"})
    draw(canvas, tablet(eraser=True), (40.5, 30, 1.0))
    assert height_at(canvas, 40) == pytest.approx(40, abs=1)


def test_with_other_tools_a_pen_is_a_mouse(canvas: ImageCanvas) -> None:
    canvas.set_tool(Tool.RECTANGLE)
    assert not draw(canvas, tablet(), (15.5, 30, 0.5), (40.5, 30, 0.5))
    assert not canvas.in_hand()
    canvas.set_tool(Tool.PAN)
    assert not draw(canvas, tablet(), (15.5, 30, 0.5))
