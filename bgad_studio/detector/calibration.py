"""Constants between likelihoods and verdicts, from normals alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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
from bgad_studio.core.thresholds import thresholds_from
from bgad_studio.detector.boundary import normal_boundary
from bgad_studio.detector.features import FeatureLevel
from bgad_studio.detector.model import Detector
from bgad_studio.detector.opinion import OPINION

SAMPLE = 64
"""Most training normals looked at for b_n, evenly spread over them."""


def calibrate(
    detector: Detector,
    normal: tuple[FeatureLevel, ...],
    validation: tuple[FeatureLevel, ...],
    held_out: tuple[FeatureLevel, ...],
) -> Calibration:
    """Scale the levels by validation normals and set thresholds by held-out normals.

    Where a set is empty the next best one stands in, and the thresholds are marked as not calibrated:
    held-out ones, else validation, else training normals.

    Args:
        detector: Trained.
        normal: Features of training normals.
        validation: Features of normals the flows have not seen; may be empty.
        held_out: Features of normals nothing has seen; may be empty.
    """
    config = detector.config
    step = max(1, len(normal[0].values) // SAMPLE)
    seen = _grids(detector, normal, step)
    scaling = _grids(detector, validation) if validation else seen
    scales = {name: level_scale(np.stack([grids[name] for grids in scaling])) for name in scaling[0]}
    if detector.opinion is not None:  # a level's share in the sum is the inverse of its deviation
        plain, weight = scales[OPINION], float(detector.opinion.weight)
        scales[OPINION] = LevelScale(plain.mean, plain.deviation / weight)
    aggregation = Aggregation(config.height_in // MAP_STRIDE, config.width_in // MAP_STRIDE, scales)
    if detector.part is not None:
        part = _part_scale(aggregation, scaling, float(detector.part.weight))
        aggregation = replace(aggregation, scales={**scales, PART: part})
    judged = _grids(detector, held_out) if held_out else scaling
    maps = [score_map(grids, aggregation) for grids in judged]
    scores = sorted(image_score(values) for values in maps)
    median = float(np.median([float(np.median(values)) for values in maps]))
    thresholds = thresholds_from(scores, [float(values.max()) for values in maps], median, bool(held_out))
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


def _part_scale(aggregation: Aggregation, scaling: Sequence[Levels], weight: float) -> LevelScale:
    """The scale under which a deviation of the part's log-odds counts ``weight`` deviations of the score."""
    others = {name: scale for name, scale in aggregation.scales.items() if name != PART}
    plain = replace(aggregation, scales=others)
    spread = max(float(np.std([image_score(score_map(grids, plain)) for grids in scaling])), 1e-6)
    odds = aggregation.scales[PART]
    return LevelScale(odds.mean, odds.deviation / (weight * spread))


def _grids(detector: Detector, levels: tuple[FeatureLevel, ...], step: int = 1) -> list[Levels]:
    shaped = [level.values[::step].reshape(-1, level.height, level.width, level.channels) for level in levels]
    return detector.grids(shaped)
