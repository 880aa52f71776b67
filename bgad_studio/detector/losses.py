"""Losses of NFAD and BGAD [paper, eq. 3–9] with the focal weights of the authors' code [reference]."""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812 - torch's customary name
from torch import Tensor

POLE = 1e-3
"""Smallest |u| in the anomaly weight, which has a pole at 0."""


def likelihood_loss(likelihood: Tensor, weight: Tensor | None = None) -> Tensor:
    """``L_ml = mean(−logsigmoid(ℓ))`` over normal samples.

    Args:
        likelihood: ℓ, any shape.
        weight: Focal weights of the same shape.
    """
    loss = -F.logsigmoid(likelihood)
    return (loss if weight is None else loss * weight).mean()


def semi_pull(normal: Tensor, boundary: Tensor, weight: Tensor | None = None) -> Tensor:
    """``Σ|min(u − b_n, 0)|`` as the mean over violating normals; 0 and gradient-free when there are none.

    Args:
        normal: u = ℓ/α of normal samples.
        boundary: b_n.
        weight: Focal weights of the same shape.
    """
    return _violation((boundary - normal).flatten(), weight)


def semi_push(anomalous: Tensor, boundary: Tensor, tau: float, weight: Tensor | None = None) -> Tensor:
    """``Σ|max(u − b_n + τ, 0)|`` as the mean over violating anomalies.

    Args:
        anomalous: u = ℓ/α of anomalous samples.
        boundary: b_n; anomalies belong below b_a = b_n − τ.
        tau: τ.
        weight: Focal weights of the same shape.
    """
    return _violation((anomalous - (boundary - tau)).flatten(), weight)


def _violation(excess: Tensor, weight: Tensor | None) -> Tensor:
    violating = excess > 0
    count = violating.sum()
    loss = excess.clamp_min(0)
    if weight is not None:
        loss = loss * weight.flatten()
    return loss.sum() / count.clamp_min(1)


def normal_focal_weight(u: Tensor) -> Tensor:
    """``11.7·(1 − eᵘ)^0.5·|u|`` where u ≤ −0.2, else 1: normals that look anomalous count more."""
    u = u.detach()
    hard = 11.7 * torch.sqrt((1 - torch.exp(u)).clamp_min(0)) * u.abs()
    return torch.where(u <= -0.2, hard, torch.ones_like(u))


def anomaly_focal_weight(u: Tensor) -> Tensor:
    """``0.53·(1 + eᵘ)² / |u|`` where u > −1, else 1: anomalies that look normal count more."""
    u = u.detach()
    hard = 0.53 * (1 + torch.exp(u)).square() / u.abs().clamp_min(POLE)
    return torch.where(u > -1, hard, torch.ones_like(u))
