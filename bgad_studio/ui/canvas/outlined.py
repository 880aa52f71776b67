"""Outlines drawn on the picture: a polygon corner by corner, and a search for edges inside a rough one."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from bgad_studio.core.masks import regions
from bgad_studio.core.masks.edges import EdgeSearch, search_inside
from bgad_studio.core.masks.regions import Region
from bgad_studio.core.masks.undo import History
from bgad_studio.ui.canvas.outline import OutlineItem
from bgad_studio.ui.canvas.painted import PaintedView

_CLOSING: Final = 8.0
"""A click so many screen pixels from the first corner closes the polygon."""
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OURS: Final = (*_ENTER, Qt.Key.Key_Escape, Qt.Key.Key_Backspace)
"""Keys of an outline in hand, whatever they do elsewhere in the window."""


class OutlinedView(PaintedView):
    """Enter, a double or a right click close a polygon, Backspace takes its last corner back, Esc drops it.

    Signals:
        edgesWanted(object): Look for edges (:class:`EdgeSearch`) beside the window, then call
            :meth:`take_edges`.
    """

    edgesWanted = Signal(object)  # noqa: N815 - a signal

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outline = OutlineItem()
        self.outline.setZValue(9)
        self.scene().addItem(self.outline)
        self._search: EdgeSearch | None = None
        self._search_value = 0

    def value(self) -> int:
        """Label that is painted now; 0 takes paint away."""
        return self.defect()

    def in_hand(self) -> bool:
        """Whether an outline is being drawn."""
        return self.outline.is_open() and self._search is None

    def take_labels(self, labels: NDArray[np.uint8] | None, history: History | None = None) -> None:
        """As in the base class; an outline goes."""
        self._drop()
        super().take_labels(labels, history)

    def set_corner(self, at: QPointF) -> None:
        """Set the next corner of a polygon; one on the first closes it."""
        points = self._open_points()
        if not points:
            self._drop()
            self.outline.begin(at, corners=True)
        elif len(points) > 2 and self._apart(at, points[0]) < _CLOSING:
            self.finish_outline()
        elif self._apart(at, points[-1]) > 1:  # not the second press of a double click
            self.outline.add(at)

    def begin_search(self, at: QPointF) -> None:
        """Begin to draw round what has an edge."""
        self._drop()
        self.outline.begin(at, corners=False)

    def carry_outline(self, at: QPointF, held: bool) -> None:
        """The cursor moves, with the left button held or not."""
        if not self.in_hand():
            return
        if held and not self.outline.has_corners():
            self.outline.add(at)
        else:
            self.outline.reach(at)

    def finish_outline(self) -> bool:
        """Paint inside the polygon in hand; False where there is none."""
        points = self._open_points()
        if not points:
            return False
        corners = self.outline.has_corners()
        self._drop()
        width, height = self.image_size()
        region = regions.polygon(points, width, height) if corners and len(points) > 2 else None
        if region is not None:
            self.paint_region(region, self.value())
        return True

    def search_edges(self) -> None:
        """The rough outline is drawn: ask for the edges in it."""
        points = self._open_points()
        search = None if self.picture is None else search_inside(self.picture, points)
        if search is None:
            self._drop()
            return
        self._search, self._search_value = search, self.value()
        self.outline.wait()
        self.edgesWanted.emit(search)

    def take_edges(self, search: EdgeSearch, region: Region | None) -> bool:
        """Paint what a search found; False where nobody waits for it any more."""
        if search is not self._search:
            return False
        self._drop()
        if region is not None:
            self.paint_region(region, self._search_value)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of an outline in hand."""
        if not self.outline.is_open() or event.key() not in _OURS:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self._drop()
        elif event.key() in _ENTER:
            self.finish_outline()
        elif len(self._open_points()) > 1:
            self.outline.remove_last()
        else:
            self._drop()

    def event(self, event: QEvent) -> bool:
        """While an outline is in hand its keys are no shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.outline.is_open()
            and event.key() in _OURS
        ):
            event.accept()
            return True
        return super().event(event)

    def _open_points(self) -> list[tuple[float, float]]:
        return self.outline.points() if self.in_hand() else []

    def _apart(self, at: QPointF, corner: tuple[float, float]) -> float:
        """Screen pixels between a point and a corner."""
        return math.dist((at.x(), at.y()), corner) * float(self.transform().m11())

    def _drop(self) -> None:
        """Nothing is in hand, and nothing is waited for."""
        self._search = None
        self.outline.clear()
