"""What a run keeps of itself while it goes on: its curve, its phases, and how long each took."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import TypeVar

from bgad_studio.core.jsonform import from_json, to_json
from bgad_studio.core.progress import CurvePoint, Matter, Phase, PhaseTime, Progress, Remark, continued
from bgad_studio.core.records import RunRecord
from bgad_studio.services.project import Project

KEPT_TOGETHER = 10
"""Points of the curve that are written at once: a program that is killed loses no more."""

E = TypeVar("E")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run that is over.

    Attributes:
        record: How it ended.
        curve: Its curve.
        story: How long its parts took, and what it had to say.
        reached: The phase it was in last; None: it had not begun.
    """

    record: RunRecord
    curve: tuple[CurvePoint, ...]
    story: tuple[PhaseTime | Remark, ...]
    reached: Phase | None

    @property
    def phases(self) -> tuple[PhaseTime, ...]:
        """How long its parts took."""
        return tuple(item for item in self.story if isinstance(item, PhaseTime))


def last_run(project: Project) -> PastRun | None:
    """The run that was started last; None before the first."""
    run = project.runs.latest()
    return None if run is None else past_run(project, run)


def past_run(project: Project, run: RunRecord) -> PastRun:
    """What a run kept of itself."""
    events = [_event(line) for line in project.runs.events(run.id)]
    entered = [event for event in events if isinstance(event, PhaseTime)]
    return PastRun(
        run,
        continued((), (event for event in events if isinstance(event, CurvePoint))),
        tuple(
            event
            for event in events
            if isinstance(event, Remark) or (isinstance(event, PhaseTime) and event.seconds)
        ),
        entered[-1].phase if entered else None,
    )


def _event(line: str) -> CurvePoint | PhaseTime | Remark:
    if line.startswith('{"phase"'):
        return from_json(PhaseTime, line)
    if line.startswith('{"matter"'):
        return from_json(Remark, line)
    return from_json(CurvePoint, line)


class RunLog:
    """Keeps what a run tells of itself, soon enough for whoever asks after the program was killed.

    Args:
        project: Open.
        run: Of the project.
        now: Seconds that only go forward.
    """

    def __init__(self, project: Project, run: RunRecord, now: Callable[[], float] = time.monotonic) -> None:
        self._project = project
        self._run = run
        self._now = now
        self._since = now()
        self._lines: list[str] = []
        self._last: Progress | None = None
        self._units = 0
        self._seconds = 0.0
        self._before = 0
        self.phases: list[PhaseTime] = []

    def follow(self, events: Generator[E, None, T]) -> Generator[E | PhaseTime, None, T]:
        """Pass events on and keep them, however it ends; a :class:`PhaseTime` comes out after every phase."""
        try:
            while True:
                try:
                    event = next(events)
                except StopIteration as end:
                    yield from self._leave()
                    result: T = end.value
                    return result
                if isinstance(event, Progress):
                    yield from self._see(event)
                elif isinstance(event, CurvePoint):
                    self._keep(event, at_once=len(self._lines) >= KEPT_TOGETHER)
                elif isinstance(event, Remark):
                    self._before = event.step if event.matter is Matter.RESUMED else self._before
                    self._keep(event, at_once=True)
                yield event
        finally:
            events.close()
            self._write()

    def _see(self, progress: Progress) -> Iterator[PhaseTime]:
        """Time before a report belongs to the phase of that report."""
        if self._last is None or progress.phase is not self._last.phase:
            yield from self._leave()
            if progress.phase is Phase.TRAINING:  # steps of an earlier stretch took none of this time
                self._units, self._before = -self._before, 0
            self._keep(PhaseTime(progress.phase, 0, 0.0), at_once=True)
        elif progress.done < self._last.done:  # the same kind of work once more
            self._units += self._last.done
        moment = self._now()
        self._seconds += moment - self._since
        self._since, self._last = moment, progress

    def _leave(self) -> Iterator[PhaseTime]:
        if self._last is None:
            return
        over = PhaseTime(self._last.phase, self._units + self._last.done, self._seconds)
        self._last, self._units, self._seconds = None, 0, 0.0
        if over.seconds:
            self.phases.append(over)
            self._keep(over)
            yield over

    def _keep(self, event: CurvePoint | PhaseTime | Remark, *, at_once: bool = False) -> None:
        self._lines.append(to_json(event))
        if at_once:
            self._write()

    def _write(self) -> None:
        lines, self._lines = self._lines, []
        self._project.runs.add_events(self._run.id, lines)
