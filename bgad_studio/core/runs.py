"""Masks as COCO's run lengths: how many pixels are off, on, off, …, column after column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

_FIRST: Final = 48
"""Code of the letter that stands for 0; a letter holds five bits and whether more follow."""
_LARGEST: Final = 2**31


@dataclass(frozen=True, slots=True)
class Runs:
    """A mask of one defect.

    Attributes:
        defect: What it marks.
        size: Height and width, pixels.
        counts: Lengths of the runs, the first one of pixels that are off; together height × width.
    """

    defect: str
    size: tuple[int, int]
    counts: tuple[int, ...]

    @classmethod
    def of(cls, mask: NDArray[np.bool_], defect: str) -> Self:
        """The runs of an (H, W) bool mask."""
        flat = mask.ravel(order="F")
        changes = np.flatnonzero(flat[1:] != flat[:-1]) + 1
        edges = [0, *changes.tolist(), flat.size]
        counts = [end - start for start, end in pairwise(edges)]
        if flat.size and flat[0]:
            counts.insert(0, 0)
        return cls(defect, (mask.shape[0], mask.shape[1]), tuple(counts))

    @classmethod
    def read(cls, segmentation: dict[str, Any], defect: str) -> Self:
        """From a COCO annotation, its counts as numbers or packed into letters.

        Raises:
            ValueError: The counts do not fit the size, or are no counts.
            KeyError, TypeError: It is not laid out like that.
        """
        height, width = (int(edge) for edge in segmentation["size"])
        counts = segmentation["counts"]
        runs = unpack(counts) if isinstance(counts, str) else [int(count) for count in counts]
        if min(height, width) < 1 or height * width > _LARGEST:
            raise ValueError(f"run lengths of a mask of {width}×{height} pixels")
        if any(count < 0 for count in runs) or sum(runs) != height * width:
            raise ValueError(f"run lengths that are not those of {width}×{height} pixels")
        return cls(defect, (height, width), tuple(runs))

    def mask(self) -> NDArray[np.bool_]:
        """(H, W) bool."""
        values = np.arange(len(self.counts)) % 2 == 1
        return np.repeat(values, self.counts).reshape(self.size, order="F")

    def segmentation(self) -> dict[str, Any]:
        """As a COCO annotation holds it, packed."""
        return {"size": list(self.size), "counts": pack(self.counts)}


def unpack(text: str) -> list[int]:
    """Run lengths from letters, as COCO's own library packs them.

    From the fourth run on a letter group holds the difference to the run two before.

    Raises:
        ValueError: The text ends within a number, or holds letters that stand for nothing.
    """
    counts: list[int] = []
    value = shift = 0
    for letter in text:
        code = ord(letter) - _FIRST
        if not 0 <= code < 64 or shift > 60:
            raise ValueError("run lengths that are no text of COCO")
        value |= (code & 0x1F) << shift
        shift += 5
        if not code & 0x20:
            if code & 0x10:
                value -= 1 << shift
            counts.append(value + (counts[-2] if len(counts) > 2 else 0))
            value = shift = 0
    if shift:
        raise ValueError("run lengths that are cut short")
    return counts


def pack(counts: Sequence[int]) -> str:
    """Inverse of :func:`unpack`."""
    letters: list[str] = []
    for place, count in enumerate(counts):
        value = count - counts[place - 2] if place > 2 else count
        more = True
        while more:
            code = value & 0x1F
            value >>= 5
            more = value != (-1 if code & 0x10 else 0)
            letters.append(chr((code | 0x20 if more else code) + _FIRST))
    return "".join(letters)
