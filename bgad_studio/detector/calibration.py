"""Constants between likelihoods and verdicts, from normals alone."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
import torch

from bgad_studio.core.manifest import Calibration
from bgad_studio.core.maps import (
    MAP_STRIDE,
    PART,
    Aggregation,
    Levels,
    LevelScale,
    image_score,
    level_scale,
    score_map,
)
from bgad_studio.core.splits import evenly
from bgad_studio.core.thresholds import thresholds_from
from bgad_studio.detector.boundary import normal_boundary
from bgad_studio.detector.features import FeatureLevel
from bgad_studio.detector.model import Detector
from bgad_studio.detector.opinion import OPINION
from bgad_studio.detector.opinion_fit import in_parts, maps_of

SAMPLE = 32
"""Most training normals looked at for b_n, evenly spread over them."""

Result = TypeVar("Result")


def calibrate(
    detector: Detector,
    normal: tuple[FeatureLevel, ...],
    validation: tuple[FeatureLevel, ...],
    held_out: tuple[FeatureLevel, ...],
) -> Generator[None, None, Calibration]:
    """Scale the levels by validation normals and set thresholds by held-out normals.

    Where a set is empty the next best one stands in, and the thresholds are marked as not calibrated:
    held-out ones, else validation, else training normals.

    Args:
        detector: Trained.
        normal: Features of training normals.
        validation: Features of normals the flows have not seen; may be empty.
        held_out: Features of normals nothing has seen; may be empty.

    Yields:
        After some images, as a place to stop.
    """
    config = detector.config
    seen = yield from _grids(detector, normal, list, SAMPLE)
    scaling = (yield from _grids(detector, validation, list)) if validation else seen
    aggregation = aggregation_of(detector, scaling)

    def judge(images: list[Levels]) -> list[tuple[float, float, float]]:
        maps = [score_map(grids, aggregation) for grids in images]
        return [(image_score(values), float(values.max()), float(np.median(values))) for values in maps]

    judged = (yield from _grids(detector, held_out, judge)) if held_out else judge(scaling)
    scores = sorted(score for score, _, _ in judged)
    median = float(np.median([middle for _, _, middle in judged]))
    thresholds = thresholds_from(scores, [most for _, most, _ in judged], median, bool(held_out))
    boundaries = {
        name: float(
            normal_boundary(
                torch.from_numpy(np.stack([grids[name] for grids in seen]).astype(np.float32)), config.beta
            )
        )
        / config.alpha
        for name in detector.levels
    }
    return Calibration(aggregation, thresholds, tuple(scores), boundaries)


def aggregation_of(detector: Detector, scaling: Sequence[Levels]) -> Aggregation:
    """The constants under which the grids of good parts are usual, and the opinions count as weighed."""
    config = detector.config
    scales = {name: level_scale(np.stack([grids[name] for grids in scaling])) for name in scaling[0]}
    if detector.opinion is not None:  # a level's share in the sum is the inverse of its deviation
        plain, weight = scales[OPINION], float(detector.opinion.weight)
        scales[OPINION] = LevelScale(plain.mean, plain.deviation / weight)
    aggregation = Aggregation(config.height_in // MAP_STRIDE, config.width_in // MAP_STRIDE, scales)
    if detector.part is None:
        return aggregation
    part = _part_scale(aggregation, scaling, float(detector.part.weight))
    return replace(aggregation, scales={**scales, PART: part})


def _part_scale(aggregation: Aggregation, scaling: Sequence[Levels], weight: float) -> LevelScale:
    """The scale under which a deviation of the part's log-odds counts ``weight`` deviations of the score."""
    others = {name: scale for name, scale in aggregation.scales.items() if name != PART}
    plain = replace(aggregation, scales=others)
    spread = max(float(np.std([image_score(score_map(grids, plain)) for grids in scaling])), 1e-6)
    odds = aggregation.scales[PART]  # its own deviations count as they are, however many
    return LevelScale(odds.mean, odds.deviation / (weight * spread))


def _grids(
    detector: Detector,
    levels: tuple[FeatureLevel, ...],
    then: Callable[[list[Levels]], list[Result]],
    most: int | None = None,
) -> Generator[None, None, list[Result]]:
    """``then`` of the grids of all images, or of ``most`` evenly spread over them, some at a time."""
    results: list[Result] = []
    count = len(levels[0].values)
    rows = evenly(count, count if most is None else most)
    for part in in_parts(len(rows)):
        results += then(detector.grids(maps_of(levels, rows[part.start : part.stop])))
        yield
    return results
