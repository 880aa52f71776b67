"""What the place of results shows. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.imaging.pyramid import Pyramid
from bgad_studio.core.map_regions import MapRegion
from bgad_studio.core.records import ImageRecord
from bgad_studio.services.results import ScoreMap


@dataclass(frozen=True, slots=True, eq=False)
class ResultShown:
    """A judged part as it comes onto the canvas.

    Attributes:
        record: The image.
        picture: Ready to be shown.
        map: What the model saw, or None.
        label_map: (H, W) uint8 of painted defects, or None.
        regions: Where the map reaches the contour, the highest peak first.
    """

    record: ImageRecord
    picture: Pyramid
    map: ScoreMap | None
    label_map: NDArray[np.uint8] | None
    regions: tuple[MapRegion, ...] = ()
