"""Lists the models and puts another one in charge. No widgets."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from bgad_studio.core.errors import Trouble
from bgad_studio.services.gate import promote
from bgad_studio.services.models import ModelSummary, list_models
from bgad_studio.ui.models.state import ModelsState
from bgad_studio.ui.session import Session

_KEY: Final = "models-page"


class ModelsPresenter(QObject):
    """What the view of models asks for.

    Signals:
        changed(object): A new :class:`ModelsState`.
    """

    changed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._state = ModelsState()
        session.catalogue.replaced.connect(self.refresh)
        self.refresh()

    @property
    def state(self) -> ModelsState:
        """What is shown."""
        return self._state

    def refresh(self) -> None:
        """Read the list anew."""
        project = self._session.project
        self._session.store.submit(lambda: list_models(project), self._take, key=_KEY)

    def activate(self, model_id: int) -> None:
        """Let this model judge from now on."""
        if self._state.switching:
            return
        project = self._session.project
        self._set(replace(self._state, switching=True))
        self._session.store.submit(lambda: promote(project, model_id), lambda _: self._finish(), self._fail)

    def _finish(self) -> None:
        self._set(replace(self._state, switching=False))
        self._session.reload()

    def _fail(self, trouble: Trouble) -> None:
        self._set(replace(self._state, switching=False))
        self._session.troubled.emit(trouble)

    def _take(self, models: list[ModelSummary]) -> None:
        self._set(replace(self._state, models=tuple(models)))

    def _set(self, state: ModelsState) -> None:
        self._state = state
        self.changed.emit(state)
