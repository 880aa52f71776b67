"""Label maps as bytes: 8-bit grey PNG whose values are the labels."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import encode_png
from bgad_studio.core.imaging.policy import open_image
from bgad_studio.core.records import IGNORE_VALUE, NO_DEFECT


def encode_label_map(label_map: NDArray[np.uint8]) -> bytes:
    """PNG of an (H, W) uint8 label map."""
    return encode_png(label_map)


def decode_label_map(blob: bytes) -> NDArray[np.uint8]:
    """The (H, W) uint8 label map, writable, that :func:`encode_label_map` made ``blob`` of.

    Raises:
        StudioError: MASK_BROKEN.
    """
    try:
        image = open_image(blob, "label map")
    except StudioError as error:
        reason = dict(error.trouble.params).get("reason", error.problem.code)
        raise StudioError(problems.MASK_BROKEN, file="label map", reason=reason) from error
    if image.mode != "L":
        raise StudioError(problems.MASK_BROKEN, file="label map", reason=f"mode {image.mode} instead of L")
    return np.array(image, np.uint8)


def values_in(label_map: NDArray[np.uint8]) -> tuple[int, ...]:
    """Whatever is painted in an (H, W) uint8 label map, ascending: defect types, and 'ignore'."""
    counts = cv2.calcHist([label_map], [0], None, [256], [0, 256])
    return tuple(int(value) for value in np.flatnonzero(counts) if value != NO_DEFECT)


def types_in(label_map: NDArray[np.uint8]) -> tuple[int, ...]:
    """Defect types painted in an (H, W) uint8 label map, ascending; neither 'none' nor 'ignore' is one."""
    return tuple(value for value in values_in(label_map) if value != IGNORE_VALUE)
