"""Where the part is: pseudo anomalies belong on the part, not on the belt beneath it [paper, §3.3]."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

SMALLEST, LARGEST = 0.02, 0.98
"""A foreground outside this share of the picture is a failed guess."""
SEPARATION = 0.55
"""Share of the grey variance that Otsu's threshold must explain; a plain surface stays below."""
REFINED_PX, GRAB_ROUNDS = 512, 3
"""Longer side of the picture GrabCut works on, and its rounds."""
RIM = 0.8
"""Share of the picture's rim that must be background; a surface that fills the picture has mixed rims."""


UNLIKE_AREA, ALIKE, UNLIKE = 0.7, 0.9, 0.75
"""A part is unlike its neighbours below this share of their area (or above its inverse); where parts lie
alike (overlap of the middle one with all), also below this overlap."""


def doubtful(parts: Sequence[NDArray[np.bool_]]) -> list[bool]:
    """Which foregrounds look wrong beside the others.

    Args:
        parts: (H, W) bool each, of one size.

    Returns:
        For each: it covers less than 2 % of the picture, or more than 98 % while others do not, or its area
        or (where the parts lie alike) its place differs from that of its neighbours.
    """
    if not parts:
        return []
    shares = np.array([part.mean() for part in parts])
    usual = np.mean(parts, axis=0) > 0.5
    overlaps = np.array([_overlap(part, usual) for part in parts])
    middle, alike = float(np.median(shares)), float(np.median(overlaps)) >= ALIKE
    wrong = (shares < SMALLEST) | ((shares > LARGEST) & (middle <= LARGEST))
    wrong |= (shares < UNLIKE_AREA * middle) | (shares * UNLIKE_AREA > middle)
    if alike:
        wrong |= overlaps < UNLIKE
    return [bool(value) for value in wrong]


def _overlap(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    """Intersection over union."""
    union = int((one | other).sum())
    return float((one & other).sum() / union) if union else 1.0


def refined(image: NDArray[np.uint8], part: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Let the edge of the part follow the picture (GrabCut, Rother et al., SIGGRAPH 2004).

    Only a band about the given edge is decided anew.

    Args:
        image: (H, W, 3) uint8 RGB.
        part: (H, W) bool, where the part is, roughly.

    Returns:
        (H, W) bool; ``part`` itself where it has no edge to refine.
    """
    height, width = part.shape
    scale = min(1.0, REFINED_PX / max(height, width))
    size = (max(round(width * scale), 1), max(round(height * scale), 1))
    small = np.ascontiguousarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA)[..., ::-1])
    rough = cv2.resize(part.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)
    band = np.ones((2 * (max(size) // 24) + 1,) * 2, np.uint8)
    inner, outer = cv2.erode(rough, band), cv2.dilate(rough, band)
    if not inner.any() or outer.all():
        return part
    guess = np.where(rough > 0, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    guess[inner > 0], guess[outer == 0] = cv2.GC_FGD, cv2.GC_BGD
    models = np.zeros((1, 65), np.float64), np.zeros((1, 65), np.float64)
    cv2.setRNGSeed(0)  # its clusters begin at random
    cv2.grabCut(small, guess, (0, 0, 0, 0), *models, GRAB_ROUNDS, cv2.GC_INIT_WITH_MASK)
    found = np.isin(guess, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.float32)
    return np.asarray(cv2.resize(found, (width, height), interpolation=cv2.INTER_LINEAR) > 0.5)


def foreground(image: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Find the part by Otsu's threshold.

    The side of the threshold that owns the picture's rim is the background, the other the part, with its
    holes filled. Grey decides where it can; else how far a colour is from the rim's, then how coloured it is.
    A picture of one surface has no such rim: all of it is the part.

    Args:
        image: (H, W, 3) uint8 RGB.

    Returns:
        (H, W) bool, True on the part; all True where no part stands out.
    """
    sigma = max(image.shape[:2]) / 256
    for channel in (_grey, _from_rim, _saturation):
        found = _split(np.asarray(cv2.GaussianBlur(channel(image), (0, 0), sigma), np.uint8))
        if found is not None:
            return found
    return np.ones(image.shape[:2], np.bool_)


def _grey(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)


def _saturation(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(image.max(2) - image.min(2), np.uint8)


def _from_rim(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Distance from the rim's middle colour in CIE Lab, stretched to 0…255."""
    lab = cv2.cvtColor(image, cv2.COLOR_RGB2LAB).astype(np.float32)
    rim = np.concatenate([lab[0], lab[-1], lab[:, 0], lab[:, -1]])
    distance = np.linalg.norm(lab - np.median(rim, axis=0), axis=2)
    return np.asarray(distance * (255 / max(float(distance.max()), 1.0)), np.uint8)


def _split(values: NDArray[np.uint8]) -> NDArray[np.bool_] | None:
    """The part on a (H, W) uint8 channel; None where nothing stands out or what does is no part."""
    threshold, bright = cv2.threshold(values, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    if _separation(values, threshold) < SEPARATION:
        return None
    rim = np.concatenate([bright[0], bright[-1], bright[:, 0], bright[:, -1]])
    bright_rim = float(rim.mean())
    if max(bright_rim, 1 - bright_rim) < RIM:
        return None
    part = bright if bright_rim <= 0.5 else 1 - bright
    contours, _ = cv2.findContours(part.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    filled = np.zeros(values.shape, np.uint8)
    if contours:
        largest = max(cv2.contourArea(contour) for contour in contours)
        kept = [contour for contour in contours if cv2.contourArea(contour) >= 0.1 * largest]
        cv2.drawContours(filled, kept, -1, 1, cv2.FILLED)
    return filled.astype(np.bool_) if SMALLEST <= filled.mean() <= LARGEST else None


def _separation(channel: NDArray[np.uint8], threshold: float) -> float:
    """Between-class variance over total variance, the quantity Otsu's threshold maximises."""
    values = channel.astype(np.float32).ravel()
    high = values > threshold
    total = float(values.var())
    if not high.any() or high.all() or total < 1:
        return 0.0
    share = float(high.mean())
    gap = float(values[high].mean() - values[~high].mean())
    return share * (1 - share) * gap * gap / total
