from __future__ import annotations

import torch

from bgad_studio.core.config import FAST, TrainConfig
from bgad_studio.detector import losses
from bgad_studio.detector.boundary import normal_boundary
from bgad_studio.detector.level import LevelModel, batch_loss
from bgad_studio.detector.sampling import Batch
from bgad_studio.detector.whitening import identity

BOUNDARY, TAU = torch.tensor(-0.3), 0.1


def test_boundary_is_the_low_quantile_of_normals() -> None:
    values = torch.arange(1000.0)
    assert normal_boundary(values, 0.01) == 9
    assert normal_boundary(values[:5], 0.01) == 0
    assert not normal_boundary(values.requires_grad_(), 0.01).requires_grad


def test_samples_on_their_right_side_get_exactly_no_gradient() -> None:
    normal = torch.tensor([-0.5, -0.3, -0.1], requires_grad=True)
    anomalous = torch.tensor([-0.6, -0.4, -0.2], requires_grad=True)
    loss = losses.semi_pull(normal, BOUNDARY) + losses.semi_push(anomalous, BOUNDARY, TAU)
    loss.backward()
    assert normal.grad is not None
    assert anomalous.grad is not None
    assert normal.grad.tolist() == [-1.0, 0.0, 0.0]  # pulled up
    assert anomalous.grad[0] == 0
    assert anomalous.grad[2] > 0  # pushed down


def test_no_violation_means_no_loss() -> None:
    assert losses.semi_pull(torch.tensor([0.0]), BOUNDARY) == 0
    assert losses.semi_push(torch.tensor([-2.0]), BOUNDARY, TAU) == 0


def test_bg_spp_is_the_mean_over_violating_samples() -> None:
    normal = torch.tensor([-0.5, -0.7, 0.0])
    torch.testing.assert_close(losses.semi_pull(normal, BOUNDARY), torch.tensor(0.3))


def test_focal_weights_follow_the_formulas() -> None:
    u = torch.tensor([-0.1, -0.5])
    expected = 11.7 * (1 - torch.exp(u[1])) ** 0.5 * 0.5
    torch.testing.assert_close(losses.normal_focal_weight(u), torch.stack([torch.tensor(1.0), expected]))
    v = torch.tensor([-2.0, -0.5])
    expected = 0.53 * (1 + torch.exp(v[1])) ** 2 / 0.5
    torch.testing.assert_close(losses.anomaly_focal_weight(v), torch.stack([torch.tensor(1.0), expected]))
    assert torch.isfinite(losses.anomaly_focal_weight(torch.tensor([0.0]))).all()


def make_level(config: TrainConfig) -> LevelModel:
    return LevelModel(config, 2, 3, identity(8), seed=0)


def make_batch(anomalous_value: float) -> Batch:
    generator = torch.Generator().manual_seed(0)
    normal = torch.randn(4, 6, 8, generator=generator)
    anomalous = torch.full((2, 6, 8), anomalous_value)
    labels = torch.zeros(6, 6, dtype=torch.int8)
    labels[4:, :3] = 1
    from_normal = torch.arange(6)[:, None].expand(6, 6) < 4
    return Batch(torch.cat([normal, anomalous]), labels, from_normal, torch.arange(6))


def test_boundary_stays_bit_identical_when_anomalies_change() -> None:
    level = make_level(FAST)
    _, one = batch_loss(level, make_batch(0.5), FAST, with_boundary=True)
    _, other = batch_loss(level, make_batch(-7.0), FAST, with_boundary=True)
    assert one.boundary == other.boundary
    assert one.anomalous.mean() != other.anomalous.mean()


def test_gradients_reach_every_parameter() -> None:
    level = make_level(FAST)
    loss, _ = batch_loss(level, make_batch(0.5), FAST, with_boundary=True)
    loss.backward()
    for name, parameter in level.flow.named_parameters():
        if parameter.requires_grad:
            assert parameter.grad is not None, name
            assert parameter.grad.abs().sum() > 0, name
