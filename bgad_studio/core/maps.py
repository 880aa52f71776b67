"""From stored level grids of log-likelihoods to the score map, the image score and back to bytes."""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Levels = dict[str, NDArray[np.float16]]
"""Level name → (h, w) log-likelihood ``ℓ`` in nats per channel; lower = more anomalous."""

LARGEST = 6e4
"""float16 ends at 65504: likelihoods are clipped to ± this."""
MAP_STRIDE = 2
"""Network pixels per cell of a score map: finer adds nothing, the finest level has a stride of 4."""
TOP_SHARE = 50 / 128**2
"""Share of the score map whose mean is the image score: the top 50 of 128 × 128."""

KNEE = 4.0
"""Deviations, see :class:`LevelScale`: hardly any place of a good part lies beyond."""

PART = "part"
"""Name of the grid of one cell that judges the part as a whole."""
FOOT_SHARE = 0.05
"""What raises the part as a whole is put onto its most anomalous cells, and fades out over this share."""


@dataclass(frozen=True, slots=True)
class LevelScale:
    """How a level enters the score map: ``z = (−ℓ − mean) / deviation``, in deviations of unseen normals.

    Attributes:
        knee: From here on ``knee + ln(1 + z − knee)`` counts instead of z: that far out a likelihood says no
            more than that this is no normal place, and one level would drown what the others tell of where
            the defect ends. None: z counts as it is (an opinion; models made before there was a knee).
    """

    mean: float
    deviation: float
    knee: float | None = None


@dataclass(frozen=True, slots=True)
class Aggregation:
    """Constants that turn level grids into a score map; made from normals, stored with the model.

    Attributes:
        height: Rows of the score map.
        width: Columns of the score map.
        scales: By level name.
    """

    height: int
    width: int
    scales: dict[str, LevelScale]


def score_map(levels: Levels, aggregation: Aggregation) -> NDArray[np.float32]:
    """Sum of the standardised levels, (height, width) float32; higher = more anomalous, 0 = usual.

    What speaks against the part as a whole goes onto its most anomalous cells: its image score rises by just
    that, and the rest of the map stays as it is. What speaks for it lowers all cells.

    Raises:
        KeyError: If a level is missing.
    """
    size = (aggregation.width, aggregation.height)
    total = np.zeros((aggregation.height, aggregation.width), np.float32)
    for name, scale in aggregation.scales.items():
        if name != PART:
            total += cv2.resize(_standardised(levels[name], scale), size, interpolation=cv2.INTER_LINEAR)
    if PART in aggregation.scales:
        whole = float(_standardised(levels[PART], aggregation.scales[PART])[0, 0])
        total += whole * _most_anomalous(total) if whole > 0 else whole
    return total


def _standardised(grid: NDArray[np.float16], scale: LevelScale) -> NDArray[np.float32]:
    z = np.asarray((-grid.astype(np.float32) - scale.mean) / scale.deviation, np.float32)
    return z if scale.knee is None else bent(z, scale.knee)


def bent(z: NDArray[np.float32], knee: float) -> NDArray[np.float32]:
    """Deviations of any shape as :class:`LevelScale` counts them: by their logarithm beyond ``knee``, > 0."""
    return np.where(z > knee, knee + np.log1p(np.maximum(z, knee) - knee), z).astype(np.float32)


def _most_anomalous(score: NDArray[np.float32]) -> NDArray[np.float32]:
    """1 on the cells that make the image score, falling with the score to 0 at :data:`FOOT_SHARE`."""
    top, foot = (
        float(np.partition(score.ravel(), score.size - count)[score.size - count])
        for count in (_top_count(score), max(2, round(FOOT_SHARE * score.size)))
    )
    return np.asarray(np.clip((score - foot) / max(top - foot, 1e-6), 0, 1), np.float32)


def image_score(score: NDArray[np.float32]) -> float:
    """Mean of the highest :data:`TOP_SHARE` of a score map."""
    count = _top_count(score)
    top = np.partition(score.ravel(), score.size - count)[-count:]
    return float(top.mean(dtype=np.float64))


def _top_count(score: NDArray[np.float32]) -> int:
    return max(1, round(TOP_SHARE * score.size))


def level_scale(likelihoods: NDArray[np.floating]) -> LevelScale:
    """Mean and deviation of ``−ℓ`` over normals the flow has not seen."""
    values = np.asarray(likelihoods, np.float64)
    return LevelScale(float(-values.mean()), float(max(values.std(), 1e-6)), KNEE)


def as_stored(likelihood: NDArray[np.floating]) -> NDArray[np.float16]:
    """Clip and round to what the database keeps; every score is computed from this."""
    return np.asarray(np.clip(likelihood, -LARGEST, LARGEST), np.float16)


def encode_levels(levels: Levels) -> bytes:
    """Level grids as bytes: a JSON header (names, shapes), then the float16 values, deflated."""
    header = json.dumps([[name, *grid.shape] for name, grid in levels.items()]).encode()
    # high and low bytes apart: the slowly varying exponents then compress
    planes = [
        np.ascontiguousarray(grid.astype("<f2")).view(np.uint8).reshape(-1, 2).T for grid in levels.values()
    ]
    body = zlib.compress(b"".join(plane.tobytes() for plane in planes), 6)
    return struct.pack("<I", len(header)) + header + body


def decode_levels(blob: bytes) -> Levels:
    """Inverse of :func:`encode_levels`.

    Raises:
        ValueError: If the bytes are damaged.
    """
    try:
        (length,) = struct.unpack_from("<I", blob)
        header = json.loads(blob[4 : 4 + length])
        body = np.frombuffer(zlib.decompress(blob[4 + length :]), np.uint8)
        levels: Levels = {}
        start = 0
        for name, height, width in header:
            size = 2 * height * width
            planes = body[start : start + size].reshape(2, -1).T
            levels[name] = np.ascontiguousarray(planes).view("<f2").reshape(height, width).astype(np.float16)
            start += size
    except (struct.error, zlib.error, UnicodeDecodeError, TypeError) as error:
        raise ValueError(f"damaged anomaly map: {error}") from error
    return levels
