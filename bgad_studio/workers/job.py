"""Jobs: long work that reports while it runs, such as an import or a training."""

from __future__ import annotations

import logging
import traceback
from collections import deque
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from bgad_studio.compute.client import Cancelled
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.progress import Progress

INTERVAL_MS = 100
"""Between two reports to the window."""

log = logging.getLogger(__name__)


class _Runner(QThread):
    """Runs a generator to its end and collects what it yields."""

    def __init__(self, make: Callable[[], Iterator[object]], parent: QObject) -> None:
        super().__init__(parent)
        self._make = make
        self.events: deque[object] = deque()
        self.stopping = False
        self.cancelled = False
        self.trouble: Trouble | None = None
        self.crash: str | None = None

    def run(self) -> None:
        """On its own thread; every event is a place where it may be stopped."""
        try:
            events = self._make()
            for event in events:
                self.events.append(event)
                if self.stopping:
                    self.cancelled = True
                    close = getattr(events, "close", None)
                    if close is not None:
                        close()
                    return
        except Cancelled:
            self.cancelled = True
        except StudioError as error:
            self.trouble = error.trouble
        except Exception:
            log.exception("a job failed")
            self.crash = traceback.format_exc()


class Job(QObject):
    """Runs a service that yields events on a thread of its own and tells about it on this one.

    Args:
        make: Called on the job's thread; its events are plain data.

    Signals:
        progressed(object): The newest :class:`Progress`, at most ten times a second.
        happened(object): A tuple of all other events since the last report, in order, as often at most.
        finished(), cancelled(), failed(object), crashed(str): Exactly one of them, after the last report;
            ``failed`` brings a :class:`Trouble`, ``crashed`` the traceback of a bug.
        ended(): After that, however it ended; the thread is gone.
    """

    progressed = Signal(object)
    happened = Signal(object)
    finished = Signal()
    cancelled = Signal()
    failed = Signal(object)
    crashed = Signal(str)
    ended = Signal()

    def __init__(self, make: Callable[[], Iterator[object]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = _Runner(make, self)
        self._runner.finished.connect(self._end)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._report)

    @property
    def running(self) -> bool:
        """Whether its end has not been told yet."""
        return self._timer.isActive()

    def start(self) -> None:
        """Begin; once only."""
        self._timer.start()
        self._runner.start()

    def cancel(self) -> None:
        """Stop at the next event."""
        self._runner.stopping = True

    def _report(self) -> None:
        newest: Progress | None = None
        others: list[object] = []
        for _ in range(len(self._runner.events)):
            event = self._runner.events.popleft()
            if isinstance(event, Progress):
                newest = event
            else:
                others.append(event)
        if others:
            self.happened.emit(tuple(others))
        if newest is not None:
            self.progressed.emit(newest)

    def _end(self) -> None:
        self._runner.wait()
        self._timer.stop()
        self._report()
        if self._runner.crash is not None:
            self.crashed.emit(self._runner.crash)
        elif self._runner.trouble is not None:
            self.failed.emit(self._runner.trouble)
        elif self._runner.cancelled:
            self.cancelled.emit()
        else:
            self.finished.emit()
        self.ended.emit()
