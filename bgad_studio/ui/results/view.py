"""The place of results: all judged parts, the most unusual first, and the map over the one chosen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from bgad_studio.core.errors import Trouble
from bgad_studio.core.evidence import Evidence
from bgad_studio.core.map_regions import MapRegion
from bgad_studio.core.records import Verdict
from bgad_studio.core.taught import NOTHING
from bgad_studio.services.cuts import Judging
from bgad_studio.services.results import calibration_of
from bgad_studio.ui import map_look
from bgad_studio.ui.actions import ActionSet
from bgad_studio.ui.browser.edits import PartEdits
from bgad_studio.ui.browser.state import BrowserState, Cell, Filter, Sort
from bgad_studio.ui.browser.view import Browser, Shape
from bgad_studio.ui.canvas.view import ImageCanvas
from bgad_studio.ui.i18n import counted
from bgad_studio.ui.labelling.panel import type_colour
from bgad_studio.ui.results.beside import SideBySide
from bgad_studio.ui.results.counts import Scores
from bgad_studio.ui.results.judging_panel import JudgingPanel
from bgad_studio.ui.results.panel import ResultsPanel
from bgad_studio.ui.results.presenter import ResultsPresenter
from bgad_studio.ui.results.state import LikenessState, ResultShown
from bgad_studio.ui.session import Session
from bgad_studio.ui.widgets.empty_state import EmptyState
from bgad_studio.ui.widgets.notice import Notice, Words
from bgad_studio.ui.widgets.place_view import PlaceView

_LIST_WIDTHS = (240, 304)
"""Of the list: on the smallest screen, and where there is room."""
_SMALL_PX, _LIST_SHARE = 1024, 1 / 3
"""Of what the place has beyond this width the list takes so much."""


class ResultsView(PlaceView):
    """Look through what the model says.

    Signals:
        cursorMoved(int, int, object): Over which pixel the cursor is, and its score (float or None).
        cursorLeft(): Over none.
        trainWanted(): The person wants to go and train.
        scoring(object): As of the presenter.
        markWanted(int, object): Make the region at the pixel (x, y) of this part a defect.
    """

    cursorMoved = Signal(int, int, object)  # noqa: N815 - a signal
    cursorLeft = Signal()  # noqa: N815
    trainWanted = Signal()  # noqa: N815
    scoring = Signal(object)
    markWanted = Signal(int, object)  # noqa: N815

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._near = False
        self._shown_id: int | None = None
        self.presenter = ResultsPresenter(session, self)
        self.canvas = ImageCanvas(self)
        self.sides = SideBySide(self.canvas, self)
        self.panel = ResultsPanel(self)
        state = BrowserState(sort=Sort.SCORE, scored_only=True)
        self.browser = Browser(session.catalogue, session.thumbnails, Shape.ROWS, state, self)
        PartEdits(session, self.browser)
        self.notice, self.offer = Notice(self), Notice(self)
        self.judging = JudgingPanel(self._weigh_evidence, self)
        self.empty = EmptyState("results", self)
        self._go = self.empty.add_button(primary=True)
        self.commands = self._make_actions()
        self.set_hands(self.canvas)
        self._lay_out()
        self._connect()
        self._retranslate()
        self._show_record()
        if self.browser.current is not None:
            self.presenter.open(self.browser.current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Counts and picture need the room more than the list."""
        super().resizeEvent(event)
        least, most = _LIST_WIDTHS
        more = round(_LIST_SHARE * (event.size().width() - _SMALL_PX))
        self.browser.setFixedWidth(min(least + max(more, 0), most))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.commands.retranslate()
            self._retranslate()

    def _make_actions(self) -> ActionSet:
        return ActionSet(
            self,
            {
                **self.browser.handlers(),
                "ok": lambda: self._judge(Verdict.OK),
                "ng": lambda: self._judge(Verdict.NG),
                "unsure": lambda: self._judge(Verdict.UNSURE),
                **map_look.handlers(),
                "mask": lambda _: self.panel.look.painted.toggle(),
                **self.panel.regions.handlers(),
                **self.canvas.handlers(),
            },
        )

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.notice)
        middle.addWidget(self.offer)
        middle.addWidget(self.judging)
        middle.addWidget(self.sides, 1)
        self._full = QWidget(self)
        row = QHBoxLayout(self._full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.browser)
        row.addLayout(middle, 1)
        row.addWidget(self.panel)
        self._stack = QStackedLayout(self)
        self._stack.currentChanged.connect(self.pass_focus_on)
        self._stack.addWidget(self._full)
        self._stack.addWidget(self.empty)

    def _connect(self) -> None:
        presenter, canvas, panel = self.presenter, self.canvas, self.panel
        catalogue = self._session.catalogue
        self.browser.opened.connect(presenter.open)
        self.browser.emptied.connect(self._clear)
        presenter.shown.connect(self._show)
        presenter.unreadable.connect(self._show_unreadable)
        presenter.troubled.connect(lambda trouble: self.notice.show_trouble(trouble, "warning"))
        presenter.scoring.connect(self.scoring)
        canvas.cursorMoved.connect(self._tell_cursor)
        canvas.cursorLeft.connect(self.cursorLeft)
        panel.verdictChosen.connect(self._judge)
        panel.regions.pointedAt.connect(self._point_at)
        panel.regions.chosen.connect(self._show_near)
        panel.regions.markWanted.connect(self._mark)
        presenter.likeness.changed.connect(self._show_likeness)
        panel.likeness.partWanted.connect(self.browser.show_part)
        panel.besideChosen.connect(presenter.set_beside)
        presenter.sightRead.connect(self.sides.show_sight)
        panel.maskShown.connect(canvas.set_mask_visible)
        panel.contourMoved.connect(canvas.set_threshold)
        panel.contourChosen.connect(presenter.choose_contour)
        self._go.clicked.connect(self.trainWanted)
        self._connect_judging()
        presenter.judgingRead.connect(self._show_judging)
        for signal in (catalogue.merged, catalogue.replaced):
            signal.connect(self._show_record)
        catalogue.replaced.connect(self._renew_sides)
        for signal in (self._session.partsChanged, catalogue.replaced, catalogue.modelChanged):
            signal.connect(presenter.read_judging)
        catalogue.modelChanged.connect(self._take_model)
        presenter.read_judging()

    def _connect_judging(self) -> None:
        presenter, judging, ways = self.presenter, self.judging, self.judging.ways
        judging.cutsChosen.connect(presenter.choose_cuts)
        judging.shiftChosen.connect(presenter.set_parts_per_shift)
        judging.left.connect(self.setFocus)
        ways.levelsChosen.connect(presenter.choose_levels)
        ways.recallChosen.connect(presenter.choose_by_recall)
        ways.costChosen.connect(presenter.choose_by_cost)
        ways.resetWanted.connect(presenter.reset_cuts)
        judging.confusion.cellChosen.connect(self._show_cell)
        judging.unseenChosen.connect(self._leave_out_taught)
        judging.bandChosen.connect(lambda band: self._limit(replace(self.browser.model.state, band=band)))
        for signal in (self.browser.shownChanged, self.browser.filters.chosen):
            signal.connect(lambda *_: judging.show_filters(self.browser.model.state))

    def _show_cell(self, cell: Cell | None) -> None:
        """As many parts as the cell counts: whatever else hid some is given up."""
        state = self.browser.model.state
        if cell is not None:
            state = replace(state, filter=Filter.ALL, search="", band=None)
        self._limit(replace(state, cell=cell))

    def _leave_out_taught(self, wanted: bool) -> None:
        """Neither list nor counts hold what the model has learned from, or all do again."""
        without = self._session.catalogue.taught if wanted else NOTHING
        self._limit(replace(self.browser.model.state, without=without))
        self.presenter.read_judging()

    def _limit(self, state: BrowserState) -> None:
        self.browser.set_state(state)
        self.judging.show_filters(state)

    def _weigh_evidence(self) -> Evidence:
        return Evidence.of(
            self._session.catalogue.records,
            lambda record: None if record.score is None else record.score.score,
            self._session.catalogue.taught,
        )

    def _show(self, shown: ResultShown) -> None:
        same = shown.record.id == self._shown_id
        if not same:
            self.notice.hide()
        self.canvas.set_image(shown.picture, keep_view=same or not self._near)
        self._near = same and self._near
        self._shown_id = shown.record.id
        colours = {kind.id: type_colour(kind) for kind in self._session.catalogue.types}
        self.canvas.set_label_map(shown.label_map, colours)
        if shown.map is not None:
            self.canvas.set_heat(shown.map.values, shown.map.low, shown.map.high, shown.map.threshold)
        self.panel.show_map(shown.map)
        self.panel.regions.set_regions(shown.regions, keep=same)
        self.panel.show_other(shown.other)
        self.sides.show_part(shown, colours)
        self._show_record()
        self.presenter.load_ahead(self.browser.beside())

    def _point_at(self, region: MapRegion | None) -> None:
        self.canvas.point_at(None if region is None else region.box)

    def _show_near(self, region: MapRegion) -> None:
        """Of the next part all is shown again."""
        box = region.box
        self.canvas.show_near(QRectF(box.x, box.y, box.width, box.height))
        self._near = True

    def _show_likeness(self, state: LikenessState) -> None:
        names = {kind.id: kind.name for kind in self._session.catalogue.types}
        self.panel.likeness.show_state(state, names)

    def _mark(self, region: MapRegion) -> None:
        if self.presenter.shown_id is not None:
            self.markWanted.emit(self.presenter.shown_id, region.peak_xy)

    def _show_judging(self, judging: Judging) -> None:
        catalogue, state = self._session.catalogue, self.browser.model.state
        model = catalogue.model
        if model is None:
            return
        if state.without not in (NOTHING, catalogue.taught):  # another model has learned from others
            self._limit(replace(state, without=catalogue.taught))
        without = self.browser.model.state.without
        scores = Scores.of(record for record in catalogue.records if record not in without)
        calibration = calibration_of(model.manifest)
        normals = calibration.normal_scores if calibration.thresholds.calibrated else ()
        self.judging.show_judging(scores, judging, normals)
        self.panel.show_judging(judging)

    def _renew_sides(self) -> None:
        """By other thresholds the word above the picture is another one."""
        record = None if self._shown_id is None else self._session.catalogue.get(self._shown_id)
        if record is not None:
            self.sides.renew(record)

    def _take_model(self) -> None:
        self._show_record()
        self.presenter.reopen()

    def _show_unreadable(self, trouble: Trouble) -> None:
        self.canvas.set_image(None)
        self.sides.show_part(None, {})
        self.panel.regions.set_regions(())
        self.notice.show_trouble(trouble)

    def _show_record(self) -> None:
        catalogue, current = self._session.catalogue, self.browser.current
        model = catalogue.model
        record = None if current is None else catalogue.get(current)
        self.panel.show_record(record, model, catalogue.same_part(record))
        self._stack.setCurrentWidget(self.empty if model is None else self._full)
        self._offer_judging()

    def _offer_judging(self) -> None:
        """Parts that came later have no score; after rolling back the maps are gone, since they are large."""
        unscored = self.presenter.unscored
        if self._session.compute.busy or not (unscored or self.presenter.unmapped):
            self.offer.hide()
            return
        self.offer.show_text("info", lambda: _offer(unscored), self.presenter.score_new)

    def _clear(self) -> None:
        self.presenter.leave()
        self.canvas.set_image(None)
        self.sides.show_part(None, {})
        self.panel.show_map(None)
        self.panel.regions.set_regions(())
        self._show_record()

    def _tell_cursor(self, x_px: int, y_px: int) -> None:
        self.cursorMoved.emit(x_px, y_px, self.presenter.score_at(x_px, y_px))

    def _judge(self, verdict: Verdict | None) -> None:
        if not self.browser.judge_several(verdict):
            self._session.judge(self.browser.selection(), verdict)

    def _retranslate(self) -> None:
        self.empty.set_text(
            QCoreApplication.translate("ResultsView", "No results yet"),
            QCoreApplication.translate(
                "ResultsView", "Train a model: every part then gets a map, a score and a verdict."
            ),
        )
        self._go.setText(QCoreApplication.translate("ResultsView", "Go to training"))
        self._show_record()


def _offer(unscored: int) -> Words:
    if unscored:
        text = counted(
            unscored,
            QCoreApplication.translate("ResultsView", "The model has not seen 1 new part yet."),
            QCoreApplication.translate("ResultsView", "The model has not seen {0} new parts yet."),
        )
        return Words(text, action=QCoreApplication.translate("ResultsView", "Judge them"))
    text = QCoreApplication.translate("ResultsView", "The anomaly maps of this model are not stored.")
    return Words(text, action=QCoreApplication.translate("ResultsView", "Compute them"))
