"""How parts fall on either side of the thresholds. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.records import ImageRecord
from bgad_studio.ui.browser.state import Band, Said

BINS: Final = 60
_NEAR: Final = 0.1
"""Of the plot's width is near, where both lines lie close together."""
_BEYOND: Final = 2.0
"""The plot ends so many spans (lowest score to NG) beyond NG; higher scores are counted in the last bin."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Parts of one kind by what the model would say."""

    passed: int
    review: int
    ng: int


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Scores of a project's parts by what a person said.

    Attributes:
        good: (n,) float64 of parts marked OK.
        defective: (m,) float64 of parts marked NG.
        other: (k,) float64 of all others.
    """

    good: NDArray[np.float64]
    defective: NDArray[np.float64]
    other: NDArray[np.float64]

    @classmethod
    def of(cls, records: Iterable[ImageRecord]) -> Scores:
        """Of the parts that have a score."""
        found: dict[Said, list[float]] = {said: [] for said in Said}
        for record in records:
            if record.score is not None:
                found[Said.of(record.verdict)].append(record.score.score)
        good, defective, other = (np.asarray(found[said], np.float64) for said in Said)
        return cls(good, defective, other)

    def span(self, ng: float) -> tuple[float, float]:
        """Lowest and highest score of the plot."""
        every = np.concatenate([self.good, self.defective, self.other])
        if not every.size:
            return 0.0, max(ng, 1.0)
        low = float(min(every.min(), ng - 1e-3))
        return low, float(min(max(every.max(), ng), ng + _BEYOND * (ng - low))) + 1e-6


NO_SCORES: Final = Scores(np.zeros(0), np.zeros(0), np.zeros(0))
"""Before anything is read."""


def review_band(review: float, ng: float) -> Band:
    """Scores that a person is to look at."""
    return Band(review, ng)


def near_ng(review: float, ng: float, span: tuple[float, float]) -> Band:
    """Scores about the NG line: half the band for review to either side, or else a little of the plot."""
    half = max(ng - review, _NEAR * (span[1] - span[0])) / 2
    return Band(ng - half, ng + half)


def stopped(values: NDArray[np.float64], review: float, ng: float) -> Stopped:
    """Count scores below ``review``, from there to ``ng``, and above."""
    above, beyond = int((values >= review).sum()), int((values >= ng).sum())
    return Stopped(len(values) - above, above - beyond, beyond)


def histogram(values: NDArray[np.float64], low: float, high: float) -> NDArray[np.intp]:
    """(BINS,) counts between ``low`` and ``high``; what lies beyond is counted at the end."""
    counts, _ = np.histogram(np.clip(values, low, high), bins=BINS, range=(low, high))
    return np.asarray(counts, np.intp)
