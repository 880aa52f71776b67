"""How one pseudo anomaly looks in the gallery, and where its two buttons are."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from bgad_studio.ui import theme
from bgad_studio.ui.icons import paint_icon
from bgad_studio.ui.palette import Palette
from bgad_studio.ui.synthesis.state import CUT_SHARE
from bgad_studio.ui.theme import TOKENS

Index = QModelIndex | QPersistentModelIndex
GAP: Final = 6
CAPTION: Final = 40
"""Height of the two lines under the picture."""
_BUTTON: Final = 36
_REJECTED_OPACITY: Final = 0.35

OUTLINES = Qt.ItemDataRole.UserRole
CHOICE = Qt.ItemDataRole.UserRole + 1
CUT = Qt.ItemDataRole.UserRole + 2
PART = Qt.ItemDataRole.UserRole + 3
CUT_LEFT = Qt.ItemDataRole.UserRole + 5
CAPTION_TEXT = Qt.ItemDataRole.UserRole + 4


class TileDelegate(QStyledItemDelegate):
    """Draws a tile: result, where the defect was cut from, what was done to it, approve and reject.

    Signals:
        judged(int, bool): The ✓ (True) or ✕ of a row was pressed.
    """

    judged = Signal(int, bool)

    def __init__(self, edge: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.edge = edge
        self.outlined = True
        self.part_shown = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Tiles that fill the line."""
        del option, index
        return QSize(self.edge, self.edge + CAPTION)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one."""
        palette, box = theme.current(), picture_box(QRectF(option.rect))
        choice = index.data(CHOICE)
        pixmap: QPixmap | None = index.data(Qt.ItemDataRole.DecorationRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if pixmap is None:
            painter.fillRect(box, QColor(palette.raised))
        else:
            painter.setOpacity(_REJECTED_OPACITY if choice is False else 1.0)
            painter.drawPixmap(box, pixmap, QRectF(pixmap.rect()))
            if self.part_shown:
                _draw_shapes(painter, box, index.data(PART), palette.accent, palette.halo)
            if self.outlined:
                _draw_shapes(painter, box, index.data(OUTLINES), palette.glow, palette.halo)
            self._draw_cut(painter, box, index, palette)
            painter.setOpacity(1.0)
        self._draw_caption(painter, box, index, palette)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.setPen(QPen(QColor(palette.accent), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), TOKENS.radius, TOKENS.radius)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if pixmap is not None:
            self._draw_buttons(painter, box, choice, selected or hovered, palette)
        painter.restore()

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click on one of the buttons."""
        del model
        if (
            not isinstance(event, QMouseEvent)
            or event.type() not in (QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick)
            or event.button() is not Qt.MouseButton.LeftButton
            or index.data(Qt.ItemDataRole.DecorationRole) is None
        ):
            return False
        box = picture_box(QRectF(option.rect))
        for approve in (True, False):
            if button_box(box, approve).contains(event.position()):
                if event.type() is QEvent.Type.MouseButtonRelease:
                    self.judged.emit(index.row(), approve)
                return True
        return False

    def _draw_cut(self, painter: QPainter, box: QRectF, index: Index, palette: Palette) -> None:
        """Where the defect was cut from, with an arrow into the picture, in a corner it leaves free."""
        cut: QPixmap | None = index.data(CUT)
        if cut is None:
            return
        at_left, edge = bool(index.data(CUT_LEFT)), box.width() * CUT_SHARE
        left = box.left() + 6 if at_left else box.right() - 6 - edge
        small = QRectF(left, box.bottom() - edge - 6, edge, edge)
        painter.drawPixmap(small, cut, QRectF(cut.rect()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for tone, width in ((palette.halo, 3.0), (palette.glow, 1.2)):
            painter.setPen(QPen(QColor(tone), width))
            painter.drawRect(small)
        arrow = QRectF(small.right() + 3 if at_left else small.left() - 21, small.center().y() - 9, 18, 18)
        for tone, shift in ((palette.halo, 1.0), (palette.glow, 0.0)):
            paint_icon(painter, arrow.translated(shift, shift), "next" if at_left else "previous", tone)

    def _draw_caption(self, painter: QPainter, box: QRectF, index: Index, palette: Palette) -> None:
        """From where to where; what was done, and its seed."""
        font = painter.font()
        font.setPixelSize(TOKENS.font_small)
        painter.setFont(font)
        lines = index.data(CAPTION_TEXT)
        line = QRectF(box.left(), box.bottom() + 4, box.width(), (CAPTION - 4) / 2)
        for text, tone in zip(lines, (palette.text, palette.text2), strict=True):
            painter.setPen(QColor(tone))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(line.width()))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            line.translate(0, line.height())

    def _draw_buttons(
        self, painter: QPainter, box: QRectF, choice: bool | None, shown: bool, palette: Palette
    ) -> None:
        for approve, name, tone in ((True, "ok", palette.ok), (False, "ng", palette.ng)):
            chosen = choice is approve
            if not shown and not chosen:
                continue
            circle = button_box(box, approve).adjusted(2, 2, -2, -2)
            painter.setPen(QPen(QColor(palette.surface if chosen else tone), 1.5))
            painter.setBrush(QColor(tone if chosen else palette.surface))
            painter.drawEllipse(circle)
            paint_icon(painter, circle.adjusted(7, 7, -7, -7), name, palette.surface if chosen else tone)


def button_box(picture: QRectF, approve: bool) -> QRectF:
    """Where ✓ (``approve``) and ✕ are on a tile's picture."""
    place = 0 if approve else 1
    left = picture.right() - (2 - place) * _BUTTON - 2
    return QRectF(left, picture.top() + 2, _BUTTON, _BUTTON)


def picture_box(tile: QRectF) -> QRectF:
    """Where the picture is on a tile."""
    return tile.adjusted(GAP, GAP, -GAP, -GAP - CAPTION)


def _draw_shapes(painter: QPainter, box: QRectF, shapes: object, tone: str, halo: str) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for points in shapes if isinstance(shapes, list) else ():
        shape = QPolygonF([QPointF(x, y) for x, y in points * (box.width(), box.height())])
        shape.translate(box.topLeft())
        for colour, width in ((halo, 3.0), (tone, 1.2)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawPolygon(shape)
