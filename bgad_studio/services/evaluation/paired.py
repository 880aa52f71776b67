"""By how much one run is better than another: paired bootstrap over the test images.

Of every image of every run little is kept: its score, and its pixels counted in :data:`BINS` bins of score
(normal ones, anomalous ones, and the regions' shares). That is 6 KiB an image whatever its size, and image
AUROC, pixel AUROC and PRO of any resample are those of weighted sums of these counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.metrics import ImageCounts, counts_auroc, counts_pro

BINS = 512
"""Of the kept counts: neighbours of the full metrics' bins are joined, which moves a figure by < 0.05 %."""
DRAWS = 1000
METRICS = ("image_auroc", "pixel_auroc", "pro")


class Evidence:
    """What is kept of one run.

    Args:
        names: Of the test images.
        defective: (n,) bool.
        scores: (n,) image scores.
    """

    def __init__(self, names: Sequence[str], defective: Sequence[bool], scores: Sequence[float]) -> None:
        self.names = tuple(names)
        self.defective = np.asarray(defective, np.bool_)
        self._ranks = np.unique(np.asarray(scores, np.float64), return_inverse=True)[1].ravel()
        self._pixels = np.zeros((3, len(names), BINS), np.float32)
        self._regions = np.zeros(len(names))

    def keep(self, index: int, counts: ImageCounts) -> None:
        """Note the pixels of one image."""
        group = np.arange(len(counts.normal)) * BINS // len(counts.normal)
        for row, values in zip(self._pixels, (counts.normal, counts.anomalous, counts.overlap), strict=True):
            row[index] = np.bincount(group, values, BINS)
        self._regions[index] = counts.regions

    def resampled(self, weights: NDArray[np.float32]) -> NDArray[np.float64]:
        """The figures when image i counts ``weights[d, i]`` times: (D, n) → (D, 3), NaN where undefined.

        In the order of :data:`METRICS`, as fractions.
        """
        normal, anomalous, overlap = (weights @ values for values in self._pixels)
        regions = weights @ self._regions
        bad = self.defective
        size = int(self._ranks.max()) + 1
        values = np.empty((len(weights), len(METRICS)))
        for draw, weight in enumerate(weights):
            good_ranks = np.bincount(self._ranks[~bad], weight[~bad], size).astype(np.float64)
            bad_ranks = np.bincount(self._ranks[bad], weight[bad], size).astype(np.float64)
            values[draw] = (
                counts_auroc(good_ranks, bad_ranks),
                counts_auroc(normal[draw], anomalous[draw]),
                counts_pro(normal[draw], overlap[draw], float(regions[draw])),
            )
        return values


@dataclass(frozen=True, slots=True)
class Interval:
    """95 % of the resamples lie between these, in percentage points."""

    low: float
    high: float


def resample(runs: Sequence[Evidence], draws: int = DRAWS, seed: int = 0) -> NDArray[np.float64]:
    """Mean figures over the runs of one method (seeds, seen types) for every resample of the test images.

    An image that several runs test is drawn for all of them together; good and defective ones apart. Methods
    whose runs test the same images get the same resamples.

    Returns:
        (draws, 3) fractions in the order of :data:`METRICS`.
    """
    kinds = {name: bool(bad) for run in runs for name, bad in zip(run.names, run.defective, strict=True)}
    rng = np.random.default_rng(seed)
    weights: dict[str, NDArray[np.float32]] = {}
    for kind in (False, True):
        names = sorted(name for name, bad in kinds.items() if bad is kind)
        if names:
            times = rng.multinomial(len(names), np.full(len(names), 1 / len(names)), draws)
            weights.update(zip(names, times.T.astype(np.float32), strict=True))
    values = [run.resampled(np.stack([weights[name] for name in run.names], 1)) for run in runs]
    return np.asarray(np.mean(values, axis=0))


def intervals(first: NDArray[np.float64], other: NDArray[np.float64]) -> dict[str, Interval | None]:
    """Of the gain of one method over another, by metric; None where it has no figure.

    Args:
        first: From :func:`resample`.
        other: Likewise, of runs that test the same images.
    """
    found: dict[str, Interval | None] = {}
    for name, gains in zip(METRICS, (100 * (first - other)).T, strict=True):
        known = gains[np.isfinite(gains)]
        low, high = np.quantile(known, (0.025, 0.975)) if len(known) else (np.nan, np.nan)
        found[name] = Interval(round(float(low), 2), round(float(high), 2)) if len(known) else None
    return found
