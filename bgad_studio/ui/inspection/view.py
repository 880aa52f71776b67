"""The place of inspections: the last part large with its verdict, counters, and a table that fills."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from bgad_studio.core.errors import Trouble
from bgad_studio.core.inspection import InspectedPart
from bgad_studio.services.inspection.adopt import Adopted
from bgad_studio.ui import map_look
from bgad_studio.ui.actions import ActionSet
from bgad_studio.ui.canvas.view import ImageCanvas
from bgad_studio.ui.icons import icon
from bgad_studio.ui.inspection import words
from bgad_studio.ui.inspection.banner import Banner
from bgad_studio.ui.inspection.controls import Controls
from bgad_studio.ui.inspection.counters import Counters
from bgad_studio.ui.inspection.part_list import FILE, PART, Kind, PartModel
from bgad_studio.ui.inspection.presenter import InspectPresenter
from bgad_studio.ui.inspection.state import InspectState, PartShown
from bgad_studio.ui.session import Session
from bgad_studio.ui.theme import TOKENS
from bgad_studio.ui.widgets.empty_state import EmptyState
from bgad_studio.ui.widgets.look_box import LookBox
from bgad_studio.ui.widgets.notice import Notice
from bgad_studio.ui.widgets.place_view import PlaceView

_PANEL_WIDTH: Final = 420


class InspectView(PlaceView):
    """Judge a folder, or whatever a camera writes into one.

    Args:
        session: The open project.
        bell: Whether to ring at NG.

    Signals:
        trainWanted(): The person wants to go and train.
        labelWanted(int): The person wants to label this image, which came from an inspection.
        bellChosen(bool): Ring at NG, or not, from now on.
        stateChanged(object): The presenter's :class:`InspectState`.
        reportWanted(object): Write the report on this :class:`Inspection`.
    """

    trainWanted = Signal()  # noqa: N815 - a signal
    labelWanted = Signal(int)  # noqa: N815
    bellChosen = Signal(bool)  # noqa: N815
    stateChanged = Signal(object)  # noqa: N815
    reportWanted = Signal(object)  # noqa: N815

    def __init__(self, session: Session, bell: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._following = True
        self._newer: int | None = None
        self._earlier = 0
        self._failing = False
        self.presenter = InspectPresenter(session, self)
        self.controls, self.banner, self.counters = Controls(self), Banner(self), Counters(self)
        self.controls.bell.setChecked(bell)
        self.notice, self.news, self.offer = Notice(self), Notice(self), Notice(self)
        self.canvas = ImageCanvas(self)
        self.parts = PartModel(self)
        self.table, self.look = _table(self.parts, self), LookBox(self, bare=True)
        self.add, self.report, self.show_files = (QPushButton(self) for _ in range(3))
        self.report.setIcon(icon("report"))
        self.untrained, self.empty = EmptyState("inspect", self), EmptyState("inspect", self)
        self._go = self.untrained.add_button(primary=True)
        self.first_folder = self.empty.add_button(primary=True)
        self.first_watch = self.empty.add_button()
        self.commands = self._make_actions()
        self.set_hands(self.table)
        self._lay_out()
        self._connect()
        self._retranslate()
        self._show(self.presenter.state)

    def begin(self, folder: Path, *, watch: bool) -> None:
        """Begin an inspection with what is chosen above the part."""
        self.notice.hide()
        self.news.hide()
        self.presenter.begin(
            folder,
            watch=watch,
            results=self.controls.results_place(),
            overlays=self.controls.wanted_overlays(),
        )

    def current(self) -> InspectedPart | None:
        """The part chosen in the table."""
        part = self.table.currentIndex().data(PART)
        return part if isinstance(part, InspectedPart) else None

    def selection(self) -> list[InspectedPart]:
        """All parts chosen in the table."""
        return [index.data(PART) for index in self.table.selectionModel().selectedRows()]

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.commands.retranslate()
            self.parts.retranslate()
            self._retranslate()

    def _make_actions(self) -> ActionSet:
        canvas = self.canvas
        return ActionSet(
            self,
            {
                "previous": lambda: self._step(-1),
                "next": lambda: self._step(1),
                **map_look.handlers(),
                **canvas.handlers(),
            },
        )

    def _lay_out(self) -> None:
        gap = TOKENS.spacing
        buttons = QHBoxLayout()
        buttons.setSpacing(gap)
        buttons.addWidget(self.add, 1)
        buttons.addWidget(self.report)
        buttons.addWidget(self.show_files)
        panel = QFrame(self)
        panel.setProperty("panel", True)
        panel.setFixedWidth(_PANEL_WIDTH)
        side = QVBoxLayout(panel)
        side.setContentsMargins(gap, gap, gap, gap)
        side.setSpacing(gap)
        side.addWidget(self.counters)
        side.addWidget(self.table, 1)
        side.addWidget(self.look)
        side.addLayout(buttons)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        for widget in (self.notice, self.news, self.offer, self.banner):
            middle.addWidget(widget)
        middle.addWidget(self.canvas, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addLayout(middle, 1)
        body.addWidget(panel)
        self._full = QWidget(self)
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.controls)
        column.addLayout(body, 1)
        self._stack = QStackedLayout(self)
        self._stack.currentChanged.connect(self.pass_focus_on)
        for page in (self._full, self.untrained, self.empty):
            self._stack.addWidget(page)

    def _connect(self) -> None:
        presenter, controls = self.presenter, self.controls
        presenter.changed.connect(self._show)
        presenter.listed.connect(self._list)
        presenter.judged.connect(self._take_judged)
        presenter.rang.connect(self._ring)
        presenter.shown.connect(self._show_part)
        presenter.unreadable.connect(self._show_unreadable)
        presenter.troubled.connect(lambda trouble: self.notice.show_trouble(trouble, "warning"))
        presenter.found.connect(self.notice.hide_trouble)
        presenter.failed.connect(self._tell_failed)
        presenter.adopted.connect(self._tell_adopted)
        for button in (controls.folderWanted, self.first_folder.clicked):
            button.connect(lambda: self._ask(watch=False))
        for button in (controls.watchWanted, self.first_watch.clicked):
            button.connect(lambda: self._ask(watch=True))
        controls.stopWanted.connect(presenter.stop)
        controls.resumeWanted.connect(self._resume)
        controls.pastChosen.connect(presenter.open)
        controls.placeWanted.connect(self._ask_place)
        controls.bellChosen.connect(self.bellChosen)
        self.counters.kindChosen.connect(self._choose_kind)
        self.table.selectionModel().currentRowChanged.connect(self._follow_table)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_buttons())
        self.table.clicked.connect(self._note_click)
        self.add.clicked.connect(lambda: presenter.adopt(self.selection()))
        self.show_files.clicked.connect(self._open_results)
        self.report.clicked.connect(lambda: self.reportWanted.emit(presenter.state.inspection))
        self._go.clicked.connect(self.trainWanted)
        self._session.catalogue.modelChanged.connect(lambda: self._show(presenter.state))

    def _ask(self, *, watch: bool) -> None:
        title = QCoreApplication.translate("Inspect", "Choose a folder of pictures to judge")
        if watch:
            title = QCoreApplication.translate("Inspect", "Choose the folder the camera writes into")
        folder = QFileDialog.getExistingDirectory(self, title)
        if folder:
            self.begin(Path(folder), watch=watch)

    def _ask_place(self) -> None:
        title = QCoreApplication.translate("Inspect", "Choose where results go")
        folder = QFileDialog.getExistingDirectory(self, title)
        if folder:
            self.controls.set_place(Path(folder))

    def _show(self, state: InspectState) -> None:
        page = self._full
        if not state.past and not state.running and state.inspection is None:
            page = self.empty if self._session.catalogue.model is not None else self.untrained
        self._stack.setCurrentWidget(page)
        self.controls.show_state(state)
        self.counters.set_tally(state.tally)
        self._show_buttons()
        self._tell_earlier(state.earlier)
        self._tell_newer(state)
        self.stateChanged.emit(state)

    def _tell_earlier(self, earlier: int) -> None:
        """Offered, and nothing waits for the answer."""
        if earlier == self._earlier:
            return
        self._earlier = earlier
        if earlier:
            self.offer.show_text("info", lambda: words.earlier(earlier), self.presenter.take_earlier)
        else:
            self.offer.hide()

    def _tell_newer(self, state: InspectState) -> None:
        """Asked once, and nothing waits for the answer: the inspection goes on as it began."""
        if state.newer == self._newer:
            return
        self._newer = state.newer
        if state.newer is None or state.inspection is None:
            self.news.hide()
            return
        own, newer = state.inspection.model_number, state.newer
        self.news.show_text("info", lambda: words.newer_model(own, newer), self.presenter.renew)

    def _resume(self) -> None:
        self.notice.hide()
        self.presenter.resume(self.controls.wanted_overlays())

    def _tell_failed(self, trouble: Trouble, again: bool) -> None:
        self._failing = True
        self.notice.show_text("warning", lambda: words.failed(trouble, again=again), self._resume)

    def _show_buttons(self) -> None:
        chosen = [part for part in self.selection() if part.sha256 is not None]
        self.add.setEnabled(bool(chosen))
        for button in (self.report, self.show_files):
            button.setEnabled(self.presenter.state.inspection is not None)

    def _list(self, parts: tuple[InspectedPart, ...]) -> None:
        """Another inspection is shown."""
        self._following = True
        self.counters.show_all()
        self.parts.set_kind(None)
        self.parts.set_parts(parts)
        self.canvas.set_image(None)
        self.banner.set_part(None)
        if parts:
            self._select(0)

    def _take_judged(self, parts: tuple[InspectedPart, ...]) -> None:
        """Of a lot that came together the most unusual part is shown, unless a person looks at another."""
        if self._failing:  # it works again
            self._failing = False
            self.notice.hide()
        before = self.current()
        self.parts.add_parts(parts)
        if self._following:
            worst = max(parts, key=lambda part: float("-inf") if part.score is None else part.score)
            row = self.parts.row_of(worst)
            if row >= 0:
                self._select(row)
                self._following = True
        elif before is not None:
            self._select(self.parts.row_of(before))

    def _select(self, row: int) -> None:
        if 0 <= row < self.parts.rowCount():
            self.table.setCurrentIndex(self.parts.index(row, 0))

    def _step(self, by: int) -> None:
        self._following = False
        self._select(min(max(self.table.currentIndex().row() + by, 0), self.parts.rowCount() - 1))

    def _note_click(self, index: QModelIndex) -> None:
        """Whoever clicks wants to look at that part; a click on the top row follows what comes again."""
        self._following = index.row() == 0

    def _choose_kind(self, kind: Kind) -> None:
        before = self.current()
        self.parts.set_kind(kind)
        row = -1 if before is None else self.parts.row_of(before)
        self._select(max(row, 0))

    def _follow_table(self, index: QModelIndex) -> None:
        part = index.data(PART)
        if isinstance(part, InspectedPart):
            self.banner.set_part(part)
            self.presenter.show_part(part)

    def _show_part(self, shown: PartShown) -> None:
        self.canvas.set_image(shown.picture, keep_view=True)
        if shown.map is not None:
            self.canvas.set_heat(shown.map.values, shown.map.low, shown.map.high, shown.map.threshold)
        else:
            self.banner.set_detail(QCoreApplication.translate("Inspect", "Its map is not kept any more."))

    def _show_unreadable(self, part: InspectedPart, trouble: Trouble) -> None:
        self.canvas.set_image(None)
        if part.trouble is None:  # it was judged, and is gone since
            self.notice.show_trouble(trouble, "warning")

    def _ring(self) -> None:
        if self.controls.bell.isChecked():
            QApplication.beep()

    def _tell_adopted(self, adopted: Adopted) -> None:
        if adopted.troubles:
            self.notice.show_trouble(adopted.troubles[0], "warning")
        if adopted.records:
            first, number = adopted.records[0].id, len(adopted.records)
            self.news.show_text("info", lambda: words.adopted(number), lambda: self._label(first))

    def _label(self, image_id: int) -> None:
        self.news.hide()
        self.labelWanted.emit(image_id)

    def _open_results(self) -> None:
        inspection = self.presenter.state.inspection
        if inspection is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(inspection.results)))

    def _retranslate(self) -> None:
        self.untrained.set_text(
            QCoreApplication.translate("Inspect", "No model yet"),
            QCoreApplication.translate(
                "Inspect", "Train a model first; it can then judge pictures as they come."
            ),
        )
        self._go.setText(QCoreApplication.translate("Inspect", "Go to training"))
        self.empty.set_text(
            QCoreApplication.translate("Inspect", "Judge pictures as they come"),
            QCoreApplication.translate(
                "Inspect",
                "Choose a folder, or the one a camera writes into. The pictures stay where they are and "
                "outside the project; a table and pictures of what was found are kept.",
            ),
        )
        self.first_folder.setText(QCoreApplication.translate("Inspect", "Inspect a folder…"))
        self.first_watch.setText(QCoreApplication.translate("Inspect", "Watch a folder…"))
        self.add.setText(QCoreApplication.translate("Inspect", "Add to project"))
        self.add.setToolTip(
            QCoreApplication.translate("Inspect", "Copy the chosen parts into the project to label them")
        )
        self.report.setText(QCoreApplication.translate("Inspect", "Report…"))
        self.report.setToolTip(
            QCoreApplication.translate("Inspect", "Write what was found as PDF or HTML, to be handed on")
        )
        self.show_files.setText(QCoreApplication.translate("Inspect", "Open results"))
        self.show_files.setToolTip(
            QCoreApplication.translate("Inspect", "The folder with the table and the pictures")
        )
        self.table.setAccessibleName(QCoreApplication.translate("Inspect", "Judged parts"))


def _table(model: PartModel, parent: QWidget) -> QTreeView:
    table = QTreeView(parent)
    table.setModel(model)
    table.setRootIsDecorated(False)
    table.setUniformRowHeights(True)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    header = table.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(FILE, QHeaderView.ResizeMode.Stretch)
    return table
