"""Stored anomaly maps, ready to be drawn."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core import heatmap
from bgad_studio.core.jsonform import from_json
from bgad_studio.core.manifest import Calibration, Manifest, Runtime
from bgad_studio.core.map_regions import MapRegion, map_regions, region_at
from bgad_studio.core.maps import decode_levels, score_map
from bgad_studio.core.records import ImageRecord, ModelRecord
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
    return None if blob is None else map_of(model, blob, contour_of(project, model))


def contour_of(project: Project, model: ModelRecord) -> float:
    """Map value regions of a model begin at by now: a person's choice, or its own."""
    chosen = project.models.contour_choice(model.id)
    if chosen is None or chosen.value is None:
        return calibration_of(model.manifest).thresholds.contour
    return chosen.value


def map_of(model: ModelRecord, levels: bytes, contour: float | None) -> ScoreMap | None:
    """The map of encoded level grids under the model that made them; None if they are damaged.

    Args:
        model: The model.
        levels: Encoded level grids.
        contour: Where regions begin; None: where the model's own threshold is.
    """
    calibration = calibration_of(model.manifest)
    thresholds = calibration.thresholds
    try:
        values = score_map(decode_levels(levels), calibration.aggregation)
    except (ValueError, KeyError) as error:
        log.warning("a map of model %d cannot be used: %s", model.number, error)
        return None
    threshold = thresholds.contour if contour is None else contour
    return ScoreMap(values, threshold, thresholds.low, thresholds.high)


def regions_of(found: ScoreMap, record: ImageRecord) -> tuple[MapRegion, ...]:
    """Where a map of this image reaches the contour's threshold, the highest peak first."""
    return map_regions(heatmap.refine(found.values), found.threshold, record.width_px, record.height_px)


def unusual_regions(
    project: Project, record: ImageRecord, at_xy: tuple[int, int] | None = None
) -> NDArray[np.bool_] | None:
    """Where the map of an image reaches the contour's threshold, (H, W) bool; None without a map.

    Args:
        project: Open.
        record: The image.
        at_xy: Only the region that holds this pixel; None: all.
    """
    found = load_map(project, record)
    if found is None:
        return None
    size = (record.width_px, record.height_px)
    fine = cv2.resize(found.values, size, interpolation=cv2.INTER_LINEAR)
    unusual: NDArray[np.bool_] = np.asarray(fine >= found.threshold)
    return unusual if at_xy is None else region_at(unusual, at_xy)


def runtime_of(manifest: str) -> Runtime:
    """What computed a model, as its manifest says."""
    return _read(manifest).runtime


def calibration_of(manifest: str) -> Calibration:
    """The calibration in a model's manifest."""
    return _read(manifest).calibration


@lru_cache(maxsize=8)
def _read(manifest: str) -> Manifest:
    """Remembered: every map that is shown asks for it."""
    return from_json(Manifest, manifest)
