"""Pictures that wait to be judged, and how often judging is tried again before a person is asked."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from bgad_studio.core import problems
from bgad_studio.core.errors import Trouble
from bgad_studio.services.inspection.judge import TOGETHER

AGAIN_SECONDS: Final = (1.0, 5.0, 20.0)
"""Until judging is tried again after it failed once, twice … in a row; then a person is asked."""
_PASSING: Final = (problems.COMPUTE_DIED, problems.COMPUTE_SILENT, problems.COMPUTE_BUG)
"""The computing process is started anew; other troubles stay until a person acts."""


class Line:
    """First come, first judged. No picture is lost: what was in hand when judging failed comes first."""

    def __init__(self) -> None:
        self._waiting: deque[Path] = deque()
        self._in_hand: list[Path] = []
        self._failures = 0

    def __len__(self) -> int:
        """Pictures that wait, without those in hand."""
        return len(self._waiting)

    def add(self, paths: Iterable[Path]) -> None:
        """These have come."""
        self._waiting.extend(paths)

    def take(self) -> list[Path]:
        """A lot to be judged now; the smaller, the more often judging has failed, so that many get past."""
        most = max(1, TOGETHER >> 3 * self._failures)
        self._in_hand = [self._waiting.popleft() for _ in range(min(most, len(self._waiting)))]
        return list(self._in_hand)

    def judged(self, paths: Sequence[Path]) -> None:
        """These are done: it works again."""
        done = set(paths)
        self._in_hand = [path for path in self._in_hand if path not in done]
        self._failures = 0

    def give_back(self, trouble: Trouble) -> float | None:
        """Judging failed; in how many seconds it is tried again, or None: not before a person says so."""
        self._waiting.extendleft(reversed(self._in_hand))
        self._in_hand = []
        self._failures += 1
        if trouble.problem not in _PASSING or self._failures > len(AGAIN_SECONDS):
            return None
        return AGAIN_SECONDS[self._failures - 1]

    def try_again(self) -> None:
        """A person says so."""
        self._failures = 0

    def clear(self) -> None:
        """Nothing waits any more."""
        self._waiting.clear()
        self._in_hand = []
        self._failures = 0
