from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from bgad_studio.core.config import Whitening
from bgad_studio.detector import feature_room
from bgad_studio.detector.whitening import (
    SHRINKAGES,
    Moments,
    Whitener,
    choose_whitener,
    fit_global,
    fit_positions,
    likelihood,
)


def correlated(images: int, positions: int, channels: int, seed: int, spread: float) -> torch.Tensor:
    generator = torch.Generator().manual_seed(seed)
    shape = torch.Generator().manual_seed(99)
    mixing = torch.randn(channels, channels, generator=shape)
    offset = spread * torch.randn(positions, channels, generator=shape)
    return torch.randn(images, positions, channels, generator=generator) @ mixing + offset


def test_global_whitening_makes_features_uncorrelated_with_unit_variance() -> None:
    values = correlated(400, 10, 6, seed=0, spread=0)
    z = fit_global(Moments.of(values))(values).reshape(-1, 6)
    torch.testing.assert_close(z.T.cov(), torch.eye(6), atol=0.1, rtol=0)
    torch.testing.assert_close(z.mean(0), torch.zeros(6), atol=1e-3, rtol=0)


def test_position_whitening_centres_every_position() -> None:
    values = correlated(400, 4, 6, seed=0, spread=5)
    z = fit_positions(Moments.of(values))(values)
    torch.testing.assert_close(z.mean(0), torch.zeros(4, 6), atol=1e-3, rtol=0)
    chosen = fit_positions(Moments.of(values))(values[:, [2, 0]], torch.tensor([2, 0]))
    torch.testing.assert_close(chosen, z[:, [2, 0]])


@pytest.mark.parametrize(("spread", "groups"), [(5.0, 16), (0.0, 1)])
def test_unseen_normals_choose_the_whitening(spread: float, groups: int) -> None:
    seen = correlated(24, 16, 6, seed=0, spread=spread)
    unseen = correlated(8, 16, 6, seed=1, spread=spread)
    assert choose_whitener(Moments.of(seen), Moments.of(unseen), Whitening.AUTO).groups == groups


def test_a_constant_channel_does_not_explode() -> None:
    values = correlated(50, 4, 6, seed=0, spread=0)
    values[..., 2] = 0
    assert fit_positions(Moments.of(values))(values).abs().max() < 100
    assert torch.isfinite(fit_global(Moments.of(values))(values)).all()


def test_positions_share_their_covariance_where_unseen_normals_say_so() -> None:
    seen = correlated(12, 16, 6, seed=0, spread=5)  # the same covariance everywhere: sharing it is right
    unseen = correlated(40, 16, 6, seed=1, spread=5)
    chosen = choose_whitener(Moments.of(seen), Moments.of(unseen), Whitening.AUTO)
    torch.testing.assert_close(chosen.matrix, fit_positions(Moments.of(seen), max(SHRINKAGES)).matrix)

    scales = torch.linspace(0.2, 5, 16)[:, None]  # every position varies in its own way
    seen = Moments.of(correlated(200, 16, 6, 0, 0) * scales)
    unseen = Moments.of(correlated(40, 16, 6, 1, 0) * scales)
    own = choose_whitener(seen, unseen, Whitening.POSITION)
    torch.testing.assert_close(own.matrix, fit_positions(seen, min(SHRINKAGES)).matrix)


def test_moments_gathered_in_blocks_are_those_of_all_images(monkeypatch: pytest.MonkeyPatch) -> None:
    values = (correlated(101, 5, 6, seed=0, spread=30) + 100).half()  # far from zero: sums would cancel
    monkeypatch.setattr(feature_room, "BLOCK_BYTES", 4 * 5 * 6 * 7)
    assert [len(some) for some in feature_room.blocks(values)] == [7] * 14 + [3]
    found, whole = Moments.of(values), values.double()
    assert found.count == 101
    torch.testing.assert_close(found.mean.double(), whole.mean(0), rtol=1e-6, atol=1e-5)
    for position in range(5):
        expected = 100 * whole[:, position].T.cov()
        torch.testing.assert_close(found.scatter[position].double(), expected, rtol=1e-4, atol=1e-2)
    samples = whole.flatten(0, 1)
    shared = fit_global(found).matrix[0].double()
    covariance = samples.T.cov(correction=0)
    floor = 1e-3 * covariance.diagonal().mean() * torch.eye(6, dtype=torch.float64)
    torch.testing.assert_close(
        shared @ (covariance + floor) @ shared.T, torch.eye(6, dtype=torch.float64), rtol=0, atol=1e-3
    )


@pytest.mark.parametrize("fit", [fit_global, fit_positions])
def test_the_likelihood_of_samples_follows_from_their_moments(fit: Callable[[Moments], Whitener]) -> None:
    whitener = fit(Moments.of(correlated(60, 5, 6, seed=0, spread=2)))
    unseen = correlated(40, 5, 6, seed=1, spread=2)
    volume = whitener.matrix.diagonal(dim1=1, dim2=2).log().sum(1).mean()
    direct = volume - 0.5 * whitener(unseen).square().sum(2).mean()
    assert likelihood(whitener, Moments.of(unseen)) == pytest.approx(float(direct), rel=1e-5)
