"""The optimisation of all levels side by side."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import replace
from functools import partial

import torch
from torch import Tensor

from bgad_studio.core.config import Method, Preset, TrainConfig
from bgad_studio.core.progress import CurvePoint, Phase, Progress
from bgad_studio.detector.level import LevelModel, StepStats, batch_loss
from bgad_studio.detector.sampling import LevelData, Sampler
from bgad_studio.detector.side_by_side import SideBySide
from bgad_studio.detector.spread import curve_point
from bgad_studio.detector.watch import LOOKS, Watch

CURVE_EVERY = 4
"""Rounds between two points of the curve."""
GENERATOR = "generator"
"""Begins the names of the levels' random streams among the tensors that are kept."""


def learning_rate(config: TrainConfig, share: float) -> float:
    """Adam's rate after ``share`` of training: linear warm-up, then cosine decay to zero [paper]."""
    if share < config.warmup:
        return config.learning_rate * share / config.warmup
    rest = (share - config.warmup) / (1 - config.warmup)
    return config.learning_rate * 0.5 * (1 + math.cos(math.pi * rest))


class Fitting:
    """Levels while they learn; between two rounds all of it can be kept, and taken up again later.

    Args:
        levels: Models on their device; trained in place.
        data: Their features, on the CPU.
        config: Recipe; ``config.method`` NFAD never lets anomalies in.

    Attributes:
        done: Rounds carried out.
        rounds: Rounds in all.
    """

    def __init__(self, levels: Sequence[LevelModel], data: Sequence[LevelData], config: TrainConfig) -> None:
        self._levels, self._config = levels, config
        self._generators = [torch.Generator().manual_seed(config.seed + index) for index in range(len(data))]
        self._samplers = [
            Sampler(level, config, generator) for level, generator in zip(data, self._generators, strict=True)
        ]
        self._optimisers = [
            torch.optim.Adam(level.flow.parameters(), lr=config.learning_rate, fused=True) for level in levels
        ]
        paper = config.preset is Preset.PAPER
        self.rounds = config.epochs * self._samplers[0].rounds_per_epoch() if paper else config.steps
        self.done = 0
        # without anomalies there is nothing to push
        self._masked = config.method is Method.BGAD and len(data[0].anomalous) > 0

    def state(self) -> dict[str, Tensor]:
        """What the levels' parameters do not say: moments of the optimisers, and random streams."""
        kept = {}
        for level, (generator, optimiser) in enumerate(zip(self._generators, self._optimisers, strict=True)):
            kept[f"{GENERATOR}.{level}"] = generator.get_state()
            for index, moments in optimiser.state_dict()["state"].items():
                kept |= {f"adam.{level}.{index}.{name}": value for name, value in moments.items()}
        return kept

    def restore(self, state: Mapping[str, Tensor], done: int, rounds: int) -> None:
        """Go on from :meth:`state` after ``done`` of ``rounds`` rounds; the parameters are the levels' own.

        Raises:
            KeyError, RuntimeError, ValueError: If the state is not of such levels.
        """
        for level, (generator, optimiser) in enumerate(zip(self._generators, self._optimisers, strict=True)):
            generator.set_state(state[f"{GENERATOR}.{level}"])
            moments: dict[int, dict[str, Tensor]] = {}
            for key, value in state.items():
                name, *place = key.split(".")
                if name == "adam" and int(place[0]) == level:
                    moments.setdefault(int(place[1]), {})[place[2]] = value
            optimiser.load_state_dict({**optimiser.state_dict(), "state": moments})
        self.done, self.rounds = done, rounds

    def run(
        self, stop: Callable[[], bool], watch: Watch | None = None
    ) -> Generator[Progress | CurvePoint, None, bool]:
        """Carry out the rounds that are left.

        Args:
            stop: Asked once a round; True ends training with what was learned so far.
            watch: Looks at it a few times; None: nothing was kept aside.

        Yields:
            After every round; :attr:`done` is then up to date, and everything may be kept.

        Returns:
            False if it was stopped early.
        """
        config, first = self._config, self.done
        looks = {round(self.rounds * (look + 1) / LOOKS) for look in range(LOOKS)}
        started = time.perf_counter()
        for level in self._levels:
            level.train()
        on_cpu = self._levels[0].code.device.type == "cpu"
        with SideBySide(len(self._levels) if on_cpu else 1) as threads:
            while self.done < self.rounds:
                loss, stats = self._round(threads)
                self.done += 1
                took = time.perf_counter() - started
                left = took / (self.done - first) * (self.rounds - self.done)
                yield Progress(Phase.TRAINING, self.done, self.rounds, left)
                seen = watch.look(threads) if watch is not None and self.done in looks else None
                if self.done % CURVE_EVERY == 0 or self.done == self.rounds or seen is not None:
                    point = curve_point(self.done, self.rounds, loss, stats, config.tau)
                    yield replace(point, auroc=seen)
                if stop():
                    break
        return self.done == self.rounds

    def _round(self, threads: SideBySide) -> tuple[float, list[StepStats]]:
        config = self._config
        bgad = self._masked and (self.done + 1) / self.rounds > config.nfad_share
        rate = learning_rate(config, (self.done + 0.5) / self.rounds)
        for optimiser in self._optimisers:
            for group in optimiser.param_groups:
                group["lr"] = rate
        learners = zip(self._levels, self._samplers, self._optimisers, strict=True)
        works = [partial(_steps, *learner, config, bgad) for learner in learners]
        results = threads.run(works[::-1])[::-1]  # the deepest level has most channels and takes longest
        return sum(loss for loss, _ in results), [stats for _, stats in results]


def _steps(
    level: LevelModel, sampler: Sampler, optimiser: torch.optim.Optimizer, config: TrainConfig, bgad: bool
) -> tuple[float, StepStats]:
    """One round of a level; of the last step are its loss and statistics."""
    for _ in range(sampler.steps_per_round() - 1):
        _step(level, sampler, optimiser, config, bgad)
    return _step(level, sampler, optimiser, config, bgad)


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
