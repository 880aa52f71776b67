"""The place of models: a table of versions, what tells two apart, and what can be done with one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QDateTime, QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
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
from bgad_studio.ui.dialogs.questions import may_delete_model
from bgad_studio.ui.icons import icon
from bgad_studio.ui.models.facts import Facts
from bgad_studio.ui.models.presenter import ModelsPresenter
from bgad_studio.ui.models.state import ModelsState
from bgad_studio.ui.models.words import (
    changes_text,
    clock_text,
    model_name,
    share_text,
    size_text,
    state_word,
)
from bgad_studio.ui.session import Session
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.empty_state import EmptyState
from bgad_studio.ui.widgets.labels import text_label
from bgad_studio.ui.widgets.notice import Notice, Words

_SUMMARY: Final = Qt.ItemDataRole.UserRole
_COLUMNS: Final = 10
_MEASURED: Final = (5, 6)
"""Columns of what a model stops."""


class ModelsView(QWidget):
    """Which model judges, and which did before.

    Signals:
        trainWanted(): The person wants to go and train.
        reportWanted(object): Write the report on this :class:`ModelRecord`.
    """

    trainWanted = Signal()  # noqa: N815 - a signal
    reportWanted = Signal(object)  # noqa: N815

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = session.name
        self.presenter = ModelsPresenter(session, self)
        self.table = QTreeWidget(self)
        self.table.setColumnCount(_COLUMNS)
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.header().setStretchLastSection(True)
        self.facts = Facts(self)
        self.notice = Notice(self)
        self._why = text_label("secondary", wrap=True, parent=self)
        self.activate, self.export = QPushButton(self), QPushButton(self)
        self.rename, self.delete = QPushButton(self), QPushButton(self)
        self.report = QPushButton(self)
        self.activate.setProperty("role", "primary")
        self.delete.setProperty("role", "danger")
        self.empty = EmptyState("model", self)
        self._go = self.empty.add_button(primary=True)
        self._lay_out()
        self.table.currentItemChanged.connect(self._show_choice)
        self.table.itemSelectionChanged.connect(self._show_choice)
        self.activate.clicked.connect(self._activate)
        self.export.clicked.connect(self._ask_export)
        self.rename.clicked.connect(self._ask_name)
        self.report.clicked.connect(self._ask_report)
        self.delete.clicked.connect(self._ask_delete)
        self._go.clicked.connect(self.trainWanted)
        self.presenter.changed.connect(self._show)
        self.presenter.exported.connect(self._tell_export)
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

    def compared(self) -> list[ModelSummary]:
        """One or two models to look at closely: the chosen ones, the older first."""
        items = sorted(self.table.selectedItems(), key=self.table.indexOfTopLevelItem, reverse=True)
        return [item.data(0, _SUMMARY) for item in items][-2:]

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        full = QWidget(self)
        row = QHBoxLayout()
        row.setSpacing(gap)
        row.addWidget(self._why, 1)
        for button in (self.delete, self.rename, self.export, self.report, self.activate):
            row.addWidget(button)
        column = QVBoxLayout(full)
        column.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap)
        column.setSpacing(gap)
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)
        column.addWidget(self.facts)
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
        when = QDateTime.fromSecsSinceEpoch(round(model.created.timestamp()))
        made = QLocale().toString(when, QLocale.FormatType.ShortFormat)
        parent = "" if summary.changes is None else str(summary.changes.parent)
        texts = [
            model_name(summary),
            state_word(summary),
            made,
            parent,
            f"{summary.normals} / {summary.defects}",
            share_text(summary.found),
            share_text(summary.alarms),
            size_text(summary.bytes),
            clock_text(summary.seconds),
            changes_text(summary.changes),
        ]
        item = QTreeWidgetItem(texts)
        item.setData(0, _SUMMARY, summary)
        active = model.state is ModelState.ACTIVE
        item.setIcon(0, icon("model", "ok" if active else "text2"))
        for column in range(3, _COLUMNS - 1):
            item.setFont(column, theme.figure_font())
        item.setToolTip(_COLUMNS - 1, texts[-1])
        if active:
            for column in range(2):
                item.setFont(column, theme.figure_font(bold=True))
        return item

    def _show_choice(self) -> None:
        chosen, state = self.chosen(), self.presenter.state
        self.facts.show_models(self.compared())
        why = ""
        if chosen is None:
            why = QCoreApplication.translate("ModelsView", "Choose a model, or two to compare them.")
        elif chosen.model.state is ModelState.ACTIVE:
            why = QCoreApplication.translate(
                "ModelsView", "This model judges now; it cannot be deleted. Choose two to compare them."
            )
        elif not chosen.usable:
            why = QCoreApplication.translate("ModelsView", "This model was thrown away.")
        elif chosen.model.state is ModelState.CANDIDATE:
            why = QCoreApplication.translate("ModelsView", "This model waits for a decision in Train.")
        self._why.setText(why)
        usable = chosen is not None and chosen.usable and not state.switching
        judges = chosen is not None and chosen.model.state is ModelState.ACTIVE
        self.activate.setEnabled(usable and not judges)
        self.export.setEnabled(usable)
        for button in (self.rename, self.report):
            button.setEnabled(chosen is not None)
        self.delete.setEnabled(usable and chosen is not None and chosen.model.state is ModelState.RETIRED)
        word = QCoreApplication.translate("ModelsView", "Let it judge")
        if chosen is not None and usable and not judges:
            word = QCoreApplication.translate("ModelsView", "Let model {0} judge").format(chosen.model.number)
        self.activate.setText(word)

    def _activate(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self.presenter.activate(chosen.model.id)

    def _ask_export(self) -> None:
        chosen = self.chosen()
        if chosen is None:
            return
        title = QCoreApplication.translate("ModelsView", "Export the model")
        proposed = f"{self._project}-model-{chosen.model.number}.zip"
        name, _ = QFileDialog.getSaveFileName(self, title, proposed, "ZIP (*.zip)")
        if name:
            self.presenter.export(chosen, Path(name))

    def _ask_name(self) -> None:
        chosen = self.chosen()
        if chosen is None:
            return
        title = QCoreApplication.translate("ModelsView", "Rename")
        label = QCoreApplication.translate("ModelsView", "What is model {0} called?")
        label = label.format(chosen.model.number)
        name, accepted = QInputDialog.getText(self, title, label, text=chosen.name)
        if accepted:
            self.presenter.rename(chosen.model.id, name)

    def _ask_report(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self.reportWanted.emit(chosen.model)

    def _ask_delete(self) -> None:
        chosen = self.chosen()
        if chosen is not None and may_delete_model(self, chosen.model.number):
            self.presenter.delete(chosen.model.id)

    def _tell_export(self, file: Path) -> None:
        self.notice.show_text(
            "info",
            lambda: Words(QCoreApplication.translate("ModelsView", "The model is in {0}").format(file)),
        )

    def _retranslate(self) -> None:
        self.table.setHeaderLabels(
            [
                QCoreApplication.translate("ModelsView", "Model"),
                QCoreApplication.translate("ModelsView", "State"),
                QCoreApplication.translate("ModelsView", "Made"),
                QCoreApplication.translate("ModelsView", "After model"),
                QCoreApplication.translate("ModelsView", "Good / defects learned"),
                QCoreApplication.translate("ModelsView", "New defects stopped"),
                QCoreApplication.translate("ModelsView", "New good stopped"),
                QCoreApplication.translate("ModelsView", "Size"),
                QCoreApplication.translate("ModelsView", "Took (min)"),
                QCoreApplication.translate("ModelsView", "New labels"),
            ]
        )
        why = QCoreApplication.translate("ModelsView", "Of the parts it has not learned from")
        for column in _MEASURED:
            self.table.headerItem().setToolTip(column, why)
        self.table.setAccessibleName(QCoreApplication.translate("ModelsView", "Models"))
        self.empty.set_text(
            QCoreApplication.translate("ModelsView", "No model yet"),
            QCoreApplication.translate(
                "ModelsView", "Every training makes a new version; the ones before are kept for rolling back."
            ),
        )
        self._go.setText(QCoreApplication.translate("ModelsView", "Go to training"))
        self.export.setText(QCoreApplication.translate("ModelsView", "Export…"))
        self.report.setText(QCoreApplication.translate("ModelsView", "Report…"))
        self.rename.setText(QCoreApplication.translate("ModelsView", "Rename…"))
        self.delete.setText(QCoreApplication.translate("ModelsView", "Delete…"))
        self._show(self.presenter.state)
