"""A grid of pseudo anomalies, each with its mask outlined."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from bgad_studio.services.preview import PseudoPreview
from bgad_studio.ui import theme
from bgad_studio.ui.browser.thumbnails import to_pixmap
from bgad_studio.ui.synthesis.state import outlines
from bgad_studio.ui.theme import TOKENS

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_OUTLINES: Final = Qt.ItemDataRole.UserRole
_GAP: Final = 6
_WANTED_EDGE: Final = 210


class GalleryModel(QAbstractListModel):
    """Pseudo anomalies as pictures with outlines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[tuple[PseudoPreview, QPixmap, list[NDArray[np.float64]]]] = []

    def set_previews(self, previews: tuple[PseudoPreview, ...]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._items = [(item, to_pixmap(item.image), outlines(item.mask)) for item in previews]
        self.endResetModel()

    def preview(self, row: int) -> PseudoPreview:
        """The pseudo anomaly in ``row``."""
        return self._items[row][0]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Number of pseudo anomalies."""
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Picture, outlines, and from where to where."""
        if not index.isValid():
            return None
        item, pixmap, polygons = self._items[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return pixmap
        if role == _OUTLINES:
            return polygons
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{item.source.name} → {item.target.name}"
        return None


class _Delegate(QStyledItemDelegate):
    """Draws a tile."""

    outlined = True

    def __init__(self, edge: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.edge = edge

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Square tiles that fill the line."""
        del option, index
        return QSize(self.edge, self.edge)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw picture, outline, selection."""
        pixmap = index.data(Qt.ItemDataRole.DecorationRole)
        if pixmap is None:
            return
        palette = theme.current()
        box = QRectF(option.rect).adjusted(_GAP, _GAP, -_GAP, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(box, pixmap, QRectF(pixmap.rect()))
        if self.outlined:
            for points in index.data(_OUTLINES):
                shape = QPolygonF([QPointF(x, y) for x, y in points * (box.width(), box.height())])
                shape.translate(box.topLeft())
                for tone, width in ((palette.halo, 3.0), (palette.glow, 1.2)):
                    painter.setPen(QPen(QColor(tone), width))
                    painter.drawPolygon(shape)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(palette.accent), 3))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), TOKENS.radius, TOKENS.radius)
        painter.restore()


class Gallery(QListView):
    """Tiles that share the width evenly."""

    def __init__(self) -> None:
        super().__init__()
        self.pseudo = GalleryModel(self)
        self._delegate = _Delegate(_WANTED_EDGE, self)
        self.setModel(self.pseudo)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        theme.theme_changed.connect(self.viewport().update)

    def set_outlined(self, outlined: bool) -> None:
        """Outline the masks, or not."""
        self._delegate.outlined = outlined
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        room = self.viewport().width() - 1
        self._delegate.edge = room // max(round(room / _WANTED_EDGE), 1)
        self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)
