"""Opens and closes projects, one at a time, and draws the demo; knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from bgad_studio.core.errors import Trouble
from bgad_studio.services.demo import create_demo
from bgad_studio.services.project import Project
from bgad_studio.ui.i18n import demo_names
from bgad_studio.ui.session import Session
from bgad_studio.workers.compute import ComputeWorker
from bgad_studio.workers.job import Job
from bgad_studio.workers.lane import Lane


class ProjectHost(QObject):
    """At most one project is open, and at most one is being opened, made or closed.

    Args:
        make_compute: Makes the owner of an open project's compute process.

    Signals:
        opened(object): A :class:`Session`.
        refused(object): The :class:`Trouble` that keeps a project, or the demo, from being opened or made.
        closed(): The project's files are free.
        drawing(object): The newest :class:`Progress` of the demo; None at its end.
        settled(): Nothing is being opened, made or closed any more.
        crashed(str): The traceback of a bug.
    """

    opened = Signal(object)
    refused = Signal(object)
    closed = Signal()
    drawing = Signal(object)
    settled = Signal()
    crashed = Signal(str)

    def __init__(
        self, make_compute: Callable[[Project], ComputeWorker], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make_compute = make_compute
        self._job: Job | None = None
        self._working = False
        self.session: Session | None = None

    @property
    def changing(self) -> bool:
        """Whether a project is being opened, made or closed; nothing else can be begun meanwhile."""
        return self._working or self._job is not None

    def open(self, work: Callable[[], Project]) -> None:
        """Open a project; ignored while one is open or being opened."""
        if self._working or self.session is not None:
            return
        self._working = True
        lane = Lane("store", 1, self)
        lane.crashed.connect(self.crashed)
        lane.submit(
            work, lambda project: self._take(project, lane), lambda trouble: self._refuse(trouble, lane)
        )

    def open_demo(self, path: Path) -> None:
        """Open the demo in this folder; it is drawn first where it is missing."""
        if self.changing or self.session is not None:
            return
        if path.exists():
            self.open(lambda: Project.open(path))
            return
        names = demo_names()
        job = self._job = Job(lambda: create_demo(path, names=names), self)
        job.progressed.connect(self.drawing)
        job.finished.connect(lambda: self.open(lambda: Project.open(path)))
        job.failed.connect(self.refused)
        job.crashed.connect(self.crashed)
        job.ended.connect(self._end_drawing)
        job.start()

    def stop_drawing(self) -> None:
        """Leave the demo; what is half made goes away."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Give up long work and close the project; ``closed`` tells when."""
        if self.session is not None and not self._working:
            self._working = True
            self.session.close()

    def _take(self, project: Project, lane: Lane) -> None:
        lane.crashed.disconnect(self.crashed)  # the session tells from now on
        session = self.session = Session(project, lane, self._make_compute(project), self)
        session.closed.connect(self._drop)
        self._working = False
        self.opened.emit(session)
        self.settled.emit()

    def _refuse(self, trouble: Trouble, lane: Lane) -> None:
        lane.close()
        lane.deleteLater()
        self._working = False
        self.refused.emit(trouble)
        self.settled.emit()

    def _drop(self) -> None:
        session, self.session = self.session, None
        self._working = False
        self.closed.emit()
        if session is not None:
            session.deleteLater()
        self.settled.emit()

    def _end_drawing(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.deleteLater()
        self.drawing.emit(None)
        if not self._working:
            self.settled.emit()
