"""Training of the methods to compare with: statistics of normal features, no flow and no defects."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

from bgad_studio.core.config import Method, TrainConfig, Whitening
from bgad_studio.detector.level import LevelModel
from bgad_studio.detector.neighbours import Neighbours, remember
from bgad_studio.detector.preparation import Collected, new_levels


def baseline_config(config: TrainConfig) -> TrainConfig:
    """The recipe of a method without flows, as it is stored: no blocks, no steps.

    The whitening that a flow starts with is a Gaussian model already; it is one at every position unless a
    single one is asked for.
    """
    whitening = Whitening.POSITION if config.whitening is Whitening.AUTO else config.whitening
    return replace(config, blocks=0, steps=0, epochs=0, whitening=whitening)


def baseline_levels(
    given: Collected, config: TrainConfig
) -> Generator[None, None, dict[str, LevelModel | Neighbours]]:
    """The levels of a Gaussian model, or the memory of a nearest-neighbour model, by name.

    Yields:
        After some images, as a place to stop.
    """
    names = [level.name for level in given.normal]
    if config.method is Method.GAUSSIAN:
        return dict(zip(names, (yield from new_levels(given, config)), strict=True))
    work = remember(given.normal, config.seed)
    while True:
        try:
            next(work)
        except StopIteration as end:
            return {names[1]: end.value}
        given.room.release()
        yield
