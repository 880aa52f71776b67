"""Two views that look at the same place of two pictures of one size."""

from __future__ import annotations

from PySide6.QtCore import QObject

from bgad_studio.ui.canvas.navigation import PanZoomView


class Linked(QObject):
    """Zoom and place of either view are those of the other, as long as both are visible.

    Args:
        one: Its zoom and place count when the other appears.
        other: The other view.

    Attributes:
        held: For the time being, neither follows.
    """

    def __init__(self, one: PanZoomView, other: PanZoomView) -> None:
        super().__init__(one)
        self._views = (one, other)
        self.held = False
        one.viewMoved.connect(lambda: self._follow(0))
        other.viewMoved.connect(lambda: self._follow(1))

    def align(self) -> None:
        """Let the second view look where the first does."""
        self._follow(0)

    def _follow(self, leader: int) -> None:
        one, other = self._views[leader], self._views[1 - leader]
        if self.held or not (one.isVisible() and other.isVisible()):
            return
        self.held = True
        other.look_as(one)
        self.held = False
