"""The one way pictures and mask files come in and go out. What is accepted stands in :mod:`.policy`."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bgad_studio.core import problems
from bgad_studio.core.disk import write_whole
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.policy import is_16_bit, open_image, read_bytes

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".jpe", ".bmp", ".tif", ".tiff"})
"""Lower-case suffixes of files that are taken for pictures."""


@dataclass(frozen=True, slots=True)
class ImageHeader:
    """What the project notes of a file: the size of the upright picture and the checksum of the bytes."""

    width_px: int
    height_px: int
    sha256: str


def load_image(path: Path, expected_sha256: str | None = None) -> NDArray[np.uint8]:
    """Read a picture.

    Args:
        path: Picture file.
        expected_sha256: Checksum of the bytes that labels and scores were made for, if any.

    Returns:
        (H, W, 3) uint8 RGB, C-contiguous, upright.

    Raises:
        StudioError: IMAGE_MISSING, IMAGE_UNREADABLE, IMAGE_NOT_A_PICTURE, IMAGE_TOO_LARGE,
            IMAGE_UNSUPPORTED, IMAGE_BROKEN or IMAGE_CHANGED.
    """
    blob = read_bytes(path)
    if expected_sha256 is not None and sha256(blob).hexdigest() != expected_sha256:
        raise StudioError(problems.IMAGE_CHANGED, file=path)
    return decode_image(blob, path)


def decode_image(blob: bytes, file: Path | str) -> NDArray[np.uint8]:
    """The pixels of a picture whose bytes are at hand, as :func:`load_image` gives them.

    Args:
        blob: The bytes of the file.
        file: What to call it in errors.

    Raises:
        StudioError: As :func:`load_image`.
    """
    return _rgb(open_image(blob, file))


def read_picture(path: Path) -> tuple[ImageHeader, NDArray[np.uint8]]:
    """A picture with what the project notes of it, read once.

    Returns:
        Upright size in pixels and checksum of the file's bytes; (H, W, 3) uint8 RGB, C-contiguous.

    Raises:
        StudioError: As :func:`load_image`.
    """
    blob = read_bytes(path)
    image = open_image(blob, path)
    return ImageHeader(image.width, image.height, sha256(blob).hexdigest()), _rgb(image)


def checksum(path: Path) -> str:
    """SHA-256 of a picture file's bytes, without decoding it.

    Raises:
        StudioError: IMAGE_MISSING, IMAGE_UNREADABLE or IMAGE_TOO_LARGE.
    """
    return sha256(read_bytes(path)).hexdigest()


def load_mask_file(path: Path) -> NDArray[np.bool_]:
    """Read somebody's mask of a defect.

    Returns:
        (H, W) bool: every pixel that is not black (and not transparent) is marked.

    Raises:
        StudioError: MASK_BROKEN.
    """
    try:
        image = open_image(read_bytes(path), path)
    except StudioError as error:
        reason = dict(error.trouble.params).get("reason", error.problem.code)
        raise StudioError(problems.MASK_BROKEN, file=path, reason=reason) from error
    # label numbers in a 16-bit mask are small: they must not lose their lower 8 bits
    values = np.asarray(image, np.uint16)[:, :, None] if is_16_bit(image) else _rgb(image)
    marked: NDArray[np.bool_] = np.logical_or.reduce(values, axis=2)
    return marked


def encode_png(array: NDArray[np.uint8]) -> bytes:
    """A PNG file of (H, W) grey or (H, W, 3) RGB, uint8."""
    return _encode(array, "PNG", compress_level=3)


def encode_jpeg(array: NDArray[np.uint8], quality: int = 90) -> bytes:
    """A JPEG file of (H, W) grey or (H, W, 3) RGB, uint8; ``quality`` 1…95."""
    return _encode(array, "JPEG", quality=quality)


def save_png(path: Path, array: NDArray[np.uint8]) -> None:
    """Write a PNG file whole or not at all: whatever goes wrong, an older ``path`` stays as it was.

    Args:
        path: In a folder that exists.
        array: (H, W) grey or (H, W, 3) RGB, uint8.

    Raises:
        OSError: If it cannot be written.
    """
    write_whole(path, encode_png(array))


def _rgb(image: Image.Image) -> NDArray[np.uint8]:
    """(H, W, 3) uint8 RGB of a decoded picture: 16 bit cut to the upper 8, transparency over black."""
    if is_16_bit(image):
        grey = (np.asarray(image, np.uint16) >> 8).astype(np.uint8)
        return np.repeat(grey[:, :, None], 3, axis=2)
    if image.has_transparency_data:
        black = Image.new("RGBA", image.size, "black")
        image = Image.alpha_composite(black, image.convert("RGBA"))
    # the same kind would be copied, 70 MB of a large picture
    return np.array(image if image.mode == "RGB" else image.convert("RGB"))


def _encode(array: NDArray[np.uint8], kind: str, **options: int) -> bytes:
    file = BytesIO()
    Image.fromarray(array).save(file, kind, **options)
    return file.getvalue()
