"""Brightness, contrast and gamma of what is looked at; nothing computes with the result."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Tone:
    """How grey values are shown.

    Attributes:
        brightness: Added, as a share of the whole range, -1…1.
        contrast: Powers of two the differences are multiplied by, -2…2.
        gamma: Above 1 lifts the shadows, below 1 darkens them; 0.2…5.
    """

    brightness: float = 0.0
    contrast: float = 0.0
    gamma: float = 1.0

    def table(self) -> NDArray[np.uint8]:
        """(256,) uint8: how each value is shown."""
        values = np.arange(256) / 255
        spread = (values - 0.5) * 2.0**self.contrast + 0.5 + self.brightness
        shown = np.clip(spread, 0, 1) ** (1 / self.gamma)
        return np.asarray(np.rint(255 * shown), np.uint8)


PLAIN = Tone()
"""As the picture is."""
