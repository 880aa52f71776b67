"""Beside the picture: the verdict, the types of defects, and what the model says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QBrush, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from bgad_studio.core.records import IGNORE_VALUE, DefectType, ImageRecord, ModelRecord
from bgad_studio.ui import theme
from bgad_studio.ui.actions import key_text
from bgad_studio.ui.browser.opinion import Opinion
from bgad_studio.ui.browser.part_name import PartName
from bgad_studio.ui.icons import icon
from bgad_studio.ui.labelling.remarks import Remarks
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import SectionHeading, text_label
from bgad_studio.ui.widgets.scroll_column import ScrollColumn
from bgad_studio.ui.widgets.verdict_buttons import VerdictButtons

_SWATCH: Final = 14
_TYPE: Final = Qt.ItemDataRole.UserRole


def type_colour(kind: DefectType) -> str:
    """The colour of a defect type in every place, ``#RRGGBB``."""
    colours = theme.current().defect
    return colours[kind.colour % len(colours)]


def swatch(colour: str, pattern: Qt.BrushStyle = Qt.BrushStyle.SolidPattern) -> QIcon:
    """A small filled square; the picture beneath shows through a pattern."""
    made = QPixmap(2 * _SWATCH, 2 * _SWATCH)
    made.setDevicePixelRatio(2)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    solid = pattern == Qt.BrushStyle.SolidPattern
    painter.setPen(Qt.PenStyle.NoPen if solid else QColor(colour))
    painter.setBrush(QBrush(QColor(colour), pattern))
    painter.drawRoundedRect(QRectF(0.5, 0.5, _SWATCH - 1, _SWATCH - 1), 3, 3)
    painter.end()
    found = QIcon(made)
    found.addPixmap(made, QIcon.Mode.Selected)  # a selected row must not tint the colour of a defect
    return found


