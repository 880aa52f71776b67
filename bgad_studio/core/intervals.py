"""How much a share of a few cases says."""

from __future__ import annotations

import math
from dataclasses import dataclass

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
