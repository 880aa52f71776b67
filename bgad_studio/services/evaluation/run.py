"""One evaluation: split, train, score afresh, measure."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bgad_studio.compute.client import JobRunner
from bgad_studio.compute.protocol import ImageTrouble, ScoredBatch, ScoreJob, TrainingDone, TrainJob
from bgad_studio.core import problems
from bgad_studio.core.config import Method, TrainConfig
from bgad_studio.core.datasets import DatasetImage
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import load_image
from bgad_studio.core.jsonform import to_json
from bgad_studio.core.layouts import read_dataset
from bgad_studio.core.manifest import Calibration, Manifest
from bgad_studio.core.maps import decode_levels, score_map
from bgad_studio.core.masks.codec import encode_label_map
from bgad_studio.core.network_size import Sight, across, edge_of
from bgad_studio.core.progress import CurvePoint, Progress, Remark
from bgad_studio.core.splits import is_calibration, is_validation
from bgad_studio.core.training_set import KnownImage, Timings, TrainingSet, UnmaskedImage
from bgad_studio.services.evaluation.figures import GOOD, image_figures, pixel_figures, rate_figures
from bgad_studio.services.evaluation.memory import PeakMemory
from bgad_studio.services.evaluation.paired import Evidence
from bgad_studio.services.evaluation.split import Draw, Split, draw_split, group_names

NORMALS_NEEDED = 2
SHAPES = 32
"""Normals whose pictures' shapes are looked at."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One evaluation: figures ready for JSON, and what a comparison with another needs."""

    figures: dict[str, object]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Pace:
    """Of scoring: seconds until the first images came out, the model loaded; images a second after that.

    A small set comes out all at once: ``start`` is then None, and the rate has it in it.
    """

    start: float | None
    images_per_second: float


def evaluate(
    folder: Path,
    draw: Draw,
    config: TrainConfig,
    client: JobRunner,
    maps: Path | None,
    started: float,
    cache: Path | None = None,
) -> Generator[Progress, None, Measured]:
    """Train on a data set and measure on images the model has not seen.

    Every method sees images at the size that the drawn defects ask for, whether it learns from them or not.

    Args:
        folder: Data set of a layout that :mod:`bgad_studio.core.layouts` knows.
        draw: How known anomalies are drawn, by ``config.seed``.
        config: Detector.
        client: Compute process.
        maps: Score maps of the tested images are written below it as ``<type>/<stem>.npy``; None: not.
        started: ``time.perf_counter()`` at the command's start.
        cache: Folder of features that several evaluations share: the scoring speed then says nothing and is
            None. Without it all features are computed afresh.

    Yields:
        Progress.

    Raises:
        StudioError: If the data cannot be used.
    """
    dataset = read_dataset(folder)
    split, config = _usable(draw_split(dataset, draw, config.seed), config)
    groups = group_names(dataset.images, draw.group_regex)
    with PeakMemory() as memory, tempfile.TemporaryDirectory(prefix="bgad-evaluate-") as scratch:
        model, exchange = Path(scratch) / "model", Path(scratch) / "exchange"
        job = TrainJob(training_set(split, groups, Path(scratch), draw.calibrate), config, model, cache)
        manifest, timings = yield from _train(client, job)
        scored = yield from _score(client, ScoreJob(model, _paths(split.test), exchange, cache))
    scores, blobs, pace = scored

    def map_of(index: int) -> NDArray[np.float32]:
        return score_map(decode_levels(blobs[index]), manifest.calibration.aggregation)

    if maps is not None:
        _write_maps(maps, split.test, map_of)
    names, defective = zip(*((image.name, image.defect != GOOD) for image in split.test), strict=True)
    evidence = Evidence(names, defective, scores)
    figures = {
        **image_figures(split.test, scores),
        **pixel_figures(split.test, map_of, evidence.keep),
        **(_rates(split, scores, manifest.calibration) if draw.calibrate else {}),
        **_training_figures(split, timings),
        "total_seconds": round(time.perf_counter() - started, 2),
        "score_start_seconds": None if cache is not None or pace.start is None else round(pace.start, 2),
        "score_images_per_second": round(pace.images_per_second, 2) if cache is None else None,
        "peak_rss_mb": round(memory.peak_mb),
        "device": manifest.runtime.device,
        "threads": manifest.runtime.threads,
        "config": json.loads(to_json(manifest.config)),
    }
    return Measured(figures, evidence)


def _usable(split: Split, config: TrainConfig) -> tuple[Split, TrainConfig]:
    """What the method looks at of a split, at the network size that its drawn defects ask for."""
    if len(split.normal) < NORMALS_NEEDED:
        raise StudioError(
            problems.TOO_FEW_NORMALS, count=len(split.normal), missing=NORMALS_NEEDED - len(split.normal)
        )
    config = _sight(split).sized(config)
    return (split if config.method is Method.BGAD else replace(split, known=())), config


