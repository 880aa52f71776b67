from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bgad_studio.ui.canvas.linked import Linked
from bgad_studio.ui.canvas.view import ImageCanvas


@pytest.fixture
def pair(qtbot: QtBot) -> Iterator[tuple[ImageCanvas, ImageCanvas]]:
    """Two linked canvases side by side, each with a picture of one size."""
    whole = QWidget()
    qtbot.addWidget(whole)
    row = QHBoxLayout(whole)
    views = ImageCanvas(), ImageCanvas()
    for view in views:
        row.addWidget(view)
    whole.resize(900, 400)
    whole.show()
    qtbot.waitExposed(whole)
    for view in views:
        view.set_image(np.zeros((600, 800, 3), np.uint8))
    Linked(*views)
    yield views
    whole.close()


def _place(view: ImageCanvas) -> tuple[float, float, float]:
    middle = view.image_point(QPointF(view.viewport().rect().center()))
    return view.zoom(), middle.x(), middle.y()


def test_either_view_follows_the_other_in_zoom_and_place(pair) -> None:
    one, other = pair
    one.actual()
    one.look_at(QPointF(500, 200))
    assert _place(other) == pytest.approx(_place(one), abs=1.5)
    other.zoom_in()
    other.look_at(QPointF(300, 300))
    assert _place(one) == pytest.approx(_place(other), abs=1.5)
    assert one.zoom() == pytest.approx(1.25)
    other.fit()
    assert one.is_fitted()
    assert one.zoom() == pytest.approx(other.zoom())


def test_a_hand_on_one_view_moves_both(pair, qtbot: QtBot) -> None:
    one, other = pair
    one.actual()
    before = _place(other)
    qtbot.mousePress(one.viewport(), Qt.MouseButton.MiddleButton, pos=QPoint(200, 150))
    qtbot.mouseMove(one.viewport(), QPoint(230, 160))
    qtbot.mouseRelease(one.viewport(), Qt.MouseButton.MiddleButton, pos=QPoint(230, 160))
    assert _place(other) == pytest.approx(_place(one), abs=1.5)
    assert _place(other)[1] < before[1] - 20


def test_a_hidden_view_is_left_alone(pair) -> None:
    one, other = pair
    other.hide()
    one.actual()
    assert other.is_fitted()
