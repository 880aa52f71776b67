"""Finds out what the places of the part on the canvas look like. No widgets."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from bgad_studio.core.keeper import Keeper
from bgad_studio.services.looks_like import LooksLike, Search, plan_search, search
from bgad_studio.ui.results.state import Finding, LikenessState, ResultShown
from bgad_studio.ui.session import Session
from bgad_studio.workers.asker import Asker

_KEY: Final = "likeness"
DWELL_MS: Final = 250
"""So long a part is looked at before anything is compared: nobody waits for parts that only pass by."""
KEPT_BYTES: Final = 32_000_000
"""Of answers kept; their pictures make them large."""


class LikenessPresenter(QObject):
    """One question at a time, of the part on the canvas; answers are kept until their marks change.

    Signals:
        changed(object): A new :class:`LikenessState`.
    """

    changed = Signal(object)

    def __init__(self, session: Session, asker: Asker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asker = asker
        self._shown: ResultShown | None = None
        self._kept: Keeper[tuple[LooksLike, ...]] = Keeper(KEPT_BYTES)
        self._dwell = QTimer(self, singleShot=True, interval=DWELL_MS)
        self._dwell.timeout.connect(self._plan)
        session.compute.busyChanged.connect(lambda _: self._tell_waiting())
        self.state = LikenessState()

    def show(self, shown: ResultShown | None) -> None:
        """This part is on the canvas now; None: none is."""
        self._shown = shown
        self._asker.forget(_KEY)
        if shown is None or not shown.regions or self._session.catalogue.model is None:
            self._dwell.stop()
            self._set(LikenessState())
        else:
            self._set(LikenessState(Finding.SEARCHING))
            self._dwell.start()

    def _plan(self) -> None:
        shown, model = self._shown, self._session.catalogue.model
        if shown is None or model is None:
            return
        record, regions = shown.record, shown.regions
        images = tuple(self._session.catalogue.records)
        self._session.store.submit(
            lambda: plan_search(model, record, regions, images),
            lambda plan: self._ask(shown, plan),
            lambda _: self._set(LikenessState(Finding.FAILED)),
            key=f"{_KEY}-{id(self)}",  # results and reviews ask each for itself
        )

    def _ask(self, shown: ResultShown, plan: Search) -> None:
        if self._shown is not shown:
            return
        name = _name(plan)
        kept = self._kept.get(name)
        if kept is not None:
            self._set(LikenessState(Finding.FOUND, kept))
            return
        project = self._session.project

        def take(answers: tuple[LooksLike, ...]) -> None:
            self._kept.keep(name, answers, sum(_nbytes(answer) for answer in answers))
            if self._shown is shown:
                self._set(LikenessState(Finding.FOUND, answers))

        def fail(_trouble: object) -> None:
            if self._shown is shown:
                self._set(LikenessState(Finding.FAILED))

        self._asker.ask(_KEY, lambda client: search(project, client, plan), take, fail)
        self._tell_waiting()

    def _tell_waiting(self) -> None:
        """Whoever waits is told whether it is for the search or for other work."""
        if self.state.finding in (Finding.SEARCHING, Finding.WAITING):
            busy = self._session.compute.busy
            self._set(LikenessState(Finding.WAITING if busy else Finding.SEARCHING))

    def _set(self, state: LikenessState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)


def _nbytes(answer: LooksLike) -> int:
    places = (answer.defect, answer.normal)
    return sum(seen.picture.nbytes for seen in places if seen is not None and seen.picture is not None)


def _name(plan: Search) -> tuple[object, ...]:
    """Everything an answer depends on."""
    marks = tuple((image.id, image.mask_id) for image in plan.known)
    return plan.model.id, plan.record.id, plan.regions, marks, tuple(image.id for image in plan.normal)
