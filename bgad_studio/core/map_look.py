"""How anomaly maps are drawn on pictures, wherever they are shown. No arrays, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Ramp(StrEnum):
    """Colours of heat: perceptual, ever lighter, and told apart with any kind of colour blindness."""

    INFERNO = "inferno"
    VIRIDIS = "viridis"
    CIVIDIS = "cividis"


@dataclass(frozen=True, slots=True)
class MapLook:
    """What is drawn of a map; nothing of it is "off".

    Attributes:
        heat: Its values as colours.
        contour: Where it reaches the threshold, as an outline.
        boxes: The same as a box round every region.
        ramp: Colours of the heat.
        strength: How strongly the heat covers the picture, per cent.
    """

    heat: bool = True
    contour: bool = True
    boxes: bool = False
    ramp: Ramp = Ramp.INFERNO
    strength: int = 70
