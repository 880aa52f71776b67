"""At which size the network looks at the parts: chosen from their shape and from the smallest known defects.

What a training costs grows with the number of pixels, and what is thinner than a feature cell is hardly seen.
So a project stays at the usual size until a painted defect is too thin for it, and long parts keep their
shape instead of being squeezed into a square.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import sqrt
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.config import TrainConfig
from bgad_studio.core.masks.regions import bounds

EDGES: Final = (256, 320, 384, 448, 512, 640, 768)
"""Edges of squares with as many pixels as the network's input may have."""
MULTIPLE: Final = 32
"""Both sides are multiples: all strides divide them."""
WANTED_IN: Final = 2.5
"""Network pixels across a defect that is seen well."""
THIN_SHARE: Final = 0.25
"""This share of the defects may stay thinner."""
SQUARE: Final = 1.25
"""Parts that are longer than wide by less than this are looked at as squares."""
LONGEST: Final = 4.0
"""Longer parts are squeezed to this."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What the choice of a network size rests on.

    Attributes:
        ratio: Height by width of the good parts' pictures, their median.
        edge: Edge of a square with as many pixels, their median; there is nothing more to see beyond it.
        defects: How far across each known defect is, as a share of that edge of its own picture.
        before: Height and width of the model that judges: kept where it is enough, so that the next one can
            start from it.
    """

    ratio: float
    edge: float
    defects: tuple[float, ...]
    before: tuple[int, int] | None = None

    @staticmethod
    def of(
        pictures: Sequence[tuple[int, int]],
        defects: Sequence[float],
        before: tuple[int, int] | None = None,
    ) -> Sight:
        """From height and width of good parts, pixels; at least one."""
        sizes = Counter(pictures)  # many pictures, few sizes
        ratio = _median({size: size[0] / size[1] for size in sizes}, sizes)
        edge = _median({size: edge_of(*size) for size in sizes}, sizes)
        return Sight(ratio, edge, tuple(defects), before)

    def sized(self, config: TrainConfig) -> TrainConfig:
        """The recipe with its network size chosen, where it leaves that open."""
        if not config.largest_edge_in:
            return config
        height, width = self._size(config.largest_edge_in)
        if self.before is not None:
            enough = self.before[0] >= height and self.before[1] >= width
            if enough and edge_of(*self.before) <= config.largest_edge_in:
                height, width = self.before
        return replace(config, height_in=height, width_in=width)

    def _size(self, largest_edge: int) -> tuple[int, int]:
        ratio = min(max(self.ratio, 1 / LONGEST), LONGEST)
        if 1 / SQUARE <= ratio <= SQUARE:
            ratio = 1.0
        edge = _edge(self.defects, min(largest_edge, self.edge))
        height, width = _multiple(edge * sqrt(ratio)), _multiple(edge / sqrt(ratio))
        while height * width > largest_edge**2:  # both were rounded up
            height, width = (height - MULTIPLE, width) if height > width else (height, width - MULTIPLE)
        return height, width


def edge_of(height: int, width: int) -> float:
    """Edge of the square with as many pixels."""
    return sqrt(height * width)


def across(mask: NDArray[np.bool_]) -> list[float]:
    """Pixels across each region of a mask where it is widest, (H, W) bool; empty for an empty one."""
    box = bounds(mask)
    if box is None:
        return []
    piece = cv2.copyMakeBorder(
        mask[box.rows, box.columns].astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0
    )
    count, regions = cv2.connectedComponents(piece, connectivity=8)
    inward = cv2.distanceTransform(piece, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    widest = np.zeros(count, np.float32)
    np.maximum.at(widest, regions.ravel(), inward.ravel())
    return [float(2 * value - 1) for value in widest[1:]]


def _median(values: dict[tuple[int, int], float], numbers: Counter[tuple[int, int]]) -> float:
    """Of a value of each size that so many pictures have."""
    in_order = sorted(values, key=lambda size: values[size])
    up_to = list(accumulate(numbers[size] for size in in_order))
    middle = (up_to[-1] - 1) // 2, up_to[-1] // 2
    return sum(values[in_order[bisect_right(up_to, place)]] for place in middle) / 2


def _edge(defects: Sequence[float], limit: float) -> int:
    """The smallest edge at which the defects are seen well, or the largest within the limit."""
    allowed = [edge for edge in EDGES if edge <= limit] or [EDGES[0]]
    if not defects:
        return allowed[0]
    wanted = WANTED_IN / max(float(np.quantile(defects, THIN_SHARE)), 1e-6)
    return next((edge for edge in allowed if edge >= wanted), allowed[-1])


def _multiple(pixels: float) -> int:
    return max(MULTIPLE, round(pixels / MULTIPLE) * MULTIPLE)
