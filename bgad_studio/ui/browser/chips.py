"""What else limits the list, each as a button that takes the limit away."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from bgad_studio.ui.browser.state import EVERYTHING, BrowserState
from bgad_studio.ui.browser.words import cell_text, score_text
from bgad_studio.ui.icons import icon
from bgad_studio.ui.theme import TOKENS


class Chips(QWidget):
    """Shown only where there is such a limit.

    Signals:
        chosen(object): The :class:`BrowserState` without one of them.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = EVERYTHING
        self.cell, self.band = (self._chip() for _ in range(2))
        self.cell.clicked.connect(lambda: self.chosen.emit(replace(self._state, cell=None)))
        self.band.clicked.connect(lambda: self.chosen.emit(replace(self._state, band=None)))
        column = QVBoxLayout(self)  # below each other: the list is narrow
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TOKENS.spacing // 2)
        # absolute: the chips themselves run from right to left
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        for chip in (self.cell, self.band):
            column.addWidget(chip, 0, left)
        self.show_state(EVERYTHING)

    def show_state(self, state: BrowserState) -> None:
        """Show what limits this list; emits nothing."""
        self._state = state
        self.cell.setVisible(state.cell is not None)
        self.band.setVisible(state.band is not None)
        self.setVisible(state.cell is not None or state.band is not None)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _chip(self) -> QPushButton:
        chip = QPushButton(icon("cancel", "text2"), "", self)
        chip.setProperty("chip", True)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the word
        return chip

    def _retranslate(self) -> None:
        cell, band = self._state.cell, self._state.band
        if cell is not None:
            self.cell.setText(cell_text(cell))
        if band is not None:
            text = QCoreApplication.translate("Browser", "Score {0} to {1}")
            self.band.setText(text.format(score_text(band.low), score_text(band.high)))
        for chip in (self.cell, self.band):
            chip.setToolTip(QCoreApplication.translate("Browser", "Show all parts again"))