def _training_figures(split: Split, timings: Timings) -> dict[str, object]:
    return {
        "n_train_normal": len(split.normal),
        "n_known": len(split.known),
        "n_pseudo": timings.pseudo,
        "extract_seconds": round(timings.extract, 2),
        "synthesis_seconds": round(timings.synthesis, 2),
        "train_seconds": round(timings.train, 2),
    }


def _rates(split: Split, scores: list[float], calibration: Calibration) -> dict[str, object]:
    enough = calibration.thresholds.calibrated
    return rate_figures(split.test, scores, calibration.normal_scores if enough else ())


def _sight(split: Split) -> Sight:
    """What the network size is chosen by: training normals and the known defects' masks."""
    masks = [image.load_mask() for image in split.known]
    return Sight.of(
        [load_image(image.path).shape[:2] for image in split.normal[:: 1 + len(split.normal) // SHAPES]],
        [width / edge_of(*mask.shape) for mask in masks if mask is not None for width in across(mask)],
    )


def _paths(images: tuple[DatasetImage, ...]) -> tuple[Path, ...]:
    return tuple(image.path for image in images)


def training_set(split: Split, groups: dict[str, str], scratch: Path, calibrate: bool = False) -> TrainingSet:
    """All training normals train or choose, thresholds being provisional; or a fifth of them sets these."""
    rest, calibration = list(split.normal), list[DatasetImage]()
    if calibrate:
        rest, calibration = _parted(rest, groups, is_calibration)
    normal, validation = _parted(rest, groups, is_validation)
    known, unmasked = [], []
    types = sorted({image.defect for image in split.known})
    for number, image in enumerate(split.known):
        mask = image.load_mask()
        group = groups[image.name]
        if mask is None:
            unmasked.append(UnmaskedImage(image.path, group))
            continue
        label_map = scratch / f"known-{number}.png"
        value = np.uint8(1 + types.index(image.defect))
        label_map.write_bytes(encode_label_map(value * mask.astype(np.uint8)))
        known.append(KnownImage(image.path, label_map, group))
    return TrainingSet(
        _paths(tuple(normal)),
        _paths(tuple(validation)),
        _paths(tuple(calibration)),
        tuple(known),
        unmasked=tuple(unmasked),
    )


def _parted(
    images: list[DatasetImage], groups: dict[str, str], apart: Callable[[str], bool]
) -> tuple[list[DatasetImage], list[DatasetImage]]:
    """Images that stay, and those whose capture group is set apart; all stay where none would."""
    stay = [image for image in images if not apart(groups[image.name])]
    if not stay:
        return images, []
    return stay, [image for image in images if apart(groups[image.name])]


def _train(client: JobRunner, job: TrainJob) -> Generator[Progress, None, tuple[Manifest, Timings]]:
    done: TrainingDone | None = None
    for message in client.run(job):
        if isinstance(message, TrainingDone):
            done = message
        elif isinstance(message, Progress):
            yield message
        else:
            assert isinstance(message, CurvePoint | Remark)
    assert done is not None
    return done.manifest, done.timings


def _score(
    client: JobRunner, job: ScoreJob
) -> Generator[Progress, None, tuple[list[float], list[bytes], Pace]]:
    scores = [0.0] * len(job.images)
    blobs = [b""] * len(job.images)
    started = time.perf_counter()
    first: tuple[float, int] | None = None
    for message in client.run(job):
        if isinstance(message, ScoredBatch):
            first = first or (time.perf_counter(), len(message.entries))
            body = message.file.read_bytes()
            message.file.unlink()
            for entry in message.entries:
                scores[entry.index] = entry.score
                blobs[entry.index] = body[entry.offset : entry.offset + entry.length]
        elif isinstance(message, ImageTrouble):
            trouble = message.trouble.trouble()
            raise StudioError(trouble.problem, **dict(trouble.params))
        elif isinstance(message, Progress):
            yield message
    return scores, blobs, pace_of(started, first, time.perf_counter(), len(job.images))


def pace_of(started: float, first: tuple[float, int] | None, ended: float, total: int) -> Pace:
    """From moments in seconds; ``first``: when the first images had come out, and how many."""
    moment, done = first or (ended, total)
    if done == total:
        return Pace(None, total / (ended - started))
    return Pace(moment - started, (total - done) / (ended - moment))


def _write_maps(folder: Path, images: tuple[DatasetImage, ...], map_of: object) -> None:
    assert callable(map_of)
    for index, image in enumerate(images):
        file = folder / image.defect / f"{image.path.stem}.npy"
        file.parent.mkdir(parents=True, exist_ok=True)
        np.save(file, map_of(index), allow_pickle=False)
