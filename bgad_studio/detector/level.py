"""One level of the detector: whitening, position code and flow, and the loss of one mini-batch."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn

from bgad_studio.core.config import TrainConfig
from bgad_studio.detector import losses
from bgad_studio.detector.boundary import normal_boundary
from bgad_studio.detector.flow import ConditionalFlow
from bgad_studio.detector.position import position_code
from bgad_studio.detector.sampling import ANOMALOUS, NORMAL, Batch
from bgad_studio.detector.whitening import Whitener


class LevelModel(nn.Module):
    """``ℓ`` of every position of one feature map of ``height`` × ``width`` cells.

    Args:
        config: Sizes of the flow.
        height: Rows of the grid.
        width: Columns of the grid.
        whitener: Fitted on training normals.
        seed: Draws the initial flow.
    """

    code: Tensor

    def __init__(self, config: TrainConfig, height: int, width: int, whitener: Whitener, seed: int) -> None:
        super().__init__()
        self.height = height
        self.width = width
        self.whitener = whitener
        self.flow = ConditionalFlow(whitener.channels, config.position_dim, config.blocks, config.clamp, seed)
        self.register_buffer("code", position_code(height, width, config.position_dim), persistent=False)

    def likelihood(self, x: Tensor, positions: Tensor) -> Tensor:
        """ℓ of chosen positions with gradients: x (B, P, C), positions (P,) → (B, P)."""
        terms = self.flow.condition_terms(self.code[positions])
        return self.flow.log_likelihood(self.whitener(x, positions), terms)


@dataclass(frozen=True, slots=True)
class StepStats:
    """What one mini-batch looked like: b_n, and ``ℓ/α`` of its normals and anomalies, (N,) and (M,)."""

    boundary: float
    normal: Tensor
    anomalous: Tensor


def batch_loss(
    level: LevelModel, batch: Batch, config: TrainConfig, with_boundary: bool
) -> tuple[Tensor, StepStats]:
    """Loss of one mini-batch: ``L_ml`` alone (NFAD), or ``L_ml + λ·L_bg-spp`` [paper, eq. 9].

    Args:
        level: The level's model.
        batch: On any device.
        config: β, τ, α, λ and focal weights.
        with_boundary: The BGAD stage.

    Returns:
        Loss (scalar tensor) and the statistics to draw.
    """
    device = level.code.device
    ell = level.likelihood(batch.samples.to(device), batch.positions.to(device))
    labels = batch.labels.to(device)
    boundary = normal_boundary(ell[batch.from_normal.to(device)] / config.alpha, config.beta)
    good = ell[labels == NORMAL]
    bad = ell[labels == ANOMALOUS] / config.alpha
    u = good / config.alpha
    focal = config.focal and with_boundary
    weight = losses.normal_focal_weight(u) if focal else None
    loss = losses.likelihood_loss(good, weight)
    if with_boundary:
        loss = loss + config.lam * losses.semi_pull(u, boundary, weight)
        if bad.numel():
            bad_weight = losses.anomaly_focal_weight(bad) if focal else None
            loss = loss + config.lam * losses.semi_push(bad, boundary, config.tau, bad_weight)
    return loss, StepStats(float(boundary), u.detach(), bad.detach())
