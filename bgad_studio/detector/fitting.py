"""The optimisation of all levels side by side."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Generator, Sequence

import torch

from bgad_studio.core.config import Method, Preset, TrainConfig
from bgad_studio.core.progress import CurvePoint, Phase, Progress
from bgad_studio.detector.level import LevelModel, StepStats, batch_loss
from bgad_studio.detector.sampling import LevelData, Sampler
from bgad_studio.detector.spread import curve_point

CURVE_EVERY = 4
"""Rounds between two points of the curve."""


def learning_rate(config: TrainConfig, share: float) -> float:
    """Adam's rate after ``share`` of training: linear warm-up, then cosine decay to zero [paper]."""
    if share < config.warmup:
        return config.learning_rate * share / config.warmup
    rest = (share - config.warmup) / (1 - config.warmup)
    return config.learning_rate * 0.5 * (1 + math.cos(math.pi * rest))


def fit(
    levels: Sequence[LevelModel], data: Sequence[LevelData], config: TrainConfig, stop: Callable[[], bool]
) -> Generator[Progress | CurvePoint, None, bool]:
    """Train every level, in place.

    Args:
        levels: Models on their device.
        data: Their features, on the CPU.
        config: Recipe; ``config.method`` NFAD never lets anomalies in.
        stop: Asked once a round; True ends training with what was learned so far.

    Returns:
        False if it was stopped early.
    """
    generator = torch.Generator().manual_seed(config.seed)
    samplers = [Sampler(level, config, generator) for level in data]
    optimisers = [
        torch.optim.Adam(level.flow.parameters(), lr=config.learning_rate, fused=True) for level in levels
    ]
    rounds = (
        config.steps if config.preset is not Preset.PAPER else config.epochs * samplers[0].rounds_per_epoch()
    )
    masked = config.method is Method.BGAD and len(data[0].anomalous) > 0  # else there is nothing to push
    started = time.perf_counter()
    for level in levels:
        level.train()
    for done in range(1, rounds + 1):
        share = done / rounds
        bgad = masked and share > config.nfad_share
        loss, stats = 0.0, []
        for level, sampler, optimiser in zip(levels, samplers, optimisers, strict=True):
            for group in optimiser.param_groups:
                group["lr"] = learning_rate(config, (done - 0.5) / rounds)
            for _ in range(sampler.steps_per_round()):
                level_loss, level_stats = _step(level, sampler, optimiser, config, bgad)
            loss += level_loss
            stats.append(level_stats)
        left = (time.perf_counter() - started) / done * (rounds - done)
        yield Progress(Phase.TRAINING, done, rounds, left)
        if done % CURVE_EVERY == 0 or done == rounds:
            yield curve_point(done, rounds, loss, stats, config.tau)
        if stop():
            return done == rounds
    return True


def _step(
    level: LevelModel, sampler: Sampler, optimiser: torch.optim.Optimizer, config: TrainConfig, bgad: bool
) -> tuple[float, StepStats]:
    loss, stats = batch_loss(level, sampler.draw(bgad), config, bgad)
    optimiser.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    if config.grad_clip:
        torch.nn.utils.clip_grad_norm_(level.flow.parameters(), config.grad_clip)
    optimiser.step()
    return float(loss.detach()), stats
