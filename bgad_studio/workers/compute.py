"""The one worker that owns the compute process: training and scoring, one job at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from bgad_studio.compute.client import ComputeClient, Errand, JobRunner
from bgad_studio.workers.job import Job

Service = Callable[[JobRunner], Iterator[object]]
"""A generator service that wants the compute process."""


@dataclass(frozen=True, slots=True)
class _Work:
    job: Job
    errand: Errand

    def cancel(self) -> None:
        self.job.cancel()
        self.errand.cancel()


class ComputeWorker(QObject):
    """Starts jobs that use the compute process and stops them.

    Args:
        client: Owned from now on.

    Signals:
        busyChanged(bool): A job began, or ended, or a short one did.
    """

    busyChanged = Signal(bool)

    def __init__(self, client: ComputeClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._work: _Work | None = None
        self._short: _Work | None = None
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether a job runs; another cannot be started then."""
        return self._work is not None

    @property
    def idle(self) -> bool:
        """Whether nothing runs, not even a short job, and something may be started."""
        return self.quiet and not self._closed

    @property
    def quiet(self) -> bool:
        """Whether nothing runs, not even a short job."""
        return self._work is None and self._short is None

    def run(self, service: Service) -> Job:
        """Start a job and return it; connect to its signals before the event loop goes on.

        A short job that runs ends first.

        Raises:
            RuntimeError: A job runs already.
        """
        if self._work is not None:
            raise RuntimeError("the compute process is busy")
        self.end_short()
        self._work = self._begin(service, self._end)
        self.busyChanged.emit(True)
        return self._work.job

    def run_short(self, service: Service) -> Job:
        """The same for a job of a second or two that nobody has to wait for: ``busy`` stays false.

        Raises:
            RuntimeError: Something runs already.
        """
        if not self.idle:
            raise RuntimeError("the compute process is busy")
        self._short = self._begin(service, self._end_of_short)
        return self._short.job

    def end_short(self) -> None:
        """Give up the short job, if there is one."""
        if self._short is not None:
            self._short.cancel()

    def warm_up(self) -> None:
        """Start the process before it is needed: loading torch takes seconds."""
        self._client.start()

    def cancel(self) -> None:
        """Give up what is in hand; it tells when it has ended."""
        self.end_short()
        if self._work is not None:
            self._work.cancel()

    def cancel_at_once(self) -> None:
        """The same, without waiting until the process, which may be loading still, can listen: it ends.

        Nothing is started after that.
        """
        self._closed = True
        self.cancel()
        self._client.close()

    def give_up(self, job: Job) -> None:
        """The same if it is this job that is in hand."""
        if self._work is not None and self._work.job is job:
            self.cancel()

    def stop_keep(self) -> None:
        """End training now and keep what was learned."""
        if self._work is not None:
            self._client.stop_keep()

    def close(self) -> None:
        """End the process; no job may run any more, and none can be started."""
        self._closed = True
        self._client.close()

    def _begin(self, service: Service, ended: Callable[[], None]) -> _Work:
        errand = Errand(self._client)
        work = _Work(Job(lambda: service(errand), self), errand)
        work.job.ended.connect(ended)
        work.job.ended.connect(work.job.deleteLater)
        work.job.start()
        return work

    def _end(self) -> None:
        self._work = None
        self.busyChanged.emit(False)

    def _end_of_short(self) -> None:
        self._short = None
        self.busyChanged.emit(self.busy)
