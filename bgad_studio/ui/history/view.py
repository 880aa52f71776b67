"""The place of decisions: filters over one long list that nobody can change."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from bgad_studio.core.history import EVERYTHING, Kind, Told, Wanted
from bgad_studio.ui.history.presenter import HistoryPresenter
from bgad_studio.ui.history.rows import COLUMNS, TOLD, DecisionModel
from bgad_studio.ui.history.state import HistoryState, Span, since
from bgad_studio.ui.icons import icon
from bgad_studio.ui.session import Session
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.empty_state import EmptyState
from bgad_studio.ui.widgets.labels import text_label
from bgad_studio.ui.widgets.place_view import PlaceView

_TYPING_MS: Final = 250
"""So long nothing was typed before it is looked for."""
_SAMPLES: Final = (165, 165, 185, 210, 120, 125, 260)
"""Widths of the columns at first; the last one takes what is left."""


class HistoryView(PlaceView):
    """Who decided what, and when.

    Signals:
        partWanted(int): The person wants to see the part of a decision.
        exportWanted(object): Write what is listed as a table: its :class:`Wanted`.
    """

    partWanted = Signal(int)  # noqa: N815 - a signal
    exportWanted = Signal(object)  # noqa: N815

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = HistoryPresenter(session, self)
        self.rows = DecisionModel(self)
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", "text2"), QLineEdit.ActionPosition.LeadingPosition)
        self.kind, self.who, self.span = (QComboBox(self) for _ in range(3))
        for combo in (self.kind, self.who, self.span):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for kind in (None, *Kind):
            self.kind.addItem("", kind)
        for span in Span:
            self.span.addItem("", span)
        self.who.addItem("", None)
        self.export = QPushButton(self)
        self.export.setIcon(icon("export"))
        self.count = text_label("secondary", parent=self)
        self.table = _table(self.rows, self)
        self.empty = EmptyState("clock", self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self.set_hands(self.table)
        self._lay_out()
        self._connect()
        self._retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """What was decided meanwhile is listed too."""
        super().showEvent(event)
        self.presenter.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.rows.retranslate()
            self._retranslate()

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        bar = QHBoxLayout()
        bar.setSpacing(gap)
        bar.addWidget(self.search, 1)
        for combo in (self.kind, self.who, self.span):
            bar.addWidget(combo)
        bar.addWidget(self.export)
        self._stack = QStackedLayout()
        self._stack.currentChanged.connect(self.pass_focus_on)
        for page in (self.table, self.empty):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * gap, 2 * gap, 2 * gap, gap)
        column.setSpacing(gap)
        column.addLayout(bar)
        column.addLayout(self._stack, 1)
        column.addWidget(self.count)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.changed.connect(self._show)
        presenter.read.connect(self.rows.put)
        self.rows.pageWanted.connect(presenter.read_page)
        self.search.textChanged.connect(lambda _: self._typing.start())
        self._typing.timeout.connect(self._look)
        for combo in (self.kind, self.who, self.span):
            combo.activated.connect(lambda _: self._look())
        self.export.clicked.connect(lambda: self.exportWanted.emit(presenter.state.wanted))
        self.table.activated.connect(self._open)

    def _look(self) -> None:
        self._typing.stop()
        start = since(self.span.currentData(), datetime.now().astimezone())
        self.presenter.look(
            Wanted(self.kind.currentData(), self.who.currentData(), start, None, self.search.text().strip())
        )

    def _show(self, state: HistoryState) -> None:
        self.rows.set_total(state.total)
        self._list_people(state)
        self._stack.setCurrentWidget(self.table if state.total else self.empty)
        self.export.setEnabled(state.total > 0)
        self._tell_count()

    def _list_people(self, state: HistoryState) -> None:
        chosen = self.who.currentData()
        while self.who.count() > 1:
            self.who.removeItem(1)
        for name in state.people:
            self.who.addItem(name, name)
        self.who.setCurrentIndex(max(self.who.findData(chosen), 0))

    def _tell_count(self) -> None:
        state = self.presenter.state
        text = QCoreApplication.translate("History", "{0} decisions, the newest first; none can be changed")
        self.count.setText(text.format(QLocale().toString(state.total)) if state.known else "")
        if state.wanted == EVERYTHING:
            title = QCoreApplication.translate("History", "Nothing was decided yet")
        else:
            title = QCoreApplication.translate("History", "No decision fits")
        self.empty.set_text(
            title,
            QCoreApplication.translate(
                "History",
                "Verdicts, paint, thresholds, models and inspections are listed here with who and when.",
            ),
        )

    def _open(self, index: QModelIndex) -> None:
        told = index.data(TOLD)
        if isinstance(told, Told) and told.event.image_id is not None:
            self.partWanted.emit(told.event.image_id)

    def _retranslate(self) -> None:
        self.search.setPlaceholderText(
            QCoreApplication.translate("History", "Find a part, a person, a folder or a name")
        )
        kinds = {
            None: QCoreApplication.translate("History", "All decisions"),
            Kind.VERDICTS: QCoreApplication.translate("History", "Verdicts"),
            Kind.PAINT: QCoreApplication.translate("History", "Paint"),
            Kind.PARTS: QCoreApplication.translate("History", "Held out and removed"),
            Kind.THRESHOLDS: QCoreApplication.translate("History", "Thresholds"),
            Kind.MODELS: QCoreApplication.translate("History", "Models"),
            Kind.INSPECTIONS: QCoreApplication.translate("History", "Inspections"),
            Kind.PREVIEW: QCoreApplication.translate("History", "Pseudo anomalies"),
            Kind.FOLDERS: QCoreApplication.translate("History", "Watched folders"),
        }
        for place, word in enumerate(kinds.values()):
            self.kind.setItemText(place, word)
        spans = (
            QCoreApplication.translate("History", "Any time"),
            QCoreApplication.translate("History", "Today"),
            QCoreApplication.translate("History", "Last 7 days"),
            QCoreApplication.translate("History", "Last 30 days"),
        )
        for place, word in enumerate(spans):
            self.span.setItemText(place, word)
        self.who.setItemText(0, QCoreApplication.translate("History", "Everybody"))
        self.kind.setAccessibleName(QCoreApplication.translate("History", "What"))
        self.who.setAccessibleName(QCoreApplication.translate("History", "Who"))
        self.span.setAccessibleName(QCoreApplication.translate("History", "When"))
        self.export.setText(QCoreApplication.translate("History", "Export…"))
        self.export.setToolTip(QCoreApplication.translate("History", "Write what is listed as a CSV table"))
        self.table.setAccessibleName(QCoreApplication.translate("History", "Decisions"))
        self._tell_count()


def _table(model: DecisionModel, parent: QWidget) -> QTreeView:
    table = QTreeView(parent)
    table.setModel(model)
    table.setRootIsDecorated(False)
    table.setUniformRowHeights(True)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    # by hand: to fit contents every row would have to be read
    table.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    table.header().setStretchLastSection(True)
    for column in range(COLUMNS):
        table.setColumnWidth(column, _SAMPLES[column])
    return table
