"""A table of what an import would make of some files, and one sentence about all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from bgad_studio.core.records import Verdict
from bgad_studio.services.import_plan import Candidate, Preview
from bgad_studio.ui.browser.words import ROLES, SHAPES, verdict_word
from bgad_studio.ui.icons import icon


class PreviewTable(QTableWidget):
    """File, verdict, defect, part."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self.setHorizontalHeaderLabels(
            [
                QCoreApplication.translate("ImportPreview", "File"),
                QCoreApplication.translate("ImportPreview", "Verdict"),
                QCoreApplication.translate("ImportPreview", "Defect"),
                QCoreApplication.translate("ImportPreview", "Part"),
            ]
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 110), (2, 120), (3, 120)):
            self.setColumnWidth(column, width)

    def show_examples(self, examples: Sequence[Candidate]) -> None:
        """One row each."""
        self.setRowCount(len(examples))
        for row, candidate in enumerate(examples):
            part = candidate.part or QCoreApplication.translate("ImportPreview", "its own")
            verdict = QCoreApplication.translate("ImportPreview", "none yet")
            if candidate.verdict is not None:
                verdict = verdict_word(candidate.verdict)
            for column, text in enumerate((candidate.name, verdict, candidate.defect or "", part)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(row, column, item)
                if column == 1 and candidate.verdict is not None:
                    item.setIcon(icon(SHAPES[candidate.verdict], ROLES[candidate.verdict]))


def summary_text(seen: Preview) -> str:
    """How many of what, in one line."""
    told = [
        f"{seen.verdicts[verdict]} {verdict_word(verdict)}" for verdict in Verdict if verdict in seen.verdicts
    ]
    if seen.defects:
        kinds = ", ".join(f"{name} {count}" for name, count in sorted(seen.defects.items()))
        told.append(kinds)
    if None in seen.verdicts:
        without = QCoreApplication.translate("ImportPreview", "{0} without a verdict")
        told.append(without.format(seen.verdicts[None]))
    if seen.masked:
        told.append(QCoreApplication.translate("ImportPreview", "{0} with a mask").format(seen.masked))
    told.append(QCoreApplication.translate("ImportPreview", "{0} parts").format(seen.parts))
    return " · ".join(told)
