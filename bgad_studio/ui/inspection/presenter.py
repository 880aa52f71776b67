"""Lets pictures be judged as they come, in small lots between other work. No widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from bgad_studio.core import problems
from bgad_studio.core.errors import Problem, Trouble
from bgad_studio.core.inspection import InspectedPart, Inspection, Overlays, Tally
from bgad_studio.core.records import Verdict
from bgad_studio.services.arrivals import Arrivals
from bgad_studio.services.inspection.adopt import Adopted, adopt
from bgad_studio.services.inspection.judge import (
    PAUSE_SECONDS,
    Judged,
    arrivals,
    begin,
    judge,
    load_map,
    load_picture,
)
from bgad_studio.services.inspection.line import Line
from bgad_studio.services.project import Project
from bgad_studio.services.results import ScoreMap
from bgad_studio.services.score import LogLine
from bgad_studio.ui import map_look
from bgad_studio.ui.inspection.state import InspectState, PartShown
from bgad_studio.ui.session import Session
from bgad_studio.workers.job import Job
from bgad_studio.workers.lane import Lane

_PART: Final = "inspected-part"
_PAST: Final = "inspections"


class InspectPresenter(QObject):
    """What the view of inspections asks for.

    Signals:
        changed(object): A new :class:`InspectState`.
        listed(object): All parts of the inspection shown, oldest first: another one is shown.
        judged(object): A tuple of parts that were just judged.
        rang(): An NG part was among them.
        shown(object): A :class:`PartShown` comes onto the canvas.
        unreadable(object, object): A part that cannot be shown, and the :class:`Trouble` with it.
        troubled(object): A :class:`Trouble` with the inspection.
        found(object): Its folder is there again; the :class:`Problem` that is over.
        failed(object, bool): Judging failed, a :class:`Trouble`; whether it is tried again by itself.
        adopted(object): An :class:`Adopted`: parts are in the project now.
    """

    changed = Signal(object)
    listed = Signal(object)
    judged = Signal(object)
    rang = Signal()
    shown = Signal(object)
    unreadable = Signal(object, object)
    troubled = Signal(object)
    found = Signal(object)
    failed = Signal(object, bool)
    adopted = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._state = InspectState()
        self._overlays = Overlays.FLAGGED
        self._place: Path | None = None
        self._source: Arrivals | None = None
        self._found: list[Path] = []
        self._missing: Problem | None = None
        self._line = Line()
        self._job: Job | None = None
        # of its own: a network drive that takes its time must not hold up thumbnails
        self._folders = Lane("arrivals", 1, self)
        self._folders.crashed.connect(session.crashed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(round(1000 * PAUSE_SECONDS))
        self._pause.timeout.connect(self._look)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._go_on)
        session.compute.busyChanged.connect(lambda _: self._go_on())
        session.catalogue.modelChanged.connect(self._see_model)
        session.closed.connect(self._close)
        self.refresh()

    @property
    def state(self) -> InspectState:
        """What is shown."""
        return self._state

    def refresh(self) -> None:
        """Read the list of inspections; at first the newest is shown."""
        project = self._session.project
        self._session.store.submit(lambda: tuple(project.inspections.all()), self._take_past, key=_PAST)

    def open(self, inspection: Inspection) -> None:
        """Show a past inspection."""
        if self._state.running:
            return
        project = self._session.project
        self._set(replace(self._state, inspection=inspection, tally=inspection.tally, waiting=0))
        self._session.store.submit(
            lambda: tuple(project.inspections.parts(inspection.id)), self.listed.emit, key="inspected"
        )

    def begin(self, folder: Path, *, watch: bool, results: Path | None, overlays: Overlays) -> None:
        """Begin an inspection of a folder, or of what comes into it from now on."""
        if self._state.running:
            return
        project = self._session.project
        self._overlays, self._place = overlays, results
        self._set(replace(self._state, running=True))
        self._session.store.submit(
            lambda: _opened(project, begin(project, folder, watch=watch, results=results)),
            self._begun,
            self._refused,
        )

    def take_earlier(self) -> None:
        """Judge the pictures too that were there before it watched."""
        found, self._found = self._found, []
        self._set(replace(self._state, earlier=0))
        self._take_arrivals(found)

    def resume(self, overlays: Overlays) -> None:
        """Go on after judging failed, or with a past inspection: by its own model and thresholds."""
        if self._state.paused:
            self._line.try_again()
            self._set(replace(self._state, paused=False))
            self._go_on()
            return
        inspection, project = self._state.inspection, self._session.project
        if inspection is None or self._state.running:
            return
        self._overlays, self._place = overlays, inspection.results.parent
        self._set(replace(self._state, running=True))
        self._session.store.submit(lambda: _opened(project, inspection), self._resumed, self._refused)

    def renew(self) -> None:
        """Go on with the model that judges the project now, as a new inspection of the same folder."""
        inspection, project, place = self._state.inspection, self._session.project, self._place
        if inspection is not None and self._state.running:
            self._session.store.submit(
                lambda: begin(project, inspection.folder, watch=inspection.watched, results=place),
                self._renewed,
                self.troubled.emit,
            )

    def stop(self) -> None:
        """Take no more pictures; what was judged stays."""
        if not self._state.running or self._state.stopping:
            return
        self._give_up()
        self._folders.forget(_PART)
        if self._job is None:
            self._end()
            return
        self._set(replace(self._state, stopping=True))
        self._session.compute.cancel()

    def show_part(self, part: InspectedPart) -> None:
        """Bring a part onto the canvas; of several calls in a row only the last counts."""
        if part.sha256 is None:
            self._session.pictures.forget(_PART)
            self._session.store.forget(_PART)
            if part.trouble is not None:
                self.unreadable.emit(part, part.trouble)
            return
        self._session.pictures.submit(
            lambda: load_picture(part),
            lambda picture: self._read_map(part, picture),
            lambda trouble: self.unreadable.emit(part, trouble),
            key=_PART,
        )

    def adopt(self, parts: Sequence[InspectedPart]) -> None:
        """Take parts into the project, so that they can be labelled."""
        inspection, project, wanted = self._state.inspection, self._session.project, tuple(parts)
        if inspection is not None and wanted:
            # a camera's drive may take its time: no verdict waits for it
            job = self._session.start(lambda: iter([adopt(project, inspection, wanted)]))
            job.happened.connect(lambda done: self._take_adopted(done[0]))
            job.failed.connect(self.troubled)

    def _begun(self, opened: tuple[Inspection, Arrivals]) -> None:
        if not self._state.running:  # stopped before it began
            self.refresh()
            return
        inspection, self._source = opened
        self._set(replace(self._state, inspection=inspection, tally=Tally(), waiting=0, newer=None))
        self.listed.emit(())
        self._look_first()

    def _resumed(self, opened: tuple[Inspection, Arrivals]) -> None:
        if not self._state.running:
            return
        self._source = opened[1]
        self._see_model()
        self._look_first()

    def _renewed(self, inspection: Inspection) -> None:
        if self._source is None:  # stopped meanwhile
            self.refresh()
            return
        self._source.leave_out(inspection.results)
        self._set(replace(self._state, inspection=inspection, tally=Tally(), newer=None))
        self.listed.emit(())
        self.refresh()
        self._go_on()

    def _see_model(self) -> None:
        """Another model may judge the project now; the inspection keeps its own unless a person says so."""
        model, inspection = self._session.catalogue.model, self._state.inspection
        newer = None
        if self._state.running and model is not None and inspection is not None:
            newer = model.number if model.id != inspection.model_id else None
        self._set(replace(self._state, newer=newer))

    def _refused(self, trouble: Trouble) -> None:
        self._set(replace(self._state, running=False))
        self.troubled.emit(trouble)

    def _look_first(self) -> None:
        """What is there already is judged; in a folder that is watched only if a person says so."""
        if self._source is not None:
            self._folders.submit(self._source.look, self._take_first, self._miss_folder, key=_PART)

    def _take_first(self, paths: list[Path]) -> None:
        inspection = self._state.inspection
        if inspection is not None and inspection.watched:
            self._found, paths = paths, []
            self._set(replace(self._state, earlier=len(self._found)))
        self._take_arrivals(paths)

    def _look(self) -> None:
        if self._source is not None:
            self._folders.submit(self._source.look, self._take_arrivals, self._miss_folder, key=_PART)

    def _take_arrivals(self, paths: list[Path]) -> None:
        source, inspection = self._source, self._state.inspection
        if source is None or inspection is None:
            return
        if self._missing is not None:
            self.found.emit(self._missing)
            self._missing = None
        self._line.add(paths)
        idle = not (self._line or self._job or source.unsettled)
        if idle and not inspection.watched:
            self._end()
            return
        self._pause.start()
        self._go_on()

    def _miss_folder(self, trouble: Trouble) -> None:
        """A drive that is gone may come back to a folder that is watched; it is told once."""
        if self._missing is None:
            self._missing = trouble.problem
            self.troubled.emit(trouble)
        inspection = self._state.inspection
        if inspection is not None and inspection.watched:
            self._pause.start()
        else:
            self.stop()

    def _go_on(self) -> None:
        inspection = self._state.inspection
        if self._source is None or inspection is None or self._job is not None:
            return
        resting = self._state.paused or self._again.isActive()
        if self._line and not resting and not self._session.compute.busy:
            self._start(inspection, self._line.take())
        held = bool(self._line) and self._job is None and not resting
        waiting = len(self._line) + self._source.unsettled
        self._set(replace(self._state, waiting=waiting, held=held))

    def _start(self, inspection: Inspection, lot: list[Path]) -> None:
        project, overlays, ramp = self._session.project, self._overlays, map_look.current().ramp
        job = self._job = self._session.compute.run(
            lambda client: judge(project, client, inspection, lot, overlays, ramp)
        )
        job.happened.connect(lambda events: self._take_events(inspection, events))
        job.failed.connect(self._fail)
        job.cancelled.connect(self._give_up)
        job.crashed.connect(self._session.crashed)
        job.crashed.connect(self._crash)
        job.ended.connect(self._end_lot)

    def _take_events(self, of: Inspection, events: tuple[object, ...]) -> None:
        parts: list[InspectedPart] = []
        for event in events:
            if isinstance(event, Judged):
                parts += event.parts
            elif isinstance(event, LogLine):
                self.troubled.emit(event.trouble)
        self._line.judged([part.path for part in parts])
        current = self._state.inspection
        if not parts or current is None or of.id != current.id:  # the last ones of the inspection before
            return
        tally = self._state.tally
        for part in parts:
            tally = tally.plus(part.verdict)
        self._set(replace(self._state, tally=tally))
        self.judged.emit(tuple(parts))
        if any(part.verdict is Verdict.NG for part in parts):
            self.rang.emit()

    def _fail(self, trouble: Trouble) -> None:
        """No picture is lost: it is tried again after a while, at last when a person says so."""
        if self._source is None:
            return
        seconds = self._line.give_back(trouble)
        if seconds is not None:
            self._again.start(round(1000 * seconds))
        self._set(replace(self._state, paused=seconds is None))
        self.failed.emit(trouble, seconds is not None)

    def _crash(self, traceback: str) -> None:
        self._fail(problems.bug(traceback))

    def _give_up(self) -> None:
        """Nothing more is judged."""
        self._source, self._found, self._missing = None, [], None
        self._line.clear()
        self._pause.stop()
        self._again.stop()

    def _end_lot(self) -> None:
        self._job = None
        if self._source is None:
            self._end()
        else:
            self._go_on()

    def _end(self) -> None:
        self._source = None
        self._set(
            replace(
                self._state,
                running=False,
                stopping=False,
                held=False,
                paused=False,
                earlier=0,
                waiting=0,
                newer=None,
            )
        )
        self.refresh()

    def _take_past(self, past: tuple[Inspection, ...]) -> None:
        first = not self._state.known
        self._set(replace(self._state, past=past, known=True))
        if first and past and self._state.inspection is None:
            self.open(past[0])

    def _read_map(self, part: InspectedPart, picture: NDArray[np.uint8]) -> None:
        inspection, project = self._state.inspection, self._session.project
        if inspection is not None:
            self._session.store.submit(
                lambda: load_map(project, inspection, part),
                lambda score_map: self._show(part, picture, score_map),
                key=_PART,
            )

    def _show(self, part: InspectedPart, picture: NDArray[np.uint8], score_map: ScoreMap | None) -> None:
        self.shown.emit(PartShown(part, picture, score_map))

    def _take_adopted(self, adopted: Adopted) -> None:
        self._session.reload()
        self.adopted.emit(adopted)

    def _close(self) -> None:
        self._give_up()
        self._folders.close(drop=True, patience_s=0.0)

    def _set(self, state: InspectState) -> None:
        self._state = state
        self.changed.emit(state)


def _opened(project: Project, inspection: Inspection) -> tuple[Inspection, Arrivals]:
    """On the store's lane: an inspection, and what comes into its folder."""
    return inspection, arrivals(project, inspection)
