"""Pictures and label maps at other sizes, above all the network's."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.geometry import cells_of, centres_of


def to_network(image: NDArray[np.uint8], height_in: int, width_in: int) -> NDArray[np.uint8]:
    """Stretch a picture without aliasing: area average where it shrinks, bilinear where it grows.

    Args:
        image: (H, W, 3) uint8 RGB.
        height_in: Network pixels.
        width_in: Network pixels.

    Returns:
        (height_in, width_in, 3) uint8 RGB, C-contiguous, a copy.
    """
    height, width = image.shape[:2]
    # two steps: cv2 averages neither side when one of them grows
    small = cv2.resize(image, (min(width, width_in), min(height, height_in)), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (width_in, height_in), interpolation=cv2.INTER_LINEAR), np.uint8)


def mask_to(mask: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """Stretch a label map, taking the label at the centre of each new pixel, without losing small defects.

    A painted region that no centre meets, such as a thin scratch, marks every unmarked new pixel it touches;
    a label that is still missing then takes one of the pixels it touches. So every region stays marked, and
    every label is still there unless several compete for the same single pixel.

    Args:
        mask: (H, W) uint8, 0 where nothing is painted.
        height: Of the result.
        width: Of the result.

    Returns:
        (height, width) uint8.
    """
    sampled = np.ix_(centres_of(mask.shape[0], height), centres_of(mask.shape[1], width))
    result = mask[sampled]
    count, regions = cv2.connectedComponents((mask != 0).astype(np.uint8), connectivity=8)
    lost = np.ones(count, np.bool_)
    lost[0] = False  # the unpainted rest
    lost[regions[sampled]] = False
    if lost.any():
        rows, columns, labels = _touched(mask, lost[regions], (height, width))
        free = result[rows, columns] == 0
        result[rows[free], columns[free]] = labels[free]
    for label in np.setdiff1d(mask, result):
        if label != 0:
            rows, columns, _ = _touched(mask, mask == label, (height, width))
            result[rows[len(rows) // 2], columns[len(rows) // 2]] = label
    return result


def _touched(
    mask: NDArray[np.uint8], chosen: NDArray[np.bool_], size: tuple[int, int]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.uint8]]:
    """Rows and columns of the new pixels that the chosen ones of ``mask`` lie in, and their labels."""
    rows, columns = np.nonzero(chosen)
    return (
        cells_of(rows, mask.shape[0], size[0]),
        cells_of(columns, mask.shape[1], size[1]),
        mask[rows, columns],
    )
