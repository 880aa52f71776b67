"""Data-dependent initialisation: features of training normals become zero-mean, uncorrelated, unit-variance.

The flow then starts as a Gaussian model of normal parts instead of having to learn their scale first. The
transform is an affine part of the model; its log-determinant does not depend on the image and is left out of
the log-likelihood, so that positions of different spread stay comparable.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from bgad_studio.core.config import Whitening

FLOOR = 1e-3
"""Variance floor relative to the mean variance: far above float16's rounding (1e-6 relative)."""
SHRINKAGES = (32.0, 128.0, 512.0)
"""A position's own covariance counts n / (n + one of these) against the one of its level (n images)."""


class Whitener(nn.Module):
    """``z = W_p (x − μ_p)`` with one (global) or many (per-position) statistics.

    Attributes:
        mean: (G, C) float32, G = 1 or number of positions.
        matrix: (G, C, C) float32, lower-triangular; ``matrix·Σ·matrixᵀ = I``.
    """

    mean: Tensor
    matrix: Tensor

    def __init__(self, groups: int, channels: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(groups, channels))
        self.register_buffer("matrix", torch.eye(channels).repeat(groups, 1, 1))

    @property
    def channels(self) -> int:
        """C."""
        return self.mean.shape[1]

    @property
    def groups(self) -> int:
        """G."""
        return self.mean.shape[0]

    def forward(self, x: Tensor, positions: Tensor | None = None) -> Tensor:
        """Whiten samples.

        Args:
            x: (B, P, C) features of P positions.
            positions: (P,) int64 which positions they are; None = all, in order.

        Returns:
            (B, P, C) float32.
        """
        mean, matrix = self.mean, self.matrix
        if mean.shape[0] == 1:
            return (x.float() - mean) @ matrix[0].T
        if positions is not None:
            mean, matrix = mean[positions], matrix[positions]
        centred = (x.float() - mean).transpose(0, 1)  # (P, B, C)
        return torch.bmm(centred, matrix.transpose(1, 2)).transpose(0, 1)


def choose_whitener(values: Tensor, validation: Tensor | None, wanted: Whitening) -> Whitener:
    """Fit the wanted whitening, or the one under which unseen normals are likeliest.

    How far positions share their covariance is chosen in the same way, among :data:`SHRINKAGES`.

    Args:
        values: (N, P, C) features of training normals.
        validation: (V, P, C) features of unseen normals; AUTO without them means one whitening for all
            positions.
        wanted: Kind of statistics.
    """
    if wanted is Whitening.NONE:
        return identity(values.shape[2])
    if wanted is Whitening.GLOBAL or (wanted is Whitening.AUTO and validation is None):
        return fit_global(values)
    if validation is None:
        return fit_positions(values, SHRINKAGES[0])
    best = fit_positions(values, SHRINKAGES[0])
    highest = _likelihood(best, validation)
    for shrinkage in SHRINKAGES[1:]:
        other = fit_positions(values, shrinkage)
        likelihood = _likelihood(other, validation)
        if likelihood > highest:
            best, highest = other, likelihood
    if wanted is Whitening.POSITION:
        return best
    shared = fit_global(values)
    return best if highest > _likelihood(shared, validation) else shared


def _likelihood(whitener: Whitener, values: Tensor) -> float:
    """Mean Gaussian log-likelihood of samples up to a constant: ``mean(log|W| − ‖z‖²/2)``."""
    volume = whitener.matrix.diagonal(dim1=1, dim2=2).log().sum(1).mean()
    energy = sum(float(whitener(rows[None]).square().sum()) for rows in values)
    return float(volume) - 0.5 * energy / (values.shape[0] * values.shape[1])


def identity(channels: int) -> Whitener:
    """No whitening (paper preset)."""
    return Whitener(1, channels)


def fit_global(values: Tensor) -> Whitener:
    """One mean and covariance for all positions.

    Args:
        values: (N, P, C) features of training normals.
    """
    count, positions, channels = values.shape
    total = count * positions
    mean = torch.zeros(channels, dtype=torch.float64)
    second = torch.zeros(channels, channels, dtype=torch.float64)
    for start in range(0, count, 16):
        x = values[start : start + 16].reshape(-1, channels).float()
        mean += x.sum(0, dtype=torch.float64)
        second += (x.T @ x).double()
    mean /= total
    covariance = second / total - mean[:, None] * mean[None]
    whitener = Whitener(1, channels)
    whitener.mean.copy_(mean.float()[None])
    whitener.matrix.copy_(_inverse_root(covariance[None]))
    return whitener


def fit_positions(values: Tensor, shrinkage: float = SHRINKAGES[0]) -> Whitener:
    """A mean and a shrunk covariance of every position's own.

    The covariance is shrunk towards the pooled within-position covariance, which few images already
    estimate well.

    Args:
        values: (N, P, C) features of training normals.
        shrinkage: Images at which a position's own covariance counts one half.
    """
    count, positions, channels = values.shape
    mean = torch.empty(positions, channels)
    own = torch.empty(positions, channels, channels)
    for start in range(0, positions, 256):
        block = values[:, start : start + 256].float().transpose(0, 1)  # (p, N, C)
        centre = block.mean(1, keepdim=True)
        mean[start : start + 256] = centre[:, 0]
        centred = block - centre
        own[start : start + 256] = torch.bmm(centred.transpose(1, 2), centred) / max(count - 1, 1)
    pooled = own.mean(0, keepdim=True)
    weight = count / (count + shrinkage)
    whitener = Whitener(positions, channels)
    whitener.mean.copy_(mean)
    for start in range(0, positions, 256):
        mixed = weight * own[start : start + 256] + (1 - weight) * pooled
        whitener.matrix[start : start + 256] = _inverse_root(mixed.double())
    return whitener


def _inverse_root(covariance: Tensor) -> Tensor:
    """Lower-triangular W with W Σ Wᵀ = I, of (G, C, C) float64, as float32."""
    channels = covariance.shape[-1]
    trace = covariance.diagonal(dim1=1, dim2=2).mean(1).clamp_min(1e-12)  # (G,)
    floor = torch.eye(channels, dtype=torch.float64) * (trace * FLOOR)[:, None, None]
    root = torch.linalg.cholesky(covariance + floor)
    eye = torch.eye(channels, dtype=torch.float64).expand_as(root)
    inverse: Tensor = torch.linalg.solve_triangular(root, eye, upper=False)
    return inverse.float()
