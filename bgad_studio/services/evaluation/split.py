"""Which images of a data set are known, and which are tested on [paper, §4]."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from bgad_studio.core import problems
from bgad_studio.core.datasets import Dataset, DatasetImage
from bgad_studio.core.errors import StudioError

GOOD = "good"


class Setting(StrEnum):
    """MULTI_CLASS: known anomalies of all types. ONE_CLASS: of one type, which leaves the test set."""

    MULTI_CLASS = "multi-class"
    ONE_CLASS = "one-class"


@dataclass(frozen=True, slots=True)
class Draw:
    """How known anomalies are drawn, and what the normals are for.

    Attributes:
        shots: Of every defect type; None when ``shots_total`` counts.
        shots_total: In all, spread evenly over the types, the rest at random (the paper's K).
        setting: Multi-class or one-class.
        seen: The known type (one-class).
        group_regex: First bracket pair (or the whole match) names an image's capture group.
        calibrate: A fifth of the training normals, by capture group, sets thresholds and teaches nothing.
    """

    shots: int | None = 5
    shots_total: int | None = None
    setting: Setting = Setting.MULTI_CLASS
    seen: str | None = None
    group_regex: str | None = None
    calibrate: bool = False


@dataclass(frozen=True, slots=True)
class Split:
    """Training normals, known anomalies, and everything that may be tested on."""

    normal: tuple[DatasetImage, ...]
    known: tuple[DatasetImage, ...]
    test: tuple[DatasetImage, ...]


def defect_types(dataset: Dataset) -> list[str]:
    """Of the images that may be tested on, in order."""
    return sorted({image.defect for image in dataset.images if image.split == "test"} - {GOOD})


def draw_split(dataset: Dataset, draw: Draw, seed: int) -> Split:
    """Draw known anomalies from the test images; they and their groups leave the test set.

    Args:
        dataset: As :func:`.read_dataset` found it.
        draw: Counts and setting.
        seed: Of the draw.

    Raises:
        StudioError: If a pattern matches nothing, a type is unknown, or nothing would be left to test.
    """
    normal = tuple(image for image in dataset.images if image.split == "train" and image.defect == GOOD)
    candidates = [image for image in dataset.images if image.split == "test"]
    groups = group_names(dataset.images, draw.group_regex)
    types = defect_types(dataset)
    if draw.setting is Setting.ONE_CLASS:
        if draw.seen not in types:
            raise StudioError(problems.UNKNOWN_CLASS, name=draw.seen, known=", ".join(types))
        types = [draw.seen]
    rng = np.random.default_rng(seed)
    known = _draw_known(candidates, types, groups, draw, rng)
    taken = {groups[image.name] for image in (*normal, *known)}
    test = [image for image in candidates if groups[image.name] not in taken]
    if draw.setting is Setting.ONE_CLASS:
        test = [image for image in test if image.defect != draw.seen]
    for name in types if draw.setting is Setting.MULTI_CLASS else ():
        if not any(image.defect == name for image in test):
            shots = draw.shots_total if draw.shots is None else draw.shots
            raise StudioError(problems.TOO_FEW_KNOWN, shots=shots, name=name)
    return Split(normal, tuple(known), tuple(test))


def group_names(images: Sequence[DatasetImage], pattern: str | None) -> dict[str, str]:
    """Capture group of every image by image name; without a pattern each image is its own.

    Raises:
        StudioError: If the pattern is no regular expression or matches no file name.
    """
    if pattern is None:
        return {image.name: image.name for image in images}
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise StudioError(problems.GROUP_PATTERN_INVALID, pattern=pattern, reason=error) from error
    matches = {image.name: compiled.search(image.path.name) for image in images}
    if not any(matches.values()):
        raise StudioError(
            problems.GROUP_PATTERN_MATCHES_NOTHING, pattern=pattern, example=images[0].path.name
        )
    return {name: match.group(compiled.groups and 1) if match else name for name, match in matches.items()}


def _draw_known(
    candidates: Sequence[DatasetImage],
    types: Sequence[str],
    groups: dict[str, str],
    draw: Draw,
    rng: np.random.Generator,
) -> list[DatasetImage]:
    per_type = draw.shots if draw.shots is not None else (draw.shots_total or 0) // max(len(types), 1)
    known: list[DatasetImage] = []
    for name in types:
        of_type = [image for image in candidates if image.defect == name]
        known += _one_of_each_group(of_type, groups, per_type, set(), rng)
    if draw.shots is None and draw.shots_total is not None:
        taken = {groups[image.name] for image in known}
        rest = [image for image in candidates if image.defect in types]
        known += _one_of_each_group(rest, groups, draw.shots_total - len(known), taken, rng)
    return known


def _one_of_each_group(
    images: Sequence[DatasetImage],
    groups: dict[str, str],
    count: int,
    taken: set[str],
    rng: np.random.Generator,
) -> list[DatasetImage]:
    """``count`` groups that are not taken (fewer if there are fewer), one image of each."""
    names = sorted({groups[image.name] for image in images} - taken)
    chosen = rng.permutation(len(names))[:count]
    picked = []
    for index in chosen:
        members = [image for image in images if groups[image.name] == names[index]]
        picked.append(members[int(rng.integers(len(members)))])
    return picked
