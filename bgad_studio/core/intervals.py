"""How much a figure from a few cases says."""

from __future__ import annotations

import math
from dataclasses import dataclass

_HALVINGS = 40
Z_95 = 1.959964
"""Half-width of the 95 % interval of a standard normal."""


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` of ``total``."""

    count: int
    total: int

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval, fractions; (0, 1) of nothing."""
        if not self.total:
            return 0.0, 1.0
        share, spread = self.count / self.total, Z_95**2 / self.total
        centre = (share + spread / 2) / (1 + spread)
        half = Z_95 * math.sqrt(share * (1 - share) / self.total + spread / (4 * self.total)) / (1 + spread)
        low = 0.0 if not self.count else max(centre - half, 0.0)
        high = 1.0 if self.count == self.total else min(centre + half, 1.0)
        return low, high


def auroc_interval(value: float, normal: int, anomalous: int) -> tuple[float, float]:
    """95 % interval of an AUROC, which says something even where every part was told right.

    Newcombe's fifth method (Statistics in Medicine 25, 2006): all true values from which the measured one
    lies no further than their own standard error allows.

    Args:
        value: AUROC in [0, 1].
        normal: Number of normal scores, > 0.
        anomalous: Number of anomalous ones, > 0.

    Returns:
        Fractions.
    """

    def too_far(true: float) -> bool:
        extra = (normal + anomalous) / 2 - 1
        spread = 1 + extra * ((1 - true) / (2 - true) + true / (1 + true))
        return abs(value - true) > Z_95 * math.sqrt(true * (1 - true) * spread / (normal * anomalous))

    def limit(outside: float) -> float:
        inside = value
        for _ in range(_HALVINGS):
            middle = (inside + outside) / 2
            inside, outside = (inside, middle) if too_far(middle) else (middle, outside)
        return inside

    return limit(0.0), limit(1.0)
