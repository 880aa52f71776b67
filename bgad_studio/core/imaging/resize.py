"""Pictures and masks at other sizes."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray


def to_network(image: NDArray[np.uint8], height_in: int, width_in: int) -> NDArray[np.uint8]:
    """Resize a picture for the network, without aliasing.

    Args:
        image: (H, W, 3) uint8 RGB.
        height_in: Rows wanted.
        width_in: Columns wanted.

    Returns:
        (height_in, width_in, 3) uint8 RGB: area-averaged where smaller, bilinear where larger.
    """
    height, width = image.shape[:2]
    if (height, width) == (height_in, width_in):
        return image
    smaller = height_in <= height and width_in <= width
    filtering = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(image, (width_in, height_in), interpolation=filtering), np.uint8)


def mask_to(mask: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """Resize a label map by nearest neighbour; a label that would vanish keeps one pixel at its middle.

    Args:
        mask: (H, W) uint8 labels.
        height: Rows wanted.
        width: Columns wanted.

    Returns:
        (height, width) uint8 with the same set of labels other than 0, as far as there is room.
    """
    resized = np.asarray(cv2.resize(mask, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)
    for label in np.setdiff1d(np.unique(mask), np.unique(resized)):
        if label == 0:
            continue
        rows, columns = np.nonzero(mask == label)
        middle = len(rows) // 2
        row = int(rows[middle] * height // mask.shape[0])
        column = int(columns[middle] * width // mask.shape[1])
        resized[row, column] = label
    return resized
