"""From picture files to level grids and scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bgad_studio.core.errors import Trouble
from bgad_studio.core.maps import Levels, image_score, score_map
from bgad_studio.detector.extraction import Extraction
from bgad_studio.detector.feature_cache import FeatureCache
from bgad_studio.detector.features import Extractor, Features
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
    detector: Detector, extractor: Extractor, paths: Sequence[Path], cache: FeatureCache | None = None
) -> Iterator[Scored | Unscored]:
    """Score images, in order; one bad file does not stop the rest.

    Args:
        detector: Calibrated.
        extractor: Of the detector's backbone.
        paths: Picture files.
        cache: Features seen before; None: all are computed afresh.
    """
    assert detector.calibration is not None
    aggregation = detector.calibration.aggregation

    def judge(features: Features) -> tuple[Levels, float]:
        levels = detector.image_grids(features)
        return levels, image_score(score_map(levels, aggregation))

    for index, result in enumerate(Extraction(extractor, detector.config, cache).each(paths, judge)):
        if isinstance(result, Trouble):
            yield Unscored(index, result)
        else:
            yield Scored(index, *result)
