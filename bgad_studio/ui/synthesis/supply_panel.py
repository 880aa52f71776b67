"""What every kind of defect can give, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from bgad_studio.core.records import DefectType
from bgad_studio.services.synthesis import Supply, Usable
from bgad_studio.ui.labelling.panel import swatch, type_colour
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label

_NOTHING_SEEN = Usable()


class SupplyPanel(QWidget):
    """Two lines for every kind of defect."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(TOKENS.spacing)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[_Row] = []
        self._shown: list[tuple[Supply, DefectType]] = []

    def set_supplies(self, supplies: Sequence[Supply], types: Sequence[DefectType]) -> None:
        """Show these; ``types`` are the names of kinds."""
        names = {kind.id: kind for kind in types}
        self._shown = [(item, names[item.type_id]) for item in supplies if item.type_id in names]
        while len(self._rows) > len(self._shown):
            self._rows.pop().remove(self._grid)
        while len(self._rows) < len(self._shown):
            self._rows.append(_Row(self, self._grid, 2 * len(self._rows)))

    def set_usable(self, usable: Mapping[int, Usable]) -> None:
        """Show how many of their pastes are of use, by kind of defect; as far as that is known."""
        for row, (supply, kind) in zip(self._rows, self._shown, strict=True):
            row.show_supply(supply, kind, usable.get(kind.id, _NOTHING_SEEN))

    def texts(self) -> list[str]:
        """What the lines say, from top to bottom."""
        return [label.text() for row in self._rows for label in (row.name, row.made, row.need)]


class _Row:
    """Labels of one kind of defect; they stay while numbers come."""

    def __init__(self, parent: QWidget, grid: QGridLayout, line: int) -> None:
        self.mark, self.name, self.made = QLabel(parent), text_label(parent=parent), text_label(parent=parent)
        self.need = text_label("secondary", wrap=True, parent=parent)
        for column, label in enumerate((self.mark, self.name, self.made)):
            grid.addWidget(label, line, column)
        grid.addWidget(self.need, line + 1, 1, 1, 2)

    def remove(self, grid: QGridLayout) -> None:
        for label in (self.mark, self.name, self.made, self.need):
            grid.removeWidget(label)
            label.hide()
            label.deleteLater()

    def show_supply(self, supply: Supply, kind: DefectType, usable: Usable) -> None:
        self.mark.setPixmap(swatch(type_colour(kind)).pixmap(14, 14))
        self.name.setText(kind.name)
        whole = 0 < supply.made == usable.looked_at
        made = (
            QCoreApplication.translate("Supply", "{0} of {1} usable")
            if whole
            else QCoreApplication.translate("Supply", "{1} planned")
        )
        self.made.setText(made.format(usable.count, supply.made))
        told = [_need_text(supply)]
        if usable.looked_at and not whole:
            seen = QCoreApplication.translate("Supply", "of {1} looked at {0} are usable")
            told.append(seen.format(usable.count, usable.looked_at))
        if usable.barren:
            told.append(_barren_text(len(usable.barren)))
        self.need.setText(" · ".join(told))
        self.need.setToolTip("\n".join(usable.barren))


def _barren_text(parts: int) -> str:
    """Painted parts whose defect is never found a place for, and what helps."""
    if parts == 1:
        return QCoreApplication.translate(
            "Supply", "1 painted part gives none: its defect finds no place. See whether the part is found."
        )
    return QCoreApplication.translate(
        "Supply", "{0} painted parts give none: their defects find no place. See whether the part is found."
    ).format(parts)


def _need_text(supply: Supply) -> str:
    if not supply.missing:
        return QCoreApplication.translate("Supply", "{0} painted parts: enough").format(supply.images)
    if supply.images == 1:
        return QCoreApplication.translate("Supply", "Only 1 painted part: add {0} more").format(
            supply.missing
        )
    return QCoreApplication.translate("Supply", "Only {0} painted parts: add {1} more").format(
        supply.images, supply.missing
    )
