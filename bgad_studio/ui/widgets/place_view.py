"""What the views of places have in common."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class PlaceView(QWidget):
    """A view that passes the focus it is given on to a widget in it.

    A focus proxy would be a stop of the Tab key as well: from there it would go back to the widget, or stay
    for ever where that is hidden.
    """

    _hands: tuple[QWidget, ...] = ()

    def set_hands(self, *widgets: QWidget) -> None:
        """The first of these that is shown gets the focus; where none is, the view keeps it."""
        self._hands = widgets

    def focusInEvent(self, event: QFocusEvent) -> None:
        """It was given the focus."""
        super().focusInEvent(event)
        self.pass_focus_on()

    def pass_focus_on(self) -> None:
        """Another widget may be shown by now."""
        shown = next((widget for widget in self._hands if widget.isVisible()), None)
        if self.hasFocus() and shown is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
