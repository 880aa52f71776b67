"""Training as a generator of events: every yield is a place where it may be stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import torch

from bgad_studio.core.config import Method, TrainConfig, warm_config
from bgad_studio.core.config_ranges import check_ranges
from bgad_studio.core.errors import Trouble
from bgad_studio.core.progress import CurvePoint, Matter, Phase, Progress, Remark, retold
from bgad_studio.core.splits import evenly
from bgad_studio.core.training_set import Timings, TrainingSet
from bgad_studio.detector.anomalous import anomalous_pictures
from bgad_studio.detector.baselines import baseline_config, baseline_levels
from bgad_studio.detector.calibration import calibrate
from bgad_studio.detector.checkpoints import Checkpoints
from bgad_studio.detector.extraction import Extraction
from bgad_studio.detector.feature_cache import FeatureCache
from bgad_studio.detector.feature_room import FeatureRoom
from bgad_studio.detector.features import Extractor, FeatureLevel
from bgad_studio.detector.fitting import Fitting
from bgad_studio.detector.ignoring import Areas, IgnoredAreas, leave_out
from bgad_studio.detector.level import LevelModel
from bgad_studio.detector.model import Detector
from bgad_studio.detector.opinion_weight import form_opinion
from bgad_studio.detector.preparation import (
    Collected,
    lesson_material,
    level_data,
    new_levels,
    part_opinion,
)
from bgad_studio.detector.warm_start import can_start_from, started_level
from bgad_studio.detector.watch import MOST, Watch

Event = Progress | CurvePoint | Remark
Result = TypeVar("Result")


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
    checkpoints: Checkpoints | None = None,
) -> Generator[Event, None, Trained]:
    """Train a detector.

    Args:
        images: Files to learn from. Without known anomalies NFAD is trained whatever ``config.method`` says.
        config: All hyper-parameters.
        extractor: Of the backbone named in ``config``.
        stop: Asked at every step; True ends training early and keeps what was learned.
        cache: Features of files seen before; None: all are computed afresh.
        parent: The model to start from, where it fits; None: from nothing.
        checkpoints: Where its state is kept, and where it goes on from if there is one; None: nowhere.

    Yields:
        Progress, points of the loss curve and remarks. Closing the generator cancels.

    Raises:
        StudioError: If a file cannot be used, or nothing can be trained with a value of ``config``.
    """
    images, config = _settled(images, config, extractor.parts)
    parent = parent if config.method.by_flow else None
    extraction = Extraction(extractor, config, cache)
    synthesising, training = _Stopwatch(), _Stopwatch()

    areas = IgnoredAreas(images, config)
    normal = yield from _extract(images.normal, areas, extraction)
    validation = yield from _extract(images.validation, areas, extraction)
    with synthesising:
        shown = anomalous_pictures(images, areas, config)
    yield Progress(Phase.SYNTHESIS, len(shown.pictures), len(shown.pictures))
    anomalous = yield from extraction.images(shown.pictures)
    unmasked = yield from _extract([item.path for item in images.unmasked], {}, extraction)
    pseudo = len(shown.pictures) - len(images.known)
    given = Collected(
        normal, validation, anomalous, shown, images.known, unmasked, images.unmasked, extraction.room
    )

    with training:
        if config.method.by_flow:
            learner = yield from _learner(given, config, parent, extractor, checkpoints)
            watch = _watch(learner.detector, validation, images.watched, extraction)
            finished = yield from _releasing(_learn(learner, stop, checkpoints, watch), given.room)
            detector, warm = learner.detector, learner.warm
        else:
            detector, finished, warm = (yield from _baseline(given, config)), True, False
    detector.to(extractor.device)
    detector.parts = extractor.parts
    held_out = yield from _extract(images.calibration, areas, extraction)
    calibrating = calibrate(detector, normal, validation, held_out)
    detector.calibration = yield from _quiet(calibrating, Phase.CALIBRATING)
    timings = Timings(extraction.seconds, synthesising.seconds, training.seconds, pseudo)
    return Trained(detector.eval(), timings, not finished, warm)


def _settled(images: TrainingSet, config: TrainConfig, parts: int) -> tuple[TrainingSet, TrainConfig]:
    """What the method has use for, and the recipe that goes with it; ``parts`` as of the extractor."""
    check_ranges(config)
    if config.method is not Method.BGAD or not (images.known or images.unmasked):
        method = Method.NFAD if config.method is Method.BGAD else config.method
        config, images = replace(config, method=method), replace(images, known=(), unmasked=())
    if not config.method.by_flow:
        config = baseline_config(config)
    if parts > 1:
        config = replace(config, batch_images=max(2, config.batch_images // parts))
    return images, config


def _extract(
    paths: Sequence[Path], areas: Areas, extraction: Extraction
) -> Generator[Event, None, tuple[FeatureLevel, ...]]:
    levels = yield from extraction.files(paths)
    return leave_out(levels, paths, areas)


@dataclass(frozen=True, slots=True)
class _Learner:
    """A detector on its device, and what trains its levels; ``warm``: it started from a model."""

    detector: Detector
    fitting: Fitting
    warm: bool


def _learner(
    given: Collected,
    config: TrainConfig,
    parent: Detector | None,
    extractor: Extractor,
    checkpoints: Checkpoints | None,
) -> Generator[Event, None, _Learner]:
    """Taken up where it stopped, if there is a kept state; else with opinions, before its first round."""
    resumed = None if checkpoints is None else checkpoints.load()
    if resumed is not None:
        detector, warm = resumed.detector, resumed.checkpoint.warm
        detector.config = replace(detector.config, batch_images=config.batch_images)
    else:
        parent = parent if can_start_from(parent, config, given.normal) else None
        warm = parent is not None
        config = warm_config(config) if warm else config
        detector = yield from _unlearned(given, config, parent, extractor.device)
    detector.to(extractor.device)
    levels = [detector.level(level.name) for level in given.normal]
    fitting = Fitting(levels, level_data(given), detector.config)
    if resumed is not None:
        resumed.go_on(fitting)
        yield Remark(Matter.RESUMED, fitting.done, fitting.rounds)
    return _Learner(detector, fitting, warm)


def _unlearned(
    given: Collected, config: TrainConfig, parent: Detector | None, device: torch.device
) -> Generator[Event, None, Detector]:
    """With opinions, and flows that have learned nothing, or what ``parent`` has."""
    levels = yield from _levels(given, config, parent)
    levels = [level.to(device) for level in levels]
    whiteners = [level.whitener for level in levels]
    forming = _quiet(form_opinion(lesson_material(given), whiteners, config), Phase.PREPARING)
    opinion = yield from _releasing(forming, given.room)
    judging = _quiet(part_opinion(given, levels, config), Phase.PREPARING)
    part = yield from _releasing(judging, given.room)
    named = {level.name: model for level, model in zip(given.normal, levels, strict=True)}
    return Detector(config, named, opinion, part)


def _watch(
    detector: Detector, normal: tuple[FeatureLevel, ...], paths: Sequence[Path], extraction: Extraction
) -> Watch | None:
    """Some defective parts kept aside, beside good ones; what cannot be read is not looked at."""
    some = [paths[place] for place in evenly(len(paths), MOST)] if normal else []
    seen = [item for item in extraction.each(some, lambda item: item) if not isinstance(item, Trouble)]
    return Watch(detector, normal, seen) if seen else None


def _learn(
    learner: _Learner, stop: Callable[[], bool], checkpoints: Checkpoints | None, watch: Watch | None
) -> Generator[Event, None, bool]:
    """The rounds that are left, the state kept now and then; False if they were stopped early."""
    if learner.fitting.done and stop():
        return learner.fitting.done == learner.fitting.rounds
    work = learner.fitting.run(stop, watch)
    told = False
    while True:
        try:
            event = next(work)
        except StopIteration as end:
            return bool(end.value)
        yield event
        if checkpoints is not None and isinstance(event, Progress):
            checkpoints.offer(learner.detector, learner.fitting, warm=learner.warm)
            if checkpoints.trouble is not None and not told:
                told = True
                yield Remark(Matter.UNKEPT, learner.fitting.done, reason=str(checkpoints.trouble.strerror))


def _baseline(given: Collected, config: TrainConfig) -> Generator[Event, None, Detector]:
    return Detector(config, (yield from _quiet(baseline_levels(given, config), Phase.TRAINING)))


def _levels(
    given: Collected, config: TrainConfig, parent: Detector | None
) -> Generator[Event, None, list[LevelModel]]:
    """Levels of their own, or with what ``parent`` has learned."""
    if parent is not None:
        return [started_level(parent.level(level.name), config) for level in given.normal]
    return (yield from _quiet(new_levels(given, config), Phase.PREPARING))


def _quiet(work: Generator[None, None, Result], phase: Phase) -> Generator[Event, None, Result]:
    """Work whose length nobody knows; every part of it is a place to stop."""
    yield Progress(phase, 0, 1)
    return (yield from retold(work, lambda _: Progress(phase, 0, 1)))


def _releasing(work: Generator[Event, None, Result], room: FeatureRoom) -> Generator[Event, None, Result]:
    """Give memory back while the work goes on."""

    def tell(event: Event) -> Event:
        room.release()
        return event

    return (yield from retold(work, tell))
