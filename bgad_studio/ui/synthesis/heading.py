"""Above the gallery: what it holds, and, side by side, the names of the columns."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bgad_studio.services.synthesis import COMPARED
from bgad_studio.ui.synthesis.state import GalleryState, Shown
from bgad_studio.ui.synthesis.words import strategy_hint, strategy_text
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import ElidedLabel


class Heading(QWidget):
    """A switch between what training makes, the strategies side by side, and what was approved.

    Signals:
        shownChosen(object): A :class:`Shown`.
        strategyChosen(object): The :class:`Strategy` of a column is to be used.
    """

    shownChosen = Signal(object)  # noqa: N815 - a signal
    strategyChosen = Signal(object)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = GalleryState()
        self.buttons = {shown: QPushButton(self) for shown in Shown}
        group = QButtonGroup(self)
        row = QHBoxLayout()
        for shown, button in self.buttons.items():
            button.setCheckable(True)
            group.addButton(button)
            row.addWidget(button)
            button.clicked.connect(lambda _, shown=shown: self.shownChosen.emit(shown))
        self._summary = ElidedLabel(parent=self)
        self._summary.setProperty("kind", "secondary")
        row.addSpacing(TOKENS.spacing)
        row.addWidget(self._summary, 1)
        self.columns = {strategy: QPushButton(self) for strategy in COMPARED}
        self._columns = QWidget(self)
        names = QHBoxLayout(self._columns)
        names.setContentsMargins(0, 0, TOKENS.spacing + 4, 0)  # the gallery's scroll bar
        for strategy, button in self.columns.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _, strategy=strategy: self.strategyChosen.emit(strategy))
            names.addWidget(button, 1)
        column = QVBoxLayout(self)
        gap = TOKENS.spacing
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.addLayout(row)
        column.addWidget(self._columns)

    def show_state(self, state: GalleryState) -> None:
        """Follow the gallery."""
        self._state = state
        self.buttons[state.shown].setChecked(True)
        self._columns.setVisible(state.shown is Shown.COMPARED)
        studio = state.studio
        used = None if studio is None else studio.recipe.config.each.strategy
        for strategy, button in self.columns.items():
            button.setChecked(strategy is used)
        count = 0 if studio is None else len(studio.approved)
        approved = QCoreApplication.translate("Heading", "Approved ({0})").format(count)
        self.buttons[Shown.APPROVED].setText(approved)
        self._summary.set_text(_summary(state))

    def retranslate(self) -> None:
        """Speak the language in use."""
        self.buttons[Shown.PLANNED].setText(QCoreApplication.translate("Heading", "For training"))
        self.buttons[Shown.COMPARED].setText(QCoreApplication.translate("Heading", "Side by side"))
        for strategy, button in self.columns.items():
            button.setText(strategy_text(strategy))
            button.setToolTip(strategy_hint(strategy))
        self.show_state(self._state)


def _summary(state: GalleryState) -> str:
    studio = state.studio
    if studio is None or state.trouble is not None:
        return ""
    if state.making:
        return QCoreApplication.translate("Heading", "Being made…")
    if state.shown is Shown.COMPARED:
        return QCoreApplication.translate("Heading", "The same good parts, made in three ways; choose one")
    total = len(studio.approved if state.shown is Shown.APPROVED else studio.planned)
    parts = []
    if total > len(state.records):
        parts.append(QCoreApplication.translate("Heading", "{0} of {1}").format(len(state.records), total))
    else:
        parts.append(QCoreApplication.translate("Heading", "{0} in all").format(total))
    if state.homeless:
        homeless = QCoreApplication.translate("Heading", "{0} found no place on the part")
        parts.append(homeless.format(state.homeless))
    if studio.stale:
        stale = QCoreApplication.translate("Heading", "{0} approved ones are out of date")
        parts.append(stale.format(studio.stale))
    return " · ".join(parts)
