"""What a picture looks like from afar: finds the same picture saved anew, smaller or more compressed."""

from __future__ import annotations

from collections.abc import Sequence

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
        fingerprints: The first ones.
    """

    def __init__(self, fingerprints: Sequence[bytes] = ()) -> None:
        rows = b"".join(fingerprints)
        self._count = len(fingerprints)
        self._rows = np.zeros((max(2 * self._count, 64), EDGE * EDGE), np.uint8)
        self._rows[: self._count] = np.frombuffer(rows, np.uint8).reshape(-1, EDGE * EDGE)

    def add(self, grey: bytes) -> None:
        """Take one more."""
        if self._count == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        self._rows[self._count] = np.frombuffer(grey, np.uint8)
        self._count += 1

    def same(self, grey: bytes) -> int | None:
        """Number, in the order they were added, of the one that shows the same picture; None: none does."""
        if self._count < NEEDED:
            return None
        wanted = np.frombuffer(grey, np.uint8).astype(np.float32)
        distances = np.empty(self._count, np.float32)
        for start in range(0, self._count, 8192):  # a hundred thousand at once would be 100 MB
            block = self._rows[start : min(start + 8192, self._count)].astype(np.float32) - wanted
            distances[start : start + len(block)] = np.sqrt(np.mean(block * block, axis=1))
        nearest = int(np.argmin(distances))
        usual = float(np.median(distances))
        close = distances[nearest] <= CLOSE and distances[nearest] * APART <= usual
        return nearest if close else None
