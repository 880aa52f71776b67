"""The place to label: the part large, tools under it, verdict and defects beside it, all parts below."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from bgad_studio.core.errors import Trouble
from bgad_studio.core.keeper import Keeper
from bgad_studio.core.masks import regions
from bgad_studio.core.masks.edges import EdgeSearch
from bgad_studio.core.masks.regions import Region
from bgad_studio.core.masks.undo import History
from bgad_studio.core.records import IGNORE_VALUE, DefectType, ImageRecord, MaskOrigin, Verdict
from bgad_studio.ui.actions import ActionSet
from bgad_studio.ui.browser.edits import PartEdits
from bgad_studio.ui.browser.view import Browser, Shape
from bgad_studio.ui.canvas.tools import Tool
from bgad_studio.ui.canvas.view import ImageCanvas
from bgad_studio.ui.labelling.hidden_paint import HiddenPaint
from bgad_studio.ui.labelling.panel import LabelPanel, type_colour
from bgad_studio.ui.labelling.presenter import LabelPresenter
from bgad_studio.ui.labelling.quality import Quality
from bgad_studio.ui.labelling.state import Shown
from bgad_studio.ui.labelling.toolbar import PaintBar
from bgad_studio.ui.labelling.view_popup import ViewPopup
from bgad_studio.ui.labelling.words import no_edge, no_opinion, save_again
from bgad_studio.ui.session import Session
from bgad_studio.ui.widgets.empty_state import EmptyState
from bgad_studio.ui.widgets.notice import Notice
from bgad_studio.ui.widgets.place_view import PlaceView

_RADIUS_STEP = 1.15
_PAINTING = (
    *(tool.value for tool in Tool if tool is not Tool.PAN),
    *("polygon_minus", "erase", "ignore", "fill_holes", "grow", "shrink", "accept"),
    *("smaller", "larger", "undo", "redo", "mask"),
)
"""What works on the picture, and therefore not while the grid is shown."""
HISTORIES_BYTES = 64_000_000
"""Of strokes that can still be undone when their parts come back."""


class LabelView(PlaceView):
    """Judge parts by key, paint defects with the brush; everything is saved at once.

    Signals:
        cursorMoved(int, int), cursorLeft(): Over which pixel of the part the cursor is.
        saving(), saved(object), saveFailed(object): As of the presenter.
        importWanted(): The person wants to bring in pictures.
    """

    cursorMoved = Signal(int, int)  # noqa: N815 - a signal
    cursorLeft = Signal()  # noqa: N815
    saving = Signal()
    saved = Signal(object)
    saveFailed = Signal(object)  # noqa: N815
    importWanted = Signal()  # noqa: N815

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._histories: Keeper[History] = Keeper(HISTORIES_BYTES)
        self._shown_id: int | None = None
        self._origin = MaskOrigin.DRAWN
        self._save_trouble: Trouble | None = None
        self.presenter = LabelPresenter(session, self)
        self.quality = Quality(session, self)
        self.canvas = ImageCanvas(self)
        HiddenPaint(self.canvas)
        self.panel = LabelPanel(self)
        self.browser = Browser(session.catalogue, session.thumbnails, Shape.STRIP, parent=self)
        self.edits = PartEdits(session, self.browser)
        self.notice = Notice(self)
        self.empty = EmptyState("import", self)
        self._import = self.empty.add_button(primary=True)
        self.commands = self._make_actions()
        # not in the whole place: Enter ends what is typed, and opens a part of the grid
        accept = {"accept_next": self._accept_next}
        self._on_picture, self._on_list = ActionSet(self.canvas, accept), ActionSet(self.browser.list, accept)
        self.bar = PaintBar(self.commands, self)
        self.popup = ViewPopup(self)
        self.set_hands(self.canvas, self.browser.list)
        self._lay_out()
        self._connect()
        self.set_tool(Tool.PAN)
        self._check("mask", True)
        self.bar.show_radius(self.canvas.brush_radius())
        self.bar.show_zoom(self.canvas.zoom())
        self._retranslate()
        self._show_types()
        self._show_record()
        if self.browser.current is not None:
            self.presenter.open(self.browser.current)

    def set_tool(self, tool: Tool) -> None:
        """Take a tool in hand; one that paints needs a type of defect."""
        if tool not in (Tool.PAN, Tool.ERASER):
            self._need_type(ignored=True)
        self.canvas.set_tool(tool)
        for which in Tool:
            self._check(which.value, which is tool)
        self.bar.show_tool(tool.value)

    def mark_region(self, image_id: int, at_xy: tuple[int, int]) -> None:
        """Bring a part onto the canvas and paint what the model sees at a pixel as the chosen defect."""
        self.browser.show_part(image_id)
        self._need_type()
        self.presenter.mark_region(image_id, at_xy)

    def _check(self, key: str, on: bool) -> None:
        """Show an action as switched on or off without doing it."""
        action = self.commands[key]
        action.blockSignals(True)
        action.setChecked(on)
        action.blockSignals(False)

    def _show_erasing(self, erasing: bool) -> None:
        self._check("erase", erasing)

    def finish_stroke(self) -> None:
        """End a stroke in hand, so that it is saved."""
        self.canvas.end_in_hand()

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody comes back to the part on the canvas."""
        super().showEvent(event)
        self.quality.look_again()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for commands in (self.commands, self._on_picture, self._on_list):
                commands.retranslate()
            self._retranslate()

    def _make_actions(self) -> ActionSet:
        tools = {tool.value: lambda _, tool=tool: self.set_tool(tool) for tool in Tool}
        return ActionSet(
            self,
            {
                **tools,
                **self.browser.handlers(),
                "grid": self._show_grid,
                "ok": lambda: self._judge(Verdict.OK),
                "ng": lambda: self._judge(Verdict.NG),
                "unsure": lambda: self._judge(Verdict.UNSURE),
                "polygon_minus": self._subtract_polygon,
                "erase": self.canvas.set_erasing,
                "next_type": self.panel.choose_next_type,
                "ignore": self._paint_ignored,
                "fill_holes": lambda: self.canvas.change_region(regions.fill_holes),
                "grow": lambda: self.canvas.change_region(lambda mask: regions.grow(mask, 1)),
                "shrink": lambda: self.canvas.change_region(lambda mask: regions.grow(mask, -1)),
                "accept": self._accept,
                "smaller": lambda: self._resize_brush(1 / _RADIUS_STEP),
                "larger": lambda: self._resize_brush(_RADIUS_STEP),
                "undo": self.canvas.undo,
                "redo": self.canvas.redo,
                "tone": lambda: self.popup.open_above(self.bar.tone_button),
                "mask": self.canvas.set_mask_visible,
                "navigator": lambda: self.popup.navigator.toggle(),
                **self.canvas.handlers(),
            },
        )

    def _lay_out(self) -> None:
        self._stage = QWidget(self)
        stage = QVBoxLayout(self._stage)
        stage.setContentsMargins(0, 0, 0, 0)
        stage.setSpacing(0)
        stage.addWidget(self.canvas, 1)
        stage.addWidget(self.bar)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.notice)
        left.addWidget(self._stage, 1)
        left.addWidget(self.browser)
        self._full = QWidget(self)
        row = QHBoxLayout(self._full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.panel)
        self._stack = QStackedLayout(self)
        self._stack.currentChanged.connect(self.pass_focus_on)
        self._stack.addWidget(self._full)
        self._stack.addWidget(self.empty)

    def _connect(self) -> None:
        presenter, canvas, catalogue = self.presenter, self.canvas, self._session.catalogue
        self.browser.opened.connect(presenter.open)
        self.browser.emptied.connect(self._clear)
        self.browser.activated.connect(lambda _: self.commands["grid"].setChecked(False))
        presenter.leaving.connect(self.finish_stroke)
        presenter.shown.connect(self._show)
        presenter.unreadable.connect(self._show_unreadable)
        presenter.saving.connect(self.saving)
        presenter.saved.connect(self._note_saved)
        presenter.saveFailed.connect(self._show_save_failed)
        presenter.edgesFound.connect(self._take_edges)
        presenter.regionsRead.connect(self._take_regions)
        presenter.typeAdded.connect(self._take_type)
        presenter.troubled.connect(self.notice.show_trouble)
        canvas.strokeFinished.connect(self._keep_stroke)
        canvas.edgesWanted.connect(presenter.find_edges)
        canvas.erasingChanged.connect(self._show_erasing)
        canvas.maskVisibleChanged.connect(lambda visible: self._check("mask", visible))
        canvas.historyChanged.connect(self._show_history)
        canvas.cursorMoved.connect(self.cursorMoved)
        canvas.cursorLeft.connect(self.cursorLeft)
        self.popup.toneChosen.connect(canvas.set_tone)
        self.popup.navigatorChosen.connect(canvas.navigator.set_wanted)
        canvas.zoomChanged.connect(self.bar.show_zoom)
        canvas.brushRadiusChanged.connect(self.bar.show_radius)
        self.bar.radiusChosen.connect(canvas.set_brush_radius)
        self._import.clicked.connect(self.importWanted)
        catalogue.countsChanged.connect(self._show_whether_empty)
        self.quality.found.connect(lambda found: self.panel.remarks.set_remarks(found, catalogue.types))
        self.panel.acceptWanted.connect(self._accept)
        self.panel.verdictChosen.connect(self._judge)
        self.panel.typeChosen.connect(canvas.set_defect)
        self.panel.typeWanted.connect(presenter.add_type)
        self.panel.renameWanted.connect(presenter.rename_type)
        for signal in (catalogue.merged, catalogue.replaced, catalogue.modelChanged):
            signal.connect(self._show_record)
        for signal in (catalogue.merged, catalogue.replaced, catalogue.typesChanged):
            signal.connect(self._show_types)

    def _show_whether_empty(self) -> None:
        self._stack.setCurrentWidget(self._full if len(self._session.catalogue) else self.empty)

    def _show(self, shown: Shown) -> None:
        self._keep_history()
        self.popup.new_part()
        self._shown_id = shown.record.id
        self.canvas.set_image(shown.picture, keep_view=True)
        self.canvas.set_label_map(shown.label_map, self._colours(), self._histories.get(shown.record.id))
        self._tell_unsaved()
        self._show_record()
        self.quality.show(shown.record.id, shown.picture, shown.label_map)
        self.presenter.load_ahead(self.browser.beside())

    def _keep_history(self) -> None:
        """A part that comes back can be undone on; the oldest parts forget."""
        if self._shown_id is not None and (self.canvas.history().can_undo or self.canvas.history().can_redo):
            history = self.canvas.history()
            self._histories.keep(self._shown_id, history, history.nbytes)
        self._shown_id = None

    def _accept(self) -> None:
        """Paint the regions the model sees as the chosen defect."""
        record = self._record()
        if record is not None and record.score is None:
            self.notice.show_text("info", no_opinion)
            return
        self._need_type()
        self.presenter.read_regions()

    def _need_type(self, ignored: bool = False) -> None:
        """Paint is of a type of defect, or ``ignored`` if that may be; without a type one is made."""
        chosen, types = self.panel.chosen_type(), self._session.catalogue.types
        if chosen is None or (chosen == IGNORE_VALUE and not ignored):
            if types:
                self.panel.choose_type(types[0].id)
            else:
                self.presenter.need_type(QCoreApplication.translate("LabelView", "Defect"))

    def _paint_ignored(self) -> None:
        """Paint what training leaves out, with the tool in hand or else the brush."""
        self.panel.choose_type(IGNORE_VALUE)
        if self.canvas.tool() in (Tool.PAN, Tool.ERASER):
            self.set_tool(Tool.BRUSH)

    def _subtract_polygon(self) -> None:
        """Take away what lies inside a polygon."""
        self.set_tool(Tool.POLYGON)
        self.canvas.set_erasing(True)

    def _take_edges(self, search: EdgeSearch, region: Region | None) -> None:
        if self.canvas.take_edges(search, region) and region is None:
            self.notice.show_text("info", no_edge)

    def _take_type(self, kind: DefectType) -> None:
        self.panel.choose_type(kind.id)
        self.canvas.setFocus()  # the keys of the tools work again after a name was typed

    def _take_regions(self, mask: NDArray[np.bool_]) -> None:
        self._origin = MaskOrigin.ACCEPTED
        self.canvas.change_region(lambda before: before | mask)
        self._origin = MaskOrigin.DRAWN

    def _clear(self) -> None:
        self.finish_stroke()
        self._keep_history()
        self.presenter.leave()
        self.quality.leave()
        self.canvas.set_image(None)
        self._show_record()

    def _show_unreadable(self, _: ImageRecord, trouble: Trouble) -> None:
        self._keep_history()
        self.quality.leave()
        self.canvas.set_image(None)
        self.notice.show_trouble(trouble)
        self._show_record()

    def _show_record(self) -> None:
        record, catalogue = self._record(), self._session.catalogue
        self.panel.show_record(record, catalogue.model, catalogue.same_part(record))

    def _record(self) -> ImageRecord | None:
        """The part the verdict buttons act on: the one in hand, whose picture may still be coming."""
        current = self.browser.current
        return None if current is None else self._session.catalogue.get(current)

    def _show_types(self) -> None:
        catalogue = self._session.catalogue
        self.panel.show_types(catalogue.types, catalogue.painted_counts())
        self.canvas.set_colours(self._colours())

    def _show_history(self, can_undo: bool, can_redo: bool) -> None:
        if self.commands["grid"].isChecked():  # nobody would see what is undone
            return
        self.commands["undo"].setEnabled(can_undo)
        self.commands["redo"].setEnabled(can_redo)

    def _show_grid(self, shown: bool) -> None:
        for key in _PAINTING:
            self.commands[key].setEnabled(not shown)
        if not shown:
            self._show_history(self.canvas.history().can_undo, self.canvas.history().can_redo)
        self._on_list["accept_next"].setEnabled(not shown)
        self._stage.setVisible(not shown)
        self.browser.set_shape(Shape.GRID if shown else Shape.STRIP)

    def _keep_stroke(self) -> None:
        label_map = self.canvas.label_map()
        if label_map is not None:
            self.presenter.keep_stroke(label_map, self._origin)
            self.quality.change(label_map)

    def _note_saved(self, when: object) -> None:
        self._tell_unsaved()
        self.saved.emit(when)

    def _show_save_failed(self, trouble: Trouble) -> None:
        self._save_trouble = trouble
        self._tell_unsaved()
        self.saveFailed.emit(trouble)

    def _tell_unsaved(self) -> None:
        """As long as paint is unsaved the strip says so and offers to save it."""
        if self.presenter.unsaved and self._save_trouble is not None:
            self.notice.show_trouble(self._save_trouble, "error", save_again, self.presenter.retry)
        else:
            self.notice.hide()

    def _judge(self, verdict: Verdict | None) -> None:
        if not self.browser.judge_several(verdict):
            self._session.judge(self.browser.selection(), verdict)

    def _accept_next(self) -> None:
        """Take over what the model says of the part in hand and go on; a person's verdict stays."""
        record, seen = self._record(), self.presenter.record
        if record is None or seen is None or seen.id != record.id:
            return  # its picture is still coming
        said = None if record.score is None else record.score.verdict
        if record.verdict is None and said in (None, Verdict.UNSURE):
            self.notice.show_text("info", no_opinion)
            return
        if record.verdict is None:
            self._session.judge([record.id], said)
        self.browser.step(1)

    def _resize_brush(self, factor: float) -> None:
        radius = self.canvas.brush_radius() * factor
        self.canvas.set_brush_radius(math.ceil(radius) if factor > 1 else math.floor(radius))
        self.bar.show_radius(self.canvas.brush_radius())

    def _colours(self) -> dict[int, str]:
        return {kind.id: type_colour(kind) for kind in self._session.catalogue.types}

    def _retranslate(self) -> None:
        self.empty.set_text(
            QCoreApplication.translate("LabelView", "No pictures yet"),
            QCoreApplication.translate(
                "LabelView",
                "Drop a folder of parts onto the window, or choose one. The pictures stay where they are.",
            ),
        )
        self._import.setText(QCoreApplication.translate("LabelView", "Import pictures…"))
