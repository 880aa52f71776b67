"""An open project and what every place of the window shares of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from bgad_studio.core.errors import Trouble
from bgad_studio.core.imaging.pyramid import Pyramid
from bgad_studio.core.keeper import Keeper
from bgad_studio.core.records import ImageRecord, Verdict
from bgad_studio.core.taught import NOTHING
from bgad_studio.services import annotate, browse
from bgad_studio.services.project import Project
from bgad_studio.ui.browser.catalogue import Catalogue, Contents
from bgad_studio.ui.browser.state import natural
from bgad_studio.ui.browser.thumbnails import Thumbnails
from bgad_studio.workers.compute import ComputeWorker
from bgad_studio.workers.job import Job
from bgad_studio.workers.lane import Lane

REST_MS: Final = 400
"""So long no part may have changed before anything is reckoned from all of them."""
LONGEST_MS: Final = 5000
"""But that is not put off for longer than this: parts may come in one after the other for hours."""
PATIENCE_S: Final = 1.0
"""Closing waits no longer for a picture that is being read: a network drive may hang."""
READY_BYTES = 204_000_000
"""Of pictures ready to be shown: three of 16 megapixels."""


class Session(QObject):
    """Lanes, catalogue, thumbnails and the compute worker of one project.

    Args:
        project: Open; closed with the session.
        store: The lane the project was opened on; whatever changes its database stays there, in order.
        compute: Owner of the project's compute process.

    Attributes:
        pictures: Lane that reads and prepares pictures.
        ahead: The same for pictures nobody waits for yet: one at a time, since two large ones decoded at once
            take twice the memory.
        reckoning: Lane for what follows from all parts together: with a hundred thousand of them it takes a
            while, and neither the next part nor a verdict may wait for it.

    Signals:
        troubled(object): A :class:`Trouble` that belongs to no place.
        crashed(str): The traceback of a bug in the background.
        saving(): A verdict is on its way to the disk.
        saved(object): The time (``datetime``) of its commit.
        saveFailed(): It could not be kept; ``troubled`` says why.
        partsChanged(): Parts came, went or changed, and what follows from all of them may be reckoned anew.
        closed(): After :meth:`close`: everything has ended, the project's files are free.
    """

    troubled = Signal(object)
    crashed = Signal(str)
    saving = Signal()
    saved = Signal(object)
    saveFailed = Signal()  # noqa: N815 - a signal
    partsChanged = Signal()  # noqa: N815
    closed = Signal()

    def __init__(
        self, project: Project, store: Lane, compute: ComputeWorker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.project = project
        self.store = store
        self.compute = compute
        self.pictures = Lane("pictures", 2, self)
        self.ahead = Lane("ahead", 1, self)
        self.reckoning = Lane("reckoning", 1, self)
        self.ready: Keeper[Pyramid] = Keeper(READY_BYTES)
        self.catalogue = Catalogue(self)
        self.thumbnails = Thumbnails(
            self.pictures, lambda record: browse.load_thumbnail(project, record), self
        )
        self._rest, self._longest = QTimer(self), QTimer(self)
        for timer, patience in ((self._rest, REST_MS), (self._longest, LONGEST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(patience)
            timer.timeout.connect(self._tell_changed)
        self.catalogue.merged.connect(self._note_changed)
        self.catalogue.replaced.connect(lambda: self._longest.start(0))  # after everybody shows them
        self._jobs: set[Job] = set()
        self._closing = self._closed = False
        store.setParent(self)
        compute.setParent(self)
        compute.busyChanged.connect(self._finish_closing)
        for lane in (self.store, self.pictures, self.ahead, self.reckoning):
            lane.troubled.connect(self.troubled)
            lane.crashed.connect(self.crashed)
        self.reload()

    @property
    def name(self) -> str:
        """Of the project."""
        return self.project.name

    @property
    def path(self) -> Path:
        """Of the project's folder."""
        return self.project.path

    @property
    def busy(self) -> bool:
        """Whether long work runs: training, scoring, an import."""
        return self.compute.busy or bool(self._jobs)

    @property
    def settled(self) -> bool:
        """Whether nothing is being read, kept or reckoned, nor will be before something changes."""
        timers = (self._rest, self._longest)
        return not (self.store.busy or self.reckoning.busy or any(timer.isActive() for timer in timers))

    @property
    def closing(self) -> bool:
        """Whether it is about to be closed: nothing new is begun."""
        return self._closing

    def reload(self) -> None:
        """Read images, defect types and the active model anew, after whatever is being written."""
        self.store.submit(self._read, self.catalogue.fill, key="contents")

    def judge(self, image_ids: Sequence[int], verdict: Verdict | None) -> None:
        """Keep a person's verdict on some parts; None takes it back."""
        if not image_ids:
            return
        ids = list(image_ids)
        self.saving.emit()
        self.store.submit(
            lambda: annotate.set_verdict(self.project, ids, verdict), self._take_judged, self._fail_judging
        )

    def start(self, service: Callable[[], Iterator[object]]) -> Job:
        """Start long work that needs no compute process; connect to its signals before the loop goes on."""
        job = Job(service, self)
        self._jobs.add(job)
        job.crashed.connect(self.crashed)
        job.ended.connect(lambda: self._end(job))
        job.start()
        return job

    def close(self) -> None:
        """Give up long work, finish what is being written, close the project; ``closed`` tells when."""
        self._closing = self.project.leaving = True
        self.compute.cancel_at_once()
        for job in self._jobs:
            job.cancel()
        self._finish_closing()

    def _note_changed(self) -> None:
        self._rest.start()
        if not self._longest.isActive():
            self._longest.start(LONGEST_MS)

    def _tell_changed(self) -> None:
        self._rest.stop()
        self._longest.stop()
        self.partsChanged.emit()

    def _finish_closing(self) -> None:
        if not self._closing or self._closed or self.busy or not self.compute.quiet:
            return
        self._closed = True
        for reading in (self.pictures, self.ahead):
            reading.close(drop=True, patience_s=PATIENCE_S)
        self.reckoning.close(drop=True)
        self.store.submit(self.project.close)
        self.store.close()
        self.compute.close()
        self.closed.emit()

    def _end(self, job: Job) -> None:
        self._jobs.discard(job)
        job.deleteLater()
        self._finish_closing()

    def _read(self) -> Contents:
        """On the store's lane."""
        model = self.project.models.active()
        records = tuple(browse.list_images(self.project))
        for record in records:
            natural(record.name)  # remembered: the window's thread only has to sort
        return Contents(
            records,
            tuple(annotate.defect_types(self.project)),
            model,
            NOTHING if model is None else self.project.runs.taught_by([model.snapshot_id]),
        )

    def _fail_judging(self, trouble: Trouble) -> None:
        self.saveFailed.emit()
        self.troubled.emit(trouble)

    def _take_judged(self, records: list[ImageRecord]) -> None:
        self.catalogue.merge(records)
        self.saved.emit(datetime.now())
