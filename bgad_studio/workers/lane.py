"""Lanes: where everything that touches a file or the database waits its turn, beside the window's thread."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError, Trouble

T = TypeVar("T")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Ticket:
    """One piece of work and who waits for its answer."""

    work: Callable[[], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[Trouble], None] | None
    key: str | None
    generation: int


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of a ticket; ``error`` is a trouble, the text of a traceback, or None."""

    ticket: _Ticket
    value: Any
    error: Trouble | str | None


class _Threads:
    """So many threads that do what is put into one queue. They end with the process, whatever they wait for.

    Threads of Qt would keep the process until a network drive that hangs has answered.
    """

    def __init__(self, name: str, most: int) -> None:
        self._name = name
        self._most = most
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._threads: list[Thread] = []

    def start(self, work: Callable[[], None]) -> None:
        """Queue it."""
        self._queue.put(work)
        if len(self._threads) < self._most:
            thread = Thread(target=self._run, name=self._name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def clear(self) -> None:
        """Drop what has not begun."""
        with suppress(Empty):
            while True:
                self._queue.get_nowait()

    def close(self, patience_s: float | None) -> None:
        """End when everything is done; wait no longer than this."""
        for _ in self._threads:
            self._queue.put(None)
        until = None if patience_s is None else time.monotonic() + patience_s
        for thread in self._threads:
            thread.join(None if until is None else max(until - time.monotonic(), 0.0))

    def _run(self) -> None:
        while (work := self._queue.get()) is not None:
            work()


class Lane(QObject):
    """Does work on threads of its own and delivers the answers on the thread it was made on.

    With one thread (the store's lane) work is done strictly in the order it was submitted.

    Args:
        name: Shown in logs.
        threads: How many pieces of work may run at once.

    Signals:
        troubled(object): A :class:`Trouble` of work that was submitted without ``failed``.
        crashed(str): A bug; the text is its traceback.
        idle(): The last answer was delivered and nothing waits.
    """

    troubled = Signal(object)
    crashed = Signal(str)
    idle = Signal()
    _answered = Signal(object)

    def __init__(self, name: str, threads: int = 1, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._threads = _Threads(name, threads)
        self._generations: dict[str, int] = {}
        self._waiting = 0
        self._open = True
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to be delivered."""
        return self._waiting > 0

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Trouble], None] | None = None,
        *,
        key: str | None = None,
    ) -> None:
        """Queue ``work``.

        Args:
            work: Runs on a thread of the lane; plain data in, plain data out.
            done: Takes its result.
            failed: Takes the trouble of a ``StudioError``, or a bug; without it ``troubled`` tells.
            key: A later submission of the same key makes this one stale: it is skipped if it has not begun,
                and its answer is dropped. Without a key the work is always done and always answered.
        """
        if not self._open:
            return
        generation = 0
        if key is not None:
            generation = self._generations[key] = self._generations.get(key, 0) + 1
        ticket = _Ticket(work, done, failed, key, generation)
        self._waiting += 1
        self._threads.start(lambda: self._answer(ticket))

    def forget(self, key: str) -> None:
        """Nobody waits for the answers of ``key`` any more."""
        self._generations[key] = self._generations.get(key, 0) + 1

    def close(self, *, drop: bool = False, patience_s: float | None = None) -> None:
        """Finish what was submitted, or ``drop`` what has not begun; no answers come any more.

        Args:
            drop: Only what has begun is still done.
            patience_s: Wait no longer: for lanes that only read, from drives that may hang.
        """
        self._open = False
        if drop:
            self._threads.clear()
        self._threads.close(patience_s)

    def _stale(self, ticket: _Ticket) -> bool:
        return ticket.key is not None and self._generations[ticket.key] != ticket.generation

    def _answer(self, ticket: _Ticket) -> None:
        """On the lane's thread."""
        answer = self._carry_out(ticket)
        try:
            if self._open:
                self._answered.emit(answer)
        except RuntimeError as error:
            log.debug("nobody waits for the answer any more: %s", error)  # the window is gone

    def _carry_out(self, ticket: _Ticket) -> _Answer:
        """On the lane's thread."""
        if self._stale(ticket):
            return _Answer(ticket, None, None)
        try:
            return _Answer(ticket, ticket.work(), None)
        except StudioError as error:
            return _Answer(ticket, None, error.trouble)
        except Exception:
            log.exception("work on the lane %s failed", self.objectName())
            return _Answer(ticket, None, traceback.format_exc())

    def _deliver(self, answer: _Answer) -> None:
        self._waiting -= 1
        if not self._open:
            return
        ticket = answer.ticket
        if isinstance(answer.error, str):
            self.crashed.emit(answer.error)
            if ticket.failed is not None:  # whoever waits must not wait for ever
                ticket.failed(problems.bug(answer.error))
        elif not self._stale(ticket):
            if answer.error is None:
                if ticket.done is not None:
                    ticket.done(answer.value)
            elif ticket.failed is not None:
                ticket.failed(answer.error)
            else:
                self.troubled.emit(answer.error)
        if not self._waiting:
            self.idle.emit()
