"""A column on a small screen: it scrolls, and nothing in it is turned or hidden by that."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QSlider, QWidget
from pytestqt.qtbot import QtBot

from bgad_studio.ui.widgets.scroll_column import ScrollColumn


class _Panel(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.scroll = ScrollColumn(self)
        self.choice = QComboBox()
        self.choice.addItems(["one", "two", "three"])
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setValue(50)
        self.buttons = [QPushButton(str(number)) for number in range(20)]
        for widget in (self.choice, self.slider, *self.buttons):
            self.scroll.column.addWidget(widget)


def _shown(qtbot: QtBot, height: int) -> _Panel:
    panel = _Panel()
    qtbot.addWidget(panel)
    panel.resize(288, height)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def _turn(widget: QWidget) -> None:
    """A notch of the wheel, as it comes from the window system."""
    window = widget.window()
    at = widget.mapTo(window, widget.rect().center())
    QTest.wheelEvent(window.windowHandle(), at, QPoint(0, -120))


def test_the_wheel_scrolls_and_turns_nothing_on_the_way(qtbot: QtBot) -> None:
    panel = _shown(qtbot, 200)
    bar = panel.scroll.verticalScrollBar()
    panel.buttons[0].setFocus()
    for widget in (panel.choice, panel.slider):
        bar.setValue(0)
        _turn(widget)
        assert bar.value() > 0
    assert (panel.choice.currentIndex(), panel.slider.value()) == (0, 50)
    panel.slider.setFocus()
    bar.setValue(0)
    _turn(panel.slider)
    assert panel.slider.value() != 50


def test_what_gets_the_focus_comes_into_view(qtbot: QtBot) -> None:
    panel = _shown(qtbot, 200)
    last = panel.buttons[-1]
    assert last.visibleRegion().isEmpty()
    last.setFocus()
    assert not last.visibleRegion().isEmpty()
    QTest.keyClick(last, Qt.Key.Key_Tab)  # around to the first
    assert not panel.choice.visibleRegion().isEmpty()


def test_what_is_inside_keeps_its_width_whether_it_scrolls_or_not(qtbot: QtBot) -> None:
    panel = _shown(qtbot, 1200)
    assert panel.scroll.verticalScrollBar().maximum() == 0
    wide = panel.choice.width()
    panel.resize(288, 200)
    qtbot.waitUntil(lambda: panel.scroll.verticalScrollBar().maximum() > 0)
    assert panel.choice.width() == wide
