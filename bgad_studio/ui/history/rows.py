"""The list of decisions: as long as all of them, of which only the pages that are looked at are read."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from bgad_studio.core.history import Told
from bgad_studio.services.history import PAGE, head, row
from bgad_studio.ui import i18n, theme

Index = QModelIndex | QPersistentModelIndex
TOLD: Final = Qt.ItemDataRole.UserRole
COLUMNS: Final = 7
CONTEXT: Final = "History"
"""Under which decisions are translated."""
KEPT_PAGES: Final = 50
_ROOT: Final = QModelIndex()


class DecisionModel(QAbstractTableModel):
    """Decisions in words, a row each.

    Signals:
        pageWanted(int): A page is looked at and not there yet.
    """

    pageWanted = Signal(int)  # noqa: N815 - a signal

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self._pages: OrderedDict[int, tuple[Told, ...]] = OrderedDict()
        self._asked: set[int] = set()

    def set_total(self, total: int) -> None:
        """Show a list of so many decisions, of which none is read yet."""
        self.beginResetModel()
        self._total = total
        self._pages.clear()
        self._asked.clear()
        self.endResetModel()

    def put(self, number: int, told: tuple[Told, ...]) -> None:
        """A page that was asked for."""
        self._asked.discard(number)
        self._pages[number] = told
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        first = number * PAGE
        self.dataChanged.emit(self.index(first, 0), self.index(first + len(told) - 1, COLUMNS - 1))

    def told(self, place: int) -> Told | None:
        """The decision in a row; None: it is being read."""
        page = self._pages.get(place // PAGE)
        if page is None:
            if place // PAGE not in self._asked:
                self._asked.add(place // PAGE)
                self.pageWanted.emit(place // PAGE)
            return None
        return page[place % PAGE] if place % PAGE < len(page) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """All decisions."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = _ROOT) -> int:
        """When, who, what, on what, before, after, model."""
        return 0 if parent.isValid() else COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return head(i18n.tongue(CONTEXT))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, and the decision itself (``TOLD``)."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.FontRole:
            return theme.figure_font()
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, TOLD):
            return None
        told = self.told(index.row())
        if told is None or role == TOLD:
            return told
        return row(i18n.tongue(CONTEXT), told)[index.column()]

    def retranslate(self) -> None:
        """Speak the new language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, COLUMNS - 1)
        if self._total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, COLUMNS - 1))
