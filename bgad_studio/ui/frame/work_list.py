"""Everything that runs or waits its turn, one above the other, each with its own way to end it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from bgad_studio.ui.icons import icon
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label


@dataclass(frozen=True, slots=True)
class Entry:
    """One work.

    Attributes:
        name: Its key.
        what: What it does, translated.
        detail: How far it is, or what it waits for, translated.
        waits: Whether it waits its turn.
        stop: Ends it; None: it cannot be ended now.
    """

    name: str
    what: str
    detail: str
    waits: bool
    stop: Callable[[], None] | None


class WorkList(QFrame):
    """Opens over the status line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("popover", True)
        gap = TOKENS.spacing
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(2 * gap, gap, gap, gap)
        self._grid.setHorizontalSpacing(2 * gap)
        self._grid.setVerticalSpacing(gap // 2)
        self._entries: tuple[Entry, ...] = ()
        self.stops: dict[str, QPushButton] = {}

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """List these works; buttons of works that go on stay under the pointer."""
        before, self._entries = self._entries, tuple(entries)
        if _shape(before) != _shape(self._entries):
            self._rebuild()
        for row, entry in enumerate(self._entries):
            for column, text in enumerate((entry.what, entry.detail)):
                item = self._grid.itemAtPosition(row, column)
                label = None if item is None else item.widget()
                if label is not None:
                    label.setProperty("text", text)
            if entry.name in self.stops:
                self.stops[entry.name].setText(_end_text(entry))
        self.adjustSize()

    def open_above(self, button: QWidget) -> None:
        """Show with its right edge over a button."""
        self.adjustSize()
        self.move(button.mapToGlobal(QPoint(button.width() - self.width(), -self.height() - TOKENS.spacing)))
        self.show()

    def _rebuild(self) -> None:
        self.stops.clear()
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, entry in enumerate(self._entries):
            self._grid.addWidget(text_label(parent=self), row, 0)
            self._grid.addWidget(text_label("secondary", parent=self), row, 1)
            if entry.stop is None:
                continue
            button = self.stops[entry.name] = QPushButton(self)
            button.setProperty("role", "ghost")
            button.setIcon(icon("cancel" if entry.waits else "stop"))
            button.clicked.connect(lambda _checked, name=entry.name: self._stop(name))
            self._grid.addWidget(button, row, 2)

    def _stop(self, name: str) -> None:
        self.stops[name].setEnabled(False)
        found = next((entry for entry in self._entries if entry.name == name), None)
        if found is not None and found.stop is not None:
            found.stop()


def _end_text(entry: Entry) -> str:
    if entry.waits:
        return QCoreApplication.translate("WorkList", "Take out")
    return QCoreApplication.translate("WorkList", "Stop")


def _shape(entries: Sequence[Entry]) -> list[tuple[str, bool, bool]]:
    return [(entry.name, entry.waits, entry.stop is None) for entry in entries]
