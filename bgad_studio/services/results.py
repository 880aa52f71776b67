"""Stored anomaly maps, ready to be drawn."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.jsonform import from_json
from bgad_studio.core.manifest import Calibration, Manifest
from bgad_studio.core.maps import decode_levels, score_map
from bgad_studio.core.records import ImageRecord
from bgad_studio.services.project import Project

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ScoreMap:
    """Anomaly map of one image under the active model.

    Attributes:
        values: (h, w) float32 on a grid that covers the whole image; higher = more anomalous.
        threshold: Value of the contour.
        low: Lower end of the colour range, the same for all images of a model.
        high: Upper end.
    """

    values: NDArray[np.float32]
    threshold: float
    low: float
    high: float


def load_map(project: Project, record: ImageRecord) -> ScoreMap | None:
    """The map of an image, computed from the stored level grids; None if there is none, or a damaged one."""
    model = project.models.active()
    if model is None:
        return None
    blob = project.maps.load(record.id, model.id)
    if blob is None:
        return None
    calibration = calibration_of(model.manifest)
    thresholds = calibration.thresholds
    try:
        values = score_map(decode_levels(blob), calibration.aggregation)
    except (ValueError, KeyError) as error:
        log.warning("the map of image %d cannot be used: %s", record.id, error)
        return None
    return ScoreMap(values, thresholds.contour, thresholds.low, thresholds.high)


def unusual_regions(project: Project, record: ImageRecord) -> NDArray[np.bool_] | None:
    """Where the map of an image reaches the contour's threshold, (H, W) bool; None without a map."""
    found = load_map(project, record)
    if found is None:
        return None
    size = (record.width_px, record.height_px)
    fine = cv2.resize(found.values, size, interpolation=cv2.INTER_LINEAR)
    unusual: NDArray[np.bool_] = np.asarray(fine >= found.threshold)
    return unusual


@lru_cache(maxsize=8)
def calibration_of(manifest: str) -> Calibration:
    """The calibration in a model's manifest."""
    return from_json(Manifest, manifest).calibration
