"""Cut-offs between good, review and defective, from scores of normals the model has not seen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.records import Verdict

NG_LEVEL, REVIEW_LEVEL = 0.01, 0.05
"""Wanted shares of good parts above the two thresholds."""
CALIBRATED_FROM = 40
"""Fewer held-out normals say too little: there is a raw score then, and no false-alarm level."""
ROUNDING = 1e-9
"""Slack for products like (n + 1)·level that should be whole numbers."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Cut-offs of one model.

    Attributes:
        review: Image scores from here on need a person.
        ng: Image scores from here on are defective.
        contour: Score-map value from which on a place is unusual: regions and outlines begin there.
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

    def outlined(self, contour: float) -> Thresholds:
        """With regions from another map value on; the range of the colours stays."""
        return replace(self, contour=contour)

    def verdict(self, score: float) -> Verdict:
        """OK below ``review``, NG from ``ng``, UNSURE between."""
        if score >= self.ng:
            return Verdict.NG
        return Verdict.UNSURE if score >= self.review else Verdict.OK


def false_alarm_level(normal_scores: Sequence[float], score: float) -> float:
    """Split-conformal p-value of a score: ``p = (1 + #{calibration scores ≥ s}) / (n + 1)``.

    The share of good parts expected to score at least this high; never below 1/(n + 1).
    """
    higher = sum(1 for other in normal_scores if other >= score)
    return (higher + 1) / (len(normal_scores) + 1)


def normals_needed(level: float) -> int:
    """Held-out normals without which a false-alarm level in (0, 1) cannot be promised.

    The smallest n with 1/(n + 1) ≤ ``level``, and never fewer than :data:`CALIBRATED_FROM`.
    """
    return max(CALIBRATED_FROM, math.ceil(1 / level - ROUNDING) - 1)


def reachable_level(level: float, normals: int) -> float:
    """The wanted level, or the lowest that so many held-out normals can promise, 1/(n + 1)."""
    return max(level, 1 / (normals + 1))


def cut_at_level(normal_scores: Sequence[float], level: float) -> float:
    """Split-conformal threshold: exactly the scores with p-value ≤ ``level`` reach it.

    Of exchangeable good parts ⌊(n + 1)·level⌋/(n + 1) reach it on average over draws of the n scores.

    Args:
        normal_scores: Of normals unseen by training and by every choice.
        level: Wanted share of good parts at or above the threshold, in (0, 1).

    Raises:
        StudioError: LEVEL_NOT_SUPPORTED when the scores are too few; it names how many it needs.
    """
    count, needed = len(normal_scores), normals_needed(level)
    if count < needed:
        percent = f"{100 * level:g}"
        raise StudioError(problems.LEVEL_NOT_SUPPORTED, level=percent, count=count, needed=needed)
    highest_first = np.sort(np.asarray(normal_scores, np.float64))[::-1]
    reaching = math.floor((count + 1) * level + ROUNDING)
    return float(np.nextafter(highest_first[reaching - 1], np.inf))


def provisional_cut(normal_scores: Sequence[float], level: float) -> float:
    """Threshold that promises nothing, for scores that are too few or that training has seen.

    The empirical quantile where the scores reach that far, else the highest one extrapolated by their spread.

    Args:
        normal_scores: At least one.
        level: In (0, 1).
    """
    ordered = np.sort(np.asarray(normal_scores, np.float64))
    reaching = math.floor((len(ordered) + 1) * level + ROUNDING)
    if reaching:
        return float(np.nextafter(ordered[-reaching], np.inf))
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
    contour = provisional_cut(map_peaks, REVIEW_LEVEL)
    calibrated = held_out and len(normal_scores) >= CALIBRATED_FROM
    if calibrated:  # between 40 and 98 normals cannot promise 1 %: then what they can
        lowest = reachable_level(NG_LEVEL, len(normal_scores))
        review, ng = cut_at_level(normal_scores, REVIEW_LEVEL), cut_at_level(normal_scores, lowest)
    else:
        review, ng = (provisional_cut(normal_scores, level) for level in (REVIEW_LEVEL, NG_LEVEL))
    high = contour + max(contour - map_median, 1e-6)
    return Thresholds(min(review, ng), ng, contour, map_median, high, len(normal_scores), calibrated)
