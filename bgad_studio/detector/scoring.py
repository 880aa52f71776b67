"""From picture files to level grids and scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.maps import Levels, image_score, score_map
from bgad_studio.detector import pictures
from bgad_studio.detector.features import BATCH, Extractor
from bgad_studio.detector.model import Detector


@dataclass(frozen=True, slots=True)
class Scored:
    """One image: its place in the given list, its level grids and its image score."""

    index: int
    levels: Levels
    score: float


@dataclass(frozen=True, slots=True)
class Unscored:
    """An image that could not be read."""

    index: int
    trouble: Trouble


def score_files(
    detector: Detector, extractor: Extractor, paths: Sequence[Path]
) -> Iterator[Scored | Unscored]:
    """Score images afresh, in order; one bad file does not stop the rest.

    Args:
        detector: Calibrated.
        extractor: Of the detector's backbone.
        paths: Picture files.
    """
    assert detector.calibration is not None
    aggregation = detector.calibration.aggregation

    def read(path: Path) -> NDArray[np.uint8] | Trouble:
        try:
            return pictures.network_image(path, detector.config)
        except StudioError as error:
            return error.trouble

    batch: list[tuple[int, NDArray[np.uint8]]] = []

    def flush() -> Iterator[Scored]:
        if not batch:
            return
        grids = detector.grids(extractor([image for _, image in batch]))
        for (index, _), levels in zip(batch, grids, strict=True):
            yield Scored(index, levels, image_score(score_map(levels, aggregation)))
        batch.clear()

    for index, image in enumerate(pictures.read_ahead(read, paths)):
        if isinstance(image, Trouble):
            yield from flush()
            yield Unscored(index, image)
            continue
        batch.append((index, image))
        if len(batch) == BATCH:
            yield from flush()
    yield from flush()
