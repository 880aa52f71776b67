"""A column of widgets that scrolls where a small screen has no room for all of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from bgad_studio.ui.theme import TOKENS


class ScrollColumn(QScrollArea):
    """Nothing is squeezed below what it needs; the scroll bar comes only then.

    Args:
        parent: A panel; with ``fill`` the column takes all of it.

    Attributes:
        column: Where the widgets go.
    """

    def __init__(self, parent: QWidget, *, fill: bool = True) -> None:
        super().__init__(parent)
        inside = QWidget(self)
        self.column = QVBoxLayout(inside)
        self.column.setSpacing(TOKENS.spacing)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)
        self._make_room()
        if fill:
            outer = QVBoxLayout(parent)
            outer.setContentsMargins(0, 0, 0, 0)
            outer.addWidget(self)

    def _make_room(self) -> None:
        """The bar comes at the cost of the margin: what is inside keeps its width."""
        bar, gap = self.verticalScrollBar(), 2 * TOKENS.spacing
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        self.column.setContentsMargins(gap, gap, max(gap - taken, 0), gap)
