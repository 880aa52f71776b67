"""Retraining from the model that judges against training from nothing, when a new kind of defect turns up.

    python tests/benchmarks/retraining.py DATASET [--new TYPE] [--shots 5] [--seed 0] [--group-regex REGEX]

A model learns from SHOTS defects of every type but the new one; then as many of the new one come, and the
same set teaches once from that model and once from nothing, with features cached. Prints the seconds of both
and their ratio, and what each stops of every type among unseen images where 5 % of the good ones are stopped.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("GOMP_SPINCOUNT", "1000")  # as in the compute process

import numpy as np

from bgad_studio.core.config import FAST, TrainConfig
from bgad_studio.core.datasets import GOOD, DatasetImage
from bgad_studio.core.layouts import read_dataset
from bgad_studio.core.metrics import auroc
from bgad_studio.core.progress import result_of
from bgad_studio.core.training_set import TrainingSet
from bgad_studio.detector.backbones import load_backbone
from bgad_studio.detector.devices import choose_device, use_threads
from bgad_studio.detector.feature_cache import FeatureCache
from bgad_studio.detector.features import Extractor
from bgad_studio.detector.model import Detector
from bgad_studio.detector.scoring import Scored, score_files
from bgad_studio.detector.training import train
from bgad_studio.services.evaluation.run import training_set
from bgad_studio.services.evaluation.split import Draw, Split, defect_types, draw_split, group_names

STOPPED_GOOD = 0.05


def main() -> None:
    """Learn, retrain twice, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--new", help="the type that comes last [the first one]")
    parser.add_argument("--shots", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--group-regex")
    arguments = parser.parse_args()
    use_threads(0)
    dataset = read_dataset(arguments.dataset)
    new = arguments.new or defect_types(dataset)[0]
    split = draw_split(dataset, Draw(arguments.shots, group_regex=arguments.group_regex), arguments.seed)
    groups = group_names(dataset.images, arguments.group_regex)
    with TemporaryDirectory() as scratch:
        known, all_known = Path(scratch) / "known", Path(scratch) / "all"
        known.mkdir()
        all_known.mkdir()
        before = replace(split, known=tuple(image for image in split.known if image.defect != new))
        bench = Bench(replace(FAST, largest_edge_in=0, seed=arguments.seed), Path(scratch) / "features")
        parent, _ = bench.train(training_set(before, groups, known))
        everything = training_set(split, groups, all_known)
        warm, warm_seconds = bench.train(everything, parent)
        cold, cold_seconds = bench.train(everything)
        say(f"{len(before.known)} known defects, {len(split.known) - len(before.known)} {new} come")
        say(f"from the model: {warm_seconds:.1f} s")
        say(f"from nothing: {cold_seconds:.1f} s")
        say(f"ratio: {cold_seconds / warm_seconds:.1f}")
        for name, detector in (("before", parent), ("from the model", warm), ("from nothing", cold)):
            say(f"{name}: {bench.stopped(detector, split)}")


class Bench:
    """Trains and scores with features that are kept.

    Args:
        config: Of every training.
        features: Folder of the cache.
    """

    def __init__(self, config: TrainConfig, features: Path) -> None:
        self._config = config
        self._extractor = Extractor(load_backbone(config.backbone), choose_device())
        self._cache = FeatureCache(features)

    def train(self, images: TrainingSet, parent: Detector | None = None) -> tuple[Detector, float]:
        """The model, and the seconds from files to thresholds."""
        started = time.perf_counter()
        work = train(images, self._config, self._extractor, lambda: False, self._cache, parent)
        trained = result_of(work)
        assert trained.warm is (parent is not None)
        return trained.detector, time.perf_counter() - started

    def stopped(self, detector: Detector, split: Split) -> str:
        """Image AUROC, and percent of every type above the score that so many of the good ones reach."""
        scores = self._scores(detector, split.test)
        types = np.array([image.defect for image in split.test])
        cut = np.quantile(scores[types == GOOD], 1 - STOPPED_GOOD)
        names = sorted(set(types) - {GOOD})
        all_types = f"AUROC {100 * auroc(scores[types == GOOD], scores[types != GOOD]):.2f}, "
        return all_types + ", ".join(
            f"{name} {100 * np.mean(scores[types == name] > cut):.1f} %" for name in names
        )

    def _scores(self, detector: Detector, images: Sequence[DatasetImage]) -> np.ndarray:
        found = score_files(detector, self._extractor, [image.path for image in images], self._cache)
        return np.array([item.score for item in found if isinstance(item, Scored)])


def say(text: str) -> None:
    """To whoever started it."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
