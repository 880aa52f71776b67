#!/usr/bin/env python3
"""How time and memory grow with the number of pictures: extraction, whitening, training, scoring.

    python tests/benchmarks/growth.py [--counts 100,1000] [--made-up] [--folder FOLDER]

Every count runs in a process of its own, whose resident memory is watched. Parts are generated; 8 % of them
carry a defect, at most 20. "whitening" is all that lies between features and flows, the second opinion too;
"training" ends with the thresholds. ``--made-up`` spares the backbone: random features are laid into the
cache as if it had seen the pictures, so that 10 000 of them need minutes; "pictures" then says how fast they
are read from there, and everything after is as it is.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

os.environ.setdefault("GOMP_SPINCOUNT", "1000")  # as in the compute process

import cv2
import numpy as np
import psutil

from bgad_studio.core.config import FAST
from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.masks.codec import encode_label_map
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.core.splits import is_calibration, is_validation
from bgad_studio.core.training_set import KnownImage, TrainingSet
from bgad_studio.detector.backbones import load_backbone
from bgad_studio.detector.devices import choose_device, use_threads
from bgad_studio.detector.feature_cache import FeatureCache, Setting
from bgad_studio.detector.features import Extractor
from bgad_studio.detector.scoring import score_files
from bgad_studio.detector.training import train
from bgad_studio.services.evaluation.memory import PeakMemory

MOST_KNOWN = 20
EDGE = 96
SHAPES = ((64, 64, 24), (32, 32, 40), (16, 16, 112))
"""Of the features of the default backbone at 256 × 256."""
STEPS = ("pictures", "whitening", "training", "scoring")


def parts(folder: Path, count: int) -> tuple[TrainingSet, list[Path]]:
    """Good parts and some with a dark spot; the training set, and all files."""
    rng = np.random.default_rng(0)
    normal: list[Path] = []
    validation: list[Path] = []
    calibration: list[Path] = []
    known = []
    defective = min(MOST_KNOWN, max(2, count * 8 // 100))
    for number in range(count):
        grey = rng.normal(140, 10, (EDGE, EDGE))
        path = folder / f"{number:05d}.png"
        if number < defective:
            mask = np.zeros((EDGE, EDGE), np.uint8)
            row, column = rng.integers(20, EDGE - 20, 2)
            cv2.circle(mask, (int(column), int(row)), 6, 1, -1)
            grey[mask > 0] -= 70
            label_map = folder / f"{number:05d}.mask"
            label_map.write_bytes(encode_label_map(mask))
            known.append(KnownImage(path, label_map))
        elif is_calibration(path.name):
            calibration.append(path)
        else:
            (validation if is_validation(path.name) else normal).append(path)
        save_png(path, grey.clip(0, 255).astype(np.uint8)[..., None].repeat(3, 2))
    files = sorted(folder.glob("*.png"))
    return TrainingSet(tuple(normal), tuple(validation), tuple(calibration), tuple(known)), files


def fill(cache: FeatureCache, extractor: Extractor, files: list[Path]) -> None:
    """Features of no picture: noise of unit variance around a level's mean."""
    setting, rng = Setting.of(extractor, FAST), np.random.default_rng(1)
    grounds = [rng.normal(0, 1, shape).astype(np.float32) for shape in SHAPES]
    for path in files:
        key = setting.key(sha256(path.read_bytes()).hexdigest())
        cache.put(
            key,
            [
                (ground + rng.standard_normal(ground.shape, np.float32)).astype(np.float16)
                for ground in grounds
            ],
        )


class Watch:
    """Seconds and peak memory by step."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(STEPS, 0.0)
        self.peaks = dict.fromkeys(STEPS, 0.0)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Everything inside belongs to the step."""
        started = time.perf_counter()
        with PeakMemory() as memory:
            yield
        self.seconds[name] += time.perf_counter() - started
        self.peaks[name] = max(self.peaks[name], memory.peak_mb)


def measure(count: int, made_up: bool, folder: Path) -> dict[str, object]:
    """One training and the scores of all pictures."""
    use_threads(0)
    extractor = Extractor(load_backbone(FAST.backbone), choose_device())
    cache = FeatureCache(folder / "features")
    pictures = folder / "parts"
    pictures.mkdir()
    images, files = parts(pictures, count)
    if made_up:
        fill(cache, extractor, files)
    start_mb = psutil.Process().memory_info().rss / 2**20
    watch = Watch()
    work = train(images, replace(FAST, seed=0), extractor, lambda: False, cache)
    step, trained = "pictures", None
    while trained is None:
        with watch.step(step):
            try:
                event = next(work)
                while isinstance(event, Progress) and step == _step(event, step):
                    event = next(work)
                step = _step(event, step)
            except StopIteration as end:
                trained = end.value
    with watch.step("scoring"):
        scored = sum(1 for _ in score_files(trained.detector, extractor, files, cache))
    assert scored == count
    return {"count": count, "start_mb": start_mb, "seconds": watch.seconds, "peaks": watch.peaks}


def _step(event: object, step: str) -> str:
    """The step that follows after an event."""
    if not isinstance(event, Progress):
        return step
    return {Phase.PREPARING: "whitening", Phase.TRAINING: "training"}.get(event.phase, step)


def main() -> None:
    """One process a count; a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", default="100,1000")
    parser.add_argument("--made-up", action="store_true")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        sys.stdout.write(json.dumps(measure(options.one, options.made_up, options.folder)) + "\n")
        return
    say(f"{'images':>7}", *(f"{name + ' s':>12}{'MB':>6}" for name in STEPS), f"{'peak MB':>9}")
    for count in map(int, options.counts.split(",")):
        with tempfile.TemporaryDirectory(dir=options.folder) as scratch:
            command = [sys.executable, __file__, "--one", str(count), "--folder", scratch]
            made_up = ["--made-up"] if options.made_up else []
            result = subprocess.run([*command, *made_up], stdout=subprocess.PIPE, check=True)
        told = json.loads(result.stdout.splitlines()[-1])
        say(
            f"{count:7}",
            *(f"{told['seconds'][name]:12.1f}{told['peaks'][name]:6.0f}" for name in STEPS),
            f"{max(told['peaks'].values()):9.0f}",
        )


def say(*texts: str) -> None:
    """One line, at once."""
    sys.stdout.write(" ".join(texts) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
