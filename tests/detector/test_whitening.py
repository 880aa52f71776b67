from __future__ import annotations

import pytest
import torch

from bgad_studio.core.config import Whitening
from bgad_studio.detector.whitening import SHRINKAGES, choose_whitener, fit_global, fit_positions


def correlated(images: int, positions: int, channels: int, seed: int, spread: float) -> torch.Tensor:
    generator = torch.Generator().manual_seed(seed)
    shape = torch.Generator().manual_seed(99)
    mixing = torch.randn(channels, channels, generator=shape)
    offset = spread * torch.randn(positions, channels, generator=shape)
    return torch.randn(images, positions, channels, generator=generator) @ mixing + offset


def test_global_whitening_makes_features_uncorrelated_with_unit_variance() -> None:
    values = correlated(400, 10, 6, seed=0, spread=0)
    z = fit_global(values)(values).reshape(-1, 6)
    torch.testing.assert_close(z.T.cov(), torch.eye(6), atol=0.1, rtol=0)
    torch.testing.assert_close(z.mean(0), torch.zeros(6), atol=1e-3, rtol=0)


def test_position_whitening_centres_every_position() -> None:
    values = correlated(400, 4, 6, seed=0, spread=5)
    z = fit_positions(values)(values)
    torch.testing.assert_close(z.mean(0), torch.zeros(4, 6), atol=1e-3, rtol=0)
    chosen = fit_positions(values)(values[:, [2, 0]], torch.tensor([2, 0]))
    torch.testing.assert_close(chosen, z[:, [2, 0]])


@pytest.mark.parametrize(("spread", "groups"), [(5.0, 16), (0.0, 1)])
def test_unseen_normals_choose_the_whitening(spread: float, groups: int) -> None:
    seen = correlated(24, 16, 6, seed=0, spread=spread)
    unseen = correlated(8, 16, 6, seed=1, spread=spread)
    assert choose_whitener(seen, unseen, Whitening.AUTO).groups == groups


def test_a_constant_channel_does_not_explode() -> None:
    values = correlated(50, 4, 6, seed=0, spread=0)
    values[..., 2] = 0
    assert fit_positions(values)(values).abs().max() < 100
    assert torch.isfinite(fit_global(values)(values)).all()


def test_positions_share_their_covariance_where_unseen_normals_say_so() -> None:
    seen = correlated(12, 16, 6, seed=0, spread=5)  # the same covariance everywhere: sharing it is right
    unseen = correlated(40, 16, 6, seed=1, spread=5)
    chosen = choose_whitener(seen, unseen, Whitening.AUTO)
    torch.testing.assert_close(chosen.matrix, fit_positions(seen, max(SHRINKAGES)).matrix)

    scales = torch.linspace(0.2, 5, 16)[:, None]  # every position varies in its own way
    own = choose_whitener(
        correlated(200, 16, 6, 0, 0) * scales, correlated(40, 16, 6, 1, 0) * scales, Whitening.POSITION
    )
    fitted = fit_positions(correlated(200, 16, 6, 0, 0) * scales, min(SHRINKAGES))
    torch.testing.assert_close(own.matrix, fitted.matrix)
