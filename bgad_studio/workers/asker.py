"""Short questions to the compute process: they wait for everything else, and give way to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from bgad_studio.core import problems
from bgad_studio.core.errors import Trouble
from bgad_studio.workers.compute import ComputeWorker, Service


@dataclass(frozen=True, slots=True, eq=False)
class _Question:
    service: Service
    done: Callable[[Any], None]
    failed: Callable[[Trouble], None]


class Asker(QObject):
    """Asks one question at a time, while nobody trains or scores; the newest of a key replaces the others.

    The last event of a service that is no progress is its answer. A question that had to give way is asked
    again later.

    Args:
        compute: Whom to ask.
        crashed: Takes the traceback of a bug.
    """

    def __init__(
        self, compute: ComputeWorker, crashed: Callable[[str], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._compute = compute
        self._crashed = crashed
        self._waiting: dict[str, _Question] = {}
        self._asked: tuple[str, _Question] | None = None
        compute.busyChanged.connect(lambda _: self._next())

    def ask(
        self, key: str, service: Service, done: Callable[[Any], None], failed: Callable[[Trouble], None]
    ) -> None:
        """Ask when nothing else runs; an older question of this key is not answered any more."""
        self._waiting.pop(key, None)
        self._waiting[key] = _Question(service, done, failed)
        if self._asked is not None and self._asked[0] == key:
            self._compute.end_short()
        self._next()

    def forget(self, key: str) -> None:
        """Nobody waits for this answer any more."""
        self._waiting.pop(key, None)
        if self._asked is not None and self._asked[0] == key:
            self._asked = None
            self._compute.end_short()

    def _next(self) -> None:
        if not self._waiting or self._asked is not None or not self._compute.idle:
            return
        key = next(iter(self._waiting))
        question = self._waiting.pop(key)
        asked = self._asked = (key, question)
        answers: list[object] = []
        job = self._compute.run_short(question.service)
        job.happened.connect(answers.extend)
        job.failed.connect(lambda trouble: self._end(asked, lambda: question.failed(trouble)))
        job.crashed.connect(lambda text: self._crash(asked, text))
        job.finished.connect(lambda: self._end(asked, lambda: question.done(answers[-1])))
        job.cancelled.connect(lambda: self._ask_again(asked))
        job.ended.connect(lambda: self._end(asked, lambda: None))

    def _end(self, asked: tuple[str, _Question], tell: Callable[[], None]) -> None:
        """Tell, unless the question was forgotten or asked anew."""
        if self._asked is asked:
            self._asked = None
            if asked[0] not in self._waiting:
                tell()
            self._next()

    def _crash(self, asked: tuple[str, _Question], text: str) -> None:
        """Whoever waits must not wait for ever."""
        self._crashed(text)
        self._end(asked, lambda: asked[1].failed(problems.bug(text)))

    def _ask_again(self, asked: tuple[str, _Question]) -> None:
        if self._asked is asked:
            self._waiting.setdefault(*asked)
