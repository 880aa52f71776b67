"""Conditional normalizing flow of one level: FrEIA's ``AllInOneBlock``s on a structured mini-batch.

FrEIA owns the parameters and their names. The forward pass here reads the same parameters but takes samples
as (images × positions): the share of the first linear layer that sees only the position code is then computed
once per position instead of once per sample. Results equal FrEIA's own forward pass.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - torch's customary name
from FrEIA.modules import AllInOneBlock
from torch import Tensor, nn


def _subnet(dims_in: int, dims_out: int) -> nn.Sequential:
    """The reference's coupling sub-network: in → 2·in → out."""
    return nn.Sequential(nn.Linear(dims_in, 2 * dims_in), nn.ReLU(), nn.Linear(2 * dims_in, dims_out))


class ConditionalFlow(nn.Module):
    """``z = f(x; c)`` and its log-determinant.

    Args:
        channels: C.
        condition: Length of the position code.
        blocks: Coupling blocks (paper: 8).
        clamp: Soft clamp of the log-scale (paper: 1.9).
        seed: Draws the orthogonal permutations and initial weights.
    """

    def __init__(self, channels: int, condition: int, blocks: int, clamp: float, seed: int) -> None:
        super().__init__()
        self.channels = channels
        numpy_state: Any = np.random.get_state()  # FrEIA draws its permutations from numpy's global stream
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            np.random.seed(seed % 2**32)
            self.blocks = nn.ModuleList(
                AllInOneBlock(
                    [(channels,)],
                    dims_c=[(condition,)],
                    subnet_constructor=_subnet,
                    affine_clamping=clamp,
                    global_affine_type="SOFTPLUS",
                    permute_soft=True,
                )
                for _ in range(blocks)
            )
        np.random.set_state(numpy_state)

    def condition_terms(self, code: Tensor) -> list[Tensor]:
        """What the position code adds to each block's hidden layer.

        Args:
            code: (P, D) position codes.

        Returns:
            Per block (P, hidden); constant at inference, so it can be kept.
        """
        terms = []
        for block in self.blocks:
            terms.append(_condition_term(block, code))
        return terms

    def forward(self, x: Tensor, terms: list[Tensor]) -> tuple[Tensor, Tensor]:
        """Latent and log-determinant.

        Args:
            x: (B, P, C) whitened features.
            terms: From :meth:`condition_terms` of the same P positions.

        Returns:
            z (B, P, C) and log|det J| (B, P).
        """
        logdet = x.new_zeros(x.shape[:2])
        for block, term in zip(self.blocks, terms, strict=True):
            x, change = _block(block, x, term)
            logdet = logdet + change
        return x, logdet

    def log_likelihood(self, x: Tensor, terms: list[Tensor]) -> Tensor:
        """ℓ = log p / C in nats per channel, (B, P): ``log p = −C/2·log 2π − ‖z‖²/2 + log|det J|``."""
        z, logdet = self(x, terms)
        constant = 0.5 * math.log(2 * math.pi)
        ell: Tensor = (logdet - 0.5 * z.square().sum(-1)) / self.channels - constant
        return ell


def _condition_term(block: Any, code: Tensor) -> Tensor:
    first, kept = block.subnet[0], block.splits[0]
    term: Tensor = F.linear(code, first.weight[:, kept:], first.bias)
    return term


def _block(block: Any, x: Tensor, term: Tensor) -> tuple[Tensor, Tensor]:
    """One ``AllInOneBlock`` with its position term given: (B, P, C) → (B, P, C), (B, P).

    Scales and offsets join the small matrices beside them, so that no pass over all samples is spent on them.
    """
    kept, moved = block.splits
    passive, active = torch.split(x, [kept, moved], -1)
    first, second = block.subnet[0], block.subnet[2]
    hidden = F.linear(passive, first.weight[:, :kept]).add_(term).relu_()  # (B, P, hidden)
    # FrEIA scales by a tenth for stability
    coefficients = F.linear(hidden, 0.1 * second.weight, 0.1 * second.bias)
    stretch, shift = torch.split(coefficients, moved, -1)
    log_scale = block.clamp * torch.tanh(stretch)
    active = torch.addcmul(shift, active, torch.exp(log_scale))
    scale = block.global_scale_activation(block.global_scale).flatten()
    mixing, offset = block.w_perm * scale, F.linear(block.global_offset.flatten(), block.w_perm)
    change: Tensor = log_scale.sum(-1) + scale.log().sum()
    return F.linear(torch.cat((passive, active), -1), mixing, offset), change
