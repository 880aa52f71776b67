"""The explicit boundary [paper, §3.2]: a low quantile of normal log-likelihoods, and nothing else."""

from __future__ import annotations

import torch
from torch import Tensor


def normal_boundary(normal: Tensor, beta: float) -> Tensor:
    """``b_n``: the β-quantile of normal samples. Detached, and blind to anomalies by construction.

    Args:
        normal: Log-likelihoods ℓ/α of positions of normal images, any shape.
        beta: Share of normals below the boundary (paper: 0.01).

    Returns:
        Scalar tensor.
    """
    flat = normal.detach().flatten()
    rank = max(1, round(beta * flat.numel()))
    return torch.kthvalue(flat, rank).values
