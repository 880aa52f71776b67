"""The second opinion: a small network that tells cells of known defects from normal cells.

Not part of the paper. BGAD's boundary is unbiased by the known defects, which protects unseen types but uses
little of what a mask says about its own type; this network uses it. It looks at every cell of the middle
level's grid, with the features of all levels.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F  # noqa: N812 - torch's customary name
from torch import Tensor, nn

OPINION = "defect"
"""Name of its grid among the level grids."""
AROUND = 5
"""Cells in height and width whose mean describes a cell's neighbourhood."""
VIEWS = 3
"""A cell is described by itself, by its difference from its image, and by its neighbourhood's."""


def joined(maps: Sequence[Tensor]) -> Tensor:
    """Features of all levels on the grid of the middle one.

    Args:
        maps: Per level (B, h, w, C_level), any float type.

    Returns:
        (B, ΣC, h, w) float32 with h, w of the second level.
    """
    size = (maps[1].shape[1], maps[1].shape[2])
    parts = []
    for level in maps:
        x = level.permute(0, 3, 1, 2).float()
        if x.shape[2] > size[0]:
            x = F.adaptive_avg_pool2d(x, size)
        elif x.shape[2:] != size:
            x = F.interpolate(x, size=size, mode="bilinear", align_corners=False)
        parts.append(x)
    return torch.cat(parts, 1)


class Opinion(nn.Module):
    """Log-odds of "known defect" for every cell.

    Attributes:
        mean: (C,) mean of the joined features over training normals.
        deviation: (C,) their deviation.
        weight: How much its standardised map counts beside one level of the flow.

    Args:
        channels: C, features of all levels together.
        hidden: Units of the hidden layer.
    """

    mean: Tensor
    deviation: Tensor
    weight: Tensor

    def __init__(self, channels: int, hidden: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(channels))
        self.register_buffer("deviation", torch.ones(channels))
        self.register_buffer("weight", torch.ones(()))
        self.first = nn.Linear(VIEWS * channels, hidden)
        self.last = nn.Linear(hidden, 1)

    def cells(self, maps: Sequence[Tensor]) -> Tensor:
        """Describe every cell: per level (B, h, w, C_level) → (B, h·w, 3·C) float32."""
        x = joined(maps)
        z = (x - self.mean[:, None, None]) / self.deviation[:, None, None]
        own = z - z.mean((2, 3), keepdim=True)  # what differs between exposures leaves
        return torch.cat([z, own, _around(own)], 1).flatten(2).transpose(1, 2)

    def forward(self, cells: Tensor, kept: Tensor | None = None) -> Tensor:
        """Log-odds of described cells.

        Args:
            cells: (…, 3·C).
            kept: (…, hidden) factors of the hidden units while it learns, 0 = left out; None: all count.

        Returns:
            (…).
        """
        hidden = F.relu(self.first(cells))
        odds: Tensor = self.last(hidden if kept is None else hidden * kept)[..., 0]
        return odds

    def start_afresh(self, generator: torch.Generator) -> None:
        """Draw weights that have learned nothing, as torch does for linear layers."""
        for layer in (self.first, self.last):
            bound = layer.in_features**-0.5
            nn.init.uniform_(layer.weight, -bound, bound, generator)
            nn.init.uniform_(layer.bias, -bound, bound, generator)

    @torch.inference_mode()
    def grid(self, maps: Sequence[Tensor]) -> Tensor:
        """Map of whole images like a level's ``ℓ``, lower = more anomalous.

        Equal to :meth:`forward` of :meth:`cells` up to rounding, at two thirds of its cost: a cell and its
        difference from the image's mean differ by a constant, so that one matrix serves both.

        Args:
            maps: Per level (B, h, w, C_level).

        Returns:
            Negated log-odds, (B, h, w) float32 on the grid of the second level.
        """
        x = joined(maps)
        usual = x.mean((2, 3), keepdim=True)
        alone, differing, around = (self.first.weight / self.deviation.repeat(VIEWS)).chunk(VIEWS, 1)
        constant = self.first.bias - alone @ self.mean - usual.flatten(1) @ differing.T
        cells = torch.cat([x, _around(x - usual)], 1).flatten(2).transpose(1, 2)
        hidden = F.relu(cells @ torch.cat([alone + differing, around], 1).T + constant[:, None])
        odds: Tensor = self.last(hidden)[..., 0]
        return -odds.view(-1, *maps[1].shape[1:3])


def _around(x: Tensor) -> Tensor:
    return F.avg_pool2d(x, AROUND, 1, AROUND // 2, count_include_pad=False)
