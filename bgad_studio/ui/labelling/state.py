"""What the place to label shows. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.imaging.pyramid import Pyramid
from bgad_studio.core.records import ImageRecord


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A part as it comes onto the canvas.

    Attributes:
        record: The image.
        picture: Ready to be shown.
        label_map: (H, W) uint8, or None without paint.
    """

    record: ImageRecord
    picture: Pyramid
    label_map: NDArray[np.uint8] | None
