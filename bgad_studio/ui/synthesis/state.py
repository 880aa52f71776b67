"""What the place of pseudo anomalies shows. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.errors import Trouble
from bgad_studio.core.records import Verdict
from bgad_studio.core.synthesis.choices import PseudoRecord
from bgad_studio.core.synthesis.foreground import LARGEST, SMALLEST
from bgad_studio.services.foregrounds import ForegroundOrigin
from bgad_studio.services.synthesis import Studio, Usable


class Shown(Enum):
    """What the gallery holds: what a training would make, every strategy side by side, what was approved."""

    PLANNED = auto()
    COMPARED = auto()
    APPROVED = auto()


@dataclass(frozen=True, slots=True, eq=False)
class GalleryState:
    """The gallery and what stands beside it.

    Attributes:
        studio: Recipe, choices and supplies; None until they are read.
        shown: What the gallery holds.
        records: Its tiles, in order.
        name: Saved recipe that is in use unchanged; empty: none.
        making: Pictures are on their way.
        homeless: Tiles of this gallery whose defect found no place on its part.
        usable: By kind of defect, what is known of all its planned pastes.
        doubtful: Parts of this gallery whose foreground looks wrong, by image id.
        whole: On every one of them the whole picture counts as the part.
        trouble: Why there is nothing.
    """

    studio: Studio | None = None
    shown: Shown = Shown.PLANNED
    records: tuple[PseudoRecord, ...] = ()
    name: str = ""
    making: bool = False
    homeless: int = 0
    usable: Mapping[int, Usable] = field(default_factory=dict)
    doubtful: tuple[int, ...] = ()
    whole: bool = False
    trouble: Trouble | None = None


class Doubt(Enum):
    """What may be wrong with a foreground."""

    NONE = auto()
    HARDLY_ANY = auto()
    EVERYTHING = auto()


@dataclass(frozen=True, slots=True)
class ForegroundState:
    """The part whose foreground is being corrected.

    Attributes:
        ids: Good parts to go through.
        place: Of the one shown.
        name: Of its picture.
        origin: Who says where the part is; None while it is read.
        doubt: What may be wrong with it.
        busy: The edge is being followed.
        trouble: Why it cannot be shown.
    """

    ids: tuple[int, ...] = ()
    place: int = 0
    name: str = ""
    origin: ForegroundOrigin | None = None
    doubt: Doubt = Doubt.NONE
    busy: bool = False
    trouble: Trouble | None = None


def parts_to_correct(state: GalleryState) -> tuple[int, ...]:
    """Good parts of the gallery, the doubtful ones first, then the others that teach, by image id."""
    if state.studio is None:
        return ()
    good = [image.id for image in state.studio.images.values() if image.verdict is Verdict.OK]
    return (*state.doubtful, *(image_id for image_id in good if image_id not in state.doubtful))


def doubt_of(part: NDArray[np.bool_]) -> Doubt:
    """What may be wrong with one foreground, (H, W) bool, seen by itself."""
    share = float(part.mean())
    if share < SMALLEST:
        return Doubt.HARDLY_ANY
    return Doubt.EVERYTHING if share > LARGEST else Doubt.NONE


CUT_SHARE = 0.3
"""Edge of the little picture of where a defect was cut from, as a share of the tile's."""


def covers_corner(mask: NDArray[np.bool_]) -> bool:
    """Whether the little picture at the lower left would hide some of the defect, (H, W) bool."""
    height, width = mask.shape
    return bool(mask[round(height * (1 - CUT_SHARE)) - 2 :, : round(width * CUT_SHARE) + 2].any())


def outlines(mask: NDArray[np.bool_]) -> list[NDArray[np.float64]]:
    """Outer outlines of a mask's regions, one pixel outside them.

    Args:
        mask: (H, W) bool.

    Returns:
        Closed polygons, (n, 2) float64 points xy as shares of width and height, 0…1.
    """
    grown = cv2.dilate(mask.astype(np.uint8), np.ones((3, 3), np.uint8))
    found, _ = cv2.findContours(grown, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    size = np.array([mask.shape[1], mask.shape[0]], np.float64)
    return [(polygon.reshape(-1, 2) + 0.5) / size for polygon in found]
