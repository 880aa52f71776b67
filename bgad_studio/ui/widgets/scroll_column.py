"""A column of widgets that scrolls where a small screen has no room for all of them."""

from __future__ import annotations

from typing import TypeGuard

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollArea,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from bgad_studio.ui.theme import TOKENS


class ScrollColumn(QScrollArea):
    """Nothing is squeezed below what it needs; the scroll bar comes only then.

    The wheel scrolls the column, whatever the pointer is over on the way: it turns only what has the focus.
    What gets the focus comes into view.

    Args:
        parent: A panel; with ``fill`` the column takes all of it.

    Attributes:
        column: Where the widgets go.
    """

    def __init__(self, parent: QWidget, *, fill: bool = True) -> None:
        super().__init__(parent)
        self._inside = QWidget(self)
        self.column = QVBoxLayout(self._inside)
        self.column.setSpacing(TOKENS.spacing)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)
        self._make_room()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._show_focus)
        if fill:
            outer = QVBoxLayout(parent)
            outer.setContentsMargins(0, 0, 0, 0)
            outer.addWidget(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Everything is in the column by now."""
        super().showEvent(event)
        for child in self._inside.findChildren(QWidget):
            if _turns(child):
                child.installEventFilter(self)
                if child.focusPolicy() is Qt.FocusPolicy.WheelFocus:  # the wheel would give it the focus
                    child.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel passes by what has no focus."""
        if event.type() == QEvent.Type.Wheel and _turns(watched) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _show_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._inside.isAncestorOf(now):
            self.ensureWidgetVisible(now)

    def _make_room(self) -> None:
        """The bar comes at the cost of the margin: what is inside keeps its width."""
        bar, gap = self.verticalScrollBar(), 2 * TOKENS.spacing
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        self.column.setContentsMargins(gap, gap, max(gap - taken, 0), gap)


def _turns(child: QObject) -> TypeGuard[QWidget]:
    """Whether the wheel changes it; a scroll bar is no choice of anybody's."""
    return isinstance(child, QComboBox | QAbstractSlider | QAbstractSpinBox) and not isinstance(
        child, QScrollBar
    )
