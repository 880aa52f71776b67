"""Pictures to features: decoded ahead, taken from the cache where they are known, collected by level."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from bgad_studio.core.config import TrainConfig
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.imaging.load import decode_image
from bgad_studio.core.imaging.policy import read_bytes
from bgad_studio.core.imaging.resize import to_network
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.detector.devices import threads_in_use
from bgad_studio.detector.feature_cache import FeatureCache, Setting
from bgad_studio.detector.feature_room import FeatureRoom
from bgad_studio.detector.features import BATCH, Extractor, FeatureLevel, Features
from bgad_studio.detector.pictures import read_ahead

TOLD_EVERY = 8
"""Images between two events of progress."""

Item = TypeVar("Item")
Result = TypeVar("Result")
Image = NDArray[np.uint8]


class Extraction:
    """Features at the network size of ``config``.

    Args:
        extractor: Of the backbone named in ``config``.
        config: Network size.
        cache: Where features of files are looked up and kept; None: computed afresh.

    Attributes:
        seconds: Spent so far.
        extracted: Pictures the backbone has seen so far.
        room: Where collected features lie.
    """

    def __init__(self, extractor: Extractor, config: TrainConfig, cache: FeatureCache | None = None) -> None:
        self._extractor = extractor
        self._config = config
        self._cache = cache
        self._setting = Setting.of(extractor, config)
        self.seconds = 0.0
        self.extracted = 0
        self.room = FeatureRoom(None if cache is None else cache.folder)

    def each(self, paths: Sequence[Path], then: Callable[[Features], Result]) -> Iterator[Result | Trouble]:
        """``then`` of the features of every file, in order; what is wrong with a file comes in its place.

        On a CPU every thread takes a picture from file to result, and ``then`` may run in several at once; a
        single picture has all threads for itself.
        """
        if self._extractor.by_image:

            def whole(path: Path) -> Result | Trouble:
                try:
                    return then(self._of_file(path))
                except StudioError as error:
                    return error.trouble

            yield from read_ahead(whole, paths, 1 if len(paths) == 1 else self._threads())
            return
        for group in self._groups(read_ahead(self._looked_up, paths, self._threads())):
            fresh = [item for item in group if isinstance(item, tuple)]
            made = iter(self._extractor([image for _, image in fresh])) if fresh else iter(())
            for item in group:
                if isinstance(item, tuple):
                    features = self._kept(item[0], next(made))
                    yield then(features)
                else:
                    yield item if isinstance(item, Trouble) else then(item)

    def files(self, paths: Sequence[Path]) -> Generator[Progress, None, tuple[FeatureLevel, ...]]:
        """Features of files, joined by level.

        Yields:
            Progress.

        Raises:
            StudioError: If a file cannot be used.
        """
        return (yield from self._collect(self.each(paths, lambda features: features), len(paths)))

    def images(self, images: Sequence[Image]) -> Generator[Progress, None, tuple[FeatureLevel, ...]]:
        """Features of pictures that are no files, (H_in, W_in, 3) uint8 RGB each; never cached."""
        self.extracted += len(images)
        made: Iterator[Features]
        if self._extractor.by_image:
            made = read_ahead(self._extractor.one, images, self._threads())
        else:
            made = (features for group in self._groups(images) for features in self._extractor(group))
        return (yield from self._collect(made, len(images)))

    def _of_file(self, path: Path) -> Features:
        found = self._look_up(path)
        return self._kept(found[0], self._extractor.one(found[1])) if isinstance(found, tuple) else found

    def _looked_up(self, path: Path) -> Features | tuple[str, Image] | Trouble:
        try:
            return self._look_up(path)
        except StudioError as error:
            return error.trouble

    def _look_up(self, path: Path) -> Features | tuple[str, Image]:
        """The features of a file, or its name in the cache and its picture at network size."""
        blob = read_bytes(path)
        key = ""
        if self._cache is not None:
            key = self._setting.key(sha256(blob).hexdigest())
            known = self._cache.get(key)
            if known is not None:
                return known
        return key, to_network(decode_image(blob, path), self._config.height_in, self._config.width_in)

    def _kept(self, key: str, features: Features) -> Features:
        self.extracted += 1
        if self._cache is not None:
            self._cache.put(key, features)
        return features

    def _collect(
        self, made: Iterator[Features | Trouble] | Iterator[Features], total: int
    ) -> Generator[Progress, None, tuple[FeatureLevel, ...]]:
        levels: list[NDArray[np.float16]] = []
        working, started = 0.0, time.perf_counter()
        for index, features in enumerate(made):
            if isinstance(features, Trouble):
                raise StudioError(features.problem, **dict(features.params))
            if not levels:
                levels = self.room.arrays(total, [level.shape for level in features])
            for level, values in zip(levels, features, strict=True):
                level[index] = values
            done = index + 1
            if done % TOLD_EVERY == 0 or done == total:
                self.room.release()
                working = time.perf_counter() - started
                yield Progress(Phase.FEATURES, done, total, working * (total - done) / done)
        self.seconds += working
        return tuple(
            FeatureLevel(
                f"level{number}", level.shape[1], level.shape[2], torch.from_numpy(level).flatten(1, 2)
            )
            for number, level in enumerate(levels, start=1)
        )

    def _threads(self) -> int:
        return max(1, threads_in_use() // self._extractor.parts)

    def _groups(self, items: Iterable[Item]) -> Iterator[list[Item]]:
        size = max(1, BATCH // self._extractor.parts)
        group: list[Item] = []
        for item in items:
            group.append(item)
            if len(group) == size:
                yield group
                group = []
        if group:
            yield group
