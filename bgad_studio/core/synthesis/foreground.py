"""Where the part is: pseudo anomalies belong on the part, not on the belt beneath it [paper, §3.3]."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

SMALLEST, LARGEST = 0.02, 0.98
"""A foreground outside this share of the picture is a failed guess."""
SEPARATION = 0.55
"""Share of the grey variance that Otsu's threshold must explain; a plain surface stays below."""
RIM = 0.8
"""Share of the picture's rim that must be background; a surface that fills the picture has mixed rims."""


def foreground(image: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Find the part by Otsu's grey threshold.

    The side of the threshold that owns the picture's rim is the background, the other the part, with its
    holes filled. A picture of one surface has no such rim: all of it is the part.

    Args:
        image: (H, W, 3) uint8 RGB.

    Returns:
        (H, W) bool, True on the part; all True where no part stands out.
    """
    grey = cv2.GaussianBlur(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), (0, 0), max(image.shape[:2]) / 256)
    threshold, bright = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    everything = np.ones(grey.shape, np.bool_)
    if _separation(grey, threshold) < SEPARATION:
        return everything
    rim = np.concatenate([bright[0], bright[-1], bright[:, 0], bright[:, -1]])
    bright_rim = float(rim.mean())
    if max(bright_rim, 1 - bright_rim) < RIM:
        return everything
    part = bright if bright_rim <= 0.5 else 1 - bright
    contours, _ = cv2.findContours(part.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    filled = np.zeros(grey.shape, np.uint8)
    if contours:
        largest = max(cv2.contourArea(contour) for contour in contours)
        kept = [contour for contour in contours if cv2.contourArea(contour) >= 0.1 * largest]
        cv2.drawContours(filled, kept, -1, 1, cv2.FILLED)
    share = filled.mean()
    return filled.astype(np.bool_) if SMALLEST <= share <= LARGEST else everything


def _separation(grey: NDArray[np.uint8], threshold: float) -> float:
    """Between-class variance over total variance, the quantity Otsu's threshold maximises."""
    values = grey.astype(np.float32).ravel()
    high = values > threshold
    total = float(values.var())
    if not high.any() or high.all() or total < 1:
        return 0.0
    share = float(high.mean())
    gap = float(values[high].mean() - values[~high].mean())
    return share * (1 - share) * gap * gap / total
