"""Features of pictures seen before, on disk: adding five pictures to a project extracts five.

One file an image, named by everything its features depend on: the bytes of the picture, network size,
preprocessing, backbone and its weights, runtime and precision. A file that is damaged counts as absent.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import threading
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bgad_studio.core.config import TrainConfig
from bgad_studio.detector.features import Extractor, Features

PREPROCESSING = "stretch-1"
"""Changes when pictures come to the network in another way."""
LARGEST_BYTES = 6 * 2**30
"""The cache gives up what was not used for longest beyond this: 17 000 images at 256 × 256 with lite0."""
ROOM_SHARE = 0.9
"""How full it is after giving up."""
_MAGIC = b"BGADF1"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything but the picture that features depend on."""

    backbone: str
    weights_sha256: str
    height_in: int
    width_in: int
    runtime: str
    device: str
    preprocessing: str = PREPROCESSING
    precision: str = "float16"

    @staticmethod
    def of(extractor: Extractor, config: TrainConfig) -> Setting:
        """As used by ``extractor`` at the network size of ``config``."""
        backbone = extractor.backbone
        return Setting(
            backbone.name,
            backbone.weights_sha256,
            config.height_in,
            config.width_in,
            extractor.runtime,
            extractor.device.type,
        )

    def key(self, content_sha256: str) -> str:
        """Name of the entry of one picture."""
        fields = [getattr(self, name) for name in self.__slots__]
        return hashlib.sha256(json.dumps([content_sha256, *fields]).encode()).hexdigest()


class FeatureCache:
    """A folder of features, bounded in size; may be used from several threads.

    Args:
        folder: May be deleted at any time.
        largest_bytes: What was not used for longest goes beyond this.

    Attributes:
        folder: As given.
    """

    def __init__(self, folder: Path, largest_bytes: int = LARGEST_BYTES) -> None:
        self.folder = folder
        self._largest = largest_bytes
        self._guard = threading.Lock()
        self._bytes: int | None = None

    def get(self, key: str) -> Features | None:
        """Features stored under ``key``; None if there are none, or none that are whole."""
        file = self._file(key)
        try:
            blob = file.read_bytes()
            features = _decode(blob)
            os.utime(file)  # used just now
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            log.warning("features are computed anew, the stored ones cannot be used: %s", error)
            return None
        return features

    def put(self, key: str, features: Features) -> None:
        """Keep features; a disk that is full costs time later, nothing else."""
        file, blob = self._file(key), _encode(features)
        scratch = file.with_name(f"{key}.{os.getpid()}-{threading.get_ident()}.part")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            scratch.write_bytes(blob)
            scratch.replace(file)
        except OSError as error:
            log.warning("features are not kept: %s", error)
            scratch.unlink(missing_ok=True)
            return
        with self._guard:
            self._bytes = self._measure() if self._bytes is None else self._bytes + len(blob)
            if self._bytes > self._largest:
                self._bytes = self._give_up()

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.f16"

    def _measure(self) -> int:
        return sum(file.stat().st_size for file in self.folder.glob("*/*.f16"))

    def _give_up(self) -> int:
        """Delete the files that were not used for longest; returns the bytes left."""
        files = []
        for file in self.folder.glob("*/*"):
            status = file.stat()
            files.append((status.st_mtime_ns, status.st_size, file))
        left = sum(size for _, size, _ in files)
        for _, size, file in sorted(files):
            if left <= self._largest * ROOM_SHARE:
                break
            file.unlink(missing_ok=True)
            left -= size
        return left


def _encode(features: Features) -> bytes:
    """Magic, checksum of the rest, length of the header, header (shapes as JSON), values."""
    header = json.dumps([level.shape for level in features]).encode()
    values = b"".join(level.astype("<f2", copy=False).tobytes() for level in features)
    rest = len(header).to_bytes(4, "little") + header + values
    return _MAGIC + zlib.crc32(rest).to_bytes(4, "little") + rest


def _decode(blob: bytes) -> Features:
    """Inverse of :func:`_encode`.

    Raises:
        ValueError: If the bytes are not whole.
    """
    start = len(_MAGIC) + 4
    rest = memoryview(blob)[start:]
    if blob[: len(_MAGIC)] != _MAGIC or zlib.crc32(rest) != int.from_bytes(blob[start - 4 : start], "little"):
        raise ValueError("damaged feature file")
    length = int.from_bytes(rest[:4], "little")
    features, offset = [], 4 + length
    for shape in json.loads(bytes(rest[4:offset])):
        count = int(np.prod(shape))
        features.append(
            np.frombuffer(rest, "<f2", count, offset).reshape(shape).astype(np.float16, copy=False)
        )
        offset += 2 * count
    return features
