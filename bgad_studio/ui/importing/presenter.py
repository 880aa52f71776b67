"""Sees what folders and files hold, asks once what its parts are, and brings them in. No widgets."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from bgad_studio.core import problems
from bgad_studio.core.errors import Trouble
from bgad_studio.core.import_rules import ImportRule
from bgad_studio.core.progress import Progress
from bgad_studio.services.import_plan import ImportKind, ImportPlan, by_drive, look_into, with_rule
from bgad_studio.services.importing import Imported, Marked, Skipped, import_folder
from bgad_studio.ui.importing.state import ImportState
from bgad_studio.ui.session import Session
from bgad_studio.workers.job import Job


class ImportPresenter(QObject):
    """One import at a time; what comes meanwhile waits its turn.

    Signals:
        changed(object): A new :class:`ImportState`.
        asked(object): An :class:`ImportPlan` of plain pictures: answer with :meth:`start` or :meth:`decline`.
        queued(object): These folders and files (tuple of ``Path``) wait until what came before is in.
        ended(object): The last :class:`ImportState`; nothing of that import runs any more.
        troubled(object): What was chosen cannot be used: a :class:`Trouble`.
    """

    changed = Signal(object)
    asked = Signal(object)
    queued = Signal(object)
    ended = Signal(object)
    troubled = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._looking = self._asking = False
        self._plan: ImportPlan | None = None
        self._waiting: deque[tuple[Path, ...]] = deque()
        self._state = ImportState()

    @property
    def state(self) -> ImportState:
        """The import that runs, or the last one."""
        return self._state

    def look(self, *chosen: Path) -> None:
        """See what folders and files hold; then ask, or begin at once with data sets that say all.

        They are one import, as far as they lie on one drive.
        """
        for together in by_drive(chosen):
            if self._looking or self._asking or self._job is not None:
                self._waiting.append(together)
                self.queued.emit(together)
            else:
                self._look(together)

    def start(
        self, plan: ImportPlan, rule: ImportRule | None = None, then: Callable[[], None] | None = None
    ) -> None:
        """Bring the pictures in.

        Args:
            plan: What to bring in.
            rule: How to read the names of plain pictures.
            then: Done when all of it is in.
        """
        self._asking = False
        if self._job is not None:
            return
        project = self._session.project
        job = self._job = self._session.start(
            lambda: import_folder(project, plan if rule is None else with_rule(plan, rule))
        )
        self._set(ImportState(running=True, progress=None))
        job.progressed.connect(self._follow)
        job.happened.connect(self._take_events)
        job.failed.connect(self._fail)
        job.crashed.connect(lambda report: self._fail(problems.bug(report)))
        job.cancelled.connect(lambda: self._set(replace(self._state, stopped=True)))
        if then is not None:
            job.finished.connect(then)
        job.ended.connect(self._end)

    def decline(self) -> None:
        """The person does not want what was asked about."""
        self._asking = False
        self._go_on()

    def cancel(self) -> None:
        """Stop, and forget what waits; what is in the project by then stays."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()

    def _look(self, chosen: tuple[Path, ...]) -> None:
        if self._session.closing:
            return
        self._looking, self._plan = True, None
        job = self._job = self._session.start(lambda: look_into(*chosen))
        self._set(ImportState(running=True))
        job.progressed.connect(self._follow)
        job.happened.connect(self._take_plan)
        job.cancelled.connect(self._forget_plan)
        job.failed.connect(self.troubled)
        job.ended.connect(self._end_looking)

    def _take_plan(self, events: tuple[object, ...]) -> None:
        for event in events:
            if isinstance(event, ImportPlan):
                self._plan = event

    def _forget_plan(self) -> None:
        self._plan = None

    def _end_looking(self) -> None:
        self._looking = False
        plan, self._plan = self._plan, None
        self._job = None
        self._set(replace(self._state, running=False, progress=None))
        if plan is None or self._session.closing:
            self._go_on()
        elif plan.kind is ImportKind.DATASET:
            self.start(plan)
        else:
            self._asking = True
            self.asked.emit(plan)

    def _go_on(self) -> None:
        if self._waiting:
            self._look(self._waiting.popleft())

    def _follow(self, progress: Progress) -> None:
        self._set(replace(self._state, progress=progress))

    def _take_events(self, events: tuple[object, ...]) -> None:
        imported = [event for event in events if isinstance(event, Imported)]
        records = [record for event in imported for record in event.records]
        marked = sum(len(event.ids) for event in events if isinstance(event, Marked))
        lost: tuple[Trouble, ...] = tuple(event.trouble for event in events if isinstance(event, Skipped))
        # only new ones: a verdict given while the import runs may be newer than the record it brings
        self._session.catalogue.add_new(records)
        self._set(
            replace(
                self._state,
                imported=self._state.imported + len(records),
                marked=self._state.marked + marked,
                alike=self._state.alike + sum(event.alike for event in imported),
                left_out=self._state.left_out + lost,
            )
        )

    def _fail(self, trouble: Trouble) -> None:
        self._set(replace(self._state, trouble=trouble))

    def _end(self) -> None:
        self._job = None
        self._session.reload()
        self._set(replace(self._state, running=False, progress=None))
        self.ended.emit(self._state)
        self._go_on()

    def _set(self, state: ImportState) -> None:
        self._state = state
        self.changed.emit(state)
