"""Large things that will be wanted again soon, within a bound of memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Keeper(Generic[T]):
    """Keeps what was used last and forgets the rest; may be asked from any thread.

    Args:
        limit: Bytes kept at most. A thing larger than that is not kept at all.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._things: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._bytes = 0
        self._lock = Lock()

    @property
    def nbytes(self) -> int:
        """Bytes kept now."""
        return self._bytes

    def get(self, key: Hashable) -> T | None:
        """What was kept under ``key``, or None; it counts as used."""
        with self._lock:
            found = self._things.get(key)
            if found is None:
                return None
            self._things.move_to_end(key)
            return found[0]

    def keep(self, key: Hashable, thing: T, nbytes: int) -> None:
        """Keep a thing of this size; what was not used for longest goes for it."""
        with self._lock:
            self._drop(key)
            if nbytes > self._limit:
                return
            self._things[key] = (thing, nbytes)
            self._bytes += nbytes
            while self._bytes > self._limit:
                self._drop(next(iter(self._things)))

    def made(self, key: Hashable, make: Callable[[], T], nbytes: Callable[[T], int]) -> T:
        """What was kept under ``key``, or else is made now and kept; two that want it make it once."""
        with self._lock:
            making = self._making.setdefault(key, Lock())
        try:
            with making:
                found = self.get(key)
                if found is None:
                    found = make()
                    self.keep(key, found, nbytes(found))
                return found
        finally:
            with self._lock:
                self._making.pop(key, None)

    def _drop(self, key: Hashable) -> None:
        found = self._things.pop(key, None)
        if found is not None:
            self._bytes -= found[1]
