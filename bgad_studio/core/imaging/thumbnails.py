"""Small copies for lists."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.imaging.resize import to_network


def thumbnail(image: NDArray[np.uint8], edge_px: int) -> NDArray[np.uint8]:
    """Shrink a picture until it fits a square; a smaller one stays as it is.

    Args:
        image: (H, W, 3) uint8 RGB.
        edge_px: Side of the square, at least 1.

    Returns:
        (h, w, 3) uint8 RGB of the same shape, up to rounding.
    """
    height, width = image.shape[:2]
    scale = min(1.0, edge_px / max(height, width))
    return to_network(image, max(1, round(height * scale)), max(1, round(width * scale)))
