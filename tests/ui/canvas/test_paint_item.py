from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QGraphicsScene
from pytestqt.qtbot import QtBot

from bgad_studio.core.geometry import Rect
from bgad_studio.ui.canvas.paint import PaintItem

RED, BLUE = "#FF0000", "#0000FF"


@pytest.fixture
def scene(qtbot: QtBot) -> QGraphicsScene:
    del qtbot
    return QGraphicsScene()


def draw(scene: QGraphicsScene, width: int, height: int, zoom: float = 1.0) -> QImage:
    size = round(width * zoom), round(height * zoom)
    image = QImage(*size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    scene.render(painter, QRectF(0, 0, *size), QRectF(0, 0, width, height))
    painter.end()
    return image


def alpha(image: QImage, x: int, y: int) -> int:
    return image.pixelColor(x, y).alpha()


def test_paint_added_later_is_drawn_after_refresh(scene: QGraphicsScene) -> None:
    labels = np.zeros((30, 50), np.uint8)
    item = PaintItem()
    scene.addItem(item)
    item.set_labels(labels)
    item.set_colours({1: RED, 2: BLUE})
    labels[10:20, 10:20] = 1
    labels[10:20, 30:40] = 2
    item.refresh(Rect(10, 10, 30, 10))
    image = draw(scene, 50, 30, 4.0)
    inner, rim = image.pixelColor(15 * 4, 15 * 4), image.pixelColor(10 * 4 + 1, 15 * 4)
    assert (inner.red(), inner.blue()) == (255, 0)
    assert QColor(BLUE).rgb() == image.pixelColor(35 * 4, 15 * 4).rgb() | 0xFF000000
    assert 0 < inner.alpha() < rim.alpha()
    assert alpha(image, 9 * 4 + 2, 15 * 4) == 0


@pytest.mark.parametrize("size", [(512, 512), (333, 257)])
def test_refreshing_pieces_gives_what_drawing_everything_gives(
    scene: QGraphicsScene, size: tuple[int, int]
) -> None:
    rng = np.random.default_rng(1)
    height, width = size
    labels = np.zeros(size, np.uint8)
    piecewise, whole = PaintItem(), PaintItem()
    piecewise.set_labels(labels)
    piecewise.set_colours({1: RED, 2: BLUE})
    for _ in range(40):
        x, y = int(rng.integers(0, width - 20)), int(rng.integers(0, height - 20))
        w, h = rng.integers(1, 20, 2).tolist()
        labels[y : y + h, x : x + w] = rng.choice([0, 1, 2, 255])
        piecewise.refresh(Rect(x, y, w, h))
    whole.set_labels(labels)
    whole.set_colours({1: RED, 2: BLUE})
    for zoom in (1.0, 0.45, 0.2):
        pictures = []
        for item in (piecewise, whole):
            scene.addItem(item)
            pictures.append(draw(scene, width, height, zoom))
            scene.removeItem(item)
        assert pictures[0] == pictures[1]


def test_a_single_pixel_is_seen_with_the_whole_part_in_view(scene: QGraphicsScene) -> None:
    labels = np.zeros((1024, 1024), np.uint8)
    labels[517, 301] = 1
    item = PaintItem()
    scene.addItem(item)
    item.set_labels(labels)
    item.set_colours({1: RED})
    image = draw(scene, 1024, 1024, 0.2)
    assert max(alpha(image, x, y) for x in range(57, 64) for y in range(100, 107)) > 60


@pytest.mark.parametrize("zoom", [0.2, 1.0, 6.0])
def test_ignored_pixels_are_hatched_at_every_zoom(scene: QGraphicsScene, zoom: float) -> None:
    item = PaintItem()
    scene.addItem(item)
    item.set_labels(np.full((512, 512), 255, np.uint8))
    item.set_colours({1: RED})
    image = draw(scene, 512, 512, zoom)
    middle = image.width() // 2
    row = [alpha(image, middle + x, middle) for x in range(60)]
    assert min(row) < 90 < 170 < max(row)


def test_labels_without_a_colour_are_still_seen(scene: QGraphicsScene) -> None:
    item = PaintItem()
    scene.addItem(item)
    item.set_labels(np.full((20, 20), 77, np.uint8))
    item.set_colours({1: RED})
    assert alpha(draw(scene, 20, 20, 4.0), 40, 40) > 100


def test_new_colours_show_at_once(scene: QGraphicsScene) -> None:
    item = PaintItem()
    scene.addItem(item)
    item.set_labels(np.full((20, 20), 1, np.uint8))
    item.set_colours({1: RED})
    item.set_colours({1: BLUE})
    assert draw(scene, 20, 20, 4.0).pixelColor(40, 40).blue() == 255


def test_taking_the_labels_away_draws_nothing(scene: QGraphicsScene) -> None:
    item = PaintItem()
    scene.addItem(item)
    item.set_labels(np.full((20, 20), 1, np.uint8))
    item.set_colours({1: RED})
    item.set_labels(None)
    item.refresh(Rect(0, 0, 20, 20))
    assert alpha(draw(scene, 20, 20, 4.0), 40, 40) == 0
