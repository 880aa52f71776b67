"""The distance to the nearest remembered normal feature, after PatchCore (CVPR 2022): to compare with."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - torch's customary name
from torch import Tensor, nn

from bgad_studio.detector.features import FeatureLevel
from bgad_studio.detector.opinion import joined
from bgad_studio.detector.opinion_fit import maps_of

VECTORS = 12_000
"""Normal features that are remembered, drawn evenly from all images and positions."""
AROUND = 3
"""Cells in height and width that are averaged into one."""
TOGETHER = 1024
"""Cells compared at a time: their distances to the whole memory are 47 MiB."""


class Neighbours(nn.Module):
    """Minus the distance to the nearest normal feature, which has the channels of all levels.

    It stands in the place of the levels, and its one map, on the second level's grid, in that of their
    likelihoods.

    Attributes:
        memory: (M, C) float32, standardised.
        mean: (C,) float32 of every channel over the drawn features.
        deviation: (C,) likewise: all channels count alike.

    Args:
        height: Rows of the grid.
        width: Columns of the grid.
        drawn: (M, C) features of training normals, any float type.
    """

    memory: Tensor
    mean: Tensor
    deviation: Tensor

    def __init__(self, height: int, width: int, drawn: Tensor) -> None:
        super().__init__()
        self.height = height
        self.width = width
        drawn = drawn.float()
        self.register_buffer("mean", drawn.mean(0))
        self.register_buffer("deviation", drawn.std(0).clamp_min(1e-4))
        self.register_buffer("memory", (drawn - self.mean) / self.deviation)

    def forward(self, maps: Sequence[Tensor]) -> Tensor:
        """Per level (B, h, w, C_level) features → (B, h, w) float32 of the second level, 0 = remembered."""
        x = described(maps)
        rows = (x.reshape(-1, x.shape[-1]) - self.mean) / self.deviation
        half = 0.5 * self.memory.square().sum(1)
        parts = []
        for start in range(0, rows.shape[0], TOGETHER):
            some = rows[start : start + TOGETHER]
            nearest = (half - some @ self.memory.T).amin(1)  # ‖x − m‖² = ‖x‖² + 2(‖m‖²/2 − x·m)
            parts.append((some.square().sum(1) + 2 * nearest).clamp_min(0).sqrt())
        return -torch.cat(parts).reshape(x.shape[:3])


def described(maps: Sequence[Tensor]) -> Tensor:
    """Features of all levels, averaged over a small neighbourhood: (B, h, w, ΣC) float32."""
    x = F.avg_pool2d(joined(maps), AROUND, 1, AROUND // 2, count_include_pad=False)
    return x.permute(0, 2, 3, 1)


def remember(normal: Sequence[FeatureLevel], seed: int) -> Generator[None, None, Neighbours]:
    """Draw the memory, of min(:data:`VECTORS`, all) features.

    Args:
        normal: Features of training normals, by level.
        seed: Of the draw.

    Yields:
        After every image, as a place to stop.
    """
    height, width = normal[1].height, normal[1].width
    count, cells = len(normal[1].values), height * width
    drawn = np.random.default_rng(seed).choice(count * cells, min(VECTORS, count * cells), replace=False)
    pick = torch.from_numpy(np.sort(drawn))
    rows = []
    for image in range(count):
        here = pick[pick // cells == image] % cells
        if len(here):
            rows.append(described(maps_of(normal, [image])).flatten(0, 2)[here])
        yield
    return Neighbours(height, width, torch.cat(rows))
