"""Hands without a mouse: keys go to the window in front, which passes them on to whatever has the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

LONGEST_WAY = 120
"""More stops of the Tab key than any place has."""


def press(key: Qt.Key | str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key."""
    window = QGuiApplication.focusWindow()
    assert window is not None, "no window is in front"
    QTest.keyClick(window, key, held)


def write(text: str) -> None:
    """One key after the other."""
    for sign in text:
        press(sign)


def focus() -> QWidget | None:
    """What hears the keys; in a popup that is open, what has the focus there."""
    popup = QApplication.activePopupWidget()
    return QApplication.focusWidget() if popup is None else popup.focusWidget()


def stops() -> list[QWidget]:
    """Where the Tab key leads from what has the focus, once round."""
    found: list[QWidget] = []
    for _ in range(LONGEST_WAY):
        press(Qt.Key.Key_Tab)
        here = focus()
        assert here is not None, "the focus is lost"
        assert not found or here is not found[-1], f"the Tab key stays at {here}"
        if here in found:
            assert here is found[0], f"the Tab key goes round without {found[0]}"
            return found
        found.append(here)
    raise AssertionError("the Tab key never comes back")


def reach(widget: QWidget) -> None:
    """Press Tab until it has the focus."""
    for _ in range(LONGEST_WAY):
        if focus() is widget:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"the Tab key does not come to {widget}")


def when_open(answer: Callable[[QWidget], None]) -> None:
    """Answer the next dialog or menu, from within the key that opens it: that ends when it is closed."""
    front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    if front is not None and front.isVisible() and (focus() is not None or isinstance(front, QMenu)):
        answer(front)
    else:
        QTimer.singleShot(10, lambda: when_open(answer))
