"""On a graphics card: the same scores as on the CPU, cancelled at once, and short memory survived.

Skipped, and visibly so, where there is none.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from bgad_studio.core.config import FAST, Method
from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.masks.codec import encode_label_map
from bgad_studio.core.progress import Matter, Phase, Progress, Remark
from bgad_studio.core.training_set import KnownImage, TrainingSet
from bgad_studio.detector.backbones import load_backbone
from bgad_studio.detector.devices import choose_device
from bgad_studio.detector.features import Extractor
from bgad_studio.detector.memory import Rung, descend, give_back
from bgad_studio.detector.model import Detector
from bgad_studio.detector.scoring import Scored, score_files
from bgad_studio.detector.training import Trained, train

pytestmark = pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device on this computer")

CPU = torch.device("cpu")
EDGE = 128
CONFIG = replace(FAST, steps=60, height_in=EDGE, width_in=EDGE, largest_edge_in=0)
CLOSE = 1e-3
"""Largest difference of scores between the devices, in deviations of the good parts' scores."""


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> TrainingSet:
    folder, rng, paths = tmp_path_factory.mktemp("parts"), np.random.default_rng(0), []
    for number in range(44):
        picture = rng.normal(128, 12, (EDGE, EDGE, 1)).clip(0, 255).astype(np.uint8).repeat(3, 2)
        if number >= 40:
            picture[40:72, 40:72] = 10
        paths.append(folder / f"{number}.png")
        save_png(paths[-1], picture)
    label_map = np.zeros((EDGE, EDGE), np.uint8)
    label_map[40:72, 40:72] = 1
    mask = folder / "mask"
    mask.write_bytes(encode_label_map(label_map))
    known = tuple(KnownImage(path, mask) for path in paths[40:])
    return TrainingSet(tuple(paths[:24]), tuple(paths[24:32]), tuple(paths[32:40]), known)


@pytest.fixture
def extractor() -> Iterator[Extractor]:
    yield Extractor(load_backbone(FAST.backbone), choose_device())
    give_back()


def trained(images: TrainingSet, extractor: Extractor) -> Trained:
    work = train(images, CONFIG, extractor, lambda: False)
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: Trained = end.value
            return result


def scores(detector: Detector, extractor: Extractor, files: tuple[Path, ...]) -> np.ndarray:
    detector.to(extractor.device).eval()
    found = list(score_files(detector, extractor, files))
    assert all(isinstance(item, Scored) for item in found)
    return np.array([item.score for item in found if isinstance(item, Scored)])


def test_it_is_chosen_and_scores_as_the_cpu_does(
    images: TrainingSet, extractor: Extractor, capsys: pytest.CaptureFixture[str]
) -> None:
    assert extractor.device.type == "cuda"
    torch.cuda.reset_peak_memory_stats()
    started = time.perf_counter()
    model = trained(images, extractor).detector
    took, peak = time.perf_counter() - started, torch.cuda.max_memory_allocated() / 2**20
    with capsys.disabled():
        print(f"\ntrained in {took:.1f} s, peak memory {peak:.0f} MB (the paper: 2600 MB)")  # noqa: T201
    assert model.config.method is Method.BGAD
    files = (*images.calibration, *(item.path for item in images.known))
    there = scores(model, extractor, files)
    here = scores(model, Extractor(load_backbone(FAST.backbone), CPU), files)
    good = len(images.calibration)
    assert np.abs(there - here).max() <= CLOSE * max(1.0, float(here[:good].std()))
    assert here[good:].min() > here[:good].max()


def test_a_cancelled_training_gives_its_memory_back(images: TrainingSet, extractor: Extractor) -> None:
    give_back()
    before = torch.cuda.memory_allocated()
    work = train(images, replace(CONFIG, steps=100_000), extractor, lambda: False)
    for event in work:
        if isinstance(event, Progress) and event.phase is Phase.TRAINING and event.done > 3:
            break
    work.close()
    del work, event
    give_back()
    assert torch.cuda.memory_allocated() <= before


def test_a_card_that_is_full_leaves_the_work_to_the_cpu(images: TrainingSet) -> None:
    """Really full: all but a little of its memory is taken by somebody else."""
    free, total = torch.cuda.mem_get_info()
    told: list[Remark] = []
    done: list[Trained] = []
    torch.cuda.set_per_process_memory_fraction(min(1.0, (total - free + 64 * 2**20) / total))
    hog = torch.empty(56 * 2**20, dtype=torch.uint8, device="cuda")

    def attempt(rung: Rung) -> None:
        extractor = Extractor(load_backbone(FAST.backbone), rung.device)
        extractor.parts = rung.parts
        done.append(trained(images, extractor))

    try:
        descend(choose_device(), attempt, told.append)
    finally:
        del hog
        torch.cuda.set_per_process_memory_fraction(1.0)
        give_back()
    assert [remark.matter for remark in told][-1] is Matter.TO_CPU
    assert done[0].detector.calibration is not None
