"""What the place of results shows. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.geometry import grid_cell
from bgad_studio.core.imaging.pyramid import Pyramid
from bgad_studio.core.map_regions import MapRegion
from bgad_studio.core.records import ImageRecord, ModelRecord
from bgad_studio.services.looks_like import LooksLike
from bgad_studio.services.results import ScoreMap


class Beside(StrEnum):
    """What a second picture of the part shows."""

    NOTHING = "nothing"
    PAINT = "paint"
    MODEL = "model"


@dataclass(frozen=True, slots=True, eq=False)
class ResultShown:
    """A judged part as it comes onto the canvas.

    Attributes:
        record: The image.
        picture: Ready to be shown.
        map: What the model saw, or None.
        label_map: (H, W) uint8 of painted defects, or None.
        regions: Where the map reaches the contour, the highest peak first.
        model_number: Of the model that judges; 0: there is none.
        other: The model to compare it with.
        beside: What a second picture shows.
    """

    record: ImageRecord
    picture: Pyramid
    map: ScoreMap | None
    label_map: NDArray[np.uint8] | None
    regions: tuple[MapRegion, ...] = ()
    model_number: int = 0
    other: ModelRecord | None = None
    beside: Beside = Beside.NOTHING

    def score_at(self, x_px: int, y_px: int) -> float | None:
        """What the model says of one pixel; None without a map."""
        if self.map is None:
            return None
        size = (self.record.height_px, self.record.width_px)
        row, column = grid_cell(x_px + 0.5, y_px + 0.5, size, self.map.values.shape)
        return float(self.map.values[row, column])


class Finding(StrEnum):
    """How far the comparison of a part's places with other parts has come."""

    NOTHING = "nothing"
    SEARCHING = "searching"
    WAITING = "waiting"
    FOUND = "found"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class LikenessState:
    """What the places of the part on the canvas look like; ``answers`` in the order of its regions."""

    finding: Finding = Finding.NOTHING
    answers: tuple[LooksLike, ...] = ()