class LabelPanel(QFrame):
    """Right side of the place to label.

    Signals:
        verdictChosen(object): A :class:`Verdict`, or None to take it back.
        typeChosen(int): Paint this type of defect from now on, or ``IGNORE_VALUE``.
        typeWanted(str): Make a new type of this name.
        renameWanted(int, str): Call the type with this id something else.
        acceptWanted(): Mark what the model sees as a defect.
    """

    verdictChosen = Signal(object)  # noqa: N815 - a signal
    typeChosen = Signal(int)  # noqa: N815
    typeWanted = Signal(str)  # noqa: N815
    renameWanted = Signal(int, str)  # noqa: N815
    acceptWanted = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.setFixedWidth(TOKENS.panel_width)
        self.name = PartName(self)
        self._verdict_heading = SectionHeading(self)
        self.verdicts = VerdictButtons(self)
        self._types_heading = SectionHeading(self)
        self._names: dict[int, str] = {}
        self.types = QTreeWidget(self)
        self.types.setColumnCount(2)
        self.types.setHeaderHidden(True)
        self.types.setRootIsDecorated(False)
        self.types.header().setStretchLastSection(False)
        self.types.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.types.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._no_types = text_label("secondary", wrap=True, parent=self)
        self.new_type = QLineEdit(self)
        self.new_type.setMaxLength(60)
        self.add_button = QPushButton(self)
        self.add_button.setIcon(icon("add"))
        self.remarks = Remarks(self)
        self.opinion = Opinion(self)
        self.accept = QPushButton(icon("heat", "text2"), "", self)
        self.accept.clicked.connect(self.acceptWanted)
        self.verdicts.verdictChosen.connect(self.verdictChosen)
        self.types.currentItemChanged.connect(self._tell_type)
        self.types.itemChanged.connect(self._want_name)
        self.types.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)  # the number is none
        self.types.itemDoubleClicked.connect(self._edit_name)
        self._rename = QAction(self.types)
        self._rename.setShortcut(Qt.Key.Key_F2)
        self._rename.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._rename.triggered.connect(self._edit_name)
        self.types.addAction(self._rename)
        self.types.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.new_type.returnPressed.connect(self._want_type)
        self.add_button.clicked.connect(self._want_type)
        self._lay_out()
        self._retranslate()

    def show_record(
        self, record: ImageRecord | None, model: ModelRecord | None, same: Sequence[str] = ()
    ) -> None:
        """Show name, verdict and the model's opinion of a part; ``same``: names of other pictures of it."""
        self.name.show_part(record, same)
        self.verdicts.set_verdict(None if record is None else record.verdict)
        self.verdicts.setEnabled(record is not None)
        self.accept.setVisible(record is not None and record.score is not None)
        self.opinion.set_score(None if record is None else record.score, model)

    def show_types(self, types: Sequence[DefectType], counts: Mapping[int, int]) -> None:
        """Show all types of defects with the number of parts each is painted on; keeps the choice."""
        chosen = self.chosen_type()
        self._names = {kind.id: kind.name for kind in types}
        self.types.blockSignals(True)
        self.types.clear()
        for kind in types:
            self._add_row(kind.id, kind.name, counts.get(kind.id, 0), swatch(type_colour(kind)))
        hatched = swatch(theme.current().ignore, Qt.BrushStyle.BDiagPattern)
        self._add_row(IGNORE_VALUE, "", counts.get(IGNORE_VALUE, 0), hatched)
        self._name_ignored()
        self.types.blockSignals(False)
        self._no_types.setVisible(not types)
        self._fit_height(len(types) + 1)
        ids = [kind.id for kind in types]
        if chosen in (*ids, IGNORE_VALUE):
            self.choose_type(chosen)
        elif ids:
            self.choose_type(ids[0])

    def chosen_type(self) -> int | None:
        """Id of the type the brush paints, or ``IGNORE_VALUE``; None while there is none."""
        item = self.types.currentItem()
        return None if item is None else int(item.data(0, _TYPE))

    def choose_type(self, type_id: int | None) -> None:
        """Let the brush paint this type."""
        for row in range(self.types.topLevelItemCount()):
            item = self.types.topLevelItem(row)
            if item is not None and item.data(0, _TYPE) == type_id:
                self.types.setCurrentItem(item)

    def choose_next_type(self) -> None:
        """Let the brush paint the next row's type, after the last one the first."""
        rows = self.types.topLevelItemCount()
        item = self.types.currentItem()
        row = -1 if item is None else self.types.indexOfTopLevelItem(item)
        following = self.types.topLevelItem((row + 1) % rows)
        if following is not None:
            self.types.setCurrentItem(following)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        add_row = QHBoxLayout()
        add_row.setSpacing(gap)
        add_row.addWidget(self.new_type, 1)
        add_row.addWidget(self.add_button)
        column = ScrollColumn(self).column
        column.addWidget(self.name)
        column.addWidget(self._verdict_heading)
        column.addWidget(self.verdicts)
        column.addWidget(self._types_heading)
        column.addWidget(self.types)
        column.addWidget(self._no_types)
        column.addLayout(add_row)
        column.addWidget(self.remarks)
        column.addSpacing(gap)
        column.addWidget(self.opinion)
        column.addWidget(self.accept)
        column.addStretch(1)

    def _add_row(self, value: int, name: str, number: int, picture: QIcon) -> None:
        item = QTreeWidgetItem([name, str(number) if number else ""])
        item.setIcon(0, picture)
        item.setData(0, _TYPE, value)
        item.setToolTip(0, name)
        if value != IGNORE_VALUE:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.types.addTopLevelItem(item)

    def _name_ignored(self) -> None:
        """The last row, once there is one, in the language in use."""
        item = self.types.topLevelItem(self.types.topLevelItemCount() - 1)
        if item is not None:
            item.setText(0, QCoreApplication.translate("LabelPanel", "Ignored area"))
            why = QCoreApplication.translate("LabelPanel", "Training learns nothing from what is painted so")
            item.setToolTip(0, f"{why} ({key_text('ignore')})")

    def _fit_height(self, rows: int) -> None:
        """As high as its rows, scrolling from the ninth on."""
        row = max(self.types.sizeHintForRow(0), TOKENS.control_height - 2)
        self.types.setFixedHeight(row * min(max(rows, 1), 8) + 4)

    def _tell_type(self) -> None:
        chosen = self.chosen_type()
        if chosen is not None:
            self.typeChosen.emit(chosen)

    def _want_name(self, item: QTreeWidgetItem) -> None:
        """A name was typed over another, which stays until the new one is kept; an empty one is none."""
        type_id, name = int(item.data(0, _TYPE)), item.text(0).strip()
        before = self._names.get(type_id)
        if before is None or name == before:
            return
        item.setText(0, before)
        if name:
            self.renameWanted.emit(type_id, name)

    def _edit_name(self) -> None:
        item = self.types.currentItem()
        if item is not None:
            self.types.editItem(item, 0)

    def _want_type(self) -> None:
        name = self.new_type.text().strip()
        if name:
            self.typeWanted.emit(name)
            self.new_type.clear()
        else:
            self.new_type.setFocus()

    def _retranslate(self) -> None:
        self._verdict_heading.set_text(QCoreApplication.translate("LabelPanel", "Verdict"))
        self._types_heading.set_text(
            QCoreApplication.translate("LabelPanel", "Defects"),
            QCoreApplication.translate("LabelPanel", "parts"),
        )
        self._no_types.setText(
            QCoreApplication.translate(
                "LabelPanel", "No defect types yet. Name the first one, then paint it."
            )
        )
        self.new_type.setPlaceholderText(QCoreApplication.translate("LabelPanel", "New defect type"))
        self.new_type.setAccessibleName(QCoreApplication.translate("LabelPanel", "Name of a new defect type"))
        self.types.setAccessibleName(QCoreApplication.translate("LabelPanel", "Defect types"))
        self._name_ignored()
        self._rename.setText(QCoreApplication.translate("LabelPanel", "Rename"))
        add = QCoreApplication.translate("LabelPanel", "Add")
        self.add_button.setText(add)
        accept = QCoreApplication.translate("Actions", "Mark what the model sees")
        self.accept.setText(accept)
        self.accept.setToolTip(f"{accept} ({key_text('accept')})")
