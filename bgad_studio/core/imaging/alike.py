"""What a picture looks like from afar: finds the same picture saved anew, smaller or more compressed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

EDGE = 16
"""Side of a fingerprint, pixels."""
CLOSE = 1.0
"""Root mean square difference, grey levels, up to which two fingerprints may be of one picture.

Measured on MVTec bottles, 512 px: saved anew as JPEG of quality 60, or at half the size, 0.4 at most; the two
most alike of 150 aligned bottles 1.6.
"""
APART = 4.0
"""The same picture is that many times closer than other parts usually are; plain parts look much alike."""
NEEDED = 8
"""With fewer fingerprints nobody knows how much parts usually differ."""
_TOGETHER = 16
"""So many are compared at once."""
_COARSE = 8
"""Side of a fingerprint's coarse form."""
_ROUND = 0.1
"""Squared grey levels that rounding may make of the distance of coarse forms."""
_USUAL = 512
"""Parts that say how much parts usually differ; all of a hundred thousand say no more."""

T = TypeVar("T", bound=np.generic)


def fingerprint(rgb: NDArray[np.uint8]) -> bytes:
    """A picture as ``EDGE`` × ``EDGE`` grey bytes, whatever its size and shape.

    Args:
        rgb: (H, W, 3) uint8.
    """
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    small: bytes = cv2.resize(grey, (EDGE, EDGE), interpolation=cv2.INTER_AREA).tobytes()
    return small


class Likeness:
    """Fingerprints seen so far.

    Args:
        fingerprints: The first ones; they have been compared with each other where there were enough of them.
    """

    def __init__(self, fingerprints: Sequence[bytes] = ()) -> None:
        room = max(2 * len(fingerprints), 64)
        self._rows = np.zeros((room, EDGE**2), np.uint8)
        self._coarse = np.zeros((room, _COARSE**2), np.float32)
        self._count = 0
        self._append(fingerprints)
        self._compared = self._count if self._count >= NEEDED else 0

    def add(self, fingerprints: Sequence[bytes]) -> list[tuple[int, int]]:
        """Take more.

        Returns:
            Which of all, by the order they came in, show the same picture: of those that are new, or came
            before it was known how parts differ, their own number and that of the closest earlier one.
        """
        self._append(fingerprints)
        if self._count < NEEDED:
            return []
        first, self._compared = self._compared, self._count
        starts = range(first, self._count, _TOGETHER)
        return [pair for start in starts for pair in self._pairs(start, min(start + _TOGETHER, self._count))]

    def _append(self, fingerprints: Sequence[bytes]) -> None:
        count = self._count + len(fingerprints)
        if count > len(self._rows):
            room = max(count, 2 * len(self._rows))
            self._rows, self._coarse = _grown(self._rows, room), _grown(self._coarse, room)
        rows = np.frombuffer(b"".join(fingerprints), np.uint8).reshape(-1, EDGE**2)
        self._rows[self._count : count] = rows
        step = EDGE // _COARSE
        squares = rows.reshape(-1, _COARSE, step, _COARSE, step).mean(axis=(2, 4), dtype=np.float32)
        self._coarse[self._count : count] = (
            squares.reshape(-1, _COARSE**2) - 128.0
        )  # small numbers round less
        self._count = count

    def _pairs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        # no picture is closer than its coarse form is: of a hundred thousand only a few are looked at closely
        rough = _rough_squares(self._coarse[start:end], self._coarse[:end])
        some = np.unique(np.linspace(0, self._count - 1, _USUAL).astype(np.int64))
        for number in range(start, end):
            usual = float(np.median(self._distances(number, some[some != number])))
            limit = min(CLOSE, usual / APART)
            near = np.flatnonzero(rough[number - start, :number] <= limit**2 + _ROUND)
            if len(near):
                distances = self._distances(number, near)
                closest = int(np.argmin(distances))
                if distances[closest] <= limit:
                    yield number, int(near[closest])

    def _distances(self, number: int, others: NDArray[np.int64]) -> NDArray[np.float32]:
        apart = self._rows[others].astype(np.float32) - self._rows[number]
        return np.asarray(np.sqrt(np.mean(apart * apart, axis=1)), np.float32)


def _rough_squares(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    """(A, B) mean squared differences of (A, P) and (B, P), by one product of matrices."""
    own, theirs = np.einsum("ap,ap->a", one, one), np.einsum("bp,bp->b", other, other)
    return np.asarray((own[:, None] + theirs - 2 * (one @ other.T)) / one.shape[1], np.float32)


def _grown(array: NDArray[T], room: int) -> NDArray[T]:
    grown = np.zeros((room, array.shape[1]), array.dtype)
    grown[: len(array)] = array
    return grown
