"""Undo and redo of strokes in bounded memory."""

from __future__ import annotations

import zlib
from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.geometry import Rect


@dataclass(frozen=True, slots=True)
class Atom:
    """One stroke: the pixels of ``rect`` before and after it, row-major, deflated."""

    rect: Rect
    before: bytes
    after: bytes

    @property
    def nbytes(self) -> int:
        """Memory it takes."""
        return len(self.before) + len(self.after)


class History:
    """Strokes that can be undone and redone.

    Args:
        limit: Oldest strokes beyond this many are forgotten.
        limit_bytes: The same beyond this much memory; the newest stroke stays whatever it takes.
    """

    def __init__(self, limit: int = 100, limit_bytes: int = 32_000_000) -> None:
        self._limit_bytes = limit_bytes
        self._done: deque[Atom] = deque(maxlen=limit)
        self._undone: list[Atom] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a stroke to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone stroke."""
        return bool(self._undone)

    @property
    def nbytes(self) -> int:
        """Bytes kept now."""
        return sum(atom.nbytes for atom in (*self._done, *self._undone))

    def push(self, atom: Atom) -> None:
        """Remember a new stroke; undone ones are gone."""
        self._done.append(atom)
        self._undone.clear()
        while len(self._done) > 1 and sum(stroke.nbytes for stroke in self._done) > self._limit_bytes:
            self._done.popleft()

    def undo(self, label_map: NDArray[np.uint8]) -> Rect | None:
        """Take back the newest stroke, in place; the changed rectangle, or None."""
        if not self._done:
            return None
        atom = self._done.pop()
        self._undone.append(atom)
        _restore(label_map, atom.rect, atom.before)
        return atom.rect

    def redo(self, label_map: NDArray[np.uint8]) -> Rect | None:
        """Repeat the newest undone stroke, in place; the changed rectangle, or None."""
        if not self._undone:
            return None
        atom = self._undone.pop()
        self._done.append(atom)
        _restore(label_map, atom.rect, atom.after)
        return atom.rect


class StrokeRecorder:
    """Remembers what a stroke paints over.

    Args:
        label_map: (H, W) uint8, as it is before the stroke.
        before: A copy of it, which the stroke's end brings up to date: strokes on a large map begin without
            a copy of all of it. None makes one.
    """

    def __init__(self, label_map: NDArray[np.uint8], before: NDArray[np.uint8] | None = None) -> None:
        self.label_map = label_map
        self._before = label_map.copy() if before is None else before
        self._rect: Rect | None = None

    def add(self, rect: Rect | None) -> None:
        """Add a rectangle that was painted into."""
        if rect is not None:
            self._rect = rect if self._rect is None else self._rect.union(rect)

    def finish(self) -> Atom | None:
        """The stroke, or None if it changed nothing."""
        if self._rect is None:
            return None
        before = self._before[self._rect.rows, self._rect.columns]
        after = self.label_map[self._rect.rows, self._rect.columns]
        if np.array_equal(before, after):
            return None
        atom = Atom(self._rect, zlib.compress(before.tobytes(), 1), zlib.compress(after.tobytes(), 1))
        before[:] = after
        return atom

    def abort(self) -> Rect | None:
        """Undo the unfinished stroke, in place; the changed rectangle, or None."""
        if self._rect is not None:
            rows, columns = self._rect.rows, self._rect.columns
            self.label_map[rows, columns] = self._before[rows, columns]
        return self._rect


def _restore(label_map: NDArray[np.uint8], rect: Rect, pixels: bytes) -> None:
    patch = np.frombuffer(zlib.decompress(pixels), np.uint8).reshape(rect.height, rect.width)
    label_map[rect.rows, rect.columns] = patch
