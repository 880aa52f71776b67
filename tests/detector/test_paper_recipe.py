"""The paper's recipe step by step: this project's training against a plain loop over FrEIA's own blocks."""

from __future__ import annotations

import math
from dataclasses import replace

import torch
import torch.nn.functional as F  # noqa: N812 - torch's customary name

from bgad_studio.core.config import PAPER
from bgad_studio.detector.fitting import Fitting
from bgad_studio.detector.level import LevelModel
from bgad_studio.detector.sampling import ANOMALOUS, Batch, LevelData, Sampler
from bgad_studio.detector.whitening import identity

HEIGHT, WIDTH, CHANNELS = 4, 4, 8
CONFIG = replace(PAPER, blocks=2, position_dim=16, batch_images=6, batch_positions=32, epochs=20)
ROUNDS, STEPS = 17, 3  # 51 steps of 120: the first ones on normals alone


def data() -> LevelData:
    generator = torch.Generator().manual_seed(3)
    normal = torch.randn(8, HEIGHT * WIDTH, CHANNELS, generator=generator)
    anomalous = 2 + 2 * torch.randn(4, HEIGHT * WIDTH, CHANNELS, generator=generator)
    labels = (torch.rand(4, HEIGHT * WIDTH, generator=generator) < 0.4).to(torch.int8) * ANOMALOUS
    return LevelData(normal.half(), anomalous.half(), labels)


def level() -> LevelModel:
    return LevelModel(CONFIG, HEIGHT, WIDTH, identity(CHANNELS), seed=0)


def plain_loss(blocks: torch.nn.ModuleList, code: torch.Tensor, batch: Batch, bgad: bool) -> torch.Tensor:
    """Equations 3 to 9 with the reference's focal weights, sample by sample."""
    x, labels = batch.samples[0].float(), batch.labels[0]
    logdet = torch.zeros(len(x))
    for block in blocks:
        (x,), change = block((x,), c=[code[batch.positions]])
        logdet = logdet + change
    log_p = -CHANNELS / 2 * math.log(2 * math.pi) - x.square().sum(1) / 2 + logdet
    ell = log_p / CHANNELS
    good, bad = ell[labels == 0], ell[labels == ANOMALOUS] / 10
    if not bgad:
        return -F.logsigmoid(good).mean()
    u = good / 10
    ordered = (ell[batch.from_normal[0]] / 10).detach().sort().values
    boundary = ordered[max(1, round(0.01 * len(ordered))) - 1]
    hard = u.detach()
    weight = torch.where(hard <= -0.2, 11.7 * (1 - hard.exp()).clamp_min(0).sqrt() * hard.abs(), 1.0)
    loss = (-F.logsigmoid(good) * weight).mean()
    low = u < boundary
    if low.any():
        loss = loss + (weight * (u - boundary).abs())[low].mean()
    high = bad > boundary - 0.1
    if high.any():
        v = bad.detach()
        push = torch.where(v > -1, 0.53 * (1 + v.exp()) ** 2 / v.abs().clamp_min(1e-3), 1.0)
        loss = loss + (push * (bad - boundary + 0.1).abs())[high].mean()
    return loss


def test_the_first_fifty_steps_of_the_paper_recipe_equal_a_plain_freia_loop() -> None:
    given, own, plain = data(), level(), level()
    rounds = iter(range(ROUNDS - 1))
    for _ in Fitting([own], [given], CONFIG).run(lambda: next(rounds, None) is None):
        pass

    sampler = Sampler(given, CONFIG, torch.Generator().manual_seed(CONFIG.seed))
    assert sampler.steps_per_round() == STEPS
    total = CONFIG.epochs * sampler.rounds_per_epoch()
    adam = torch.optim.Adam(plain.flow.parameters(), lr=2e-4)
    for done in range(ROUNDS):
        share = (done + 0.5) / total
        rising = share / 0.01
        falling = 0.5 * (1 + math.cos(math.pi * (share - 0.01) / 0.99))
        adam.param_groups[0]["lr"] = 2e-4 * (rising if share < 0.01 else falling)
        bgad = (done + 1) / total > 1 / 25
        for _ in range(STEPS):
            loss = plain_loss(plain.flow.blocks, plain.code, sampler.draw(bgad), bgad)
            adam.zero_grad()
            loss.backward()
            adam.step()

    fresh = level().flow.state_dict()
    for name, value in own.flow.state_dict().items():
        torch.testing.assert_close(value, plain.flow.state_dict()[name], atol=1e-5, rtol=1e-4, msg=name)
    moved = [not torch.equal(value, fresh[name]) for name, value in own.flow.named_parameters()]
    assert sum(moved) > 8  # it did learn
