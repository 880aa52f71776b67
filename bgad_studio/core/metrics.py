"""Image AUROC, pixel AUROC and PRO, as fractions of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

PRO_LIMIT = 0.3
"""PRO integrates up to this false-positive rate [paper]."""
BINS = 8192
"""Cut-offs of the streaming pixel metrics."""


def auroc(normal: NDArray[np.floating], anomalous: NDArray[np.floating]) -> float:
    """Probability that an anomalous score exceeds a normal one; ties count half.

    Args:
        normal: (N,) scores.
        anomalous: (M,) scores.

    Returns:
        In [0, 1]; NaN when either is empty.
    """
    if not len(normal) or not len(anomalous):
        return float("nan")
    ordered = np.sort(normal)
    below = np.searchsorted(ordered, anomalous, "left")
    upto = np.searchsorted(ordered, anomalous, "right")
    return float((below + upto).mean() / (2 * len(normal)))


@dataclass(frozen=True, slots=True)
class PairedAuroc:
    """Image AUROC of two models on the same parts, and a 95 % interval of the second's gain."""

    first: float
    second: float
    low: float
    high: float


def paired_auroc(
    normal: NDArray[np.floating], anomalous: NDArray[np.floating], draws: int = 1000, seed: int = 0
) -> PairedAuroc:
    """Compare two models by a paired bootstrap: every draw takes the same parts for both.

    Args:
        normal: (2, N) scores of good parts by the two models, N > 0.
        anomalous: (2, M) scores of defective parts, M > 0.
        draws: Bootstrap samples.
        seed: Of the draws.
    """
    rng = np.random.default_rng(seed)
    gains = np.empty(draws)
    for draw in range(draws):
        good = normal[:, rng.integers(0, normal.shape[1], normal.shape[1])]
        bad = anomalous[:, rng.integers(0, anomalous.shape[1], anomalous.shape[1])]
        gains[draw] = auroc(good[1], bad[1]) - auroc(good[0], bad[0])
    low, high = np.quantile(gains, (0.025, 0.975))
    return PairedAuroc(
        auroc(normal[0], anomalous[0]), auroc(normal[1], anomalous[1]), float(low), float(high)
    )


def bin_edges(maps: Iterable[NDArray[np.floating]], bins: int = BINS) -> NDArray[np.float64]:
    """Cut-offs for :class:`PixelMetrics`: even steps of rank over the given score maps, finer at the top.

    Args:
        maps: Score maps (any shape); every value is looked at through its map's quantiles.
        bins: Number of bins.

    Returns:
        (bins - 1,) strictly increasing cut-offs.
    """
    ranks = np.concatenate([np.linspace(0, 0.99, 256), np.linspace(0.99, 1, 256)])
    pooled = np.sort(np.concatenate([np.quantile(values, ranks) for values in maps]))
    steps = np.linspace(0, len(pooled) - 1, bins + 1).round().astype(int)[1:-1]
    return np.unique(pooled[steps]).astype(np.float64)


@dataclass(frozen=True, slots=True)
class ImageCounts:
    """The pixels of one image by bin of score; sums of these over images are all that the metrics need.

    Attributes:
        normal: (bins,) normal pixels.
        anomalous: (bins,) anomalous pixels.
        overlap: (bins,) sum over the 8-connected regions of their share of pixels.
        regions: Number of regions.
    """

    normal: NDArray[np.float64]
    anomalous: NDArray[np.float64]
    overlap: NDArray[np.float64]
    regions: int


class PixelMetrics:
    """Pixel AUROC and PRO in memory that does not grow with the number of images.

    Args:
        edges: Increasing cut-offs from :func:`bin_edges`.
    """

    def __init__(self, edges: NDArray[np.float64]) -> None:
        self._edges = edges
        self._normal = np.zeros(len(edges) + 1)
        self._anomalous = np.zeros(len(edges) + 1)
        self._overlap = np.zeros(len(edges) + 1)
        self._regions = 0

    def add(self, score: NDArray[np.floating], mask: NDArray[np.bool_]) -> ImageCounts:
        """Count one image.

        Args:
            score: (H, W), higher = more anomalous.
            mask: (H, W), True = defect.

        Returns:
            What was counted.

        Raises:
            ValueError: If the shapes differ.
        """
        if score.shape != mask.shape:
            raise ValueError(f"score map {score.shape} and mask {mask.shape} differ in shape")
        binned = np.searchsorted(self._edges, score.astype(np.float64), "right")
        bins = len(self._normal)
        normal = np.bincount(binned[~mask], minlength=bins).astype(np.float64)
        anomalous = np.bincount(binned[mask], minlength=bins).astype(np.float64)
        overlap = np.zeros(bins)
        count, regions = cv2.connectedComponents(mask.astype(np.uint8), connectivity=8)
        for region in range(1, count):
            inside = binned[regions == region]
            overlap += np.bincount(inside, minlength=bins) / inside.size
        self._normal += normal
        self._anomalous += anomalous
        self._overlap += overlap
        self._regions += count - 1
        return ImageCounts(normal, anomalous, overlap, count - 1)

    def auroc(self) -> float:
        """Pixel AUROC in [0, 1]; NaN without normal or anomalous pixels."""
        return counts_auroc(self._normal, self._anomalous)

    def pro(self, limit: float = PRO_LIMIT) -> float:
        """PRO up to ``limit``, see :func:`counts_pro`."""
        return counts_pro(self._normal, self._overlap, self._regions, limit)


def counts_auroc(normal: NDArray[np.floating], anomalous: NDArray[np.floating]) -> float:
    """AUROC of counts by ascending bin of score; within a bin they tie.

    Args:
        normal: (bins,) counts or weights.
        anomalous: (bins,) likewise.

    Returns:
        In [0, 1]; NaN when either is empty.
    """
    total = float(normal.sum()) * float(anomalous.sum())
    if not total:
        return float("nan")
    below = np.cumsum(normal) - normal
    return float((anomalous * (below + 0.5 * normal)).sum() / total)


def counts_pro(
    normal: NDArray[np.floating],
    overlap: NDArray[np.floating],
    regions: float,
    limit: float = PRO_LIMIT,
) -> float:
    """Area under (false-positive rate, mean overlap of regions) up to ``limit``, normalised.

    Args:
        normal: (bins,) normal pixels by ascending bin of score.
        overlap: (bins,) sum over regions of their share of pixels.
        regions: Their number.
        limit: Highest false-positive rate.

    Returns:
        In [0, 1]; NaN without regions.
    """
    if not regions or not normal.sum():
        return float("nan")
    rate = np.concatenate([[0], np.cumsum(normal[::-1])]) / normal.sum()
    covered = np.concatenate([[0], np.cumsum(overlap[::-1])]) / regions
    inside = rate <= limit
    x = np.append(rate[inside], limit)
    y = np.append(covered[inside], np.interp(limit, rate, covered))
    return float(np.trapezoid(y, x) / limit)
