"""What every kind of defect can give, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from bgad_studio.core.records import DefectType
from bgad_studio.services.synthesis import Supply
from bgad_studio.ui.labelling.panel import swatch, type_colour
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label


class SupplyPanel(QWidget):
    """A line for every kind of defect."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(TOKENS.spacing)
        self._rows.setVerticalSpacing(2)
        self._rows.setColumnStretch(1, 1)
        self._cells: list[QWidget] = []

    def set_supplies(
        self, supplies: Sequence[Supply], types: Sequence[DefectType], homeless: Mapping[int, int]
    ) -> None:
        """Show these.

        Args:
            supplies: By kind of defect.
            types: Their names.
            homeless: Kind → pseudo anomalies of the gallery that found no place on their part.
        """
        for cell in self._cells:
            self._rows.removeWidget(cell)
            cell.deleteLater()
        self._cells = []
        names = {kind.id: kind for kind in types}
        for supply in supplies:
            kind = names.get(supply.type_id)
            if kind is not None:
                self._add(supply, kind, homeless.get(kind.id, 0))

    def texts(self) -> list[str]:
        """What the lines say, from top to bottom."""
        return [cell.text() for cell in self._cells if isinstance(cell, QLabel) and cell.text()]

    def _add(self, supply: Supply, kind: DefectType, homeless: int) -> None:
        row = 2 * (len(self._cells) // 4)
        mark = QLabel(self)
        mark.setPixmap(swatch(type_colour(kind)).pixmap(14, 14))
        name, made = text_label(parent=self), text_label(parent=self)
        name.setText(kind.name)
        made.setText(QCoreApplication.translate("Supply", "{0} planned").format(supply.made))
        need = text_label("secondary", wrap=True, parent=self)
        need.setText(_need_text(supply))
        if homeless:
            unused = QCoreApplication.translate("Supply", "{0} of those shown found no place on the part")
            need.setText(f"{need.text()} · {unused.format(homeless)}")
        for column, label in enumerate((mark, name, made)):
            self._rows.addWidget(label, row, column)
        self._rows.addWidget(need, row + 1, 1, 1, 2)
        added: list[QWidget] = [mark, name, made, need]
        self._cells += added
        for cell in added:
            cell.show()


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
