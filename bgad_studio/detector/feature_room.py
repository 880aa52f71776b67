"""Where the features of a training lie: a small set in memory, a large one in files without a name.

Memory then does not grow with the number of pictures: pages of a file that were looked at are given back
while the work goes on.
"""

from __future__ import annotations

import errno
import mmap
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError

IN_MEMORY_BYTES = 192 * 2**20
"""Larger sets of features lie in files: 570 pictures at 256 × 256 with the default backbone."""
BLOCK_BYTES = 32 * 2**20
"""Features looked at together, as float32."""


class FeatureRoom:
    """Arrays of features, made as they are needed; they live as long as somebody uses them.

    Args:
        folder: Where files of large sets lie, unseen; None: where the system puts temporary files.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._mapped: list[mmap.mmap] = []

    def arrays(self, count: int, shapes: Sequence[tuple[int, ...]]) -> list[NDArray[np.float16]]:
        """Uninitialised arrays (count, *shape) float16, one of each shape.

        Raises:
            StudioError: DISK_FULL.
        """
        sizes = [2 * count * int(np.prod(shape)) for shape in shapes]
        if sum(sizes) <= IN_MEMORY_BYTES:
            return [np.empty((count, *shape), np.float16) for shape in shapes]
        return [self._file(size, (count, *shape)) for size, shape in zip(sizes, shapes, strict=True)]

    def release(self) -> None:
        """Give back the memory of file pages that were looked at; what they hold stays."""
        if not hasattr(mmap, "MADV_DONTNEED"):
            return  # the system does it by itself when memory gets short
        for mapped in self._mapped:
            mapped.madvise(mmap.MADV_DONTNEED)

    def _file(self, size: int, shape: tuple[int, ...]) -> NDArray[np.float16]:
        try:
            if self._folder is not None:
                self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(prefix="bgad-features-", dir=self._folder) as file:
                if hasattr(os, "posix_fallocate"):  # a hole for which there is no room would kill the process
                    os.posix_fallocate(file.fileno(), 0, size)
                else:
                    file.truncate(size)
                mapped = mmap.mmap(file.fileno(), size)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            place = self._folder or tempfile.gettempdir()
            raise StudioError(problems.DISK_FULL, folder=place) from error
        self._mapped.append(mapped)
        return np.frombuffer(mapped, np.float16).reshape(shape)


def blocks(values: Tensor) -> Iterator[Tensor]:
    """Consecutive images of ``values`` (N, P, C), as many at a time as :data:`BLOCK_BYTES` allow."""
    count, positions, channels = values.shape
    together = max(1, BLOCK_BYTES // (4 * positions * channels))
    for start in range(0, count, together):
        yield values[start : start + together]
