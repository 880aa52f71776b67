"""The list of parts as Qt's item views want it; thumbnails come as they are looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

from bgad_studio.core.records import ImageRecord
from bgad_studio.ui.browser.catalogue import Catalogue
from bgad_studio.ui.browser.state import EVERYTHING, BrowserState, matches, ordered
from bgad_studio.ui.browser.thumbnails import Thumbnails

RECORD: Final = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


class ImageListModel(QStringListModel):
    """Images of a catalogue that match a state, in its order.

    The base class holds one empty string a row, for nothing but their number: a view asks for that four
    times a row when it lays a hundred thousand of them out, and Python would take a second to answer.

    An image that stops matching because a person judged it stays until :meth:`prune`: nobody's part is taken
    away from under the brush.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        thumbnails: Thumbnails,
        state: BrowserState = EVERYTHING,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._thumbnails = thumbnails
        self._state = state
        self._ids: list[int] = []
        self._rows: dict[int, int] = {}
        self._changed: set[int] = set()
        catalogue.replaced.connect(self._rebuild)
        catalogue.merged.connect(self._merge)
        thumbnails.ready.connect(self._refresh)
        self._rebuild()

    @property
    def state(self) -> BrowserState:
        """What is shown."""
        return self._state

    def set_state(self, state: BrowserState) -> None:
        """Show other images, or in another order."""
        self._state = state
        self._rebuild()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Images are chosen, not edited or dragged."""
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return usable if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, thumbnail or the whole record (``RECORD``)."""
        record = self.record(index.row()) if index.isValid() else None
        if record is None:
            return None
        if role == RECORD:
            return record
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return record.name
        if role == Qt.ItemDataRole.DecorationRole:
            return self._thumbnails.get(record)
        return None

    def record(self, row: int) -> ImageRecord | None:
        """The image in ``row``."""
        return self._catalogue.get(self._ids[row]) if 0 <= row < len(self._ids) else None

    def row_of(self, image_id: int) -> int:
        """Row of an image; -1 if it is not shown."""
        return self._rows.get(image_id, -1)

    def prune(self, keep: int | None) -> None:
        """Take out images that match no more, but for ``keep``."""
        stale = {
            image_id
            for image_id in self._changed & self._rows.keys()
            if (record := self._catalogue.get(image_id)) is None or not matches(record, self._state)
        }
        self._changed = stale & {keep}
        if stale - {keep}:
            gone = stale - {keep}
            self._set_ids([image_id for image_id in self._ids if image_id not in gone])

    def _rebuild(self) -> None:
        self._changed.clear()
        shown: Iterable[ImageRecord] = self._catalogue.records
        if replace(self._state, sort=EVERYTHING.sort) != EVERYTHING:
            shown = (record for record in shown if matches(record, self._state))
        self._set_ids(ordered(shown, self._state))
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def _merge(self, changed: frozenset[int]) -> None:
        self._changed |= changed
        fresh = [
            record
            for image_id in changed - self._rows.keys()
            if (record := self._catalogue.get(image_id)) is not None and matches(record, self._state)
        ]
        if fresh:
            present = [record for row in range(len(self._ids)) if (record := self.record(row)) is not None]
            self._set_ids(ordered([*present, *fresh], self._state))
        for image_id in changed:
            self._refresh(image_id)

    def _refresh(self, image_id: int) -> None:
        row = self._rows.get(image_id)
        if row is not None:
            index = self.index(row)
            self.dataChanged.emit(index, index)

    def _set_ids(self, ids: list[int]) -> None:
        """Change rows while selection and current image stay with their images."""
        if ids == self._ids:
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        kept = [self._ids[index.row()] for index in old]
        surplus = len(self._ids) - len(ids)
        self._ids = ids
        self._rows = {image_id: row for row, image_id in enumerate(ids)}
        self._set_length(len(ids) + max(surplus, 0))
        new = [self.index(row) if (row := self._rows.get(key, -1)) >= 0 else QModelIndex() for key in kept]
        self.changePersistentIndexList(old, new)
        self._set_length(len(ids))
        self.layoutChanged.emit()

    def _set_length(self, rows: int) -> None:
        """So many rows, added and taken at the end; nobody is told."""
        missing = rows - self.rowCount()
        blocked = self.blockSignals(True)
        if missing > 0:
            self.insertRows(rows - missing, missing)
        elif missing < 0:
            self.removeRows(rows, -missing)
        self.blockSignals(blocked)
