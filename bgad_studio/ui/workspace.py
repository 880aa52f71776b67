"""Everything around one open project: the places, the rail between them, top bar and status line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from bgad_studio.core.config import PRESETS, Preset
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.services.import_plan import ImportPlan
from bgad_studio.ui.canvas.tools import Tool
from bgad_studio.ui.dialogs.import_question import ImportQuestion
from bgad_studio.ui.frame.menu import MainMenu
from bgad_studio.ui.frame.papers import Papers
from bgad_studio.ui.frame.rail import Place, Rail
from bgad_studio.ui.frame.status_line import StatusLine
from bgad_studio.ui.frame.top_bar import TopBar
from bgad_studio.ui.frame.works import Works
from bgad_studio.ui.gate.presenter import GatePresenter
from bgad_studio.ui.history.view import HistoryView
from bgad_studio.ui.importing.news import ImportNews
from bgad_studio.ui.importing.presenter import ImportPresenter
from bgad_studio.ui.importing.state import ImportState
from bgad_studio.ui.importing.watch_presenter import WatchPresenter
from bgad_studio.ui.inspection.state import InspectState
from bgad_studio.ui.inspection.view import InspectView
from bgad_studio.ui.labelling.view import LabelView
from bgad_studio.ui.models.view import ModelsView
from bgad_studio.ui.results.view import ResultsView
from bgad_studio.ui.review.presenter import ReviewPresenter
from bgad_studio.ui.review.view import ReviewView
from bgad_studio.ui.session import Session
from bgad_studio.ui.synthesis.view import SynthesisView
from bgad_studio.ui.training.presenter import TrainPresenter
from bgad_studio.ui.training.state import Stage, TrainState
from bgad_studio.ui.training.view import TrainView
from bgad_studio.ui.training.words import about_text
from bgad_studio.ui.widgets.notice import Notice


class Workspace(QWidget):
    """The window's content while a project is open. Places are made when they are first visited.

    Args:
        session: The open project.
        menu: Behind the button at the top left.

    Signals:
        crashed(str): The traceback of a bug in the background.
        bellChosen(bool): Ring at NG, or not, from now on.

    Attributes:
        rings: Whether an inspection rings at NG when its place is first visited.
    """

    crashed = Signal(str)
    bellChosen = Signal(bool)  # noqa: N815 - a signal

    def __init__(self, session: Session, menu: MainMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.rings = True
        self.top_bar, self.rail, self.status = TopBar(menu, self), Rail(self), StatusLine(self)
        self.notice = Notice(self)
        self._stack = QStackedWidget(self)
        self._makers: dict[Place, Callable[[], QWidget]] = {
            Place.LABEL: self._make_label,
            Place.SYNTH: self._make_synthesis,
            Place.TRAIN: self._make_train,
            Place.RESULTS: self._make_results,
            Place.REVIEW: self._make_review,
            Place.INSPECT: self._make_inspect,
            Place.MODELS: self._make_models,
            Place.HISTORY: self._make_history,
        }
        self._places: dict[Place, QWidget] = {}
        self._works = Works(self.status.progress, self)
        self.papers = Papers(session, self._works, self.notice, self)
        self._lay_out()
        self.top_bar.set_project(session.name)
        # hears first of the parts that come: they are shown before anything is reckoned from them
        self.go(Place.LABEL)
        self.trainer = TrainPresenter(session, self)
        self.gate = GatePresenter(session, self)
        self.review = ReviewPresenter(session, self)
        self.importer = ImportPresenter(session, self)
        self.watcher = WatchPresenter(session, self)
        ImportNews(self.importer, self.watcher, self.notice)
        self._menu = menu
        self._connect()

    def go(self, place: Place) -> None:
        """Show a place."""
        if place not in self._places:
            self._places[place] = self._makers[place]()
            self._stack.addWidget(self._places[place])
        self._stack.setCurrentWidget(self._places[place])
        self.rail.set_place(place)
        self.notice.hide_info()
        self.status.clear_cursor()
        self._show_position()
        self._places[place].setFocus()

    def place(self, place: Place) -> QWidget:
        """A place that was visited.

        Raises:
            KeyError: It was not.
        """
        return self._places[place]

    def ask_folder(self) -> None:
        """Let the person choose a folder to import."""
        title = QCoreApplication.translate("Workspace", "Choose a folder of pictures")
        folder = QFileDialog.getExistingDirectory(self, title)
        if folder:
            self.importer.look(Path(folder))

    def train(self) -> None:
        """The one button: go to training, and begin unless something is missing or waits for a decision."""
        busy = self.trainer.state.running or self.gate.state.gate is not None
        self.go(Place.TRAIN)
        view = self._places[Place.TRAIN]
        if not busy and isinstance(view, TrainView):
            self.trainer.start(view.plan.options())

    def settle(self, done: Callable[[int], None]) -> None:
        """Save what is in hand or could not be saved before; tell on how many parts paint is unsaved."""
        label = self._places[Place.LABEL]
        assert isinstance(label, LabelView)
        label.finish_stroke()
        label.presenter.retry()
        # answered after everything that was submitted before
        self.session.store.submit(lambda: None, lambda _: done(label.presenter.unsaved))

    def showEvent(self, event: QShowEvent) -> None:
        """The keys of the place shown work at once."""
        super().showEvent(event)
        current = self._stack.currentWidget()
        if current is not None:
            current.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_training(self.trainer.state)

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.notice)
        middle.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(middle, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addLayout(row, 1)
        column.addWidget(self.status)

    def _connect(self) -> None:
        session, catalogue = self.session, self.session.catalogue
        self.rail.placeChosen.connect(self.go)
        self.top_bar.trainWanted.connect(self.train)
        for signal in (catalogue.countsChanged, catalogue.replaced):
            signal.connect(lambda: self.top_bar.set_counts(catalogue.counts()))
        catalogue.modelChanged.connect(lambda: self.top_bar.set_model(catalogue.model))
        session.troubled.connect(self.notice.show_trouble)
        session.crashed.connect(self.crashed)
        session.saving.connect(self.status.set_saving)
        session.saved.connect(self._note_saved)
        session.saveFailed.connect(self.status.set_save_failed)
        self.trainer.changed.connect(self._show_training)
        self.review.changed.connect(lambda state: self.rail.set_to_review(len(state.queue)))
        self.gate.changed.connect(lambda _: self._show_training(self.trainer.state))
        self.importer.asked.connect(self._ask_what)
        self.importer.changed.connect(self._show_import)
        self.importer.troubled.connect(self.notice.show_trouble)
        self.watcher.changed.connect(self._menu.set_watched)
        self.watcher.lost.connect(lambda trouble: self.notice.show_trouble(trouble, "warning"))
        self.watcher.found.connect(self.notice.hide_trouble)
        self._menu.watchStopped.connect(self.watcher.stop)

    def _note_saved(self, when: datetime) -> None:
        """Only where everything is saved the status line says so."""
        label = self._places.get(Place.LABEL)
        if isinstance(label, LabelView) and label.presenter.unsaved:
            self.status.set_save_failed()
        elif isinstance(label, LabelView) and not label.presenter.saved_all:
            self.status.set_saving()  # a newer stroke is still on its way
        else:
            self.status.set_saved(when)

    def _make_label(self) -> LabelView:
        view = LabelView(self.session, self)
        view.cursorMoved.connect(self.status.set_cursor)
        view.cursorLeft.connect(self.status.clear_cursor)
        view.saving.connect(self.status.set_saving)
        view.saved.connect(self._note_saved)
        view.saveFailed.connect(self.status.set_save_failed)
        view.importWanted.connect(self.ask_folder)
        view.browser.shownChanged.connect(self._show_position)
        return view

    def _make_synthesis(self) -> SynthesisView:
        view = SynthesisView(self.session, self)
        view.labelWanted.connect(lambda: self.go(Place.LABEL))
        return view

    def _make_train(self) -> TrainView:
        view = TrainView(self.session, self.trainer, self.gate, self)
        view.labelWanted.connect(lambda: self.go(Place.LABEL))
        view.previewWanted.connect(lambda: self.go(Place.SYNTH))
        view.resultsWanted.connect(lambda: self.go(Place.RESULTS))
        view.partWanted.connect(self._show_result)
        return view

    def _make_results(self) -> ResultsView:
        view = ResultsView(self.session, self)
        view.cursorMoved.connect(self.status.set_cursor)
        view.cursorLeft.connect(self.status.clear_cursor)
        view.trainWanted.connect(lambda: self.go(Place.TRAIN))
        view.scoring.connect(self._show_scoring)
        view.markWanted.connect(self._mark_region)
        view.browser.shownChanged.connect(self._show_position)
        return view

    def _make_review(self) -> ReviewView:
        view = ReviewView(self.session, self.review, self)
        view.cursorMoved.connect(self.status.set_cursor)
        view.cursorLeft.connect(self.status.clear_cursor)
        view.trainWanted.connect(lambda: self.go(Place.TRAIN))
        view.retrainWanted.connect(self.train)
        view.resultsWanted.connect(lambda: self.go(Place.RESULTS))
        view.paintWanted.connect(self._paint_part)
        view.markWanted.connect(self._mark_region)
        view.set_news(self._news())
        return view

    def _make_inspect(self) -> InspectView:
        view = InspectView(self.session, self.rings, self)
        view.trainWanted.connect(lambda: self.go(Place.TRAIN))
        view.labelWanted.connect(self._label_part)
        view.bellChosen.connect(self.bellChosen)
        view.stateChanged.connect(self._show_inspection)
        view.reportWanted.connect(self.papers.ask_inspection)
        return view

    def _make_models(self) -> ModelsView:
        view = ModelsView(self.session, self)
        view.reportWanted.connect(self.papers.ask_report)
        view.trainWanted.connect(lambda: self.go(Place.TRAIN))
        return view

    def _make_history(self) -> HistoryView:
        view = HistoryView(self.session, self)
        view.partWanted.connect(self._label_part)
        view.exportWanted.connect(self.papers.ask_history)
        return view

    def _label_part(self, image_id: int) -> None:
        self.go(Place.LABEL)
        view = self._places[Place.LABEL]
        if not isinstance(view, LabelView):
            return
        if self.session.catalogue.get(image_id) is None:  # only the history knows it still
            view.edits.show_removed(image_id)
        else:
            view.browser.show_part(image_id)

    def show_removed(self) -> None:
        """Offer to bring parts back that were removed."""
        self.go(Place.LABEL)
        view = self._places[Place.LABEL]
        if isinstance(view, LabelView):
            view.edits.show_removed()

    def _paint_part(self, image_id: int) -> None:
        self._label_part(image_id)
        view = self._places[Place.LABEL]
        if isinstance(view, LabelView):
            view.set_tool(Tool.BRUSH)

    def _mark_region(self, image_id: int, at_xy: tuple[int, int]) -> None:
        self.go(Place.LABEL)
        view = self._places[Place.LABEL]
        if isinstance(view, LabelView):
            view.mark_region(image_id, at_xy)

    def _show_inspection(self, state: InspectState) -> None:
        view = self._places.get(Place.INSPECT)
        if state.running and isinstance(view, InspectView):
            waiting = state.waiting if state.held else 0
            self._works.begin("inspection", Phase.INSPECTING, view.presenter.stop, waiting=waiting)
        else:
            self._works.end("inspection")

    def _show_result(self, image_id: int) -> None:
        self.go(Place.RESULTS)
        view = self._places[Place.RESULTS]
        if isinstance(view, ResultsView):
            view.browser.show_part(image_id)

    def _show_position(self) -> None:
        current = self._stack.currentWidget()
        if isinstance(current, LabelView | ResultsView):
            self.status.set_position(*current.browser.position())
        else:
            self.status.set_position(0, 0)

    def _ask_what(self, plan: ImportPlan) -> None:
        question = ImportQuestion(plan, self)
        if question.exec():
            rule = question.rule
            then = partial(self.watcher.watch, plan.root, rule) if question.watch.isChecked() else None
            self.importer.start(plan, rule, then)
        else:
            self.importer.decline()

    def _show_import(self, state: ImportState) -> None:
        if state.running:
            self._works.begin("import", Phase.IMPORTING, self.importer.cancel)
            self._works.follow("import", state.progress)
        else:
            self._works.end("import")

    def _news(self) -> int:
        """Defects the model that judges has not learned from."""
        readiness = self.trainer.state.readiness
        return 0 if readiness is None else readiness.news

    def _show_training(self, state: TrainState) -> None:
        self.top_bar.set_training(state.running, undecided=self.gate.state.gate is not None)
        usual = state.estimated(PRESETS[Preset.FAST], warm=self.session.catalogue.model is not None)
        news = self._news()
        review = self._places.get(Place.REVIEW)
        if isinstance(review, ReviewView):
            review.set_news(news)
        self.top_bar.set_news(news, "" if usual is None else about_text(usual.seconds))
        if state.running:
            keeps = state.stage is Stage.RUNNING and bool(state.curve)  # there is something to keep
            stop = self.trainer.cancel if state.stage is Stage.RUNNING else None
            self._works.begin("training", Phase.STARTING, self.trainer.stop_and_keep if keeps else stop)
            self._works.follow("training", state.progress)
        elif state.queued:
            self._works.begin("training", Phase.STARTING, self.trainer.cancel)
        else:
            self._works.end("training")

    def _show_scoring(self, progress: Progress | None) -> None:
        view = self._places[Place.RESULTS]
        if progress is None or not isinstance(view, ResultsView):
            self._works.end("scoring")
        else:
            self._works.begin("scoring", Phase.SCORING, view.presenter.stop_scoring)
            self._works.follow("scoring", progress)
