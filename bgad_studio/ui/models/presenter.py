"""Lists the models and puts another one in charge. No widgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from bgad_studio.core.errors import Trouble
from bgad_studio.services.gate import promote
from bgad_studio.services.models import (
    ModelSummary,
    delete_model,
    export_model,
    list_models,
    rename_model,
)
from bgad_studio.ui.models.state import ModelsState
from bgad_studio.ui.session import Session

_KEY: Final = "models-page"


class ModelsPresenter(QObject):
    """What the view of models asks for.

    Signals:
        changed(object): A new :class:`ModelsState`.
        exported(object): A model was written to this file (``Path``).
    """

    changed = Signal(object)
    exported = Signal(object)

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
        """Read the list anew; of many models and parts that takes a while."""
        project, images = self._session.project, tuple(self._session.catalogue.records)
        self._session.reckoning.submit(lambda: list_models(project, images), self._take, key=_KEY)

    def activate(self, model_id: int) -> None:
        """Let this model judge from now on."""
        if self._state.switching:
            return
        project = self._session.project
        self._set(replace(self._state, switching=True))
        self._session.store.submit(lambda: promote(project, model_id), lambda _: self._finish(), self._fail)

    def export(self, summary: ModelSummary, file: Path) -> None:
        """Write a model to a file, which may lie on a drive that takes its time."""
        project = self._session.project

        def write() -> Iterator[Path]:
            export_model(project, summary, file)
            yield file

        job = self._session.start(write)
        job.finished.connect(lambda: self.exported.emit(file))
        job.failed.connect(self._session.troubled)

    def rename(self, model_id: int, name: str) -> None:
        """Call a model something."""
        project = self._session.project
        self._session.store.submit(lambda: rename_model(project, model_id, name), lambda _: self.refresh())

    def delete(self, model_id: int) -> None:
        """Throw a model's files away."""
        project = self._session.project
        self._session.store.submit(lambda: delete_model(project, model_id), lambda _: self.refresh())

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
