"""Data-dependent initialisation: features of training normals become zero-mean, uncorrelated, unit-variance.

The flow then starts as a Gaussian model of normal parts instead of having to learn their scale first. The
transform is an affine part of the model; its log-determinant does not depend on the image and is left out of
the log-likelihood, so that positions of different spread stay comparable.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from bgad_studio.core.config import Whitening
from bgad_studio.detector.feature_room import blocks

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


class Moments:
    """Count, mean and scatter of the samples of every position, gathered some images at a time.

    Sums are taken about the mean of the first images, so that nothing large cancels.
    """

    def __init__(self) -> None:
        self.count = 0
        self._about = torch.zeros(())
        self._sum = torch.zeros(())
        self._products = torch.zeros(())

    @staticmethod
    def of(values: Tensor) -> Moments:
        """Of all images of ``values`` (N, P, C)."""
        made = Moments()
        for some in blocks(values):
            made.add(some)
        return made

    def add(self, values: Tensor) -> None:
        """See some images more, (n, P, C)."""
        x = values.float()
        if not self.count:
            positions, channels = x.shape[1:]
            self._about = x.mean(0)
            self._sum = torch.zeros(positions, channels)
            self._products = torch.zeros(positions, channels, channels)
        x = (x - self._about).permute(1, 2, 0)  # (P, C, n)
        self._sum += x.sum(2)
        self._products.baddbmm_(x, x.transpose(1, 2))
        self.count += len(values)

    @property
    def mean(self) -> Tensor:
        """(P, C) float32."""
        return self._about + self._sum / self.count

    @property
    def scatter(self) -> Tensor:
        """``Σ (x − mean)(x − mean)ᵀ``, (P, C, C) float32."""
        offset = self._sum / self.count
        return self._products - self.count * offset[:, :, None] * offset[:, None, :]


def choose_whitener(seen: Moments, unseen: Moments | None, wanted: Whitening) -> Whitener:
    """Fit the wanted whitening, or the one under which unseen normals are likeliest.

    How far positions share their covariance is chosen in the same way, among :data:`SHRINKAGES`.

    Args:
        seen: Of the features of training normals.
        unseen: Of unseen normals; AUTO without them means one whitening for all positions.
        wanted: Kind of statistics; not NONE.
    """
    if wanted is Whitening.GLOBAL or (wanted is Whitening.AUTO and unseen is None):
        return fit_global(seen)
    if unseen is None:
        return fit_positions(seen, SHRINKAGES[0])
    best = fit_positions(seen, SHRINKAGES[0])
    highest = likelihood(best, unseen)
    for shrinkage in SHRINKAGES[1:]:
        other = fit_positions(seen, shrinkage)
        reached = likelihood(other, unseen)
        if reached > highest:
            best, highest = other, reached
    if wanted is Whitening.POSITION:
        return best
    shared = fit_global(seen)
    return best if highest > likelihood(shared, unseen) else shared


def likelihood(whitener: Whitener, samples: Moments) -> float:
    """Mean Gaussian log-likelihood of samples up to a constant: ``mean(log|W| − ‖z‖²/2)``.

    Of a position, ``Σ‖z‖² = tr(W S Wᵀ) + n‖W(m − μ)‖²`` with scatter S and mean m of its n samples.
    """
    matrix, mean = whitener.matrix, samples.mean
    volume = float(matrix.diagonal(dim1=1, dim2=2).log().sum(1).mean())
    spread = ((matrix @ samples.scatter) * matrix).sum(dtype=torch.float64)
    offset = (matrix @ (mean - whitener.mean)[:, :, None]).square().sum(dtype=torch.float64)
    energy = float(spread) / samples.count + float(offset)
    return volume - 0.5 * energy / len(mean)


def identity(channels: int) -> Whitener:
    """No whitening (paper preset)."""
    return Whitener(1, channels)


def fit_global(seen: Moments) -> Whitener:
    """One mean and covariance for all positions."""
    means = seen.mean.double()
    mean = means.mean(0)
    between = (means - mean).T @ (means - mean)
    within = seen.scatter.sum(0, dtype=torch.float64)
    covariance = within / (seen.count * len(means)) + between / len(means)
    whitener = Whitener(1, len(mean))
    whitener.mean.copy_(mean.float()[None])
    whitener.matrix.copy_(_inverse_root(covariance[None]))
    return whitener


def fit_positions(seen: Moments, shrinkage: float = SHRINKAGES[0]) -> Whitener:
    """A mean and a shrunk covariance of every position's own.

    The covariance is shrunk towards the pooled within-position covariance, which few images already
    estimate well.

    Args:
        seen: Of the features of training normals.
        shrinkage: Images at which a position's own covariance counts one half.
    """
    mean = seen.mean
    own = seen.scatter / max(seen.count - 1, 1)
    pooled = own.mean(0, keepdim=True)
    weight = seen.count / (seen.count + shrinkage)
    whitener = Whitener(*mean.shape)
    whitener.mean.copy_(mean)
    for start in range(0, len(mean), 256):
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
