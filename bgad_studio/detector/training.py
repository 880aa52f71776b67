"""Training as a generator of events: every yield is a place where it may be stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from bgad_studio.core.config import Method, TrainConfig
from bgad_studio.core.maps import image_score
from bgad_studio.core.progress import CurvePoint, Phase, Progress
from bgad_studio.core.records import ANY_DEFECT, IGNORE_VALUE, NO_DEFECT
from bgad_studio.core.training_set import KnownImage, Timings, TrainingSet, UnmaskedImage
from bgad_studio.detector.anomalous import Anomalous, anomalous_pictures
from bgad_studio.detector.calibration import calibrate
from bgad_studio.detector.extraction import Extraction
from bgad_studio.detector.feature_cache import FeatureCache
from bgad_studio.detector.features import Extractor, FeatureLevel
from bgad_studio.detector.fitting import fit
from bgad_studio.detector.ignoring import Areas, ignored_areas, leave_out
from bgad_studio.detector.level import LevelModel
from bgad_studio.detector.model import Detector
from bgad_studio.detector.opinion import Opinion
from bgad_studio.detector.opinion_fit import Material
from bgad_studio.detector.opinion_weight import form_opinion, gaussian_maps
from bgad_studio.detector.part_opinion import PartOpinion, Verdicts, form_part_opinion
from bgad_studio.detector.sampling import LevelData, cell_labels
from bgad_studio.detector.warm_start import can_start_from, started_level, warm_config
from bgad_studio.detector.whitening import choose_whitener

Event = Progress | CurvePoint


@dataclass(frozen=True, slots=True)
class Trained:
    """Result of a training; ``warm``: it started from a model."""

    detector: Detector
    timings: Timings
    stopped_early: bool
    warm: bool


class _Stopwatch:
    """Adds up seconds of work."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._since = 0.0

    def __enter__(self) -> None:
        self._since = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.seconds += time.perf_counter() - self._since


def train(
    images: TrainingSet,
    config: TrainConfig,
    extractor: Extractor,
    stop: Callable[[], bool],
    cache: FeatureCache | None = None,
    parent: Detector | None = None,
) -> Generator[Event, None, Trained]:
    """Train a detector.

    Args:
        images: Files to learn from. Without known anomalies NFAD is trained whatever ``config.method`` says.
        config: All hyper-parameters.
        extractor: Of the backbone named in ``config``.
        stop: Asked at every step; True ends training early and keeps what was learned.
        cache: Features of files seen before; None: all are computed afresh.
        parent: The model to start from, where it fits; None: from nothing.

    Yields:
        Progress and points of the loss curve. Closing the generator cancels.

    Raises:
        StudioError: If a file cannot be used.
    """
    if config.method is Method.NFAD or not (images.known or images.unmasked):
        config, images = replace(config, method=Method.NFAD), replace(images, known=(), unmasked=())
    extraction = Extraction(extractor, config, cache)
    synthesising, training = _Stopwatch(), _Stopwatch()

    areas = ignored_areas(images, config)
    normal = yield from _extract(images.normal, areas, extraction)
    validation = yield from _extract(images.validation, areas, extraction)
    with synthesising:
        shown = anomalous_pictures(images, areas, config)
    yield Progress(Phase.SYNTHESIS, len(shown.pictures), len(shown.pictures))
    anomalous = yield from extraction.images(shown.pictures)
    unmasked = yield from _extract([item.path for item in images.unmasked], {}, extraction)

    parent = parent if can_start_from(parent, config, normal) else None
    config = config if parent is None else warm_config(config)
    with training:
        levels = _levels(normal, validation, config, parent)
        levels = [level.to(extractor.device) for level in levels]
        data = _data(normal, anomalous, shown.label_maps)
    yield Progress(Phase.TRAINING, 0, 1)
    with training:
        material = _material(normal, validation, anomalous, shown, images.known)
        opinion = yield from _opinion(material, levels, config)
        part = _part(material, unmasked, images.unmasked, levels, config)
        finished = yield from fit(levels, data, config, stop)
    named = {level.name: model for level, model in zip(normal, levels, strict=True)}
    detector = Detector(config, named, opinion, part).to(extractor.device)
    yield Progress(Phase.CALIBRATING, 0, 1)
    held_out = yield from _extract(images.calibration, areas, extraction)
    detector.calibration = calibrate(detector, normal, validation, held_out)
    pseudo = len(shown.pictures) - len(images.known)
    timings = Timings(extraction.seconds, synthesising.seconds, training.seconds, pseudo)
    return Trained(detector.eval(), timings, not finished, parent is not None)


