from __future__ import annotations

import pytest
import torch

from bgad_studio.detector.flow import ConditionalFlow
from bgad_studio.detector.position import position_code

CHANNELS, CONDITION = 12, 16


@pytest.fixture
def flow() -> ConditionalFlow:
    made = ConditionalFlow(CHANNELS, CONDITION, blocks=3, clamp=1.9, seed=0)
    with torch.no_grad():
        for parameter in made.parameters():
            if parameter.requires_grad:
                parameter.add_(0.1 * torch.randn(parameter.shape, generator=torch.Generator().manual_seed(1)))
    return made


def freia(flow: ConditionalFlow, x: torch.Tensor, code: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The blocks' own forward pass, sample by sample."""
    logdet = torch.zeros(len(x))
    for block in flow.blocks:
        (x,), change = block((x,), c=[code])
        logdet = logdet + change
    return x, logdet


def test_structured_pass_equals_freia_with_gradients(flow: ConditionalFlow) -> None:
    code = position_code(2, 3, CONDITION)
    x = torch.randn(4, 6, CHANNELS)
    own_z, own_logdet = flow(x, flow.condition_terms(code))
    z, logdet = freia(flow, x.reshape(24, -1), code.repeat(4, 1))
    torch.testing.assert_close(own_z.reshape(24, -1), z, atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(own_logdet.flatten(), logdet, atol=1e-5, rtol=1e-5)

    trainable = [parameter for parameter in flow.parameters() if parameter.requires_grad]
    own = torch.autograd.grad((own_z.square().sum() + own_logdet.sum()) / 100, trainable)
    theirs = torch.autograd.grad((z.square().sum() + logdet.sum()) / 100, trainable)
    for a, b in zip(own, theirs, strict=True):
        torch.testing.assert_close(a, b, atol=1e-5, rtol=1e-4)


def test_log_determinant_is_that_of_the_jacobian(flow: ConditionalFlow) -> None:
    terms = flow.condition_terms(position_code(1, 1, CONDITION))
    x = torch.randn(CHANNELS)
    jacobian = torch.autograd.functional.jacobian(lambda v: flow(v[None, None], terms)[0][0, 0], x)
    _, logdet = flow(x[None, None], terms)
    torch.testing.assert_close(torch.linalg.slogdet(jacobian)[1], logdet[0, 0], atol=1e-4, rtol=1e-4)


def test_log_likelihood_of_an_identity_flow_is_gaussian() -> None:
    flow = ConditionalFlow(CHANNELS, CONDITION, blocks=0, clamp=1.9, seed=0)
    x = torch.randn(5, 1, CHANNELS)
    expected = torch.distributions.Normal(0, 1).log_prob(x).sum(-1) / CHANNELS
    torch.testing.assert_close(flow.log_likelihood(x, []), expected)


def test_same_seed_gives_the_same_flow_and_leaves_global_streams_alone() -> None:
    torch.manual_seed(3)
    before = torch.get_rng_state()
    first = ConditionalFlow(CHANNELS, CONDITION, 2, 1.9, seed=5).state_dict()
    assert torch.equal(torch.get_rng_state(), before)
    again = ConditionalFlow(CHANNELS, CONDITION, 2, 1.9, seed=5).state_dict()
    other = ConditionalFlow(CHANNELS, CONDITION, 2, 1.9, seed=6).state_dict()
    assert all(torch.equal(first[key], again[key]) for key in first)
    assert any(not torch.equal(first[key], other[key]) for key in first)


def test_position_codes_differ_and_stay_in_range() -> None:
    code = position_code(8, 8, 128)
    assert code.shape == (64, 128)
    assert code.abs().max() <= 1
    assert len(torch.unique(code, dim=0)) == 64
    with pytest.raises(ValueError, match="multiple of 4"):
        position_code(2, 2, 30)
