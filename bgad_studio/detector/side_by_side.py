"""Pieces of work that need nothing of one another, each on threads of its own.

Operations on small tensors are shared badly: threads that split one wait for each other at its end, some
thousand times a second. The levels of a flow, or the folds of the second opinion, take the cores side by
side.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from types import TracebackType
from typing import TypeVar

import torch

from bgad_studio.detector.devices import threads_in_use

Result = TypeVar("Result")


class SideBySide:
    """Shares the threads in use between pieces of work while it is entered.

    Results depend on the number of threads, as everywhere, and not on who is done first.

    Args:
        pieces: Most pieces of work at a time; 1 carries them out one by one, on all threads.
    """

    def __init__(self, pieces: int) -> None:
        self._threads = threads_in_use()
        self._workers = min(pieces, self._threads)
        self._pool: ThreadPoolExecutor | None = None

    def __enter__(self) -> SideBySide:
        if self._workers > 1:
            torch.set_num_threads(self._threads // self._workers)  # new threads take it over
            self._pool = ThreadPoolExecutor(self._workers, thread_name_prefix="side by side")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown()
            torch.set_num_threads(self._threads)

    def run(self, works: Sequence[Callable[[], Result]]) -> list[Result]:
        """Carry out pieces of work, the longest given first, and wait for all of them."""
        if self._pool is None:
            return [work() for work in works]
        return list(self._pool.map(lambda work: work(), works))


def all_of(works: Sequence[Generator[None, None, None]]) -> Generator[None, None, None]:
    """Drive generators side by side to their ends.

    Yields:
        Whenever each has come to its next place to stop.
    """
    with SideBySide(len(works)) as threads:
        while any(threads.run([partial(_goes_on, work) for work in works])):
            yield


def _goes_on(work: Generator[None, None, None]) -> bool:
    """Whether a generator has come to another place to stop; one that has ended stays at its end."""
    return next(work, _ENDED) is not _ENDED


_ENDED = object()
