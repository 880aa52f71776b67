"""The parts whose verdict would change, as thumbnails, the worst first."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from bgad_studio.services.gate import Flip
from bgad_studio.ui import theme
from bgad_studio.ui.browser.thumbnails import Thumbnails
from bgad_studio.ui.browser.words import ROLES, SHAPES, model_word
from bgad_studio.ui.gate.words import EFFECT_ROLES, effect_word
from bgad_studio.ui.icons import paint_icon
from bgad_studio.ui.theme import TOKENS

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_FLIP: Final = Qt.ItemDataRole.UserRole
_TILE: Final = QSize(216, 214)
_PICTURE: Final = 136


class FlipModel(QAbstractListModel):
    """Flips with their thumbnails."""

    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._flips: tuple[Flip, ...] = ()
        thumbnails.ready.connect(self._refresh)

    def set_flips(self, flips: tuple[Flip, ...]) -> None:
        """Show these instead; the same ones keep their place."""
        if flips != self._flips:
            self.beginResetModel()
            self._flips = flips
            self.endResetModel()

    def flip(self, row: int) -> Flip:
        """The flip in ``row``."""
        return self._flips[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Number of flips."""
        return 0 if parent.isValid() else len(self._flips)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Flip, thumbnail, and all of it in words."""
        if not index.isValid():
            return None
        flip = self._flips[index.row()]
        if role == _FLIP:
            return flip
        if role == Qt.ItemDataRole.DecorationRole:
            return self._thumbnails.get(flip.record)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{flip.record.name}: {_change(flip)}, {effect_word(flip.effect)}"
        return None

    def _refresh(self, image_id: int) -> None:
        for row, flip in enumerate(self._flips):
            if flip.record.id == image_id:
                self.dataChanged.emit(self.index(row), self.index(row))


def _change(flip: Flip) -> str:
    return f"{model_word(flip.before.verdict)} → {model_word(flip.after.verdict)}"


class _Delegate(QStyledItemDelegate):
    """Picture, name, both verdicts, and what the change means."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The same for all."""
        del option, index
        return _TILE

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the tile."""
        flip: Flip = index.data(_FLIP)
        palette = theme.current()
        rect: QRect = option.rect.adjusted(4, 4, -4, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        chosen = bool(option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent_soft if chosen else palette.surface))
        painter.drawRoundedRect(rect, TOKENS.radius, TOKENS.radius)
        area = QRect(rect.left() + 8, rect.top() + 8, rect.width() - 16, _PICTURE)
        pixmap = index.data(Qt.ItemDataRole.DecorationRole)
        if pixmap is not None and not pixmap.isNull():
            size = pixmap.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(0, 0, size.width(), size.height())
            target.moveCenter(area.center())
            painter.drawPixmap(target, pixmap)
        line = QRect(area.left(), area.bottom() + 4, area.width(), 18)
        _write(painter, line, flip.record.name, palette.text)
        self._verdicts(painter, line.translated(0, 18), flip)
        _write(
            painter,
            line.translated(0, 36),
            effect_word(flip.effect),
            getattr(palette, EFFECT_ROLES[flip.effect]),
        )
        painter.restore()

    def _verdicts(self, painter: QPainter, line: QRect, flip: Flip) -> None:
        palette = theme.current()
        left = float(line.left())
        metrics = QFontMetrics(theme.figure_font(TOKENS.font_small))
        for place, verdict in enumerate((flip.before.verdict, flip.after.verdict)):
            if place:
                _write(painter, line.adjusted(round(left) - line.left(), 0, 0, 0), "→", palette.text2)
                left += 18
            colour = getattr(palette, ROLES[verdict])
            paint_icon(painter, QRectF(left, line.top() + 2, 14, 14), SHAPES[verdict], colour)
            word = model_word(verdict)
            _write(painter, line.adjusted(round(left) + 18 - line.left(), 0, 0, 0), word, colour)
            left += 18 + metrics.horizontalAdvance(word) + 8


def _write(painter: QPainter, line: QRect, text: str, colour: str) -> None:
    font = theme.figure_font(TOKENS.font_small)
    painter.setFont(font)
    painter.setPen(QPen(QColor(colour)))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class FlipList(QListView):
    """A grid of flips."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.flips = FlipModel(thumbnails, self)
        self.setModel(self.flips)
        self.setItemDelegate(_Delegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        theme.theme_changed.connect(self.viewport().update)
