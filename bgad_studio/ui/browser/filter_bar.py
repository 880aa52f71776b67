"""One line over the list: find by name, which parts, in which order."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from bgad_studio.ui import theme
from bgad_studio.ui.browser.catalogue import Catalogue
from bgad_studio.ui.browser.chips import Chips
from bgad_studio.ui.browser.state import BrowserState, Filter, Sort
from bgad_studio.ui.icons import icon
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label

_GROUPS = (
    (Filter.ALL,),
    (Filter.OK, Filter.NG, Filter.UNSURE, Filter.UNLABELLED),
    (Filter.DRAWN, Filter.IMPORTED, Filter.UNPAINTED),
    (Filter.MODEL_OK, Filter.MODEL_REVIEW, Filter.MODEL_NG, Filter.DISAGREE),
    (Filter.LEARNED, Filter.MEASURED, Filter.UNUSED, Filter.HELD_OUT),
)


class SearchField(QLineEdit):
    """Words to find.

    Signals:
        left(): Esc (then it is empty) or Enter: back to the parts.
    """

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up, Enter keeps what was found."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.clear()
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """What a person may choose of a :class:`BrowserState`.

    Signals:
        chosen(object): Another :class:`BrowserState`.
        left(): The person goes from the search back to the parts.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, catalogue: Catalogue, state: BrowserState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._state = state
        self.search = SearchField(self)
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", "text2"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(280)
        self.filter_box, self.sort_box = QComboBox(self), QComboBox(self)
        self.filter_box.setMaxVisibleItems(30)
        self.found = text_label("secondary", parent=self)
        self.found.setFont(theme.figure_font(TOKENS.font_small))
        self.chips = Chips(self)
        self.chips.chosen.connect(self._take)
        for order in Sort:
            self.sort_box.addItem("", order)
        self._fill_filters()
        self.filter_box.activated.connect(self._choose)
        self.sort_box.activated.connect(self._choose)
        self.search.textChanged.connect(self._choose)
        self.search.left.connect(self.left)
        catalogue.countsChanged.connect(self._retranslate)
        catalogue.typesChanged.connect(self._fill_filters)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(TOKENS.spacing)

    def show_state(self, state: BrowserState) -> None:
        """Show what is chosen; emits nothing."""
        self._state = state
        self.chips.show_state(state)
        wanted = state.type_id if state.filter is Filter.TYPE else state.filter
        self.filter_box.setCurrentIndex(max(self.filter_box.findData(wanted), 0))
        self.sort_box.setCurrentIndex(self.sort_box.findData(state.sort))
        if self.search.text().split() != state.search.split():
            self.search.blockSignals(True)
            self.search.setText(state.search)
            self.search.blockSignals(False)

    def lay_out(self, narrow: bool) -> None:
        """In one line, or below each other where the list is narrow."""
        grid, right = self._grid, Qt.AlignmentFlag.AlignRight
        if narrow:
            grid.addWidget(self.search, 0, 0, 1, 3)
            grid.addWidget(self.found, 0, 3, right)
            grid.addWidget(self.filter_box, 1, 0, 1, 2)
            grid.addWidget(self.sort_box, 1, 2, 1, 2)
            grid.addWidget(self.chips, 2, 0, 1, 4)
        else:
            for column, widget in enumerate((self.search, self.filter_box, self.sort_box)):
                grid.addWidget(widget, 0, column)
            grid.addWidget(self.found, 0, 4, right)
            grid.addWidget(self.chips, 1, 0, 1, 5)
        adjust = QComboBox.SizeAdjustPolicy
        # where it is narrow, the longest entry of one may not take the room of the other
        policy = (
            adjust.AdjustToMinimumContentsLengthWithIcon if narrow else adjust.AdjustToContentsOnFirstShow
        )
        for box in (self.filter_box, self.sort_box):
            box.setSizeAdjustPolicy(policy)
        for column, stretch in enumerate((6, 0, 4, 0) if narrow else (3, 0, 0, 1)):
            grid.setColumnStretch(column, stretch)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _fill_filters(self) -> None:
        """Groups with a line between them; the defect types make one of their own."""
        self.filter_box.clear()
        types = [kind.id for kind in self._catalogue.types]
        for group in (*_GROUPS[:2], types, *_GROUPS[2:]):
            if group and self.filter_box.count():
                self.filter_box.insertSeparator(self.filter_box.count())
            for item in group:
                self.filter_box.addItem("", item)
        self._retranslate()
        self.show_state(self._state)

    def _choose(self) -> None:
        data, order = self.filter_box.currentData(), Sort(self.sort_box.currentData())
        chosen = replace(self._state, sort=order, search=self.search.text().strip())
        if isinstance(data, int):
            chosen = replace(chosen, filter=Filter.TYPE, type_id=data)
        else:
            chosen = replace(chosen, filter=Filter(data), type_id=None)
        if chosen != self._state:
            self._take(chosen)

    def _take(self, chosen: BrowserState) -> None:
        self.show_state(chosen)
        self.chosen.emit(chosen)

    def _retranslate(self) -> None:
        for which, text in self._filter_words().items():
            self.filter_box.setItemText(self.filter_box.findData(which), text)
        for kind in self._catalogue.types:
            self.filter_box.setItemText(self.filter_box.findData(kind.id), kind.name)
        orders = {
            Sort.NAME: QCoreApplication.translate("Browser", "By name"),
            Sort.TIME: QCoreApplication.translate("Browser", "Newest first"),
            Sort.SCORE: QCoreApplication.translate("Browser", "Highest score first"),
            Sort.DISAGREEMENT: QCoreApplication.translate("Browser", "Most disputed first"),
        }
        for order, text in orders.items():
            self.sort_box.setItemText(self.sort_box.findData(order), text)
        self.search.setPlaceholderText(QCoreApplication.translate("Browser", "Find by name"))
        self.search.setAccessibleName(QCoreApplication.translate("Browser", "Find by name"))
        self.filter_box.setAccessibleName(QCoreApplication.translate("Browser", "Which parts to show"))
        self.sort_box.setAccessibleName(QCoreApplication.translate("Browser", "Order of the parts"))

    def _filter_words(self) -> dict[Filter, str]:
        counts = self._catalogue.counts()
        numbered = {
            Filter.ALL: (QCoreApplication.translate("Browser", "All parts"), counts.total),
            Filter.OK: (QCoreApplication.translate("Browser", "OK"), counts.good),
            Filter.NG: (QCoreApplication.translate("Browser", "NG"), counts.defective),
            Filter.UNSURE: (QCoreApplication.translate("Browser", "Unsure"), counts.unsure),
            Filter.UNLABELLED: (QCoreApplication.translate("Browser", "No verdict"), counts.unlabelled),
        }
        return {
            **{which: f"{word} ({number})" for which, (word, number) in numbered.items()},
            Filter.DRAWN: QCoreApplication.translate("Browser", "Painted here"),
            Filter.IMPORTED: QCoreApplication.translate("Browser", "With an imported mask"),
            Filter.UNPAINTED: QCoreApplication.translate("Browser", "NG without paint"),
            Filter.MODEL_OK: QCoreApplication.translate("Browser", "Model says OK"),
            Filter.MODEL_NG: QCoreApplication.translate("Browser", "Model says NG"),
            Filter.MODEL_REVIEW: QCoreApplication.translate("Browser", "Model says review"),
            Filter.DISAGREE: QCoreApplication.translate("Browser", "Model and person disagree"),
            Filter.LEARNED: QCoreApplication.translate("Browser", "The model learned from it"),
            Filter.MEASURED: QCoreApplication.translate("Browser", "The model was measured on it"),
            Filter.UNUSED: QCoreApplication.translate("Browser", "Not used by the model"),
            Filter.HELD_OUT: QCoreApplication.translate("Browser", "Held out by a person"),
        }
