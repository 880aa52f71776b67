"""One point of the curves a person watches: means and histogram of a mini-batch."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from bgad_studio.core.progress import CurvePoint, Spread
from bgad_studio.detector.level import StepStats

BINS = 48
"""Of the histogram: small enough to send and to keep."""
ROOM = 4.0
"""The histogram reaches so many margins τ below the boundary."""


def curve_point(done: int, rounds: int, loss: float, stats: Sequence[StepStats], tau: float) -> CurvePoint:
    """Sum up the newest mini-batch of every level.

    Args:
        done: Rounds done.
        rounds: Rounds in all.
        loss: Sum of the levels' losses.
        stats: One of each level.
        tau: τ, the margin below the boundary.
    """
    boundary = sum(item.boundary for item in stats) / len(stats)
    normal_means = [float(item.normal.mean()) for item in stats]
    anomaly_means = [float(item.anomalous.mean()) for item in stats if item.anomalous.numel()]
    return CurvePoint(
        done,
        rounds,
        loss,
        boundary,
        sum(normal_means) / len(stats),
        sum(anomaly_means) / len(anomaly_means) if anomaly_means else None,
        _spread(stats, boundary, tau),
    )


def _spread(stats: Sequence[StepStats], boundary: float, tau: float) -> Spread:
    """Every level is moved so that its own b_n lies on ``boundary``: one line then parts all of them."""
    normal = torch.cat([item.normal - item.boundary for item in stats]).cpu() + boundary
    anomalous = torch.cat([item.anomalous - item.boundary for item in stats]).cpu() + boundary
    low, high = boundary - ROOM * tau, max(float(normal.max()), boundary + tau)
    return Spread(low, high, tau, _counts(normal, low, high), _counts(anomalous, low, high))


def _counts(values: Tensor, low: float, high: float) -> tuple[int, ...]:
    if not values.numel():
        return ()
    inside = values.clamp(low, high).float()
    return tuple(int(count) for count in torch.histc(inside, BINS, low, high))
