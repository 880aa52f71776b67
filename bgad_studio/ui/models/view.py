"""The place of models: a table of versions, and the button that rolls back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QDateTime, QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bgad_studio.core.records import ModelState
from bgad_studio.services.models import ModelSummary
from bgad_studio.ui import theme
from bgad_studio.ui.icons import icon
from bgad_studio.ui.models.presenter import ModelsPresenter
from bgad_studio.ui.models.state import ModelsState
from bgad_studio.ui.session import Session
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.empty_state import EmptyState
from bgad_studio.ui.widgets.labels import text_label

_SUMMARY: Final = Qt.ItemDataRole.UserRole


class ModelsView(QWidget):
    """Which model judges, and which did before.

    Signals:
        trainWanted(): The person wants to go and train.
    """

    trainWanted = Signal()  # noqa: N815 - a signal

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = ModelsPresenter(session, self)
        self.table = QTreeWidget(self)
        self.table.setColumnCount(6)
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.header().setStretchLastSection(True)
        self._why = text_label("secondary", parent=self)
        self.activate = QPushButton(self)
        self.activate.setProperty("role", "primary")
        self.empty = EmptyState("model", self)
        self._go = self.empty.add_button(primary=True)
        self._lay_out()
        self.table.currentItemChanged.connect(self._show_choice)
        self.activate.clicked.connect(self._activate)
        self._go.clicked.connect(self.trainWanted)
        self.presenter.changed.connect(self._show)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def chosen(self) -> ModelSummary | None:
        """The model of the current row."""
        item = self.table.currentItem()
        return None if item is None else item.data(0, _SUMMARY)

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        full = QWidget(self)
        row = QHBoxLayout()
        row.addWidget(self._why)
        row.addStretch(1)
        row.addWidget(self.activate)
        column = QVBoxLayout(full)
        column.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap)
        column.setSpacing(gap)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)
        self._full = full

    def _show(self, state: ModelsState) -> None:
        before = self.chosen()
        self.table.blockSignals(True)
        self.table.clear()
        for summary in state.models:
            item = self._row(summary)
            self.table.addTopLevelItem(item)
            if before is None or summary.model.id == before.model.id:
                self.table.setCurrentItem(item)
                before = summary
        self.table.blockSignals(False)
        self._stack.setCurrentWidget(self._full if state.models else self.empty)
        self._show_choice()

    def _row(self, summary: ModelSummary) -> QTreeWidgetItem:
        model = summary.model
        minutes, seconds = divmod(round(summary.seconds), 60)
        when = QDateTime.fromSecsSinceEpoch(round(model.created.timestamp()))
        made = QLocale().toString(when, QLocale.FormatType.ShortFormat)
        texts = [
            QCoreApplication.translate("ModelsView", "Model {0}").format(model.number),
            _state_word(summary),
            made,
            str(summary.normals),
            str(summary.defects),
            f"{minutes}:{seconds:02d}",
        ]
        item = QTreeWidgetItem(texts)
        item.setData(0, _SUMMARY, summary)
        active = model.state is ModelState.ACTIVE
        item.setIcon(0, icon("model", "ok" if active else "text2"))
        for column in range(3, 6):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            item.setFont(column, theme.figure_font())
        if active:
            for column in range(2):
                item.setFont(column, theme.figure_font(bold=True))
        return item

    def _show_choice(self) -> None:
        chosen = self.chosen()
        why = ""
        if chosen is None:
            why = QCoreApplication.translate("ModelsView", "Choose a model.")
        elif chosen.model.state is ModelState.ACTIVE:
            why = QCoreApplication.translate("ModelsView", "This model judges now.")
        elif not chosen.usable:
            why = QCoreApplication.translate("ModelsView", "This model was thrown away.")
        self._why.setText(why)
        self.activate.setEnabled(not why and not self.presenter.state.switching)
        word = QCoreApplication.translate("ModelsView", "Let it judge")
        if chosen is not None and not why:
            word = QCoreApplication.translate("ModelsView", "Let model {0} judge").format(chosen.model.number)
        self.activate.setText(word)

    def _activate(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self.presenter.activate(chosen.model.id)

    def _retranslate(self) -> None:
        self.table.setHeaderLabels(
            [
                QCoreApplication.translate("ModelsView", "Model"),
                QCoreApplication.translate("ModelsView", "State"),
                QCoreApplication.translate("ModelsView", "Made"),
                QCoreApplication.translate("ModelsView", "Good parts"),
                QCoreApplication.translate("ModelsView", "Painted defects"),
                QCoreApplication.translate("ModelsView", "Took (min)"),
            ]
        )
        self.table.setAccessibleName(QCoreApplication.translate("ModelsView", "Models"))
        self.empty.set_text(
            QCoreApplication.translate("ModelsView", "No model yet"),
            QCoreApplication.translate(
                "ModelsView", "Every training makes a new version; the ones before are kept for rolling back."
            ),
        )
        self._go.setText(QCoreApplication.translate("ModelsView", "Go to training"))
        self._show(self.presenter.state)


def _state_word(summary: ModelSummary) -> str:
    if not summary.usable:
        return QCoreApplication.translate("ModelsView", "thrown away")
    return {
        ModelState.ACTIVE: QCoreApplication.translate("ModelsView", "judges"),
        ModelState.CANDIDATE: QCoreApplication.translate("ModelsView", "waits for a decision"),
        ModelState.RETIRED: QCoreApplication.translate("ModelsView", "kept"),
    }[summary.model.state]
