"""Sees what a folder holds, asks once what its parts are, and brings them in. No widgets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from bgad_studio.core.errors import Trouble
from bgad_studio.core.progress import Progress
from bgad_studio.core.records import Verdict
from bgad_studio.services.importing import (
    Imported,
    ImportKind,
    ImportPlan,
    Skipped,
    import_folder,
    plan_import,
)
from bgad_studio.ui.importing.state import ImportState
from bgad_studio.ui.session import Session
from bgad_studio.workers.job import Job


class ImportPresenter(QObject):
    """One import at a time.

    Signals:
        changed(object): A new :class:`ImportState`.
        asked(object): An :class:`ImportPlan` of a plain folder: answer with :meth:`start`.
        ended(object): The last :class:`ImportState`; nothing runs any more.
        troubled(object): The folder cannot be used: a :class:`Trouble`.
    """

    changed = Signal(object)
    asked = Signal(object)
    ended = Signal(object)
    troubled = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._state = ImportState()

    @property
    def state(self) -> ImportState:
        """The import that runs, or the last one."""
        return self._state

    def look(self, folder: Path) -> None:
        """See what a folder holds; then ask, or begin at once with a data set that says all itself."""
        if self._job is None:
            self._session.pictures.submit(
                lambda: plan_import(folder), self._take_plan, self.troubled.emit, key="import"
            )

    def start(self, plan: ImportPlan, verdict: Verdict | None) -> None:
        """Bring the pictures in; ``verdict`` holds for all of a plain folder."""
        if self._job is not None:
            return
        project = self._session.project
        job = self._job = self._session.start(lambda: import_folder(project, plan, verdict))
        self._set(ImportState(running=True, progress=None))
        job.progressed.connect(self._follow)
        job.happened.connect(self._take_events)
        job.failed.connect(lambda trouble: self._set(replace(self._state, trouble=trouble)))
        job.ended.connect(self._end)

    def cancel(self) -> None:
        """Stop; what is in the project by then stays."""
        if self._job is not None:
            self._job.cancel()

    def _take_plan(self, plan: ImportPlan) -> None:
        if plan.kind is ImportKind.MVTEC:
            self.start(plan, None)
        else:
            self.asked.emit(plan)

    def _follow(self, progress: Progress) -> None:
        self._set(replace(self._state, progress=progress))

    def _take_events(self, events: tuple[object, ...]) -> None:
        records = [record for event in events if isinstance(event, Imported) for record in event.records]
        lost: tuple[Trouble, ...] = tuple(event.trouble for event in events if isinstance(event, Skipped))
        # only new ones: a verdict given while the import runs may be newer than the record it brings
        self._session.catalogue.add_new(records)
        self._set(
            replace(
                self._state,
                imported=self._state.imported + len(records),
                left_out=self._state.left_out + lost,
            )
        )

    def _end(self) -> None:
        self._job = None
        self._session.reload()
        self._set(replace(self._state, running=False, progress=None))
        self.ended.emit(self._state)

    def _set(self, state: ImportState) -> None:
        self._state = state
        self.changed.emit(state)
