"""From which map value on a place is unusual: dragged on the scale of the heat, with a way back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from bgad_studio.core.how_set import ContourChoice
from bgad_studio.services.cuts import Judging
from bgad_studio.ui.browser.words import score_text
from bgad_studio.ui.results.how_words import signed_text
from bgad_studio.ui.widgets.labels import ElidedLabel


class RegionLine(QWidget):
    """Says where regions begin and who chose that.

    Signals:
        resetWanted(): Back to the model's own.
    """

    resetWanted = Signal()  # noqa: N815 - a signal

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = 0.0
        self._choice: ContourChoice | None = None
        self.words = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self.words.setProperty("kind", "secondary")
        self.own = QPushButton(self)
        self.own.setProperty("role", "ghost")
        self.own.clicked.connect(self.resetWanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.own)
        self._retranslate()

    def show_judging(self, judging: Judging) -> None:
        """Show what is in force."""
        self._value, self._choice = judging.thresholds.contour, judging.contour
        self._retranslate()

    def show_value(self, value: float) -> None:
        """Show a value that is being tried."""
        self._value = value
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        text = QCoreApplication.translate("RegionLine", "Regions from {0}").format(score_text(self._value))
        choice = self._choice
        if choice is not None and choice.value is not None:
            text = f"{text} · {signed_text(choice.who, choice.at)}"
        self.words.set_text(text)
        self.own.setText(QCoreApplication.translate("RegionLine", "Model's own"))
        self.own.setToolTip(
            QCoreApplication.translate("RegionLine", "Let regions begin where the model itself begins them")
        )
        self.own.setVisible(choice is not None and choice.value is not None)
