"""What the place of pseudo anomalies shows. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.errors import Trouble
from bgad_studio.services.preview import PseudoPreview


@dataclass(frozen=True, slots=True, eq=False)
class GalleryState:
    """The gallery.

    Attributes:
        seed: Of these pseudo anomalies, or of the ones being made.
        previews: What there is to look at.
        making: Others are being made.
        trouble: Why there are none.
    """

    seed: int = 0
    previews: tuple[PseudoPreview, ...] = ()
    making: bool = False
    trouble: Trouble | None = None


def outlines(mask: NDArray[np.bool_]) -> list[NDArray[np.float64]]:
    """Outer outlines of a mask's regions, one pixel outside them.

    Args:
        mask: (H, W) bool.

    Returns:
        Closed polygons, (n, 2) float64 points xy as shares of width and height, 0…1.
    """
    grown = cv2.dilate(mask.astype(np.uint8), np.ones((3, 3), np.uint8))
    found, _ = cv2.findContours(grown, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    size = np.array([mask.shape[1], mask.shape[0]], np.float64)
    return [(polygon.reshape(-1, 2) + 0.5) / size for polygon in found]
