"""Reads the comparison of two models and keeps the decision. No widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from bgad_studio.core.errors import Trouble
from bgad_studio.core.imaging.pyramid import Pyramid
from bgad_studio.core.records import ImageRecord
from bgad_studio.services import gate as service
from bgad_studio.services.gate import Flip, Gate
from bgad_studio.services.project import Project
from bgad_studio.services.results import ScoreMap
from bgad_studio.ui.gate.state import Decision, GateState
from bgad_studio.ui.part_loader import PartLoader
from bgad_studio.ui.session import Session

_Maps = tuple[ScoreMap | None, ScoreMap | None]
_KEY: Final = "gate"
_COMPARE: Final = "gate-compare"
_WORK: Final[dict[Decision, Callable[[Project, int], None]]] = {
    Decision.PROMOTE: service.promote,
    Decision.KEEP: service.keep_champion,
    Decision.DISCARD: service.discard,
}


class GatePresenter(QObject):
    """Lives as long as the project is open.

    Signals:
        changed(object): A new :class:`GateState`.
        decided(object): The :class:`Decision` is kept.
        compared(object, object, object): A :class:`Flip`, its picture, and its maps under both models.
    """

    changed = Signal(object)
    decided = Signal(object)
    compared = Signal(object, object, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._state = GateState()
        self._compared: tuple[Gate, Flip] | None = None
        self._loader = PartLoader(session, _COMPARE, self._read_maps, self)
        self._loader.loaded.connect(self._show)
        self._loader.failed.connect(lambda _, trouble: session.troubled.emit(trouble))
        session.partsChanged.connect(self.refresh)

    @property
    def state(self) -> GateState:
        """What is shown."""
        return self._state

    def refresh(self) -> None:
        """Compare anew: a new model, or other verdicts of people."""
        project, images = self._session.project, tuple(self._session.catalogue.records)
        self._session.reckoning.submit(
            lambda: (service.read_gate(project, images), service.auto_promotion(project)),
            self._take,
            key=_KEY,
        )

    def set_automatic(self, on: bool) -> None:
        """Whether a new model that loses nothing judges without being asked."""
        project = self._session.project
        self._session.store.submit(lambda: service.set_auto_promotion(project, on), lambda _: self.refresh())

    def compare(self, flip: Flip) -> None:
        """Look at a part under both models."""
        if self._state.gate is not None:
            self._compared = (self._state.gate, flip)
            self._loader.load(flip.record.id)

    def decide(self, decision: Decision) -> None:
        """Keep what the person decided about the new model."""
        gate = self._state.gate
        if gate is None or self._state.deciding:
            return
        project, model_id = self._session.project, gate.challenger.id
        self._set(replace(self._state, deciding=True))
        self._session.store.submit(
            lambda: _WORK[decision](project, model_id), lambda _: self._finish(decision), self._fail
        )

    def _read_maps(self, _record: ImageRecord) -> tuple[Flip, _Maps]:
        """On the store's lane."""
        assert self._compared is not None
        gate, flip = self._compared
        return flip, service.compare_maps(self._session.project, gate, flip)

    def _show(self, _record: ImageRecord, picture: Pyramid, found: tuple[Flip, _Maps]) -> None:
        self.compared.emit(found[0], picture, found[1])

    def _finish(self, decision: Decision) -> None:
        self._session.reckoning.forget(_KEY)  # read before the decision
        self._set(GateState(automatic=self._state.automatic))
        self._session.reload()
        self.decided.emit(decision)

    def _fail(self, trouble: Trouble) -> None:
        self._set(replace(self._state, deciding=False))
        self._session.troubled.emit(trouble)

    def _take(self, found: tuple[Gate | None, bool]) -> None:
        if not self._state.deciding:
            self._set(GateState(found[0], automatic=found[1]))

    def _set(self, state: GateState) -> None:
        self._state = state
        self.changed.emit(state)
