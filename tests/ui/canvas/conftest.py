"""A canvas with a small picture, and a hand that works on it in image pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bgad_studio.core.map_look import MapLook
from bgad_studio.ui import map_look
from bgad_studio.ui.canvas.view import ImageCanvas

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@dataclass
class Hand:
    """Sends real mouse events to ``canvas``; positions are image coordinates."""

    canvas: ImageCanvas
    buttons: Qt.MouseButton = Qt.MouseButton.NoButton

    def at(self, x: float, y: float) -> QPointF:
        return self.canvas.viewportTransform().map(QPointF(x, y))

    def press(self, x: float, y: float, button=LEFT, modifiers=NONE) -> None:
        self.buttons |= button
        self._send(QMouseEvent.Type.MouseButtonPress, self.at(x, y), button, modifiers)

    def move(self, x: float, y: float, modifiers=NONE) -> None:
        self._send(QMouseEvent.Type.MouseMove, self.at(x, y), Qt.MouseButton.NoButton, modifiers)

    def release(self, x: float, y: float, button=LEFT, modifiers=NONE) -> None:
        self.buttons &= ~button
        self._send(QMouseEvent.Type.MouseButtonRelease, self.at(x, y), button, modifiers)

    def stroke(self, *points: tuple[float, float], modifiers=NONE) -> None:
        self.press(*points[0], modifiers=modifiers)
        for point in points[1:]:
            self.move(*point, modifiers=modifiers)
        self.release(*points[-1], modifiers=modifiers)

    def wheel(self, x: float, y: float, notches: float, modifiers=NONE) -> None:
        at, turn = self.at(x, y), QPoint(0, round(120 * notches))
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(at, at, QPoint(), turn, Qt.MouseButton.NoButton, modifiers, phase, False)
        QApplication.sendEvent(self.canvas.viewport(), event)

    def _send(self, kind: QMouseEvent.Type, at: QPointF, button: Qt.MouseButton, modifiers) -> None:
        viewport = self.canvas.viewport()
        event = QMouseEvent(kind, at, viewport.mapToGlobal(at), button, self.buttons, modifiers)
        QApplication.sendEvent(viewport, event)


@pytest.fixture
def picture() -> np.ndarray:
    """(60, 80, 3) uint8 grey."""
    return np.full((60, 80, 3), 128, np.uint8)


@pytest.fixture
def canvas(qtbot: QtBot, picture: np.ndarray) -> Iterator[ImageCanvas]:
    """Shown at 640 × 480 with :func:`picture`, about seven screen pixels to one of the picture."""
    made = ImageCanvas()
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show()
    qtbot.waitExposed(made)
    made.set_image(picture)
    yield made
    map_look.use(MapLook())


@pytest.fixture
def hand(canvas: ImageCanvas) -> Hand:
    return Hand(canvas)
