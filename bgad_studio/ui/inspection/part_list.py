"""The table of judged parts, the newest on top; parts come in by lots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QIcon

from bgad_studio.core.inspection import InspectedPart
from bgad_studio.core.records import Verdict
from bgad_studio.ui import theme
from bgad_studio.ui.browser.words import ROLES, SHAPES, model_word, score_text
from bgad_studio.ui.i18n import trouble_text
from bgad_studio.ui.icons import icon

Index = QModelIndex | QPersistentModelIndex
PART: Final = Qt.ItemDataRole.UserRole
VERDICT, SCORE, FILE, TIME = range(4)
UNREADABLE: Final = "unreadable"
Kind = Verdict | str | None
"""Which parts are shown: of a verdict, :data:`UNREADABLE`, or all (None)."""
_ROOT: Final = QModelIndex()


def unreadable_word() -> str:
    """What is said of a file that could not be judged, translated."""
    return QCoreApplication.translate("Inspect", "Unreadable")


class PartModel(QAbstractTableModel):
    """Judged parts of one inspection."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts: list[InspectedPart] = []
        self._shown: list[InspectedPart] = []
        self._kind: Kind = None
        theme.theme_changed.connect(self._dress)

    def set_parts(self, parts: Sequence[InspectedPart]) -> None:
        """Show these, given oldest first, and no others."""
        self._parts = list(reversed(parts))
        self._rebuild()

    def add_parts(self, parts: Sequence[InspectedPart]) -> None:
        """Put these, given oldest first, on top."""
        newest_first = list(reversed(parts))
        self._parts[:0] = newest_first
        shown = [part for part in newest_first if self._matches(part)]
        if shown:
            self.beginInsertRows(_ROOT, 0, len(shown) - 1)
            self._shown[:0] = shown
            self.endInsertRows()

    def set_kind(self, kind: Kind) -> None:
        """Show only parts of one kind, or all."""
        self._kind = kind
        self._rebuild()

    def part(self, row: int) -> InspectedPart:
        """The part in ``row``."""
        return self._shown[row]

    def row_of(self, part: InspectedPart) -> int:
        """Row of a part; -1 where it is not shown."""
        return next((row for row, found in enumerate(self._shown) if found.id == part.id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Number of parts shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Verdict, score, file, time."""
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            QCoreApplication.translate("Inspect", "Verdict"),
            QCoreApplication.translate("Inspect", "Score"),
            QCoreApplication.translate("Inspect", "Picture"),
            QCoreApplication.translate("Inspect", "Time"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, icon, colour, and the part itself (``PART``)."""
        if not index.isValid():
            return None
        part, column = self._shown[index.row()], index.column()
        if role == PART:
            return part
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(part, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((str(part.path), *(trouble_text(part.trouble) if part.trouble else ())))
        if role == Qt.ItemDataRole.FontRole:
            return theme.figure_font(bold=column == VERDICT)
        if column == VERDICT and role == Qt.ItemDataRole.DecorationRole:
            return icon("warning", "review") if part.verdict is None else _icon(part.verdict)
        if column == VERDICT and role == Qt.ItemDataRole.ForegroundRole:
            palette = theme.current()
            return QColor(palette.text2 if part.verdict is None else palette.verdict(part.verdict))
        return None

    def retranslate(self) -> None:
        """Speak the new language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 3)
        self._dress()

    def _dress(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, 3))

    def _matches(self, part: InspectedPart) -> bool:
        if self._kind is None:
            return True
        return part.verdict is None if self._kind == UNREADABLE else part.verdict is self._kind

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._shown = [part for part in self._parts if self._matches(part)]
        self.endResetModel()


def _icon(verdict: Verdict) -> QIcon:
    return icon(SHAPES[verdict], ROLES[verdict], ROLES[verdict])


def _text(part: InspectedPart, column: int) -> str:
    if column == VERDICT:
        return unreadable_word() if part.verdict is None else model_word(part.verdict)
    if column == SCORE:
        return "" if part.score is None else score_text(part.score)
    if column == FILE:
        return part.path.name
    return part.at.astimezone().strftime("%H:%M:%S")
