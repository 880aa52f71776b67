"""Pictures at network size, decoded ahead of the network."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.config import TrainConfig
from bgad_studio.core.imaging.load import load_image
from bgad_studio.core.imaging.resize import mask_to, to_network
from bgad_studio.core.masks.codec import decode_label_map
from bgad_studio.detector.devices import threads_in_use, use_threads

AHEAD = 32
"""Pictures decoded before they are needed."""

Item = TypeVar("Item")
Result = TypeVar("Result")


def network_image(path: Path, config: TrainConfig) -> NDArray[np.uint8]:
    """The picture at network size, (H_in, W_in, 3) uint8 RGB.

    Raises:
        StudioError: If the file cannot be used.
    """
    return to_network(load_image(path), config.height_in, config.width_in)


def network_label_map(path: Path, config: TrainConfig) -> NDArray[np.uint8]:
    """A painted label map at network size, (H_in, W_in) uint8; small defects keep at least one pixel."""
    return mask_to(decode_label_map(path.read_bytes()), config.height_in, config.width_in)


def read_ahead(work: Callable[[Item], Result], items: Iterable[Item], threads: int = 2) -> Iterator[Result]:
    """``map(work, items)``, in order, with :data:`AHEAD` items worked on by threads beforehand.

    They share the threads in use: what one calls upon does not split its work, where the others are enough to
    keep every core busy.
    """
    in_use = threads_in_use()
    pending: deque[Future[Result]] = deque()
    try:
        with ThreadPoolExecutor(threads, "decode", use_threads, (max(1, in_use // threads),)) as pool:
            try:
                for item in items:
                    pending.append(pool.submit(work, item))
                    if len(pending) > AHEAD:
                        yield pending.popleft().result()
                while pending:
                    yield pending.popleft().result()
            finally:
                for future in pending:
                    future.cancel()
    finally:
        use_threads(in_use)  # new threads of others start as this one
