"""A grid of pseudo anomalies that fills as they are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from bgad_studio.core.synthesis.choices import PseudoKey, PseudoRecord
from bgad_studio.services.preview import PseudoPreview
from bgad_studio.ui import theme
from bgad_studio.ui.actions import ActionSet
from bgad_studio.ui.browser.thumbnails import to_pixmap
from bgad_studio.ui.synthesis.state import covers_corner, outlines
from bgad_studio.ui.synthesis.tile import (
    CAPTION_TEXT,
    CHOICE,
    CUT,
    CUT_LEFT,
    OUTLINES,
    PART,
    Index,
    TileDelegate,
)
from bgad_studio.ui.synthesis.words import changes_text

_ROOT: Final = QModelIndex()
_WANTED_EDGE: Final = 210


@dataclass(slots=True)
class _Tile:
    """One tile; ``preview`` None while it is made, ``homeless`` when it could not be."""

    record: PseudoRecord
    preview: PseudoPreview | None = None
    homeless: bool = False
    pixmap: QPixmap | None = None
    cut: QPixmap | None = None
    cut_left: bool = True
    shapes: list[NDArray[np.float64]] = field(default_factory=list)
    part: list[NDArray[np.float64]] = field(default_factory=list)


class GalleryModel(QAbstractListModel):
    """Pseudo anomalies as pictures with outlines, and what a person thinks of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tiles: list[_Tile] = []
        self._choices: Mapping[PseudoKey, bool] = {}

    def set_records(self, records: Sequence[PseudoRecord]) -> None:
        """Hold these; the pictures follow. Tiles that stay keep their old picture until then."""
        if [tile.record.key for tile in self._tiles] == [record.key for record in records]:
            for tile, record in zip(self._tiles, records, strict=True):
                tile.record, tile.homeless = record, False
            return
        self.beginResetModel()
        self._tiles = [_Tile(record) for record in records]
        self.endResetModel()

    def set_previews(self, start: int, previews: Sequence[PseudoPreview | None]) -> None:
        """Pictures of the tiles from ``start`` on."""
        for row, preview in enumerate(previews, start):
            tile = _Tile(self._tiles[row].record, preview, homeless=preview is None)
            if preview is not None:
                tile.pixmap = to_pixmap(preview.image)
                tile.cut = None if preview.cut is None else to_pixmap(preview.cut)
                tile.cut_left = not covers_corner(preview.mask)
                tile.shapes, tile.part = outlines(preview.mask), outlines(preview.part)
            self._tiles[row] = tile
        if previews:
            self.dataChanged.emit(self.index(start), self.index(start + len(previews) - 1))

    def set_choices(self, choices: Mapping[PseudoKey, bool]) -> None:
        """What a person thinks of them now."""
        self._choices = choices
        if self._tiles:
            self.dataChanged.emit(self.index(0), self.index(len(self._tiles) - 1), [CHOICE])

    def record(self, row: int) -> PseudoRecord:
        """What the tile in ``row`` is made from."""
        return self._tiles[row].record

    def preview(self, row: int) -> PseudoPreview | None:
        """The pseudo anomaly in ``row``; None while it is made, and where it could not be."""
        return self._tiles[row].preview

    def choice(self, row: int) -> bool | None:
        """Approved (True), rejected (False) or neither."""
        return self._choices.get(self._tiles[row].record.key)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Number of tiles."""
        return 0 if parent.isValid() else len(self._tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Picture, outlines, choice, and from where to where."""
        if not index.isValid():
            return None
        tile = self._tiles[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return tile.pixmap
        if role == CHOICE:
            return self._choices.get(tile.record.key)
        if role == OUTLINES:
            return tile.shapes
        if role == PART:
            return tile.part
        if role == CUT:
            return tile.cut
        if role == CUT_LEFT:
            return tile.cut_left
        if role == CAPTION_TEXT:
            return _caption(tile)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "\n".join(_caption(tile)).strip()
        return None


class Gallery(QListView):
    """Tiles that share the width evenly. Arrows move, keys approve and reject; once more takes that back.

    Signals:
        judged(object, object): A :class:`PseudoRecord` and True, False or None.
    """

    judged = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pseudo = GalleryModel(self)
        self._columns = 0
        self._delegate = TileDelegate(_WANTED_EDGE, self)
        self.setModel(self.pseudo)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.actions_ = ActionSet(
            self, {"approve": lambda: self._judge_current(True), "reject": lambda: self._judge_current(False)}
        )
        self._delegate.judged.connect(self._toggle)
        theme.theme_changed.connect(self.viewport().update)

    def set_outlined(self, outlined: bool) -> None:
        """Outline the masks, or not."""
        self._delegate.outlined = outlined
        self.viewport().update()

    def set_part_shown(self, shown: bool) -> None:
        """Outline the parts, or not."""
        self._delegate.part_shown = shown
        self.viewport().update()

    def set_columns(self, columns: int) -> None:
        """Exactly so many tiles a line; 0: as many as fit."""
        self._columns = columns
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        self._share()
        super().resizeEvent(event)

    def _share(self) -> None:
        room = self.viewport().width() - 1
        self._delegate.edge = room // (self._columns or max(round(room / _WANTED_EDGE), 1))
        self.scheduleDelayedItemsLayout()

    def _judge_current(self, approved: bool) -> None:
        index = self.currentIndex()
        if index.isValid() and self.pseudo.preview(index.row()) is not None:
            self._toggle(index.row(), approved)
            if index.row() + 1 < self.pseudo.rowCount():
                self.setCurrentIndex(self.pseudo.index(index.row() + 1))

    def _toggle(self, row: int, approved: bool) -> None:
        wanted = None if self.pseudo.choice(row) is approved else approved
        self.judged.emit(self.pseudo.record(row), wanted)


def _caption(tile: _Tile) -> tuple[str, str]:
    """Two lines."""
    if tile.homeless:
        return QCoreApplication.translate("Gallery", "Found no place on the part"), ""
    item = tile.preview
    if item is None:
        return "", ""
    names = item.target.name if item.source is None else f"{item.source.name} → {item.target.name}"
    seed = QCoreApplication.translate("Gallery", "seed {0}").format(item.record.seed)
    return names, f"{seed} · {changes_text(item)}"
