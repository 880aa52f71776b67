"""How parts fall on either side of the thresholds. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.records import ImageRecord, Verdict

BINS: Final = 60
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
        found: dict[Verdict | None, list[float]] = {Verdict.OK: [], Verdict.NG: [], None: []}
        for record in records:
            if record.score is not None:
                key = record.verdict if record.verdict in (Verdict.OK, Verdict.NG) else None
                found[key].append(record.score.score)
        good, defective, other = (
            np.asarray(found[key], np.float64) for key in (Verdict.OK, Verdict.NG, None)
        )
        return cls(good, defective, other)

    def span(self, ng: float) -> tuple[float, float]:
        """Lowest and highest score of the plot."""
        every = np.concatenate([self.good, self.defective, self.other])
        if not every.size:
            return 0.0, max(ng, 1.0)
        low = float(min(every.min(), ng - 1e-3))
        return low, float(min(max(every.max(), ng), ng + _BEYOND * (ng - low))) + 1e-6


def stopped(values: NDArray[np.float64], review: float, ng: float) -> Stopped:
    """Count scores below ``review``, from there to ``ng``, and above."""
    above, beyond = int((values >= review).sum()), int((values >= ng).sum())
    return Stopped(len(values) - above, above - beyond, beyond)


def histogram(values: NDArray[np.float64], low: float, high: float) -> NDArray[np.intp]:
    """(BINS,) counts between ``low`` and ``high``; what lies beyond is counted at the end."""
    counts, _ = np.histogram(np.clip(values, low, high), bins=BINS, range=(low, high))
    return np.asarray(counts, np.intp)
