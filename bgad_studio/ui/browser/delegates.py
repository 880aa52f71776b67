"""How one part looks in a list: a tile of the filmstrip, or a row of the results."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from bgad_studio.core.records import ImageRecord, Verdict
from bgad_studio.ui import theme
from bgad_studio.ui.browser.model import RECORD
from bgad_studio.ui.browser.words import ROLES, SHAPES, model_word, score_text
from bgad_studio.ui.icons import paint_icon
from bgad_studio.ui.theme import TOKENS

Index = QModelIndex | QPersistentModelIndex

TILE: Final = QSize(112, 104)
ROW_HEIGHT: Final = 64
_PICTURE: Final = QSize(100, 72)
_BADGE: Final = 18


def _frame(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Selection and pointer as the background, the current part with an outline."""
    palette = theme.current()
    box = QRectF(option.rect).adjusted(2, 2, -2, -2)
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    if selected or hovered:
        painter.setPen(QPen(QColor(palette.accent), 2) if selected else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent_soft if selected else palette.raised))
        painter.drawRoundedRect(box, TOKENS.radius, TOKENS.radius)


def _picture(painter: QPainter, area: QRect, pixmap: QPixmap | None) -> None:
    """The thumbnail inside ``area``; a quiet block while it is read."""
    palette = theme.current()
    if pixmap is None or pixmap.isNull():
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.raised))
        painter.drawRoundedRect(area, 3, 3)
        if pixmap is not None:
            mark = QRectF(0, 0, TOKENS.icon, TOKENS.icon)
            mark.moveCenter(QRectF(area).center())
            paint_icon(painter, mark, "warning", palette.text2)
        return
    size = pixmap.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRect(0, 0, size.width(), size.height())
    target.moveCenter(area.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(target, pixmap)


def _badge(painter: QPainter, at: QRectF, verdict: Verdict) -> None:
    """Shape and colour of a verdict on a disc that any picture lets stand out."""
    palette = theme.current()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.surface))
    painter.drawEllipse(at)
    paint_icon(painter, at.adjusted(2, 2, -2, -2), SHAPES[verdict], getattr(palette, ROLES[verdict]))


def _small_text(painter: QPainter, area: QRect, text: str, colour: str, mode: Qt.TextElideMode) -> None:
    font = theme.figure_font(TOKENS.font_small)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, mode, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter, shown)


class TileDelegate(QStyledItemDelegate):
    """A thumbnail over its name, with the person's verdict and a brush where a defect is painted."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The same for all."""
        del option, index
        return TILE

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the tile."""
        record = index.data(RECORD)
        if not isinstance(record, ImageRecord):
            return
        palette = theme.current()
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _frame(painter, option)
        area = QRect(rect.left() + (rect.width() - _PICTURE.width()) // 2, rect.top() + 6, 100, 72)
        _picture(painter, area, index.data(Qt.ItemDataRole.DecorationRole))
        corner = QRectF(area.right() - _BADGE, area.bottom() - _BADGE, _BADGE, _BADGE)
        if record.verdict is not None:
            _badge(painter, corner, record.verdict)
        if record.mask_id is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.surface))
            mark = QRectF(area.left() + 1, area.bottom() - _BADGE, _BADGE, _BADGE)
            painter.drawEllipse(mark)
            paint_icon(painter, mark.adjusted(3, 3, -3, -3), "brush", palette.text)
        if record.hold_out:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.surface))
            mark = QRectF(area.right() - _BADGE, area.top() + 1, _BADGE, _BADGE)
            painter.drawEllipse(mark)
            paint_icon(painter, mark.adjusted(2, 2, -2, -2), "hold-out", palette.text)
        text = QRect(rect.left() + 6, area.bottom() + 3, rect.width() - 12, 18)
        name = record.name.rpartition("/")[2]
        _small_text(painter, text, name, palette.text2, Qt.TextElideMode.ElideMiddle)
        painter.restore()


class RowDelegate(QStyledItemDelegate):
    """A thumbnail, the name, and at the right the model's score and verdict."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = 64

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The same for all."""
        del option, index
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        record = index.data(RECORD)
        if not isinstance(record, ImageRecord):
            return
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _frame(painter, option)
        area = QRect(rect.left() + 8, rect.top() + 7, 66, ROW_HEIGHT - 14)
        _picture(painter, area, index.data(Qt.ItemDataRole.DecorationRole))
        if record.verdict is not None:
            at = QRectF(area.right() - _BADGE + 2, area.bottom() - _BADGE + 2, _BADGE, _BADGE)
            _badge(painter, at, record.verdict)
        text = QRect(area.right() + 12, rect.top() + 10, rect.right() - area.right() - 24, 20)
        self._texts(painter, text, record)
        painter.restore()

    def _texts(self, painter: QPainter, area: QRect, record: ImageRecord) -> None:
        palette = theme.current()
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        font = theme.body_font()
        painter.setFont(font)
        painter.setPen(QColor(palette.text))
        name = record.name.rpartition("/")[2]
        shown = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area, left, shown)
        if record.score is None:
            return
        below = area.translated(0, 22)
        icon = QRectF(below.left(), below.top() + 2, 16, 16)
        colour = getattr(palette, ROLES[record.score.verdict])
        paint_icon(painter, icon, SHAPES[record.score.verdict], colour)
        painter.setFont(theme.figure_font(bold=True))
        painter.setPen(QColor(colour))
        painter.drawText(below.adjusted(22, 0, 0, 0), left, model_word(record.score.verdict))
        painter.setFont(theme.figure_font())
        painter.setPen(QColor(palette.text))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(below, right, score_text(record.score.score))
