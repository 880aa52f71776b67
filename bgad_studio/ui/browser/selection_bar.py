"""What can be done to many parts at once: a line over the list, and the same as a menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from bgad_studio.core.records import Verdict
from bgad_studio.ui.browser.catalogue import Catalogue
from bgad_studio.ui.browser.state import EditKind
from bgad_studio.ui.browser.words import ROLES, SHAPES, verdict_word
from bgad_studio.ui.icons import icon
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import text_label

Value = Verdict | int | bool | None


class SelectionBar(QWidget):
    """How many are selected, and buttons for them.

    Signals:
        wanted(object, object): An :class:`EditKind` and its value.
        cleared(): Nothing should be selected any more.
    """

    wanted = Signal(object, object)
    cleared = Signal()

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._count = 0
        self._narrow = False
        self._label = text_label(parent=self)
        self.verdicts = {verdict: self._button(SHAPES[verdict], ROLES[verdict]) for verdict in Verdict}
        for verdict, button in self.verdicts.items():
            button.clicked.connect(
                lambda _checked=False, verdict=verdict: self.wanted.emit(EditKind.VERDICT, verdict)
            )
        self.type, self.hold = self._button("label", "text2"), self._button("hold-out", "text2")
        self.type.clicked.connect(self._show_types)
        self.hold.clicked.connect(lambda: self.wanted.emit(EditKind.HOLD_OUT, True))
        self.remove = self._button("bin", "text2")
        self.remove.clicked.connect(lambda: self.wanted.emit(EditKind.REMOVE, None))
        self.close_button = QToolButton(self)
        self.close_button.setIcon(icon("cancel", "text2"))
        self.close_button.clicked.connect(self.cleared)
        self._head, self._foot = QHBoxLayout(), QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TOKENS.spacing // 2)
        for row in (self._head, self._foot):
            row.setSpacing(TOKENS.spacing // 2)
            column.addLayout(row)
        self._head.addWidget(self._label, 1)
        self._head.addWidget(self.close_button)
        self.lay_out(narrow=False)

    def show_count(self, count: int) -> None:
        """So many parts are selected."""
        self._count = count
        self._retranslate()

    def lay_out(self, narrow: bool) -> None:
        """Icons alone, in a row of their own, where the list is narrow."""
        self._narrow = narrow
        for place, button in enumerate((*self.verdicts.values(), self.type, self.hold, self.remove), start=1):
            for row in (self._head, self._foot):
                row.removeWidget(button)
            if narrow:
                self._foot.addWidget(button, 1)
            else:
                self._head.insertWidget(place, button)
        self._retranslate()

    def menu(self, held_out: bool) -> QMenu:
        """The same as a menu, and the way back for parts that are held out."""
        menu = QMenu(self)
        for verdict in Verdict:
            self._add(menu, SHAPES[verdict], verdict_word(verdict), EditKind.VERDICT, verdict)
        self._add(menu, "dash", self._words()["none"], EditKind.VERDICT, None)
        menu.addSeparator()
        self._fill_types(menu.addMenu(self._words()["type"]))
        word = self._words()["teach" if held_out else "hold"]
        self._add(menu, "hold-out", word, EditKind.HOLD_OUT, not held_out)
        menu.addSeparator()
        self._add(menu, "bin", self._words()["remove"], EditKind.REMOVE, None)
        return menu

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _button(self, name: str, role: str) -> QPushButton:
        button = QPushButton(icon(name, role), "", self)
        button.setProperty("role", "ghost")
        return button

    def _add(self, menu: QMenu, name: str, text: str, kind: EditKind, value: Value) -> None:
        action = menu.addAction(icon(name), text)
        action.triggered.connect(lambda: self.wanted.emit(kind, value))

    def _fill_types(self, menu: QMenu) -> None:
        for kind in self._catalogue.types:
            action = menu.addAction(kind.name)
            action.triggered.connect(
                lambda _checked=False, kind=kind: self.wanted.emit(EditKind.TYPE, kind.id)
            )
        if not self._catalogue.types:
            missing = QCoreApplication.translate("SelectionBar", "Paint a defect first: it names the type")
            menu.addAction(missing).setEnabled(False)

    def _show_types(self) -> None:
        menu = QMenu(self)
        self._fill_types(menu)
        menu.popup(self.type.mapToGlobal(QPoint(0, self.type.height())))

    def _words(self) -> dict[str, str]:
        return {
            "none": QCoreApplication.translate("SelectionBar", "Take the verdict back"),
            "type": QCoreApplication.translate("SelectionBar", "Defect type"),
            "hold": QCoreApplication.translate("SelectionBar", "Hold out"),
            "teach": QCoreApplication.translate("SelectionBar", "No longer hold out"),
            "remove": QCoreApplication.translate("SelectionBar", "Remove"),
        }

    def _retranslate(self) -> None:
        several = QCoreApplication.translate("SelectionBar", "{0} parts selected")
        self._label.setText(several.format(self._count))
        words = self._words()
        tips = {
            self.type: QCoreApplication.translate("SelectionBar", "These parts are NG with this defect"),
            self.hold: QCoreApplication.translate(
                "SelectionBar", "These parts measure the model and do not teach it"
            ),
            self.remove: QCoreApplication.translate(
                "SelectionBar", "Out of the project; the files stay on the disk, the labels are kept"
            ),
        }
        texts = {self.type: words["type"], self.hold: words["hold"], self.remove: words["remove"]}
        texts |= {button: verdict_word(verdict) for verdict, button in self.verdicts.items()}
        for button, text in texts.items():
            button.setText("" if self._narrow else text)
            button.setToolTip(tips.get(button, text))
            button.setAccessibleName(text)
        self.close_button.setToolTip(QCoreApplication.translate("SelectionBar", "Select one part only"))


class DoneBar(QWidget):
    """What was done to many parts, and the way back.

    Signals:
        undoWanted(): As it was before.
        closed(): Read.
    """

    undoWanted = Signal()  # noqa: N815 - a signal
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tell: Callable[[], str] = str
        self.label = text_label(parent=self)
        self.undo = QPushButton(icon("undo", "text2"), "", self)
        self.undo.clicked.connect(self.undoWanted)
        self.close_button = QToolButton(self)
        self.close_button.setIcon(icon("cancel", "text2"))
        self.close_button.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TOKENS.spacing)
        for widget in (self.label, self.undo):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.close_button)
        self._retranslate()

    def tell(self, words: Callable[[], str]) -> None:
        """Show what was done; asked again when the language changes."""
        self._tell = words
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.label.setText(self._tell())
        self.undo.setText(QCoreApplication.translate("SelectionBar", "Undo"))
        self.close_button.setToolTip(QCoreApplication.translate("SelectionBar", "Close"))
