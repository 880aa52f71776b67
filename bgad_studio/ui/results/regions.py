"""The unusual places of a part, the strongest first: point at one, go near, make it a defect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bgad_studio.core.map_regions import MapRegion
from bgad_studio.ui import theme
from bgad_studio.ui.actions import key_text
from bgad_studio.ui.icons import icon
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.labels import SectionHeading

_REGION: Final = Qt.ItemDataRole.UserRole
_ROWS: Final = 8


class RegionList(QWidget):
    """Peak, area and place of every region.

    Signals:
        pointedAt(object): The :class:`MapRegion` under the pointer, else the chosen one; None: neither.
        chosen(object): A person chose this one: show it near.
        currentChanged(int): The row of the one spoken of now, chosen or not; -1: there is none.
        markWanted(object): Make this one a defect.
    """

    pointedAt = Signal(object)  # noqa: N815 - a signal
    chosen = Signal(object)
    currentChanged = Signal(int)  # noqa: N815
    markWanted = Signal(object)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: MapRegion | None = None
        self._regions: tuple[MapRegion, ...] = ()
        self._heading = SectionHeading(self)
        self.list = QTreeWidget(self)
        self.list.setColumnCount(3)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.mark = QPushButton(icon("brush", "text2"), "", self)
        self.mark.clicked.connect(self.mark_current)
        self.list.viewport().installEventFilter(self)
        self.list.itemEntered.connect(lambda item: self.pointedAt.emit(item.data(0, _REGION)))
        self.list.currentItemChanged.connect(self._take_current)
        self.list.itemClicked.connect(lambda item: self._choose(item.data(0, _REGION)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TOKENS.spacing // 2)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self.mark)
        column.addLayout(head)
        column.addWidget(self.list)
        self.set_regions(())
        self._retranslate()

    def set_regions(self, regions: tuple[MapRegion, ...], *, keep: bool = False) -> None:
        """Show these; the first is the current one, and none is chosen.

        Args:
            regions: The strongest first.
            keep: They are of the part shown already: if they are the same, everything stays.
        """
        if keep and regions == self._regions:
            self.pointedAt.emit(self._chosen)
            return
        self._regions = regions
        self._chosen = None
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addTopLevelItems([_row(region) for region in regions])
        self._fit_height(len(regions))
        self._go(0)
        self.list.blockSignals(False)
        self.setVisible(bool(regions))
        self._tell_count()
        self.pointedAt.emit(None)
        self.currentChanged.emit(self.list.currentIndex().row())

    def current(self) -> MapRegion | None:
        """The region spoken of."""
        item = self.list.currentItem()
        return None if item is None else item.data(0, _REGION)

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What a place's keys do here, for its ``ActionSet``."""
        return {
            "next_region": lambda: self.step(1),
            "previous_region": lambda: self.step(-1),
            "accept": self.mark_current,
        }

    def step(self, by: int) -> None:
        """Choose the next region, or one before; the first time the current one."""
        before = self.list.currentIndex().row()
        self._go(min(max(before + (by if self._chosen else 0), 0), self.list.topLevelItemCount() - 1))
        region = self.current()
        if region is not None and self.list.currentIndex().row() == before:
            self._choose(region)

    def mark_current(self) -> None:
        """Ask to make the current region a defect."""
        region = self.current()
        if region is not None:
            self.markWanted.emit(region)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The pointer leaves the list, or goes where there is no row: point at the chosen one again."""
        if event.type() == QEvent.Type.Leave or (
            event.type() == QEvent.Type.MouseMove and self.list.itemAt(_place(event)) is None
        ):
            self.pointedAt.emit(self._chosen)
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _fit_height(self, rows: int) -> None:
        """As high as its rows, scrolling from the ninth on."""
        row = max(self.list.sizeHintForRow(0), TOKENS.control_height)
        self.list.setFixedHeight(row * min(max(rows, 1), _ROWS) + 4)

    def _go(self, row: int) -> None:
        item = self.list.topLevelItem(row)
        if item is not None:
            self.list.setCurrentItem(item)

    def _take_current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.currentChanged.emit(self.list.indexOfTopLevelItem(item))
            self._choose(item.data(0, _REGION))

    def _choose(self, region: MapRegion) -> None:
        self._chosen = region
        self.pointedAt.emit(region)
        self.chosen.emit(region)

    def _tell_count(self) -> None:
        count = self.list.topLevelItemCount()
        self._heading.set_text(QCoreApplication.translate("RegionList", "Unusual: {0}").format(count))

    def _retranslate(self) -> None:
        self._tell_count()
        word = QCoreApplication.translate("RegionList", "Mark as defect")
        self.mark.setText(word)
        self.mark.setToolTip(f"{word} ({key_text('accept')})")
        self.list.setAccessibleName(QCoreApplication.translate("RegionList", "Unusual places"))
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            if item is not None:
                _describe(item)


def _row(region: MapRegion) -> QTreeWidgetItem:
    locale = QLocale()
    share = f"{100 * region.share:.2g}" if region.share < 0.1 else f"{100 * region.share:.0f}"
    item = QTreeWidgetItem([f"{region.peak:.1f}", f"{locale.toString(region.area_px)} px", f"{share} %"])
    item.setData(0, _REGION, region)
    item.setFont(0, theme.figure_font(bold=True))
    for column in (1, 2):
        item.setFont(column, theme.figure_font(TOKENS.font_small))
        item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    _describe(item)
    return item


def _describe(item: QTreeWidgetItem) -> None:
    region = item.data(0, _REGION)
    x, y = region.peak_xy
    text = QCoreApplication.translate(
        "RegionList", "Highest value {0}; {1} pixels, {2} % of the picture; highest at x {3}, y {4}"
    ).format(f"{region.peak:.2f}", region.area_px, f"{100 * region.share:.3g}", x, y)
    for column in range(3):
        item.setToolTip(column, text)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, text)


def _place(event: QEvent) -> QPoint:
    """Of a mouse event."""
    return event.position().toPoint()  # type: ignore[attr-defined, no-any-return]
