"""Where the part is on good parts: found, corrected by a person, or one shape for all aligned parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.imaging.resize import mask_to
from bgad_studio.core.masks.codec import decode_label_map, encode_label_map
from bgad_studio.core.records import ImageRecord
from bgad_studio.core.synthesis.foreground import foreground
from bgad_studio.core.training_set import PartMask
from bgad_studio.services.annotate import person
from bgad_studio.services.project import Project

PART = 1
"""Value of the part in a stored foreground."""


class ForegroundOrigin(StrEnum):
    """FOUND: by itself. OWN: corrected on this picture. SHARED: corrected for all aligned parts."""

    FOUND = "found"
    OWN = "own"
    SHARED = "shared"


@dataclass(frozen=True, slots=True, eq=False)
class Corrected:
    """A foreground a person made: ``mask`` (H, W) uint8, 0 beside the part, of any size."""

    mask: NDArray[np.uint8]
    origin: ForegroundOrigin


@dataclass(frozen=True, slots=True, eq=False)
class Foreground:
    """Where the part is on a picture.

    Attributes:
        part: (H, W) bool, of the picture's size.
        origin: Who says so.
    """

    part: NDArray[np.bool_]
    origin: ForegroundOrigin


def corrected(project: Project, record: ImageRecord) -> Corrected | None:
    """What a person said of this picture, or of all of them; None: nothing."""
    known = project.synthesis.foregrounds()
    for key, origin in ((record.id, ForegroundOrigin.OWN), (None, ForegroundOrigin.SHARED)):
        if key in known:
            return Corrected(decode_label_map(project.synthesis.foreground_png(known[key])), origin)
    return None


def place_part(picture: NDArray[np.uint8], known: Corrected | None) -> Foreground:
    """Where the part is on ``picture``, (H, W, 3) uint8 RGB: as a person said, or as it is found."""
    if known is None:
        return Foreground(foreground(picture), ForegroundOrigin.FOUND)
    return Foreground(mask_to(known.mask, *picture.shape[:2]) > 0, known.origin)


def save_foreground(project: Project, record: ImageRecord, part: NDArray[np.bool_]) -> None:
    """Keep where the part is on one picture, (H, W) bool of its size."""
    project.synthesis.save_foreground([record.id], _png(part), person())


def share_foreground(project: Project, part: NDArray[np.bool_]) -> None:
    """Make this the place of the part on every picture, those corrected before included."""
    with project.transaction():
        own = [key for key in project.synthesis.foregrounds() if key is not None]
        project.synthesis.save_foreground(own, None, person())
        project.synthesis.save_foreground([None], _png(part), person())


def find_again(project: Project, record: ImageRecord, origin: ForegroundOrigin) -> None:
    """Forget what a person said: of this picture, or (SHARED) of all of them."""
    key = None if origin is ForegroundOrigin.SHARED else record.id
    project.synthesis.save_foreground([key], None, person())


def part_masks(project: Project, normal: Sequence[ImageRecord], folder: Path) -> tuple[PartMask, ...]:
    """Corrected foregrounds as files, for a training.

    Args:
        project: Open.
        normal: Good parts that teach.
        folder: Where to write them.
    """
    known = project.synthesis.foregrounds()
    found = []
    for record in normal:
        revision = known.get(record.id, known.get(None))
        if revision is not None:
            file = folder / f"part-{revision}.png"
            if not file.exists():
                file.write_bytes(project.synthesis.foreground_png(revision))
            found.append(PartMask(record.path, file))
    return tuple(found)


def _png(part: NDArray[np.bool_]) -> bytes:
    return encode_label_map(part.astype(np.uint8) * np.uint8(PART))
