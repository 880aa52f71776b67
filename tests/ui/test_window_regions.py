"""What the model sees, place by place, and how it is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import STRONG, WEAK, plant
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bgad_studio.core.map_look import MapLook
from bgad_studio.services.preferences import load_preferences
from bgad_studio.ui import map_look
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.results.state import Beside
from bgad_studio.ui.results.view import ResultsView

NONE, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def judged(qtbot: QtBot, open_project, twelve_parts: Path):
    """The place of results with a part in which the model sees two places."""
    plant(twelve_parts)
    workspace = open_project(twelve_parts)
    workspace.go(Place.RESULTS)
    view = workspace.place(Place.RESULTS)
    qtbot.waitUntil(lambda: view.panel.regions.list.topLevelItemCount() == 2, timeout=10_000)
    yield view
    map_look.use(MapLook())


def _middle(view: ResultsView) -> tuple[float, float]:
    """Image point in the middle of the canvas."""
    point = view.canvas.image_point(QPointF(view.canvas.viewport().rect().center()))
    return point.x(), point.y()


def test_places_are_listed_the_strongest_first_and_shown_near_when_chosen(
    qtbot: QtBot, judged: ResultsView
) -> None:
    regions = judged.panel.regions
    peaks = [float(regions.list.topLevelItem(row).text(0)) for row in range(2)]
    assert peaks == pytest.approx([9, 7], rel=0.15)
    assert judged.canvas.is_fitted()
    qtbot.keyClick(judged.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert judged.canvas.zoom() > 1.5 * judged.canvas.fitting_zoom()
    assert _middle(judged) == pytest.approx(STRONG, abs=2)
    qtbot.keyClick(regions.list, Qt.Key.Key_Down)
    assert _middle(judged) == pytest.approx(WEAK, abs=2)
    box = judged.canvas.pointer_item.boundingRect()
    assert box.contains(QPointF(*WEAK))
    assert not box.contains(QPointF(*STRONG))
    judged.browser.step(1)
    qtbot.waitUntil(judged.canvas.is_fitted)
    assert judged.canvas.pointer_item.boundingRect().isEmpty()


def test_a_place_under_the_pointer_is_pointed_at_and_nothing_moves(judged: ResultsView) -> None:
    regions = judged.panel.regions
    viewport = regions.list.viewport()
    row = regions.list.visualItemRect(regions.list.topLevelItem(1)).center()
    for at, found in ((row, True), (QPoint(5, viewport.height() - 2), False)):
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(at),
            QPointF(at),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
            NONE,
        )
        QApplication.sendEvent(viewport, event)
        assert judged.canvas.pointer_item.boundingRect().contains(QPointF(*WEAK)) is found
    assert judged.canvas.is_fitted()


def test_one_place_is_marked_as_a_defect_among_the_parts_and_can_be_taken_back(
    qtbot: QtBot, window, judged: ResultsView
) -> None:
    workspace = window.workspace
    shown = judged.presenter.shown_id
    judged.panel.regions.step(1)
    judged.panel.regions.step(1)
    qtbot.keyClick(judged.panel.regions.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    label = workspace.place(Place.LABEL)
    qtbot.waitUntil(lambda: label.canvas.label_map() is not None and label.canvas.label_map().any())
    assert label.presenter.record.id == shown
    painted = label.canvas.label_map()
    assert painted[WEAK[1], WEAK[0]]
    assert not painted[STRONG[1], STRONG[0]]
    workspace.go(Place.RESULTS)
    qtbot.waitUntil(lambda: judged.canvas.label_map() is not None and judged.canvas.label_map().any())
    label.canvas.undo()
    assert not label.canvas.label_map().any()
    qtbot.waitUntil(lambda: not workspace.session.store.busy)


def test_how_maps_are_drawn_is_chosen_once_for_all_places_and_remembered(
    qtbot: QtBot, window, judged: ResultsView
) -> None:
    look = judged.panel.look
    qtbot.keyClick(judged.canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    qtbot.mouseClick(look.heat, LEFT)
    assert (look.boxes.isChecked(), look.heat.isChecked(), look.strength.isEnabled()) == (True, False, False)
    window.workspace.go(Place.INSPECT)
    inspected = window.workspace.place(Place.INSPECT).canvas
    assert (inspected.box_item.isVisible(), inspected.heat_item.isVisible()) == (True, False)
    qtbot.waitUntil(lambda: load_preferences().look == MapLook(heat=False, boxes=True))


def test_a_part_stands_beside_its_paint_or_what_another_model_sees(
    qtbot: QtBot, open_project, twelve_parts: Path
) -> None:
    plant(twelve_parts)
    plant(twelve_parts, (3.0, 8.0), judges=False)
    workspace = open_project(twelve_parts)
    workspace.go(Place.RESULTS)
    view = workspace.place(Place.RESULTS)
    qtbot.waitUntil(lambda: view.panel.regions.list.topLevelItemCount() == 2, timeout=10_000)
    assert not view.sides.second.isVisible()
    view.panel.regions.step(1)
    _beside(view, Beside.PAINT)
    qtbot.waitUntil(view.sides.second.isVisible)
    assert view.sides._words[1].text() == "Nothing is painted on this part"
    assert view.panel.regions.current().peak_xy == pytest.approx(STRONG, abs=3)
    assert view.panel.beside.itemText(2) == "Beside model 2"
    _beside(view, Beside.MODEL)
    qtbot.waitUntil(lambda: view.sides._words[1].text() == "Model 2 · NG · 8.00")
    second = view.sides.second
    assert view.canvas.zoom() > view.canvas.fitting_zoom()
    assert _middle(view) == pytest.approx(STRONG, abs=3)
    assert not view.canvas.navigator.isVisible()
    assert second.contour_item._outlines
    assert all(not line.boundingRect().contains(QPointF(*STRONG)) for line in second.contour_item._outlines)
    qtbot.waitUntil(lambda: second.zoom() == pytest.approx(view.canvas.zoom()))
    _beside(view, Beside.NOTHING)
    qtbot.waitUntil(lambda: not second.isVisible())


def _beside(view: ResultsView, kind: Beside) -> None:
    view.panel.beside.setCurrentIndex(view.panel.beside.findData(kind))
