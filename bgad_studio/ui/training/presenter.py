"""Starts and stops trainings and follows them. No widgets."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from bgad_studio.core import problems
from bgad_studio.core.backbone_store import usable_backbones, with_best_backbone
from bgad_studio.core.config import FAST, PRESETS, TrainConfig
from bgad_studio.core.errors import Trouble
from bgad_studio.core.jsonform import from_json
from bgad_studio.core.progress import CurvePoint, PhaseTime, Progress, Remark, continued
from bgad_studio.core.records import RunOutcome
from bgad_studio.services.backbones import add_backbone
from bgad_studio.services.carry_out import Finished
from bgad_studio.services.dry_run import dry_run
from bgad_studio.services.project import Project
from bgad_studio.services.run_log import PastRun, last_run
from bgad_studio.services.score import LogLine
from bgad_studio.services.speed import Speed, forecast, further, load_speed, seconds_left
from bgad_studio.services.train import Readiness, TrainOptions, readiness, train
from bgad_studio.services.unfinished import Unfinished, go_on, throw_away, unfinished
from bgad_studio.ui.session import Session
from bgad_studio.ui.training.state import End, Stage, TrainState
from bgad_studio.workers.asker import Asker
from bgad_studio.workers.compute import Service

_READINESS: Final = "readiness"
_LAST_RUN: Final = "last-run"
_DRY_RUN: Final = "dry-run"
_ENDS: Final = {
    RunOutcome.FINISHED: End.FINISHED,
    RunOutcome.CANCELLED: End.CANCELLED,
    RunOutcome.FAILED: End.FAILED,
    RunOutcome.INTERRUPTED: End.FAILED,
}


log = logging.getLogger(__name__)


class TrainPresenter(QObject):
    """Lives as long as the project is open, whichever place is shown.

    Signals:
        changed(object): A new :class:`TrainState`.
        backboneAdded(str), backboneRefused(object): This network can be trained with now, or why not.
    """

    changed = Signal(object)
    backboneAdded = Signal(str)  # noqa: N815 - a signal
    backboneRefused = Signal(object)  # noqa: N815

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._state = TrainState()
        self._wish: TrainOptions | None = None
        self._asker = Asker(session.compute, session.crashed.emit, self)
        self._trying = False
        session.partsChanged.connect(self.refresh)
        session.compute.busyChanged.connect(self._see_busy)
        session.store.submit(lambda: _seen(session.project), self._take_last, key=_LAST_RUN)
        session.store.submit(usable_backbones, self._take_backbones)

    @property
    def state(self) -> TrainState:
        """What is shown."""
        return self._state

    def refresh(self) -> None:
        """See anew what a training would learn from."""
        project, images = self._session.project, tuple(self._session.catalogue.records)
        self._session.reckoning.submit(
            lambda: (readiness(project, images), load_speed()), self._take_readiness, key=_READINESS
        )

    def add_backbone(self, file: Path) -> None:
        """Check the weights in a file, and keep them to train with."""
        job = self._session.start(lambda: iter([add_backbone(file)]))
        job.happened.connect(lambda events: self._note_backbone(events[-1][0]))
        job.failed.connect(self.backboneRefused)

    def warm_up(self) -> None:
        """The person may train soon: have everything loaded by then, and know how long it takes."""
        if self._session.closing:
            return
        if self._state.can_start or self._state.can_go_on:
            self._session.compute.warm_up()
        if self._state.can_start:
            self._try_out()

    def cool_down(self) -> None:
        """The person looks at something else, which may have questions of its own."""
        self._asker.forget(_DRY_RUN)
        self._trying = False

    def _try_out(self) -> None:
        """Where no training was timed on this computer, and nothing else is computed."""
        if self._trying or self._state.busy or self._state.speed.knows(FAST):
            return
        self._trying, project = True, self._session.project
        self._asker.ask(_DRY_RUN, lambda client: dry_run(project, client), self._take_speed, _note_untried)

    def start(self, options: TrainOptions) -> None:
        """Begin a training, unless one runs or the parts do not suffice; else as soon as there is room."""
        if not self._state.can_start:
            return
        if self._session.compute.busy:  # pictures of an inspection follow each other for hours
            self._wish = options
            self._set(replace(self._state, queued=True))
            return
        self._session.store.forget(_LAST_RUN)
        project = self._session.project
        recipe = options.recipe or with_best_backbone(PRESETS[options.preset], self._state.backbones)
        warm = options.warm and self._session.catalogue.model is not None
        state = replace(self._fresh(), expected=self._state.forecast(recipe, warm))
        self._run(lambda client: train(project, client, options), state)

    def go_on(self, *, finish: bool = False) -> None:
        """Take up the training that stopped; ``finish``: only to make a model of what it has learned."""
        if not self._state.can_go_on:
            return
        self._session.store.forget(_LAST_RUN)
        project = self._session.project
        kept = self._state.unfinished
        assert kept is not None
        recipe = from_json(TrainConfig, kept.run.config)
        ready = self._state.readiness
        state = replace(
            self._fresh(),
            expected={} if ready is None else forecast(ready.work, recipe, self._state.speed),
            curve=tuple(point for point in self._state.curve if point.step <= kept.step),
            story=self._state.story,
        )
        self._run(lambda client: go_on(project, client, finish=finish), state)

    def throw_away(self) -> None:
        """Give up the training that stopped."""
        if self._state.can_go_on:
            project = self._session.project
            self._session.store.submit(lambda: throw_away(project), lambda _: self._forget())

    def _see_busy(self) -> None:
        self._set(replace(self._state, busy=self._session.compute.busy))
        if self._wish is not None and not self._state.busy and not self._session.closing:
            options, self._wish = self._wish, None
            self._set(replace(self._state, queued=False))
            self.start(options)

    def _fresh(self) -> TrainState:
        """Before a training: what does not belong to the one before."""
        state = self._state
        return TrainState(state.readiness, speed=state.speed, backbones=state.backbones)

    def _forget(self) -> None:
        self._set(replace(self._state, unfinished=None, end=End.CANCELLED, trouble=None))

    def _run(self, service: Service, state: TrainState) -> None:
        self._asker.forget(_DRY_RUN)  # the training times itself
        job = self._session.compute.run(service)
        self._set(replace(state, stage=Stage.RUNNING, busy=True))
        job.progressed.connect(self._follow)
        job.happened.connect(self._take_events)
        job.finished.connect(self._finish)
        job.cancelled.connect(self._take_cancelled)
        job.failed.connect(lambda trouble: self._end(End.FAILED, trouble))
        job.crashed.connect(self._crash)

    def stop_and_keep(self) -> None:
        """End learning now and use what was learned."""
        if self._state.stage is Stage.RUNNING:
            self._set(replace(self._state, stage=Stage.STOPPING))
            self._session.compute.stop_keep()

    def cancel(self) -> None:
        """Give the training up, or that it begins; the model before stays."""
        self._wish = None
        if self._state.queued:
            self._set(replace(self._state, queued=False))
        if self._state.running:
            self._set(replace(self._state, stage=Stage.CANCELLING))
            self._session.compute.cancel()

    def _note_backbone(self, name: str) -> None:
        def take(names: tuple[str, ...]) -> None:
            self._take_backbones(names)
            self.backboneAdded.emit(name)

        self._session.store.submit(usable_backbones, take)

    def _take_backbones(self, names: tuple[str, ...]) -> None:
        self._set(replace(self._state, backbones=names))

    def _follow(self, progress: Progress) -> None:
        state, furthest = self._state, further(progress.phase, self._state.furthest)
        whole = replace(progress, seconds_left=seconds_left(progress, state.expected, furthest))
        self._set(replace(state, progress=whole, reached=progress.phase, furthest=furthest))

    def _take_events(self, events: tuple[object, ...]) -> None:
        points = tuple(event for event in events if isinstance(event, CurvePoint))
        story = tuple(event for event in events if isinstance(event, PhaseTime | Remark))
        lost = tuple(event.trouble for event in events if isinstance(event, LogLine))
        state = replace(
            self._state,
            curve=continued(self._state.curve, points),
            story=self._state.story + story,
            left_out=self._state.left_out + lost,
        )
        for event in events:
            if isinstance(event, Finished):
                seconds, promoted = event.run.seconds, event.promoted
                state = replace(state, model=event.model.number, seconds=seconds, promoted=promoted)
        self._set(state)

    def _finish(self) -> None:
        self._end(End.FINISHED)

    def _take_cancelled(self) -> None:
        """Too late where the model was already kept."""
        self._end(End.CANCELLED if self._state.model is None else End.FINISHED)

    def _crash(self, traceback: str) -> None:
        self._end(End.FAILED, problems.bug(traceback))
        self._session.crashed.emit(traceback)

    def _end(self, end: End, trouble: Trouble | None = None) -> None:
        self._set(replace(self._state, stage=Stage.IDLE, progress=None, end=end, trouble=trouble))
        self._session.reload()
        if end is End.FAILED:
            project = self._session.project
            self._session.store.submit(lambda: unfinished(project), self._take_unfinished, key=_LAST_RUN)

    def _take_unfinished(self, found: Unfinished | None) -> None:
        if not self._state.running:
            self._set(replace(self._state, unfinished=found))

    def _take_readiness(self, found: tuple[Readiness, Speed]) -> None:
        self._set(replace(self._state, readiness=found[0], speed=found[1]))

    def _take_speed(self, speed: Speed) -> None:
        self._set(replace(self._state, speed=speed))

    def _take_last(self, seen: tuple[PastRun | None, Unfinished | None]) -> None:
        found, kept = seen
        if found is not None and not self._state.running:
            run = found.record
            state = replace(
                self._state,
                curve=found.curve,
                story=found.story,
                reached=found.reached,
                end=_ENDS.get(run.outcome, End.NONE),
                trouble=run.trouble,
                seconds=run.seconds or None,
                unfinished=kept,
            )
            self._set(state)

    def _set(self, state: TrainState) -> None:
        self._state = state
        self.changed.emit(state)


def _note_untried(trouble: Trouble) -> None:
    """Nobody asked for it: a training for which it matters tells of the trouble itself."""
    log.warning("the speed of this computer was not tried out: %s", trouble.english())


def _seen(project: Project) -> tuple[PastRun | None, Unfinished | None]:
    return last_run(project), unfinished(project)
