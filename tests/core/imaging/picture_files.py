"""Pictures of every kind as bytes, good and bad."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def ramp(height: int = 20, width: int = 30) -> NDArray[np.uint8]:
    """(height, width, 3) uint8, no two pixels alike."""
    rows, columns = np.mgrid[:height, :width]
    return np.stack([rows * 7, columns * 5, rows + columns], 2).astype(np.uint8)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """The bytes of a file."""
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    """One chunk of a PNG file."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, depth: int, colour: int, rows: bytes) -> bytes:
    """A PNG file of raw rows, for the kinds Pillow does not write."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(rows, 9))
    return SIGNATURE + chunk(b"IHDR", header) + data + chunk(b"IEND", b"")


def bomb() -> bytes:
    """225 megapixels of nothing in a small file."""
    row = bytes(1 + 15000 // 8)
    return png(15000, 15000, 1, 0, row * 15000)
