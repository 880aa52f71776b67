"""The place to train: what it learns from, how it goes, and the one button."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from bgad_studio.ui.gate.presenter import GatePresenter
from bgad_studio.ui.gate.view import GateView
from bgad_studio.ui.session import Session
from bgad_studio.ui.training.curves import Curves
from bgad_studio.ui.training.lessons import Lessons
from bgad_studio.ui.training.plan import Plan
from bgad_studio.ui.training.presenter import TrainPresenter
from bgad_studio.ui.training.state import End, TrainState
from bgad_studio.ui.training.words import backbone_name
from bgad_studio.ui.widgets.notice import Notice, Words


class TrainView(QWidget):
    """Shows a :class:`TrainPresenter`.

    Signals:
        labelWanted(), previewWanted(), resultsWanted(): The person wants to go there.
        partWanted(int): The person wants to see this part's result.
    """

    labelWanted = Signal()  # noqa: N815 - a signal
    previewWanted = Signal()  # noqa: N815
    resultsWanted = Signal()  # noqa: N815
    partWanted = Signal(int)  # noqa: N815

    def __init__(
        self,
        session: Session,
        presenter: TrainPresenter,
        gate: GatePresenter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.presenter = presenter
        self.lessons, self.curves, self.plan = Lessons(self), Curves(self), Plan(self)
        self.gate = GateView(gate, session.thumbnails, self)
        self.notice = Notice(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.curves)
        self._stack.addWidget(self.gate)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.notice)
        middle.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(self.lessons)
        row.addLayout(middle, 1)
        row.addWidget(self.plan)
        self.plan.startWanted.connect(presenter.start)
        self.plan.keepWanted.connect(presenter.stop_and_keep)
        self.plan.cancelWanted.connect(presenter.cancel)
        self.plan.resultsWanted.connect(self.resultsWanted)
        self.plan.backboneWanted.connect(self._ask_backbone)
        presenter.backboneAdded.connect(self._tell_backbone)
        presenter.backboneRefused.connect(self.notice.show_trouble)
        self.plan.stopped.goOnWanted.connect(presenter.go_on)
        self.plan.stopped.finishWanted.connect(lambda: presenter.go_on(finish=True))
        self.plan.stopped.throwWanted.connect(presenter.throw_away)
        self.lessons.labelWanted.connect(self.labelWanted)
        self.lessons.previewWanted.connect(self.previewWanted)
        self.gate.partWanted.connect(self.partWanted)
        gate.changed.connect(lambda _: self._show(presenter.state))
        presenter.changed.connect(self._show)
        session.catalogue.typesChanged.connect(lambda: self._show(presenter.state))
        self._shown_trouble: object = None
        self._show(presenter.state)

    def showEvent(self, event: QShowEvent) -> None:
        """Get ready while the person reads."""
        super().showEvent(event)
        self.presenter.warm_up()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the computer to other places."""
        super().hideEvent(event)
        self.presenter.cool_down()

    def _ask_backbone(self) -> None:
        title = QCoreApplication.translate("TrainView", "Choose a file of weights")
        name, _ = QFileDialog.getOpenFileName(self, title, "", "timm (*.safetensors *.pth)")
        if name:
            self.add_backbone(Path(name))

    def add_backbone(self, file: Path) -> None:
        """Have the weights in a file checked and kept."""
        self.notice.show_text("info", lambda: _checking(file))
        self.presenter.add_backbone(file)

    def _tell_backbone(self, name: str) -> None:
        self.plan.advanced.choose_backbone(name)
        self.notice.show_text("info", lambda: _added(name))

    def _show(self, state: TrainState) -> None:
        if self.isVisible():  # the parts may have been read only now
            self.presenter.warm_up()
        self.lessons.show_readiness(state.readiness, self._session.catalogue.types)
        self.curves.set_points(state.curve)
        undecided = self.gate.presenter.state.gate is not None and not state.running
        self._stack.setCurrentWidget(self.gate if undecided else self.curves)
        model = self._session.catalogue.model
        self.plan.set_parent(None if model is None else model.number)
        self.plan.show_state(state, undecided)
        trouble = state.trouble if state.end is End.FAILED else None
        if trouble is None and state.left_out:
            trouble = state.left_out[-1]
        if trouble is not self._shown_trouble:
            self._shown_trouble = trouble
            if trouble is None:
                self.notice.hide()
            else:
                self.notice.show_trouble(trouble, "error" if state.end is End.FAILED else "warning")


def _checking(file: Path) -> Words:
    return Words(QCoreApplication.translate("TrainView", "Checking {0}…").format(file.name))


def _added(name: str) -> Words:
    text = QCoreApplication.translate("TrainView", "{0} was added and is chosen.")
    return Words(text.format(backbone_name(name)))
