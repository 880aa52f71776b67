"""On small screens nothing is cut off or lies over its neighbour, in any place and either language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from planted import plant
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from test_window_synthesis import painted

from bgad_studio.ui import i18n
from bgad_studio.ui.frame.rail import Place
from bgad_studio.ui.main_window import MainWindow
from bgad_studio.ui.synthesis.view import SynthesisView
from bgad_studio.ui.widgets.scroll_column import ScrollColumn

__all__ = ["painted"]

READABLE = (QAbstractButton, QLabel)
"""What has to be as wide as its text; lists of choices shorten theirs."""
SMALLEST = QSize(0, 0)


def _seen(place: QWidget) -> Iterator[QWidget]:
    return (child for child in place.findChildren(QWidget) if child.isVisible() and not child.isWindow())


def _cut(place: QWidget) -> list[str]:
    found = []
    for child in _seen(place):
        if isinstance(child, (*READABLE, QComboBox)) and not _picture_alone(child):
            least = child.minimumSizeHint()
            high = child.height() < least.height() and child.maximumHeight() >= least.height()
            wide = isinstance(child, READABLE) and child.width() < least.width()
            if high or wide:
                found.append(f"{_named(child)}: {child.size()} < {least}")
    return found


def _named(widget: QWidget) -> str:
    return f"{type(widget).__name__} {getattr(widget, 'text', str)()!r}"


def _picture_alone(child: QWidget) -> bool:
    return isinstance(child, QToolButton) and child.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly


def _beyond(place: QWidget) -> list[str]:
    """Columns wider than their panel, whose right edge nobody can reach."""
    return [
        f"{scroll.widget().size()} in {scroll.viewport().size()}"
        for scroll in _seen(place)
        if isinstance(scroll, ScrollColumn) and scroll.widget().width() > scroll.viewport().width()
    ]


def _covered(place: QWidget) -> list[str]:
    """Widgets of one layout that lie over each other."""
    found = []
    for holder in (place, *_seen(place)):
        layout = holder.layout()
        if layout is None:
            continue
        parts = [child for child in _seen(holder) if child.parent() is holder and _laid_out(layout, child)]
        for number, one in enumerate(parts):
            for other in parts[number + 1 :]:
                common = QRect(one.geometry()).intersected(other.geometry())
                if common.width() > 1 and common.height() > 1:
                    found.append(f"{_named(one)} and {_named(other)} in {_named(holder)}: {common}")
    return found


def _laid_out(layout, child: QWidget) -> bool:
    if layout.indexOf(child) >= 0:
        return True
    return any(
        _laid_out(item.layout(), child)
        for item in map(layout.itemAt, range(layout.count()))
        if item.layout() is not None
    )


def _check(place: QWidget, qtbot: QtBot) -> None:
    qtbot.wait(50)  # it is laid out
    name = type(place).__name__
    assert not _cut(place), name
    assert not _covered(place), name
    assert not _beyond(place), name


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [SMALLEST, QSize(1280, 720), QSize(1366, 768)])
def test_nothing_is_cut_off_or_covered(
    window: MainWindow, open_project, painted: Path, qtbot: QtBot, size: QSize, language: str
) -> None:
    plant(painted)
    i18n.install(QApplication.instance(), language)
    try:
        workspace = open_project(painted)
        window.resize(size)  # the window makes of it what it needs at least
        for place in Place:
            workspace.go(place)
            view = workspace.place(place)
            qtbot.waitUntil(lambda: workspace.session.settled)
            assert view.isVisible()
            _check(view, qtbot)
            if isinstance(view, SynthesisView):
                assert view.side.isVisible()
                view.side.correct.click()
                qtbot.waitUntil(view.foreground.isVisible)
                qtbot.waitUntil(lambda told=view.foreground.origin: told.text() != "")  # how it was found
                _check(view, qtbot)
    finally:
        i18n.install(QApplication.instance(), "en")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [SMALLEST, QSize(1366, 768)])
def test_nothing_of_a_decision_is_cut_off_or_covered(
    window: MainWindow, open_project, painted: Path, qtbot: QtBot, size: QSize, language: str
) -> None:
    plant(painted)
    plant(painted, judges=False)
    i18n.install(QApplication.instance(), language)
    try:
        workspace = open_project(painted)
        window.resize(size)
        workspace.go(Place.TRAIN)
        gate = workspace.place(Place.TRAIN).gate
        qtbot.waitUntil(gate.isVisible)
        qtbot.waitUntil(lambda: workspace.session.settled)
        _check(gate, qtbot)
    finally:
        i18n.install(QApplication.instance(), "en")