def _extract(
    paths: Sequence[Path], areas: Areas, extraction: Extraction
) -> Generator[Event, None, tuple[FeatureLevel, ...]]:
    levels = yield from extraction.files(paths)
    return leave_out(levels, paths, areas)


def _opinion(
    material: Material, levels: Sequence[LevelModel], config: TrainConfig
) -> Generator[Event, None, Opinion | None]:
    """Form the second opinion before the flows, so that stopping them early keeps it."""
    work = form_opinion(material, [level.whitener for level in levels], config)
    while True:
        try:
            next(work)
        except StopIteration as end:
            opinion: Opinion | None = end.value
            return opinion
        yield Progress(Phase.TRAINING, 0, 1)


def _material(
    normal: tuple[FeatureLevel, ...],
    validation: tuple[FeatureLevel, ...],
    anomalous: tuple[FeatureLevel, ...],
    shown: Anomalous,
    known: Sequence[KnownImage],
) -> Material:
    """What the second opinion is made from."""
    values = {int(value) for label_map in shown.label_maps for value in np.unique(label_map)}
    labels = cell_labels(shown.label_maps, normal[1].height, normal[1].width)
    types = len(values - {NO_DEFECT, ANY_DEFECT, IGNORE_VALUE})
    groups = tuple(item.group for item in known)
    return Material(normal, validation, anomalous, labels, shown.sources, types, groups)


def _part(
    material: Material,
    features: tuple[FeatureLevel, ...],
    unmasked: Sequence[UnmaskedImage],
    levels: Sequence[LevelModel],
    config: TrainConfig,
) -> PartOpinion | None:
    """What parts called defective without a mask teach; the masked ones join in."""
    if not unmasked or not material.validation or not config.opinion.enabled:
        return None
    defective = features
    if material.known:
        defective = tuple(
            replace(level, values=torch.cat([marked.values[: material.known], level.values]))
            for level, marked in zip(features, material.anomalous, strict=True)
        )
    maps = gaussian_maps(
        [level.whitener for level in levels], material.validation, (material.validation, defective)
    )
    usual, marked = (np.array([image_score(values) for values in part]) for part in maps)
    groups = (*material.groups, *(item.group for item in unmasked))
    given = Verdicts(material.normal, material.validation, defective, groups, usual, marked)
    return form_part_opinion(given, config.opinion)


def _levels(
    normal: tuple[FeatureLevel, ...],
    validation: tuple[FeatureLevel, ...],
    config: TrainConfig,
    parent: Detector | None,
) -> list[LevelModel]:
    """Whiten and set up every level, or take over what ``parent`` has learned."""
    if parent is not None:
        return [started_level(parent.level(level.name), config) for level in normal]
    levels = []
    for index, level in enumerate(normal):
        seen = validation[index].values if validation else None
        whitener = choose_whitener(level.values, seen, config.whitening)
        levels.append(LevelModel(config, level.height, level.width, whitener, config.seed * 10 + index))
    return levels


def _data(
    normal: tuple[FeatureLevel, ...],
    anomalous: tuple[FeatureLevel, ...],
    label_maps: Sequence[NDArray[np.uint8]],
) -> list[LevelData]:
    """What every level learns from."""
    data = []
    for index, level in enumerate(normal):
        marked = anomalous[index].values if anomalous else level.values[:0]
        data.append(LevelData(level.values, marked, cell_labels(label_maps, level.height, level.width)))
    return data
