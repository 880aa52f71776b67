"""Parts that were taken out of the project, to bring some of them back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bgad_studio.core.records import ImageRecord
from bgad_studio.services import bulk
from bgad_studio.ui.browser.catalogue import Catalogue
from bgad_studio.ui.browser.delegates import TileDelegate
from bgad_studio.ui.browser.filter_bar import SearchField
from bgad_studio.ui.browser.model import ImageListModel
from bgad_studio.ui.i18n import counted
from bgad_studio.ui.session import Session
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label


class RemovedParts(QDialog):
    """All of them with their pictures; they are read beside the window.

    Args:
        session: The open project.
        wanted: This one is chosen at first.

    Signals:
        backWanted(object): Ids (tuple) of parts to bring back; the dialog is closed by then.
    """

    backWanted = Signal(object)  # noqa: N815 - a signal

    def __init__(self, session: Session, wanted: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(QCoreApplication.translate("RemovedParts", "Removed parts"))
        self.resize(760, 520)
        self._wanted = wanted
        self._parts = Catalogue(self)
        self.model = ImageListModel(self._parts, session.thumbnails, parent=self)
        self.search, self.list = SearchField(self), self._make_list()
        self.told = text_label("secondary", wrap=True, parent=self)
        self.back, self._close = QPushButton(self), QPushButton(self)
        self.back.setProperty("role", "primary")
        self.back.setDefault(True)
        self._close.setText(QCoreApplication.translate("RemovedParts", "Close"))
        self.search.setPlaceholderText(QCoreApplication.translate("Browser", "Find by name"))
        self.search.setAccessibleName(self.search.placeholderText())
        self._lay_out()
        self.search.textChanged.connect(self._find)
        self.search.left.connect(self.list.setFocus)
        self.list.selectionModel().selectionChanged.connect(self._show_count)
        self.back.clicked.connect(self._bring_back)
        self._close.clicked.connect(self.reject)
        self._show_count()
        self.list.setFocus()
        project = session.project
        session.store.submit(lambda: bulk.removed(project), self._take, key="removed-parts")
        self.finished.connect(lambda _: session.store.forget("removed-parts"))

    def _make_list(self) -> QListView:
        made = QListView(self)
        made.setModel(self.model)
        made.setItemDelegate(TileDelegate(made))
        made.setUniformItemSizes(True)
        made.setFlow(QListView.Flow.LeftToRight)
        made.setWrapping(True)
        made.setResizeMode(QListView.ResizeMode.Adjust)
        made.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setMouseTracking(True)
        made.setAccessibleName(self.windowTitle())
        return made

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._close)
        foot.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * gap, 3 * gap, 3 * gap, 2 * gap)
        column.setSpacing(2 * gap)
        for widget in (self.told, self.search):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def _take(self, records: Sequence[ImageRecord]) -> None:
        self._parts.merge(records)
        for widget in (self.list, self.search, self.back):
            widget.setVisible(bool(records))
        self.told.setText(
            QCoreApplication.translate(
                "RemovedParts",
                "All that was said and painted of them is kept. Choose some and bring them back.",
            )
            if records
            else QCoreApplication.translate("RemovedParts", "No part has been removed from this project.")
        )
        row = -1 if self._wanted is None else self.model.row_of(self._wanted)
        if row >= 0:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(self.model.index(row), flags)
            self.list.scrollTo(self.model.index(row))

    def _find(self) -> None:
        self.model.set_state(replace(self.model.state, search=self.search.text().strip()))
        self._show_count()  # what is hidden is chosen no more, and nothing tells

    def _chosen(self) -> tuple[int, ...]:
        records = [self.model.record(index.row()) for index in self.list.selectionModel().selectedRows()]
        return tuple(record.id for record in records if record is not None)

    def _show_count(self) -> None:
        count = len(self._chosen())
        self.back.setEnabled(bool(count))
        self.back.setText(
            counted(
                count,
                QCoreApplication.translate("RemovedParts", "Bring 1 part back"),
                QCoreApplication.translate("RemovedParts", "Bring {0} parts back"),
            )
            if count
            else QCoreApplication.translate("RemovedParts", "Bring back")
        )

    def _bring_back(self) -> None:
        ids = self._chosen()
        if ids:
            self.accept()
            self.backWanted.emit(ids)
