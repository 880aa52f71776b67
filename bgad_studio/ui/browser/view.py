"""The list of parts with its filter and order: a filmstrip, a grid, or rows."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QGridLayout, QListView, QVBoxLayout, QWidget

from bgad_studio.core.records import ImageRecord
from bgad_studio.ui import theme
from bgad_studio.ui.browser.catalogue import Catalogue
from bgad_studio.ui.browser.delegates import TILE, RowDelegate, TileDelegate
from bgad_studio.ui.browser.model import ImageListModel
from bgad_studio.ui.browser.state import EVERYTHING, BrowserState, Filter, Sort
from bgad_studio.ui.browser.thumbnails import Thumbnails
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label

_BAR_ROOM: Final = 14


class Shape(Enum):
    """How the parts are laid out."""

    STRIP = "strip"
    GRID = "grid"
    ROWS = "rows"


class Browser(QWidget):
    """Shows parts and lets a person choose among them.

    Args:
        catalogue: Of the open project.
        thumbnails: Of the open project.
        shape: First layout.
        state: First filter and order.

    Signals:
        opened(int): This image became the current one.
        emptied(): No image is shown any more.
        activated(int): A person double-clicked an image, or pressed Enter on it.
        shownChanged(): Other rows, or another current row.
    """

    opened = Signal(int)
    emptied = Signal()
    activated = Signal(int)
    shownChanged = Signal()  # noqa: N815 - a signal

    def __init__(
        self,
        catalogue: Catalogue,
        thumbnails: Thumbnails,
        shape: Shape,
        state: BrowserState = EVERYTHING,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._current: int | None = None
        self._row = 0
        self.model = ImageListModel(catalogue, thumbnails, state, self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.filter_box, self.sort_box = QComboBox(self), QComboBox(self)
        self._found = text_label("secondary", parent=self)
        self._found.setFont(theme.figure_font(TOKENS.font_small))
        for which in Filter:
            self.filter_box.addItem("", which)
        for order in Sort:
            self.sort_box.addItem("", order)
        self.filter_box.setCurrentIndex(self.filter_box.findData(state.filter))
        self.sort_box.setCurrentIndex(self.sort_box.findData(state.sort))
        self.filter_box.activated.connect(self._choose)
        self.sort_box.activated.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._follow)
        self.list.activated.connect(self._activate)
        self.model.layoutChanged.connect(self._settle)
        catalogue.countsChanged.connect(self._retranslate)
        theme.theme_changed.connect(self.list.viewport().update)
        self._lay_out()
        self.set_shape(shape)
        self._retranslate()
        self._settle()

    def set_shape(self, shape: Shape) -> None:
        """Lay the parts out in one line, in a grid, or in rows."""
        self._arrange_bar(shape)
        rows = shape is Shape.ROWS
        grid = shape is Shape.GRID
        self.list.setItemDelegate(RowDelegate(self) if rows else TileDelegate(self))
        self.list.setFlow(QListView.Flow.TopToBottom if rows else QListView.Flow.LeftToRight)
        self.list.setWrapping(grid)
        self.list.setResizeMode(QListView.ResizeMode.Adjust if grid else QListView.ResizeMode.Fixed)
        strip = shape is Shape.STRIP
        policy = Qt.ScrollBarPolicy
        self.list.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if strip else policy.ScrollBarAsNeeded)
        self.list.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if strip else policy.ScrollBarAlwaysOff
        )
        self.list.setMinimumHeight(TILE.height() + _BAR_ROOM)
        self.list.setMaximumHeight(TILE.height() + _BAR_ROOM if strip else 16_777_215)

    @property
    def current(self) -> int | None:
        """Id of the current image."""
        return self._current

    def selection(self) -> tuple[int, ...]:
        """Ids of the selected images in the order shown."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        records = [self.model.record(row) for row in rows]
        return tuple(record.id for record in records if record is not None)

    def position(self) -> tuple[int, int]:
        """Number of the current image counted from 1 (0: none), and how many are shown."""
        row = -1 if self._current is None else self.model.row_of(self._current)
        return row + 1, self.model.rowCount()

    def beside(self) -> tuple[int, ...]:
        """Ids of the images after and before the current one."""
        row = -1 if self._current is None else self.model.row_of(self._current)
        records = [self.model.record(row + by) for by in (1, -1)] if row >= 0 else []
        return tuple(record.id for record in records if record is not None)

    def open(self, image_id: int) -> None:
        """Make an image the current one, if it is shown."""
        self._go(self.model.row_of(image_id))

    def show_part(self, image_id: int) -> None:
        """Make an image the current one, giving up a filter that hides it."""
        if self.model.row_of(image_id) < 0:
            self.set_state(replace(self.model.state, filter=Filter.ALL))
        self.open(image_id)

    def step(self, by: int) -> None:
        """Go on by some images, or back; stays at the ends."""
        row = -1 if self._current is None else self.model.row_of(self._current)
        self._go(min(max(row + by, 0), self.model.rowCount() - 1))

    def set_state(self, state: BrowserState) -> None:
        """Show other parts, or in another order."""
        self.filter_box.setCurrentIndex(self.filter_box.findData(state.filter))
        self.sort_box.setCurrentIndex(self.sort_box.findData(state.sort))
        self.model.set_state(state)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.list.viewport().update()

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        self.bar = QGridLayout()
        self.bar.setContentsMargins(gap, gap // 2, gap, gap // 2)
        self.bar.setSpacing(gap)
        self.bar.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.bar)
        column.addWidget(self.list, 1)

    def _arrange_bar(self, shape: Shape) -> None:
        """Side by side, or below each other where the list is narrow."""
        bar = self.bar
        right = Qt.AlignmentFlag.AlignRight
        if shape is Shape.ROWS:
            bar.addWidget(self.filter_box, 0, 0, 1, 4)
            bar.addWidget(self.sort_box, 1, 0, 1, 3)
            bar.addWidget(self._found, 1, 3, right)
        else:
            bar.addWidget(self.filter_box, 0, 0)
            bar.addWidget(self.sort_box, 0, 1)
            bar.addWidget(self._found, 0, 3, right)

    def _choose(self) -> None:
        state = self.model.state
        which, order = Filter(self.filter_box.currentData()), Sort(self.sort_box.currentData())
        self.model.set_state(replace(state, filter=which, sort=order))
        self.model.prune(None)

    def _go(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            index = self.model.index(row)
            flags = QItemSelectionModel.SelectionFlag
            self.list.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
            self.list.scrollTo(index)

    def _follow(self, index: QModelIndex) -> None:
        record = self.model.record(index.row()) if index.isValid() else None
        if record is None or record.id == self._current:
            return
        self._current = record.id
        self._row = index.row()
        self.model.prune(record.id)
        self.opened.emit(record.id)
        self._tell_shown()

    def _activate(self, index: QModelIndex) -> None:
        record = self.model.record(index.row())
        if isinstance(record, ImageRecord):
            self.activated.emit(record.id)

    def _settle(self) -> None:
        """After the rows changed: stay at the image, else take the one now in its place."""
        if self.model.rowCount() == 0:
            if self._current is not None:
                self._current = None
            self.emptied.emit()
        elif self._current is None or self.model.row_of(self._current) < 0:
            self._go(min(self._row, self.model.rowCount() - 1))
        else:
            self._row = self.model.row_of(self._current)
        self._tell_shown()

    def _tell_shown(self) -> None:
        self._found.setText(f"{self.position()[0]} / {self.position()[1]}")
        self.shownChanged.emit()

    def _retranslate(self) -> None:
        counts = self._catalogue.counts()
        words = {
            Filter.ALL: (QCoreApplication.translate("Browser", "All parts"), counts.total),
            Filter.OK: (QCoreApplication.translate("Browser", "OK"), counts.good),
            Filter.NG: (QCoreApplication.translate("Browser", "NG"), counts.defective),
            Filter.UNSURE: (QCoreApplication.translate("Browser", "Unsure"), counts.unsure),
            Filter.UNLABELLED: (QCoreApplication.translate("Browser", "No verdict"), counts.unlabelled),
            Filter.MODEL_NG: (QCoreApplication.translate("Browser", "Model says NG"), None),
            Filter.MODEL_REVIEW: (QCoreApplication.translate("Browser", "Model says review"), None),
            Filter.DISAGREE: (QCoreApplication.translate("Browser", "Model and person disagree"), None),
        }
        for which, (word, number) in words.items():
            text = word if number is None else f"{word} ({number})"
            self.filter_box.setItemText(self.filter_box.findData(which), text)
        orders = {
            Sort.NAME: QCoreApplication.translate("Browser", "By name"),
            Sort.SCORE: QCoreApplication.translate("Browser", "Highest score first"),
        }
        for order, text in orders.items():
            self.sort_box.setItemText(self.sort_box.findData(order), text)
        self.filter_box.setAccessibleName(QCoreApplication.translate("Browser", "Which parts to show"))
        self.sort_box.setAccessibleName(QCoreApplication.translate("Browser", "Order of the parts"))
        self.list.setAccessibleName(QCoreApplication.translate("Browser", "Parts"))
