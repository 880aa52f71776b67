"""Looks into watched folders again and again and brings in what is new. No widgets."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from bgad_studio.core import problems
from bgad_studio.core.errors import Trouble
from bgad_studio.core.import_rules import ImportRule, WatchedFolder
from bgad_studio.core.records import DefectType, ImageRecord
from bgad_studio.services import watching
from bgad_studio.services.importing import Imported, Marked, Regrouped, Skipped
from bgad_studio.services.watching import PAUSE_SECONDS, Watch
from bgad_studio.ui.importing.state import Arrived
from bgad_studio.ui.session import Session
from bgad_studio.workers.lane import Lane


class WatchPresenter(QObject):
    """One look at a time, and one import; what comes meanwhile waits for the next.

    Signals:
        changed(object): Other folders are watched: a tuple of :class:`WatchedFolder`.
        arrived(object): What a look brought: an :class:`Arrived`.
        lost(object): A folder cannot be reached; told once: a :class:`Trouble`.
        found(object): The :class:`Problem` of ``lost`` is over.
    """

    changed = Signal(object)
    arrived = Signal(object)
    lost = Signal(object)
    found = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._watches: tuple[Watch, ...] = ()
        self._turn: deque[Watch] = deque()
        self._gone: set[Path] = set()
        self._busy = False
        # of its own: a network drive that takes its time must not hold up anything else
        self._folders = Lane("watched", 1, self)
        self._folders.crashed.connect(session.crashed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(round(1000 * PAUSE_SECONDS))
        self._pause.timeout.connect(self.look)
        session.closed.connect(self._close)
        project = session.project
        session.store.submit(project.watches.all, self._take)

    def watch(self, folder: Path, rule: ImportRule) -> None:
        """Bring in what comes into a folder, from now on and at every later start."""
        project = self._session.project
        self._session.store.submit(lambda: watching.watch(project, folder, rule), self._take)

    def stop(self, folder: Path) -> None:
        """Let a folder be; what came from it stays."""
        project = self._session.project
        self._session.store.submit(lambda: watching.stop_watching(project, folder), self._take)

    def look(self) -> None:
        """Look into every folder, one after the other."""
        self._pause.stop()
        self._turn = deque(self._watches)
        self._next()

    def _take(self, watched: list[WatchedFolder]) -> None:
        known = {watch.watched: watch for watch in self._watches}
        project = self._session.project
        self._watches = tuple(known.get(item) or Watch(project, item) for item in watched)
        self._gone &= {item.folder for item in watched}
        if not self._gone:
            self.found.emit(problems.WATCH_LOST)
        self.changed.emit(tuple(watched))
        if not self._busy:  # else the new ones have their turn after the pause
            self.look()

    def _next(self) -> None:
        """The next folder's turn; after the last one a pause."""
        self._busy = bool(self._turn)
        if self._turn:
            watch = self._turn.popleft()
            self._folders.submit(
                watch.look,
                lambda paths: self._bring_in(watch, paths),
                lambda trouble: self._miss(watch, trouble),
            )
        elif self._watches:
            self._pause.start()

    def _bring_in(self, watch: Watch, paths: list[Path]) -> None:
        if watch.watched.folder in self._gone:
            self._gone.discard(watch.watched.folder)
            if not self._gone:
                self.found.emit(problems.WATCH_LOST)
        if not paths or watch not in self._watches:
            self._next()
            return
        job = self._session.start(lambda: watch.bring_in(paths))
        came: list[object] = []
        whole: list[bool] = []
        job.happened.connect(came.extend)
        job.finished.connect(lambda: whole.append(True))
        job.failed.connect(self._session.troubled)
        job.ended.connect(lambda: self._end(watch, came, bool(whole)))

    def _end(self, watch: Watch, came: list[object], whole: bool) -> None:
        if not whole:  # what did not come in comes at the next look
            fresh = Watch(self._session.project, watch.watched)
            self._watches = tuple(fresh if item is watch else item for item in self._watches)
        records = [record for event in came if isinstance(event, Imported) for record in event.records]
        left_out = tuple(event.trouble for event in came if isinstance(event, Skipped))
        if records:
            # a verdict given meanwhile may be newer than what was read: only new ones
            catalogue = self._session.catalogue
            catalogue.add_new(records)
            types = {None, *(kind.id for kind in catalogue.types)}
            if not types.issuperset(record.defect_type_id for record in records):
                self._session.reload()
        marked = [image_id for event in came if isinstance(event, Marked) for image_id in event.ids]
        joined = [image_id for event in came if isinstance(event, Regrouped) for image_id in event.ids]
        if joined:  # with its group a part may have changed sides
            self._session.reload()
        elif marked:  # read after whatever is being kept of them
            project = self._session.project
            self._session.store.submit(
                lambda: (project.images.some(marked), project.masks.defect_types()), self._take_again
            )
        if records or marked or left_out:
            self.arrived.emit(Arrived(watch.watched.folder, len(records), len(marked), left_out))
        self._next()

    def _take_again(self, found: tuple[list[ImageRecord], list[DefectType]]) -> None:
        self._session.catalogue.set_types(found[1])
        self._session.catalogue.merge(found[0])

    def _miss(self, watch: Watch, trouble: Trouble) -> None:
        if watch in self._watches and watch.watched.folder not in self._gone:
            self._gone.add(watch.watched.folder)
            self.lost.emit(trouble)
        self._next()

    def _close(self) -> None:
        self._watches = ()
        self._turn.clear()
        self._pause.stop()
        self._folders.close(drop=True, patience_s=0.0)
