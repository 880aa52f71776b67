"""The list of parts with its filter and order: a filmstrip, a grid, or rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from bgad_studio.core.records import ImageRecord, Verdict
from bgad_studio.core.taught import NOTHING
from bgad_studio.ui import theme
from bgad_studio.ui.browser.catalogue import Catalogue
from bgad_studio.ui.browser.delegates import TILE, RowDelegate, TileDelegate
from bgad_studio.ui.browser.filter_bar import FilterBar
from bgad_studio.ui.browser.model import ImageListModel
from bgad_studio.ui.browser.selection_bar import DoneBar, SelectionBar, Value
from bgad_studio.ui.browser.state import (
    EVERYTHING,
    BrowserState,
    Edit,
    EditKind,
    Filter,
    matches,
    needs_check,
)
from bgad_studio.ui.browser.thumbnails import Thumbnails
from bgad_studio.ui.theme import TOKENS

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
        edited(object): What should be done to the selected parts: an :class:`Edit`.
    """

    opened = Signal(int)
    emptied = Signal()
    activated = Signal(int)
    shownChanged = Signal()  # noqa: N815 - a signal
    edited = Signal(object)

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
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.filters = FilterBar(catalogue, state, self)
        self.several, self.done = SelectionBar(catalogue, self), DoneBar(self)
        self.filters.chosen.connect(self._show_chosen)
        self.filters.left.connect(self.list.setFocus)
        self.several.wanted.connect(self._edit)
        self.several.cleared.connect(self._select_current)
        self.done.closed.connect(lambda: self._bar.setCurrentWidget(self.filters))
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.selectionModel().selectionChanged.connect(self._show_selected)
        self.list.selectionModel().currentChanged.connect(self._follow)
        self.list.activated.connect(self._activate)
        self.model.layoutChanged.connect(self._settle)
        theme.theme_changed.connect(self.list.viewport().update)
        self._lay_out()
        self.set_shape(shape)
        self._retranslate()
        self._settle()

    def set_shape(self, shape: Shape) -> None:
        """Lay the parts out in one line, in a grid, or in rows."""
        rows = shape is Shape.ROWS
        self.filters.lay_out(rows)
        self.several.lay_out(rows)
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
            narrow = self.model.state
            wide = replace(narrow, filter=Filter.ALL, search="", cell=None, band=None, without=NOTHING)
            record = self._catalogue.get(image_id)
            if record is not None and matches(record, wide):  # a list of scores never shows it without one
                self.set_state(wide)
        self.open(image_id)

    def step(self, by: int) -> None:
        """Go on by some images, or back; stays at the ends."""
        row = -1 if self._current is None else self.model.row_of(self._current)
        self._go(min(max(row + by, 0), self.model.rowCount() - 1))

    def set_state(self, state: BrowserState) -> None:
        """Show other parts, or in another order."""
        self.filters.show_state(state)
        self.model.set_state(state)

    def step_to(self, wanted: Callable[[ImageRecord], bool], *, back: bool = False) -> None:
        """Go to the next part shown that is wanted, or ``back``; from the end on it begins anew."""
        count = self.model.rowCount()
        here = -1 if self._current is None else self.model.row_of(self._current)
        onward = (*range(here + 1, count), *range(max(here, 0)))
        for row in reversed(onward) if back else onward:
            record = self.model.record(row)
            if record is not None and wanted(record):
                self._go(row)
                return

    def start_search(self) -> None:
        """Type a name."""
        self._bar.setCurrentWidget(self.filters)
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def judge_several(self, verdict: Verdict | None) -> bool:
        """Have the selected parts judged together, if there are several."""
        several = len(self.selection()) > 1
        if several:
            self._edit(EditKind.VERDICT, verdict)
        return several

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What a place's keys do here, for its :class:`ActionSet`."""
        return {
            "previous": lambda: self.step(-1),
            "next": lambda: self.step(1),
            "next_open": lambda: self.step_to(lambda record: record.verdict is None),
            "next_review": lambda: self.step_to(needs_check),
            "previous_review": lambda: self.step_to(needs_check, back=True),
            "search": self.start_search,
            "remove_parts": lambda: self._edit(EditKind.REMOVE, None),
        }

    def show_done(self, words: Callable[[], str]) -> None:
        """Tell in place of the filters what was done to several parts, until the person goes on."""
        self.done.tell(words)
        self._bar.setCurrentWidget(self.done)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.list.viewport().update()

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        place = QWidget(self)
        place.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        room = QVBoxLayout(place)
        room.setContentsMargins(gap, gap // 2, gap, gap // 2)
        self._bar = QStackedLayout()
        room.addLayout(self._bar)
        for bar in (self.filters, self.several, self.done):
            self._bar.addWidget(bar)
        column.addWidget(place)
        column.addWidget(self.list, 1)

    def _show_chosen(self, state: BrowserState) -> None:
        self.model.set_state(state)
        self.model.prune(None)

    def _show_selected(self) -> None:
        count = len(self.list.selectionModel().selectedRows())
        self.several.show_count(count)
        if count > 1:
            self._bar.setCurrentWidget(self.several)
        elif self._bar.currentWidget() is self.several:
            self._bar.setCurrentWidget(self.filters)

    def _select_current(self) -> None:
        self._go(-1 if self._current is None else self.model.row_of(self._current))

    def _edit(self, kind: EditKind, value: Value) -> None:
        ids = self.selection()
        if ids:
            self.edited.emit(Edit(kind, ids, value))

    def _show_menu(self, at: QPoint) -> None:
        records = [self._catalogue.get(image_id) for image_id in self.selection()]
        if records:
            held_out = all(record is not None and record.hold_out for record in records)
            self.several.menu(held_out).popup(self.list.viewport().mapToGlobal(at))

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
        if self._bar.currentWidget() is self.done:
            self._bar.setCurrentWidget(self.filters)
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
        self.filters.found.setText(f"{self.position()[0]} / {self.position()[1]}")
        self.shownChanged.emit()

    def _retranslate(self) -> None:
        self.list.setAccessibleName(QCoreApplication.translate("Browser", "Parts"))
