"""What people said against what the model says, as a grid of counts; a click shows those parts."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from bgad_studio.core.records import Verdict
from bgad_studio.ui import theme
from bgad_studio.ui.browser.state import Cell, Said
from bgad_studio.ui.browser.words import model_word, said_word
from bgad_studio.ui.results.counts import Scores, stopped
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label

SAYS: Final = (Verdict.OK, Verdict.UNSURE, Verdict.NG)
WRONG: Final = (Cell(Said.GOOD, Verdict.NG), Cell(Said.DEFECTIVE, Verdict.OK))
_LEAST_WIDTH: Final = 44


class Confusion(QWidget):
    """Rows: good, defective, undecided; columns: what the model says.

    Signals:
        cellChosen(object): The :class:`Cell` whose parts a person wants to see; None: all parts again.
    """

    cellChosen = Signal(object)  # noqa: N815 - a signal

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = {Cell(said, verdict): self._cell() for said in Said for verdict in SAYS}
        self._rows = [text_label("secondary", parent=self) for _ in Said]
        for label in self._rows:
            label.setTextFormat(Qt.TextFormat.RichText)
        self._columns = [text_label("secondary", parent=self) for _ in SAYS]
        for cell, button in self.cells.items():
            button.clicked.connect(lambda on, cell=cell: self.cellChosen.emit(cell if on else None))
            button.setProperty("cell", "wrong" if cell in WRONG else "right")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(TOKENS.spacing // 2)
        grid.setVerticalSpacing(0)
        middle = Qt.AlignmentFlag.AlignCenter
        for column, (verdict, label) in enumerate(zip(SAYS, self._columns, strict=True), start=1):
            grid.addWidget(label, 0, column, middle)
            for row, said in enumerate(Said, start=1):
                grid.addWidget(self.cells[Cell(said, verdict)], row, column)
        for row, label in enumerate(self._rows, start=1):
            grid.addWidget(label, row, 0)
        theme.theme_changed.connect(self._retranslate)
        self._retranslate()

    def show_counts(self, scores: Scores, review: float, ng: float) -> None:
        """Count the parts on either side of these lines."""
        values = (scores.good, scores.defective, scores.other)
        for said, found in zip(Said, values, strict=True):
            counts = stopped(found, review, ng)
            numbers = (counts.passed, counts.review, counts.ng)
            for verdict, number in zip(SAYS, numbers, strict=True):
                button = self.cells[Cell(said, verdict)]
                button.setText(str(number))
                button.setEnabled(bool(number) or button.isChecked())
        widest = max(button.fontMetrics().horizontalAdvance(button.text()) for button in self.cells.values())
        for button in self.cells.values():
            button.setFixedWidth(max(_LEAST_WIDTH, widest + TOKENS.spacing))

    def show_chosen(self, chosen: Cell | None) -> None:
        """Mark the cell whose parts are shown; emits nothing."""
        for cell, button in self.cells.items():
            button.setChecked(cell == chosen)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _cell(self) -> QPushButton:
        button = QPushButton("0", self)
        button.setCheckable(True)
        button.setFont(theme.figure_font(bold=True))
        button.setProperty("role", "ghost")
        button.setFixedWidth(_LEAST_WIDTH)
        return button

    def _retranslate(self) -> None:
        colours = (theme.current().ok, theme.current().ng, theme.current().text2)
        for said, colour, label in zip(Said, colours, self._rows, strict=True):
            label.setText(f'<span style="color:{colour}">■</span> {said_word(said)}')  # as the bars
        for verdict, label in zip(SAYS, self._columns, strict=True):
            label.setText(model_word(verdict))
        text = QCoreApplication.translate("Confusion", "{0}, and the model says {1}: show these parts")
        for cell, button in self.cells.items():
            words = text.format(said_word(cell.said), model_word(cell.verdict))
            button.setToolTip(words)
            button.setAccessibleName(words)
