"""The place of pseudo anomalies: a gallery to approve and reject, beside it the recipe."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from bgad_studio.core import problems
from bgad_studio.core.config import Strategy
from bgad_studio.services.synthesis import COMPARED
from bgad_studio.ui.actions import key_text
from bgad_studio.ui.i18n import trouble_text
from bgad_studio.ui.session import Session
from bgad_studio.ui.synthesis.foreground_view import ForegroundView
from bgad_studio.ui.synthesis.gallery import Gallery
from bgad_studio.ui.synthesis.heading import Heading
from bgad_studio.ui.synthesis.presenter import SynthesisPresenter
from bgad_studio.ui.synthesis.side import SidePanel
from bgad_studio.ui.synthesis.state import GalleryState, Shown, parts_to_correct
from bgad_studio.ui.widgets.empty_state import EmptyState
from bgad_studio.ui.widgets.place_view import PlaceView


class SynthesisView(PlaceView):
    """Shows what training makes of the painted defects, and lets a person decide about it.

    Signals:
        labelWanted(): The person wants to go and paint or judge parts.
    """

    labelWanted = Signal()  # noqa: N815 - a signal

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.presenter = SynthesisPresenter(session, self)
        self.gallery = Gallery(self)
        self.heading = Heading(self)
        self.side = SidePanel(session, self.presenter, self)
        self.foreground = ForegroundView(session, self)
        self.empty = EmptyState("synth", self)
        self._go = self.empty.add_button(primary=True)
        self._go.clicked.connect(self.labelWanted)
        self.nothing = EmptyState("synth", self)
        self._lay_out()
        self.set_hands(self.gallery, self.foreground.canvas)
        self.gallery.judged.connect(self.presenter.judge)
        self.heading.shownChosen.connect(self.presenter.show)
        self.heading.strategyChosen.connect(self._use_strategy)
        self.side.outline.toggled.connect(self.gallery.set_outlined)
        self.side.part.toggled.connect(self.gallery.set_part_shown)
        self.side.correct.clicked.connect(self._correct)
        self.foreground.done.connect(self._end_correcting)
        self.presenter.changed.connect(self._show)
        self.presenter.arrived.connect(self._take)
        self._retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the gallery up to date."""
        super().showEvent(event)
        self.presenter.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Count nothing while nobody looks."""
        super().hideEvent(event)
        self.presenter.rest()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._show(self.presenter.state)

    def _lay_out(self) -> None:
        self._full = QWidget(self)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.heading)
        self._middle = QStackedLayout()
        self._middle.addWidget(self.gallery)
        self._middle.addWidget(self.nothing)
        left.addLayout(self._middle, 1)
        row = QHBoxLayout(self._full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.side)
        self._stack = QStackedLayout(self)
        self._stack.currentChanged.connect(self.pass_focus_on)
        self._stack.addWidget(self._full)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.foreground)

    def _show(self, state: GalleryState) -> None:
        if self._stack.currentWidget() is not self.foreground:
            self._stack.setCurrentWidget(self._full if state.trouble is None else self.empty)
        if state.trouble is not None:
            title, remedy = trouble_text(state.trouble)
            self.empty.set_text(title, remedy)
            labelling = (problems.NO_MASKS_TO_PREVIEW, problems.NO_NORMALS)
            self._go.setVisible(state.trouble.problem in labelling)
        fresh = self.gallery.pseudo.rowCount() == 0
        self.gallery.set_columns(len(COMPARED) if state.shown is Shown.COMPARED else 0)
        self.gallery.pseudo.set_records(state.records)
        if state.studio is not None:
            self.gallery.pseudo.set_choices(state.studio.choices)
        if state.records and (fresh or not self.gallery.currentIndex().isValid()):
            self.gallery.setCurrentIndex(self.gallery.pseudo.index(0))
        self.heading.show_state(state)
        self.side.show_state(state)
        bare = state.studio is not None and not state.records
        self._middle.setCurrentWidget(self.nothing if bare else self.gallery)
        if bare:
            self.nothing.set_text(*_nothing_text(state))

    def _take(self, start: int, previews: tuple[object, ...]) -> None:
        self.gallery.pseudo.set_previews(start, previews)  # type: ignore[arg-type]

    def _correct(self) -> None:
        """Where the part is: on the doubtful ones first, or beginning with the tile in hand."""
        state, index = self.presenter.state, self.gallery.currentIndex()
        ids = parts_to_correct(state)
        if not ids:
            return
        at = state.records[index.row()].target_id if index.isValid() and not state.doubtful else ids[0]
        self._stack.setCurrentWidget(self.foreground)
        self.foreground.presenter.open(ids, at)
        self.foreground.canvas.setFocus()

    def _end_correcting(self) -> None:
        self._stack.setCurrentWidget(self._full)
        self.gallery.setFocus()
        self.presenter.load()

    def _use_strategy(self, strategy: Strategy) -> None:
        self.side.recipe.strategy.setCurrentIndex(self.side.recipe.strategy.findData(strategy))
        self.side.recipe.strategy.activated.emit(self.side.recipe.strategy.currentIndex())

    def _retranslate(self) -> None:
        self._go.setText(QCoreApplication.translate("SynthesisView", "Go and label"))
        self.gallery.setAccessibleName(QCoreApplication.translate("SynthesisView", "Pseudo anomalies"))
        self.gallery.actions_.retranslate()
        self.heading.retranslate()
        self.side.retranslate()


def _nothing_text(state: GalleryState) -> tuple[str, str]:
    """Why the gallery is empty, and what to do."""
    assert state.studio is not None
    if state.shown is Shown.APPROVED or state.studio.recipe.approved_only:
        return (
            QCoreApplication.translate("SynthesisView", "None is approved"),
            QCoreApplication.translate(
                "SynthesisView", "Press {0}, or the check mark, on the pseudo anomalies you want to keep."
            ).format(key_text("approve")),
        )
    if state.shown is Shown.COMPARED:
        return (
            QCoreApplication.translate("SynthesisView", "Nothing to compare"),
            QCoreApplication.translate("SynthesisView", "Judge at least two parts good."),
        )
    return (
        QCoreApplication.translate("SynthesisView", "No pseudo anomalies"),
        QCoreApplication.translate(
            "SynthesisView", "Training will use the painted defects alone. Choose another kind at the right."
        ),
    )
