"""A full training against the reference recipe on the same machine, data and backbone.

    python tests/benchmarks/reference_speed.py DATASET [--shots 5] [--rounds 2]

This project: the fast preset from files to a calibrated model, by the clock, features computed afresh. The
reference recipe: FrEIA's own blocks on raw features, 200 epochs; for every batch of 32 images 21 good parts
and 11 anomalous ones are read, pseudo anomalies made, features computed by torch, and the positions of every
level walked through 4096 at a time. A few whole batches of its second stage are timed, and multiplied by
their number. Both sides use all cores; extraction, synthesis and training are counted on both.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from torch import Tensor

from bgad_studio.core.config import FAST, PAPER, TrainConfig
from bgad_studio.core.layouts import read_dataset
from bgad_studio.core.progress import result_of
from bgad_studio.core.training_set import TrainingSet
from bgad_studio.detector import losses, pictures
from bgad_studio.detector.anomalous import anomalous_pictures
from bgad_studio.detector.backbones import load_backbone
from bgad_studio.detector.boundary import normal_boundary
from bgad_studio.detector.devices import use_threads
from bgad_studio.detector.features import Extractor
from bgad_studio.detector.level import LevelModel
from bgad_studio.detector.sampling import ANOMALOUS, NORMAL, Batch, LevelData, Sampler, cell_labels
from bgad_studio.detector.training import train
from bgad_studio.detector.whitening import identity
from bgad_studio.services.evaluation.run import training_set
from bgad_studio.services.evaluation.split import Draw, draw_split, group_names

CPU = torch.device("cpu")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--shots", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=2, help="whole batches of the reference to time")
    arguments = parser.parse_args()
    threads = use_threads(0)
    dataset = read_dataset(arguments.dataset)
    split = draw_split(dataset, Draw(arguments.shots), 0)
    with TemporaryDirectory() as scratch:
        images = training_set(split, group_names(dataset.images, None), Path(scratch))
        if not images.known:
            parser.error("the reference recipe needs masks")
        own = own_seconds(images)
        batch, batches = reference_seconds(images, arguments.rounds)
    reference = batch * batches
    _say(f"{len(split.normal)} good parts, {len(images.known)} known defects, {threads} threads")
    _say(f"this project: {own:.1f} s")
    _say(f"reference: {batch:.1f} s a batch, {batches} batches, {reference / 3600:.1f} h (extrapolated)")
    _say(f"ratio: {reference / own:.0f}")


def own_seconds(images: TrainingSet) -> float:
    """A whole training, by the clock."""
    config = replace(FAST, largest_edge_in=0)
    extractor = Extractor(load_backbone(config.backbone), CPU)
    started = time.perf_counter()
    trained = result_of(train(images, config, extractor, lambda: False))
    seconds = time.perf_counter() - started
    times = trained.timings
    _say(
        f"extraction {times.extract:.1f} s, synthesis {times.synthesis:.1f} s, training {times.train:.1f} s, "
        f"with calibration {seconds:.1f} s"
    )
    return seconds


def reference_seconds(images: TrainingSet, rounds: int) -> tuple[float, int]:
    """Seconds of one batch of images, mean of ``rounds`` after one to warm up, and the number of batches."""
    config = PAPER
    anomalous = config.batch_known
    good = config.batch_images - anomalous
    extractor = Extractor(load_backbone(config.backbone), CPU, runtime=f"torch {torch.__version__}")
    made: list[LevelModel] = []
    optimisers: list[torch.optim.Optimizer] = []
    spent: dict[str, float] = {}
    for number in range(rounds + 1):
        if number == 1:
            spent.clear()  # what came before was warming up
        with _clock(spent, "reading and synthesis"):
            some = replace(images, normal=tuple(np.roll(np.array(images.normal), -good * number))[:good])
            once = replace(config.synthesis, per_known=1, max_total=anomalous)
            shown = anomalous_pictures(some, {}, replace(config, synthesis=once, seed=number))
            shown_pictures, label_maps = shown.pictures[-anomalous:], shown.label_maps[-anomalous:]
            stack = [pictures.network_image(path, config) for path in some.normal] + shown_pictures
        with _clock(spent, "extraction"):
            features = extractor(stack)
        if not made:
            made = [
                LevelModel(config, *values.shape[:2], identity(values.shape[2]), seed)
                for seed, values in enumerate(features[0])
            ]
            optimisers = [torch.optim.Adam(level.flow.parameters(), config.learning_rate) for level in made]
        with _clock(spent, "flows"):
            for index, level in enumerate(made):
                values = torch.from_numpy(np.stack([image[index] for image in features])).flatten(1, 2)
                labels = cell_labels(label_maps, level.height, level.width)
                data = LevelData(values[: len(some.normal)], values[len(some.normal) :], labels)
                _walk(level, data, config, optimisers[index])
    for name, seconds in spent.items():
        _say(f"reference, a batch of images: {name} {seconds / rounds:.2f} s")
    batches = config.epochs * -(-len(images.normal) // good)
    return sum(spent.values()) / rounds, batches


def _walk(level: LevelModel, data: LevelData, config: TrainConfig, optimiser: torch.optim.Optimizer) -> None:
    """All positions of one batch of images."""
    sampler = Sampler(data, config, torch.Generator().manual_seed(0))
    for _ in range(sampler.steps_per_round()):
        loss = _loss(level, sampler.draw(True), config)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()


def _loss(level: LevelModel, batch: Batch, config: TrainConfig) -> Tensor:
    """BGAD's loss on FrEIA's own forward pass."""
    x, labels = batch.samples[0].float(), batch.labels[0]
    condition = [level.code[batch.positions]]
    logdet = torch.zeros(len(x))
    for block in level.flow.blocks:
        (x,), change = block((x,), c=condition)
        logdet = logdet + change
    ell = (logdet - 0.5 * x.square().sum(1)) / x.shape[1] - 0.5 * float(np.log(2 * np.pi))
    boundary = normal_boundary(ell[batch.from_normal[0]] / config.alpha, config.beta)
    good, bad = ell[labels == NORMAL], ell[labels == ANOMALOUS] / config.alpha
    u = good / config.alpha
    weight = losses.normal_focal_weight(u)
    loss = losses.likelihood_loss(good, weight) + config.lam * losses.semi_pull(u, boundary, weight)
    pushed = losses.semi_push(bad, boundary, config.tau, losses.anomaly_focal_weight(bad))
    return loss + config.lam * pushed


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@contextmanager
def _clock(spent: dict[str, float], name: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    spent[name] = spent.get(name, 0.0) + time.perf_counter() - started


if __name__ == "__main__":
    main()
