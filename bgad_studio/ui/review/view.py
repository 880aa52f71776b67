"""The place to review: one part after the other, why it is asked about, and the answers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from bgad_studio.core.errors import Trouble
from bgad_studio.core.map_regions import MapRegion
from bgad_studio.core.records import Verdict
from bgad_studio.ui import map_look
from bgad_studio.ui.actions import ActionSet
from bgad_studio.ui.canvas.view import ImageCanvas
from bgad_studio.ui.i18n import counted
from bgad_studio.ui.labelling.panel import type_colour
from bgad_studio.ui.results.state import LikenessState, ResultShown
from bgad_studio.ui.review.ask_bar import AskBar
from bgad_studio.ui.review.panel import ReviewPanel
from bgad_studio.ui.review.presenter import ReviewPresenter
from bgad_studio.ui.review.state import ReviewState
from bgad_studio.ui.session import Session
from bgad_studio.ui.widgets.empty_state import EmptyState
from bgad_studio.ui.widgets.notice import Notice, Words
from bgad_studio.ui.widgets.place_view import PlaceView


class ReviewView(PlaceView):
    """Answer what the model asks; every answer is saved at once and the next part comes.

    Args:
        session: The open project.
        presenter: Of the queue; it lives longer than this view.

    Signals:
        cursorMoved(int, int, object): Over which pixel the cursor is, and its score (float or None).
        cursorLeft(): Over none.
        trainWanted(), retrainWanted(), resultsWanted(): The person wants to go there, or to train at once.
        paintWanted(int): Paint on this part.
        markWanted(int, object): Make the region at the pixel (x, y) of this part a defect.
    """

    cursorMoved = Signal(int, int, object)  # noqa: N815 - a signal
    cursorLeft = Signal()  # noqa: N815
    trainWanted = Signal()  # noqa: N815
    retrainWanted = Signal()  # noqa: N815
    resultsWanted = Signal()  # noqa: N815
    paintWanted = Signal(int)  # noqa: N815
    markWanted = Signal(int, object)  # noqa: N815

    def __init__(self, session: Session, presenter: ReviewPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._news = 0
        self.presenter = presenter
        self.canvas = ImageCanvas(self)
        self.panel = ReviewPanel(self)
        self.notice = Notice(self)
        self.ask = AskBar(self)
        self.empty = EmptyState("review", self)
        self.go = self.empty.add_button(primary=True)
        self.commands = self._make_actions()
        self.set_hands(self.canvas)
        self._lay_out()
        self._connect()
        self._show_state(presenter.state)

    def set_news(self, defects: int) -> None:
        """How many defects there are that the model has not learned from."""
        if defects != self._news:
            self._news = defects
            self._show_empty()

    def showEvent(self, event: QShowEvent) -> None:
        """The part in hand comes onto the canvas."""
        super().showEvent(event)
        self.presenter.open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for another part."""
        super().hideEvent(event)
        self.presenter.close()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.commands.retranslate()
            self._show_state(self.presenter.state)

    def _make_actions(self) -> ActionSet:
        presenter = self.presenter
        return ActionSet(
            self,
            {
                "next": lambda: presenter.step(1),
                "previous": lambda: presenter.step(-1),
                "ok": lambda: presenter.decide(Verdict.OK),
                "ng": lambda: presenter.decide(Verdict.NG),
                "unsure": lambda: presenter.decide(Verdict.UNSURE),
                "accept_next": self._accept,
                "undo": presenter.undo,
                "brush": self._paint,
                **map_look.handlers(),
                "mask": lambda _: self.panel.look.painted.toggle(),
                **self.panel.regions.handlers(),
                **self.canvas.handlers(),
            },
        )

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.ask)
        middle.addWidget(self.notice)
        middle.addWidget(self.canvas, 1)
        self._full = QWidget(self)
        full = QHBoxLayout(self._full)
        full.setContentsMargins(0, 0, 0, 0)
        full.setSpacing(0)
        full.addLayout(middle, 1)
        full.addWidget(self.panel)
        self._stack = QStackedLayout(self)
        self._stack.currentChanged.connect(self.pass_focus_on)
        self._stack.addWidget(self._full)
        self._stack.addWidget(self.empty)

    def _connect(self) -> None:
        presenter, panel, canvas = self.presenter, self.panel, self.canvas
        presenter.changed.connect(self._show_state)
        presenter.shown.connect(self._show)
        presenter.unreadable.connect(self._show_unreadable)
        presenter.likeness.changed.connect(self._show_likeness)
        canvas.cursorMoved.connect(lambda x, y: self.cursorMoved.emit(x, y, presenter.score_at(x, y)))
        canvas.cursorLeft.connect(self.cursorLeft)
        panel.verdictChosen.connect(self._judge)
        panel.acceptWanted.connect(self._accept)
        self.ask.paintWanted.connect(lambda: self._paint(True))
        self.ask.laterWanted.connect(lambda: presenter.step(1))
        panel.look.paintShown.connect(canvas.set_mask_visible)
        panel.regions.pointedAt.connect(lambda region: canvas.point_at(region.box if region else None))
        panel.regions.chosen.connect(self._show_near)
        panel.regions.markWanted.connect(self._mark)
        self.go.clicked.connect(self._go_on)
        self._session.catalogue.countsChanged.connect(self._show_empty)
        self._session.catalogue.modelChanged.connect(lambda: self._show_state(presenter.state))

    def _show(self, shown: ResultShown) -> None:
        self.notice.hide()
        self.canvas.set_image(shown.picture)
        colours = {kind.id: type_colour(kind) for kind in self._session.catalogue.types}
        self.canvas.set_label_map(shown.label_map, colours)
        if shown.map is not None:
            self.canvas.set_heat(shown.map.values, shown.map.low, shown.map.high, shown.map.threshold)
        self.panel.show_map(shown.map)
        self.panel.regions.set_regions(shown.regions)

    def _show_unreadable(self, trouble: Trouble) -> None:
        self.canvas.set_image(None)
        self.panel.regions.set_regions(())
        self.notice.show_trouble(trouble)

    def _show_likeness(self, state: LikenessState) -> None:
        names = {kind.id: kind.name for kind in self._session.catalogue.types}
        self.panel.likeness.show_state(state, names)

    def _show_near(self, region: MapRegion) -> None:
        box = region.box
        self.canvas.show_near(QRectF(box.x, box.y, box.width, box.height))

    def _show_state(self, state: ReviewState) -> None:
        record, catalogue = self.presenter.record, self._session.catalogue
        self.panel.show_record(record, catalogue.model, catalogue.same_part(record))
        self.commands["undo"].setEnabled(bool(state.done))
        current = state.current
        self._stack.setCurrentWidget(self.empty if current is None else self._full)
        self.ask.show_state(state)
        if current is None:
            self._show_empty()

    def _show_empty(self) -> None:
        """Says what to do next, and offers it."""
        model, counts = self._session.catalogue.model, self._session.catalogue.counts()
        title = QCoreApplication.translate("Review", "Nothing is left to look at")
        unscored = counts.total - counts.scored
        results = QCoreApplication.translate("Review", "Go to results")
        if model is None:
            title = QCoreApplication.translate("Review", "Nothing to look at yet")
            text = QCoreApplication.translate(
                "Review", "Train a model: what it cannot tell, or sees otherwise than you, comes here."
            )
            word = QCoreApplication.translate("Review", "Go to training")
        elif self._news:
            text = counted(
                self._news,
                QCoreApplication.translate(
                    "Review", "There is a defect model {1} does not know. Train, and the next one knows it."
                ),
                QCoreApplication.translate(
                    "Review",
                    "There are {0} defects model {1} does not know. Train, and the next one knows them.",
                ),
                model.number,
            )
            word = QCoreApplication.translate("Review", "Retrain")
        elif unscored:
            text = counted(
                unscored,
                QCoreApplication.translate(
                    "Review", "The model has not seen 1 new part yet. Have it judged among the results."
                ),
                QCoreApplication.translate(
                    "Review", "The model has not seen {0} new parts yet. Have them judged among the results."
                ),
            )
            word = results
        else:
            text = QCoreApplication.translate(
                "Review", "New parts the model cannot tell, or sees otherwise than you, come here."
            )
            word = results
        self.empty.set_text(title, text)
        self.go.setText(word)

    def _go_on(self) -> None:
        if self._session.catalogue.model is None:
            self.trainWanted.emit()
        elif self._news:
            self.retrainWanted.emit()
        else:
            self.resultsWanted.emit()

    def _judge(self, verdict: Verdict | None) -> None:
        """The verdict that was given, pressed again, is meant: the person stays with it."""
        record = self.presenter.record
        given = verdict if verdict is not None or record is None else record.verdict
        if given is not None:
            self.presenter.decide(given)
        self._show_state(self.presenter.state)

    def _accept(self) -> None:
        if not self.presenter.accept():
            self.notice.show_text("info", _cannot_tell)

    def _paint(self, on: bool) -> None:
        record = self.presenter.record
        if on and record is not None:
            self.commands["brush"].setChecked(False)
            self.paintWanted.emit(record.id)

    def _mark(self, region: MapRegion) -> None:
        record = self.presenter.record
        if record is not None:
            self.markWanted.emit(record.id, region.peak_xy)


def _cannot_tell() -> Words:
    return Words(
        QCoreApplication.translate("Review", "The model cannot tell: there is no word of it to take"),
        QCoreApplication.translate("Review", "Give it your verdict."),
    )
