"""Which side an image stands on: decided by its capture group alone, so that it never changes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

CALIBRATION_SHARE = 0.2
"""Normals kept away from training and from every choice: they calibrate the thresholds."""
VALIDATION_SHARE = 0.1
"""Training normals kept away from the flows: they choose whitening and scale the levels."""

TEST_SHARE = 0.25
"""Good pictures of a public data set that test, where the set itself does not say."""

_REMEMBERED = 200_000
"""Groups whose side is known: a window asks anew after every verdict, and hashing them all takes a second."""

DEFECTS_FIRST, DEFECTS_EVERY = 5, 4
"""Of a defect type the first so many images teach, from then on all but every so-manieth."""


@lru_cache(_REMEMBERED)
def is_calibration(group: str) -> bool:
    """Whether normals of this capture group are held out for calibration."""
    return _place("calibration", group) < CALIBRATION_SHARE


@lru_cache(_REMEMBERED)
def is_validation(group: str) -> bool:
    """Whether training normals of this capture group are held out of the flows for choices."""
    return _place("validation", group) < VALIDATION_SHARE


def is_test_normal(name: str) -> bool:
    """Whether a good picture of this name tests, in a data set that does not say so itself."""
    return _place("test", name) < TEST_SHARE


def is_held_out_defect(rank: int) -> bool:
    """Whether the ``rank``-th image of a defect type (from 0) is kept for measuring.

    The first five teach; from the sixth on every fourth is held out.
    """
    return rank >= DEFECTS_FIRST and (rank - DEFECTS_FIRST) % DEFECTS_EVERY == 0


def folds_by_group(groups: Sequence[str], most: int) -> list[list[int]]:
    """Indices in up to ``most`` parts of similar size; images of one capture group stay together.

    Args:
        groups: Capture group of every image; an empty one is a group of its own.
        most: Fewer parts where there are fewer groups.
    """
    members: dict[str, list[int]] = {}
    for index, group in enumerate(groups):
        members.setdefault(group or f"/{index}", []).append(index)
    parts = list(members.values())
    count = min(most, len(parts))
    return [sorted(index for part in parts[start::count] for index in part) for start in range(count)]


def _place(purpose: str, group: str) -> float:
    """Even in [0, 1), the same for ever."""
    digest = hashlib.sha256(f"{purpose}/{group}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def evenly(count: int, most: int) -> list[int]:
    """Up to ``most`` of ``range(count)``, evenly spread."""
    return list(range(count)) if count <= most else [place * count // most for place in range(most)]
