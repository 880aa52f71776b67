"""One level of the detector: whitening, position code and flow, and one step of its training."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from bgad_studio.core.config import TrainConfig
from bgad_studio.detector import losses
from bgad_studio.detector.boundary import normal_boundary
from bgad_studio.detector.flow import ConditionalFlow
from bgad_studio.detector.position import position_code
from bgad_studio.detector.sampling import ANOMALOUS, NORMAL, Batch
from bgad_studio.detector.whitening import Whitener


class LevelModel(nn.Module):
    """``ℓ`` of every position of one feature map."""

    def __init__(
        self, config: TrainConfig, height: int, width: int, channels: int, whitener: Whitener, seed: int
    ) -> None:
        super().__init__()
        self.height = height
        self.width = width
        self.whitener = whitener
        self.flow = ConditionalFlow(channels, config.position_dim, config.blocks, config.clamp, seed)
        self.register_buffer("code", position_code(height, width, config.position_dim), persistent=False)
        self._terms: list[Tensor] | None = None

    def train(self, mode: bool = True) -> LevelModel:
        """Switch mode; the kept position terms are forgotten because weights may change."""
        self._terms = None
        super().train(mode)
        return self

    def likelihood(self, x: Tensor, positions: Tensor) -> Tensor:
        """ℓ of chosen positions with gradients: x (B, P, C), positions (P,) → (B, P)."""
        terms = self.flow.condition_terms(self.code[positions])  # type: ignore[index]
        return self.flow.log_likelihood(self.whitener(x, positions), terms)

    @torch.inference_mode()
    def grid(self, x: Tensor) -> Tensor:
        """ℓ of whole images: (B, h·w, C) → (B, h·w) float32."""
        if self._terms is None:
            self._terms = self.flow.condition_terms(self.code)  # type: ignore[arg-type]
        return self.flow.log_likelihood(self.whitener(x), self._terms)


def batch_loss(
    level: LevelModel, batch: Batch, config: TrainConfig, with_known: bool
) -> tuple[Tensor, float, float, float]:
    """Loss of one mini-batch.

    Returns:
        Loss (scalar tensor), boundary ``b_n``, mean of normal and of anomalous ``ℓ/α`` (NaN without anomalies).
    """
    device = level.code.device  # type: ignore[union-attr]
    positions = batch.positions.to(device)  # type: ignore[arg-type]
    count = len(batch.normal)
    if not with_known or not len(batch.anomalous):
        ell = level.likelihood(batch.normal.to(device), positions)  # type: ignore[arg-type]
        u = ell.detach() / config.alpha
        return losses.likelihood_loss(ell), float(normal_boundary(u, config.beta)), float(u.mean()), float("nan")
    samples = torch.cat([batch.normal, batch.anomalous]).to(device)  # type: ignore[arg-type]
    ell = level.likelihood(samples, positions)
    u = ell / config.alpha
    labels = batch.labels.to(device)  # type: ignore[arg-type]
    boundary = normal_boundary(u[:count], config.beta)
    good = torch.cat([ell[:count].flatten(), ell[count:][labels == NORMAL]])
    bad = u[count:][labels == ANOMALOUS]
    good_u = good / config.alpha
    good_weight = losses.normal_focal_weight(good_u) if config.focal else None
    bad_weight = losses.anomaly_focal_weight(bad) if config.focal else None
    loss = losses.likelihood_loss(good, good_weight)
    loss = loss + config.lam * losses.semi_pull(good_u, boundary, good_weight)
    if bad.numel():
        loss = loss + config.lam * losses.semi_push(bad, boundary, config.tau, bad_weight)
    bad_mean = float(bad.detach().mean()) if bad.numel() else float("nan")
    return loss, float(boundary), float(good_u.detach().mean()), bad_mean
