"""The one way pictures enter and leave the program: window, training and scoring see the same pixels.

Policy: PNG, JPEG, BMP and TIFF; EXIF rotation applied once; grey and palette pictures become RGB; of 16 bits
the high 8 are kept, a fixed window for every picture; transparent pixels are composited over black; of several
pages or frames the first counts; floating-point pictures are refused.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".jpe", ".bmp", ".tif", ".tiff"})
"""Of picture files, in lower case."""
FORMATS = ("PNG", "JPEG", "BMP", "TIFF", "MPO")
LARGEST_BYTES = 512 * 2**20
LARGEST_MEGAPIXELS = 100

Image.MAX_IMAGE_PIXELS = LARGEST_MEGAPIXELS * 1_000_000


@dataclass(frozen=True, slots=True)
class ImageHeader:
    """Size after EXIF rotation, and the sha256 of the file's bytes."""

    width_px: int
    height_px: int
    sha256: str


def load_image(path: Path) -> NDArray[np.uint8]:
    """Read a picture.

    Args:
        path: PNG, JPEG, BMP or TIFF file; the content counts, not the name.

    Returns:
        (H, W, 3) uint8 RGB, C-contiguous.

    Raises:
        StudioError: IMAGE_MISSING, _UNREADABLE, _BROKEN, _NOT_A_PICTURE, _TOO_LARGE or _UNSUPPORTED.
    """
    return _to_rgb(_decode(path, _read(path)), path)


def read_header(path: Path) -> ImageHeader:
    """Size and hash of a picture, after decoding all of it: what passes here can be used.

    Raises:
        StudioError: As :func:`load_image`.
    """
    data = _read(path)
    height, width, _ = _to_rgb(_decode(path, data), path).shape
    return ImageHeader(width, height, hashlib.sha256(data).hexdigest())


def load_mask_file(path: Path) -> NDArray[np.bool_]:
    """Read a mask: (H, W) bool, every pixel that is not black is marked.

    Raises:
        StudioError: MASK_BROKEN.
    """
    try:
        return np.asarray(_to_rgb(_decode(path, _read(path)), path).any(2), np.bool_)
    except StudioError as error:
        reason = dict(error.trouble.params).get("reason", error.problem.code)
        raise StudioError(problems.MASK_BROKEN, file=path, reason=reason) from error


def encode_png(array: NDArray[np.uint8]) -> bytes:
    """PNG of (H, W) or (H, W, 3) uint8."""
    return _encode(array, "PNG", compress_level=3)


def encode_jpeg(array: NDArray[np.uint8], quality: int = 90) -> bytes:
    """JPEG of (H, W) or (H, W, 3) uint8."""
    return _encode(array, "JPEG", quality=quality)


def save_png(path: Path, array: NDArray[np.uint8]) -> None:
    """Write a PNG that appears complete or not at all."""
    scratch = path.with_name(path.name + ".tmp")
    scratch.write_bytes(encode_png(array))
    scratch.replace(path)


def _encode(array: NDArray[np.uint8], kind: str, **options: int) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(array).save(buffer, kind, **options)
    return buffer.getvalue()


def _read(path: Path) -> bytes:
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise StudioError(problems.IMAGE_NOT_A_PICTURE, file=path)
        if status.st_size > LARGEST_BYTES:
            reason = f"more than {LARGEST_BYTES // 2**20} MB"
            raise StudioError(problems.IMAGE_UNSUPPORTED, file=path, reason=reason)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise StudioError(problems.IMAGE_MISSING, file=path) from error
    except OSError as error:
        raise StudioError(problems.IMAGE_UNREADABLE, file=path, reason=error.strerror) from error


def _decode(path: Path, data: bytes) -> Image.Image:
    """Header, policy, then all pixels: only the last finds a file that was cut short."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(data), formats=FORMATS)
            if image.mode == "F":
                raise StudioError(problems.IMAGE_UNSUPPORTED, file=path, reason="floating-point pixels")
            image.load()
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise StudioError(
                problems.IMAGE_TOO_LARGE, file=path, megapixels=_megapixels(data), limit=LARGEST_MEGAPIXELS
            ) from error
        except UnidentifiedImageError as error:
            raise StudioError(problems.IMAGE_NOT_A_PICTURE, file=path) from error
        except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
            raise StudioError(problems.IMAGE_BROKEN, file=path, reason=error) from error
    return image


def _megapixels(data: bytes) -> int:
    """Of a picture too large to open, from its header alone."""
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            return round(image.width * image.height / 1e6)
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def _to_rgb(image: Image.Image, path: Path) -> NDArray[np.uint8]:
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):  # 16-bit grey; Pillow itself keeps the high byte of 16-bit colour
        values = np.asarray(image)
        if values.min() < 0 or values.max() > 65535:
            raise StudioError(problems.IMAGE_UNSUPPORTED, file=path, reason="32-bit pixels")
        grey = (values.astype(np.uint32) >> 8).astype(np.uint8)
        return np.ascontiguousarray(np.repeat(grey[..., None], 3, axis=2))
    if "A" in image.getbands() or "transparency" in image.info:
        layer = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", layer.size, (0, 0, 0, 255)), layer)
    return np.array(image.convert("RGB"), np.uint8)
