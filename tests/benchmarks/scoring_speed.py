"""Scoring from a JPEG file to an anomaly map: images a second, against torch and against the arithmetic.

    python tests/benchmarks/scoring_speed.py [--pictures FOLDER] [--count 64] [--size 256]

The detector is untrained, which costs as much as a trained one, second opinion included. Features are
computed afresh. CPU seconds are printed too: on a busy machine they say more than the clock.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("GOMP_SPINCOUNT", "1000")  # as in the compute process

import numpy as np
import torch

from bgad_studio.core.config import FAST
from bgad_studio.core.datasets import list_pictures
from bgad_studio.core.imaging.load import encode_jpeg
from bgad_studio.core.progress import result_of
from bgad_studio.detector import sessions
from bgad_studio.detector.backbones import load_backbone
from bgad_studio.detector.calibration import calibrate
from bgad_studio.detector.devices import use_threads
from bgad_studio.detector.extraction import Extraction
from bgad_studio.detector.features import Extractor
from bgad_studio.detector.level import LevelModel
from bgad_studio.detector.model import Detector
from bgad_studio.detector.opinion import Opinion
from bgad_studio.detector.scoring import score_files
from bgad_studio.detector.whitening import Whitener

CPU = torch.device("cpu")


def generated(folder: Path, count: int) -> list[Path]:
    rng = np.random.default_rng(0)
    files = []
    for number in range(count):
        coarse = rng.integers(0, 255, (32, 32, 3), np.uint8)
        picture = np.kron(coarse, np.ones((16, 16, 1), np.uint8))
        files.append(folder / f"{number:04d}.jpg")
        files[-1].write_bytes(encode_jpeg(picture))
    return files


def untrained(extractor: Extractor, size: int, files: list[Path]) -> Detector:
    config = replace(FAST, height_in=size, width_in=size, largest_edge_in=0)
    work = Extraction(extractor, config).files(files[:8])
    while True:
        try:
            next(work)
        except StopIteration as end:
            features = end.value
            break
    levels = {
        level.name: LevelModel(config, level.height, level.width, Whitener(1, level.channels), 0)
        for level in features
    }
    opinion = Opinion(sum(level.channels for level in features), config.opinion.hidden)
    detector = Detector(config, levels, opinion).eval()
    detector.calibration = result_of(calibrate(detector, features, (), ()))
    return detector


def flops(detector: Detector, backbone_multiplications: int) -> float:
    """Multiplications and additions of an image: backbone, whitening and flows."""
    total = 2.0 * backbone_multiplications
    for name in detector.levels:
        level = detector.level(name)
        cells, channels = level.height * level.width, level.whitener.channels
        block = sum(
            kept * hidden + hidden * channels + channels * channels
            for kept, hidden in ((b.splits[0], b.subnet[0].out_features) for b in level.flow.blocks)
        )
        total += 2.0 * cells * (block + channels * channels)
    return total


def backbone_macs(extractor: Extractor, size: int) -> int:
    total = 0

    def count(module: torch.nn.Module, _: object, output: torch.Tensor) -> None:
        nonlocal total
        assert isinstance(module, torch.nn.Conv2d)
        taps = module.kernel_size[0] * module.kernel_size[1] * module.in_channels // module.groups
        total += output.numel() * taps

    convolutions = [m for m in extractor.backbone.modules() if isinstance(m, torch.nn.Conv2d)]
    hooks = [module.register_forward_hook(count) for module in convolutions]
    with torch.inference_mode():
        extractor.backbone(torch.zeros(1, size, size, 3, dtype=torch.uint8))
    for hook in hooks:
        hook.remove()
    return total


def peak_flops() -> float:
    """What a large matrix product reaches here."""
    a = torch.randn(1024, 1024)
    a @ a
    best = min(_clocked(lambda: a @ a)[0] for _ in range(12))
    return 2.0 * 1024**3 / best


def _clocked(work: Callable[[], object]) -> tuple[float, float]:
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - cpu


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--count", type=int, default=64)
    parser.add_argument("--size", type=int, default=256)
    parser.add_argument("--threads", type=int, default=0)
    options = parser.parse_args()
    threads = use_threads(options.threads)
    backbone = load_backbone(FAST.backbone)
    with TemporaryDirectory() as scratch:
        found = list_pictures(options.pictures) if options.pictures else []
        files = list(found)[: options.count] or generated(Path(scratch), options.count)
        rates = {}
        for name in ("onnxruntime", "torch"):
            if name == "torch":
                sessions.onnxruntime = None  # as on a computer without it
            extractor = Extractor(backbone, CPU)
            detector = untrained(extractor, options.size, files)

            def whole(many: list[Path], d: Detector = detector, e: Extractor = extractor) -> int:
                return len(list(score_files(d, e, many)))

            whole(files[:4])  # warm
            runs = [_clocked(lambda: whole(files)) for _ in range(3)]
            clock, cpu = min(run[0] for run in runs), min(run[1] for run in runs)
            single = min(_clocked(lambda: whole(files[:1]))[0] for _ in range(10))
            rates[name] = len(files) / clock
            say(
                f"{extractor.runtime}: {rates[name]:.1f} images/s, {1e3 * cpu / len(files):.1f} ms of CPU an "
                f"image, one warm image {1e3 * single:.1f} ms ({threads} threads)"
            )
        needed = flops(detector, backbone_macs(extractor, options.size))
        limit = peak_flops() / needed
        say(f"ratio: {rates['onnxruntime'] / rates['torch']:.2f}")
        say(f"arithmetic: {needed / 1e9:.2f} GFLOP an image; a large matrix product would do {limit:.1f}")
        say(f"reached: {100 * rates['onnxruntime'] / limit:.0f} % of that, decoding included")


if __name__ == "__main__":
    main()
