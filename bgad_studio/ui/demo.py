"""Draws the demo project when it is opened for the first time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from bgad_studio.services.demo import create_demo
from bgad_studio.workers.job import Job


class DemoMaker(QObject):
    """Makes the demo project once.

    Signals:
        ready(object): The demo project is in this folder (``Path``).
        progressed(object): The newest :class:`Progress`; None when nothing is being made any more.
        failed(object): A :class:`Trouble`.
        crashed(str): The traceback of a bug.
    """

    ready = Signal(object)
    progressed = Signal(object)
    failed = Signal(object)
    crashed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None

    def make(self, path: Path) -> None:
        """Draw the demo into ``path`` unless it is there."""
        if path.exists():
            self.ready.emit(path)
        elif self._job is None:
            job = self._job = Job(lambda: create_demo(path), self)
            job.progressed.connect(self.progressed)
            job.finished.connect(lambda: self.ready.emit(path))
            job.failed.connect(self.failed)
            job.crashed.connect(self.crashed)
            job.ended.connect(self._end)
            job.start()

    def stop(self) -> None:
        """Leave it; what is half made goes away."""
        if self._job is not None:
            self._job.cancel()

    def _end(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.deleteLater()
        self.progressed.emit(None)
