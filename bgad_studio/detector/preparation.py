"""From features to what the flows start with: whitened levels, the opinions, and mini-batch material."""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.config import TrainConfig, Whitening
from bgad_studio.core.maps import image_score
from bgad_studio.core.records import ANY_DEFECT, IGNORE_VALUE, NO_DEFECT
from bgad_studio.core.training_set import KnownImage, UnmaskedImage
from bgad_studio.detector.anomalous import Anomalous
from bgad_studio.detector.feature_room import FeatureRoom, blocks
from bgad_studio.detector.features import FeatureLevel
from bgad_studio.detector.level import LevelModel
from bgad_studio.detector.opinion_fit import Material
from bgad_studio.detector.opinion_weight import gaussian_maps
from bgad_studio.detector.part_opinion import PartOpinion, Verdicts, form_part_opinion
from bgad_studio.detector.sampling import LevelData, cell_labels
from bgad_studio.detector.whitening import Moments, Whitener, choose_whitener, identity


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything a training learns from, as features by level.

    Attributes:
        normal: Of training normals.
        validation: Of normals the flows do not see; may be empty.
        anomalous: Of the known anomalies, then of pseudo anomalies; may be empty.
        shown: The pictures of those and their label maps.
        known: The known anomalies.
        unmasked: Of defective parts without paint; may be empty.
        unmasked_images: Those.
        room: Where all of it lies.
    """

    normal: tuple[FeatureLevel, ...]
    validation: tuple[FeatureLevel, ...]
    anomalous: tuple[FeatureLevel, ...]
    shown: Anomalous
    known: Sequence[KnownImage]
    unmasked: tuple[FeatureLevel, ...]
    unmasked_images: Sequence[UnmaskedImage]
    room: FeatureRoom


def new_levels(given: Collected, config: TrainConfig) -> Generator[None, None, list[LevelModel]]:
    """Whiten and set up every level.

    Yields:
        After some images, as a place to stop.
    """
    levels = []
    for index, level in enumerate(given.normal):
        unseen = given.validation[index] if given.validation else None
        whitener = yield from _whitener(level, unseen, config.whitening, given.room)
        levels.append(LevelModel(config, level.height, level.width, whitener, config.seed * 10 + index))
    return levels


def _whitener(
    normal: FeatureLevel, validation: FeatureLevel | None, wanted: Whitening, room: FeatureRoom
) -> Generator[None, None, Whitener]:
    if wanted is Whitening.NONE:
        return identity(normal.channels)
    seen = yield from _moments(normal, room)
    unseen = None
    if validation is not None and wanted is not Whitening.GLOBAL:
        unseen = yield from _moments(validation, room)
    return choose_whitener(seen, unseen, wanted)


def _moments(level: FeatureLevel, room: FeatureRoom) -> Generator[None, None, Moments]:
    found = Moments()
    for some in blocks(level.values):
        found.add(some)
        room.release()
        yield
    return found


def lesson_material(given: Collected) -> Material:
    """What the second opinion is made from."""
    label_maps, normal = given.shown.label_maps, given.normal
    labels = cell_labels(label_maps, normal[1].height, normal[1].width)
    types, groups = _painted_types(given), tuple(item.group for item in given.known)
    return Material(normal, given.validation, given.anomalous, labels, given.shown.sources, types, groups)


def _painted_types(given: Collected) -> int:
    """Number of defect types that are painted."""
    values = {int(value) for label_map in given.shown.label_maps for value in np.unique(label_map)}
    return len(values - {NO_DEFECT, ANY_DEFECT, IGNORE_VALUE})


def part_opinion(
    given: Collected, levels: Sequence[LevelModel], config: TrainConfig
) -> Generator[None, None, PartOpinion | None]:
    """What parts called defective teach as a whole, with masks or without.

    Painted ones alone teach it only where they show several types: nothing else says whether what they have
    in common tells other types as well.

    Yields:
        After some images, as a place to stop.
    """
    if not given.validation or not config.opinion.enabled:
        return None
    if not given.unmasked and _painted_types(given) < 2:
        return None
    masked = tuple(replace(level, values=level.values[: len(given.known)]) for level in given.anomalous)
    sets = tuple(levels for levels in (masked, given.unmasked) if levels)
    whiteners = [level.whitener for level in levels]
    maps = yield from gaussian_maps(whiteners, given.validation, (given.validation, *sets))
    usual, *marked = (np.array([image_score(values) for values in part]) for part in maps)
    groups = (*(item.group for item in given.known), *(item.group for item in given.unmasked_images))
    verdicts = Verdicts(given.normal, given.validation, sets, groups, usual, np.concatenate(marked))
    most = math.inf if given.unmasked else config.opinion.part_weight_painted
    return (yield from form_part_opinion(verdicts, config.opinion, most))


def level_data(given: Collected) -> list[LevelData]:
    """What every level's flow learns from."""
    data = []
    label_maps: Sequence[NDArray[np.uint8]] = given.shown.label_maps
    for index, level in enumerate(given.normal):
        marked = given.anomalous[index].values if given.anomalous else level.values[:0]
        data.append(LevelData(level.values, marked, cell_labels(label_maps, level.height, level.width)))
    return data
