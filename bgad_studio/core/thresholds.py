"""Cut-offs between good, review and defective, from scores of normals the model has not seen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bgad_studio.core.records import Verdict

NG_LEVEL, REVIEW_LEVEL = 0.01, 0.05
"""Wanted shares of good parts above the two thresholds."""
CALIBRATED_FROM = 40
"""Fewer held-out normals say too little: thresholds are then an extrapolation."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Cut-offs of one model.

    Attributes:
        review: Image scores from here on need a person.
        ng: Image scores from here on are defective.
        contour: Score-map value at which the outline of a region is drawn.
        low: Lower end of the colour range, the same for all images.
        high: Upper end of the colour range.
        normals: Held-out normals behind them.
        calibrated: Whether these are enough for the wanted levels to mean something.
    """

    review: float
    ng: float
    contour: float
    low: float
    high: float
    normals: int
    calibrated: bool

    def moved(self, review: float, ng: float) -> Thresholds:
        """With other cut-offs; ``review`` is never above ``ng``."""
        return replace(self, review=min(review, ng), ng=ng)

    def verdict(self, score: float) -> Verdict:
        """OK below ``review``, NG from ``ng``, UNSURE between."""
        if score >= self.ng:
            return Verdict.NG
        return Verdict.UNSURE if score >= self.review else Verdict.OK


def false_alarm_level(normal_scores: Sequence[float], score: float) -> float:
    """Share of good parts expected to score at least this high; never below 1/(n + 1)."""
    higher = sum(1 for other in normal_scores if other >= score)
    return (higher + 1) / (len(normal_scores) + 1)


def cut_off(normal_scores: Sequence[float], level: float) -> float:
    """Split-conformal threshold: at most ``level`` of exchangeable good parts reach it, on average.

    With too few scores for the level the highest score is extrapolated by the spread of all.

    Args:
        normal_scores: Of normals unseen by training; at least one.
        level: In (0, 1).
    """
    ordered = np.sort(np.asarray(normal_scores, np.float64))
    rank = math.ceil((len(ordered) + 1) * (1 - level))
    if rank <= len(ordered):
        return float(np.nextafter(ordered[rank - 1], np.inf))
    spread = float(ordered.std()) if len(ordered) > 1 else abs(float(ordered[0])) * 0.1
    return float(ordered[-1]) + 0.5 * spread + 1e-6


def thresholds_from(
    normal_scores: Sequence[float], map_peaks: Sequence[float], map_median: float, held_out: bool
) -> Thresholds:
    """Default thresholds.

    Args:
        normal_scores: Image scores of held-out normals, at least one.
        map_peaks: Highest score-map value of each of them.
        map_median: Median score-map value of them.
        held_out: Whether training and choices really have not seen them.
    """
    contour = cut_off(map_peaks, REVIEW_LEVEL)
    calibrated = held_out and len(normal_scores) >= CALIBRATED_FROM
    review, ng = cut_off(normal_scores, REVIEW_LEVEL), cut_off(normal_scores, NG_LEVEL)
    high = contour + max(contour - map_median, 1e-6)
    return Thresholds(min(review, ng), ng, contour, map_median, high, len(normal_scores), calibrated)
