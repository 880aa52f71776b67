"""Label maps as bytes: 8-bit grey PNG whose values are the labels."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bgad_studio.core.imaging.load import encode_png
from bgad_studio.core.records import IGNORE_VALUE, NO_DEFECT


def encode_label_map(label_map: NDArray[np.uint8]) -> bytes:
    """PNG of a (H, W) uint8 label map."""
    return encode_png(np.ascontiguousarray(label_map))


def decode_label_map(blob: bytes) -> NDArray[np.uint8]:
    """Inverse of :func:`encode_label_map`.

    Raises:
        ValueError: If the bytes are no 8-bit grey PNG.
    """
    try:
        image = Image.open(io.BytesIO(blob), formats=("PNG",))
        image.load()
    except (OSError, SyntaxError) as error:
        raise ValueError(f"not a label map: {error}") from error
    if image.mode != "L":
        raise ValueError(f"not a label map: mode {image.mode}")
    return np.array(image, np.uint8)


def types_in(label_map: NDArray[np.uint8]) -> tuple[int, ...]:
    """Defect types painted in a label map, ascending; neither 'none' nor 'ignore'."""
    counts = np.bincount(label_map.ravel(), minlength=256)
    return tuple(int(value) for value in np.nonzero(counts)[0] if value not in (NO_DEFECT, IGNORE_VALUE))
