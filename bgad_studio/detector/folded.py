"""A trained detector for scoring alone: what is constant at inference is computed once.

Position terms, global scales and permutations become plain matrices; results equal the flow's own forward
pass up to rounding. The same module runs in torch (GPU), is traced for ONNX Runtime (CPU), and is part of an
exported scorer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 - torch's customary name
from torch import Tensor, nn

from bgad_studio.detector.level import LevelModel
from bgad_studio.detector.neighbours import Neighbours
from bgad_studio.detector.opinion import Opinion
from bgad_studio.detector.part_opinion import PartOpinion


class _FoldedBlock(nn.Module):
    """One coupling block: its position term, scale, offset and permutation are constants."""

    first: Tensor
    term: Tensor
    second: Tensor
    second_bias: Tensor
    mixing: Tensor
    mixing_bias: Tensor

    def __init__(self, block: Any, code: Tensor) -> None:
        super().__init__()
        self.kept, self.moved = (int(count) for count in block.splits)
        self.clamp = float(block.clamp)
        first, second = block.subnet[0], block.subnet[2]
        scale = block.global_scale_activation(block.global_scale)[0]
        constants = {
            "first": first.weight[:, : self.kept],
            "term": F.linear(code, first.weight[:, self.kept :], first.bias),
            "second": 0.1 * second.weight,  # FrEIA scales by a tenth for stability
            "second_bias": 0.1 * second.bias,
            "mixing": block.w_perm * scale,
            "mixing_bias": F.linear(block.global_offset[0], block.w_perm),
        }
        for name, value in constants.items():
            self.register_buffer(name, value.detach().clone())
        self.volume = float(scale.detach().log().sum())

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """All positions: (…, P, C) → (…, P, C) and the log-scales (…, P, moved)."""
        passive, active = x[..., : self.kept], x[..., self.kept :]
        hidden = F.relu(F.linear(passive, self.first) + self.term)
        coefficients = F.linear(hidden, self.second, self.second_bias)
        stretch, shift = torch.split(coefficients, self.moved, -1)
        log_scale = self.clamp * torch.tanh(stretch)
        active = active * torch.exp(log_scale) + shift
        return F.linear(torch.cat((passive, active), -1), self.mixing, self.mixing_bias), log_scale


class FoldedLevel(nn.Module):
    """``ℓ`` of whole images at one level, equal to :meth:`LevelModel.likelihood` up to rounding.

    Of a flow without blocks, a Gaussian, it is minus the Mahalanobis distance per channel, of which PaDiM
    makes its maps.
    """

    mean: Tensor
    matrix: Tensor

    def __init__(self, level: LevelModel) -> None:
        super().__init__()
        self.channels = level.whitener.channels
        self.register_buffer("mean", level.whitener.mean.detach().clone())
        self.register_buffer("matrix", level.whitener.matrix.detach().transpose(1, 2).contiguous())
        blocks = [_FoldedBlock(block, level.code) for block in level.flow.blocks]
        self.blocks = nn.ModuleList(blocks)
        volume = sum(block.volume for block in blocks)
        self.constant = volume / self.channels - 0.5 * math.log(2 * math.pi)

    def forward(self, x: Tensor) -> Tensor:
        """(…, h·w, C) features of one image or of a batch → (…, h·w) float32."""
        z = self._whiten(x.float())
        stretch: Tensor | None = None
        for block in self.blocks:
            z, log_scale = block(z)
            stretch = log_scale if stretch is None else stretch + log_scale
        if stretch is None:
            return -(z * z).mean(-1).sqrt()
        ell: Tensor = (stretch.sum(-1) - 0.5 * (z * z).sum(-1)) / self.channels + self.constant
        return ell

    def _whiten(self, x: Tensor) -> Tensor:
        centred = x - self.mean
        if self.mean.shape[0] == 1:
            return centred @ self.matrix[0]
        if centred.dim() == 2:
            return torch.bmm(centred[:, None], self.matrix)[:, 0]
        return torch.bmm(centred.transpose(0, 1), self.matrix).transpose(0, 1)


class FoldedGrids(nn.Module):
    """All grids of an image or a batch: the levels', the second opinion's, the one of the whole part."""

    def __init__(
        self, levels: Sequence[nn.Module], opinion: Opinion | None, part: PartOpinion | None
    ) -> None:
        super().__init__()
        self.levels = nn.ModuleList(
            FoldedLevel(level) if isinstance(level, LevelModel) else level for level in levels
        )
        self.judges = nn.ModuleList(judge for judge in (opinion, part) if judge is not None)

    def forward(self, *maps: Tensor) -> tuple[Tensor, ...]:
        """Features (B, h, w, C) float16 by level → grids (B, h, w) float32, B = 1 when traced."""
        grids: list[Tensor] = []
        if isinstance(self.levels[0], Neighbours):
            return (self.levels[0](maps),)
        for level, x in zip(self.levels, maps, strict=True):
            count, height, width, channels = x.shape
            flat = x.reshape(-1, channels) if count == 1 else x.reshape(count, -1, channels)
            grids.append(level(flat).reshape(count, height, width))
        for judge in self.judges:
            assert isinstance(judge, Opinion | PartOpinion)
            grids.append(judge.grid(maps))
        return tuple(grids)
