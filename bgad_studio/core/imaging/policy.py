"""Which picture files are accepted, and how their bytes become pixels.

=====================  ==================================================================================
formats                PNG, JPEG, BMP, TIFF, told by content and not by suffix
size                   a regular file of at most 512 MB, at most 100 megapixels
pages                  one; animated PNG and multi-page TIFF are refused, since nobody said which page counts
depth                  8 bit as it is; of 16 bit the upper 8, the same for every picture, never stretched
transparency           laid over black, so that hidden pixels stay hidden
colour                 grey, palette, CMYK and YCbCr become RGB; colour profiles are not applied
EXIF orientation       applied once, here
damage                 what Pillow cannot decode to the last row, or a PNG whose checksums differ, is refused
=====================  ==================================================================================
"""

from __future__ import annotations

import stat
import zlib
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError

FORMATS = ("PNG", "JPEG", "BMP", "TIFF")
MAX_FILE_MB = 512
MAX_MEGAPIXELS = 100

_MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr"}
_MODES_16 = {"I;16", "I;16B", "I;16L", "I;16N"}
_PNG, _PNG_CHUNKS = b"\x89PNG\r\n\x1a\n", {b"IHDR", b"PLTE", b"IDAT"}
_MODE_NAMES = {"F": "32-bit float values", "I": "32-bit values"}

# Pillow only warns up to twice its limit; open_image refuses at once, and says how large the picture is.
Image.MAX_IMAGE_PIXELS = None


def read_bytes(path: Path) -> bytes:
    """The whole file.

    Raises:
        StudioError: IMAGE_MISSING, IMAGE_UNREADABLE, IMAGE_UNSUPPORTED (larger than 512 MB).
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise StudioError(problems.IMAGE_UNREADABLE, file=path, reason="not a regular file")
        if status.st_size > MAX_FILE_MB * 2**20:
            reason = f"{status.st_size >> 20} MB, the limit is {MAX_FILE_MB} MB"
            raise StudioError(problems.IMAGE_UNSUPPORTED, file=path, reason=reason)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise StudioError(problems.IMAGE_MISSING, file=path) from error
    except OSError as error:
        raise StudioError(problems.IMAGE_UNREADABLE, file=path, reason=error.strerror or error) from error


def open_image(blob: bytes, file: Path | str) -> Image.Image:
    """Decode all of a picture under the policy above and turn it upright; its mode is still the file's.

    Args:
        blob: The bytes of the file.
        file: What to call it in errors.

    Raises:
        StudioError: IMAGE_NOT_A_PICTURE, IMAGE_TOO_LARGE, IMAGE_UNSUPPORTED, IMAGE_BROKEN.
    """
    try:
        _check_png_sums(blob)
        image = Image.open(BytesIO(blob), formats=FORMATS)
        _check_header(image, file)
        image.load()
        return ImageOps.exif_transpose(image)
    except (StudioError, MemoryError):
        raise
    except UnidentifiedImageError as error:
        raise StudioError(problems.IMAGE_NOT_A_PICTURE, file=file) from error
    except Exception as error:
        # decoders meet damaged bytes with whatever goes wrong first: OSError, SyntaxError, struct.error, …
        raise StudioError(problems.IMAGE_BROKEN, file=file, reason=error) from error


def is_16_bit(image: Image.Image) -> bool:
    """Whether ``image`` still holds 16-bit grey values (16-bit colour comes with the upper 8 bits only)."""
    return image.mode in _MODES_16


def _check_png_sums(blob: bytes) -> None:
    """Pillow decodes the pixels of a PNG without a look at their checksums: a flipped bit would be believed.

    Raises:
        OSError: If a chunk that the pixels depend on is damaged.
    """
    if not blob.startswith(_PNG):
        return
    view, at = memoryview(blob), len(_PNG)
    while at + 12 <= len(blob):
        end = at + 8 + int.from_bytes(view[at : at + 4], "big")
        name = bytes(view[at + 4 : at + 8])
        # a chunk that is cut short is Pillow's to refuse
        complete = name in _PNG_CHUNKS and end + 4 <= len(blob)
        if complete and zlib.crc32(view[at + 4 : end]) != int.from_bytes(view[end : end + 4], "big"):
            raise OSError(f"bad checksum in {name.decode()}")
        at = end + 4


def _check_header(image: Image.Image, file: Path | str) -> None:
    megapixels = image.width * image.height / 1e6
    if megapixels > MAX_MEGAPIXELS:
        raise StudioError(
            problems.IMAGE_TOO_LARGE, file=file, megapixels=f"{megapixels:.1f}", limit=MAX_MEGAPIXELS
        )
    if image.mode not in _MODES | _MODES_16:
        reason = _MODE_NAMES.get(image.mode, image.mode)
        raise StudioError(problems.IMAGE_UNSUPPORTED, file=file, reason=reason)
    # the further frames of an MPO, a phone's JPEG, are previews and depth maps of the first
    pages = getattr(image, "n_frames", 1) if image.format != "MPO" else 1
    if pages > 1:
        raise StudioError(problems.IMAGE_UNSUPPORTED, file=file, reason=f"{pages} pages")
