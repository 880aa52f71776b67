"""Figures of one evaluation from score maps and masks."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.datasets import DatasetImage
from bgad_studio.core.imaging.resize import mask_to
from bgad_studio.core.metrics import ImageCounts, PixelMetrics, auroc, bin_edges
from bgad_studio.core.thresholds import cut_at_level, normals_needed

SIZE = 256
"""Pixel metrics are taken at this size whatever the network's."""
EDGE_SAMPLE = 256
"""Score maps looked at to place the cut-offs of the pixel metrics."""

LEVELS = (1, 5, 10)
"""False-alarm levels whose thresholds are tried out, percent."""

GOOD = "good"


def percent(value: float) -> float | None:
    """Fraction as percent with two decimals; None for NaN."""
    return None if math.isnan(value) else round(100 * value, 2)


def image_figures(images: Sequence[DatasetImage], scores: Sequence[float]) -> dict[str, object]:
    """Image AUROC of all anomalies and of every defect type, in percent."""
    values = np.asarray(scores)
    types = np.array([image.defect for image in images])
    normal = values[types == GOOD]
    per_type = {
        str(name): percent(auroc(normal, values[types == name])) for name in sorted(set(types) - {GOOD})
    }
    return {
        "image_auroc": percent(auroc(normal, values[types != GOOD])),
        "per_defect_image_auroc": per_type,
        "n_test_normal": len(normal),
        "n_test_anomalous": len(values) - len(normal),
    }


def rate_figures(
    images: Sequence[DatasetImage], scores: Sequence[float], normal_scores: Sequence[float]
) -> dict[str, object]:
    """What thresholds that promise a false-alarm level do on unseen images, in percent.

    Args:
        images: Tested images.
        scores: Theirs.
        normal_scores: Of the normals that calibrate.

    Returns:
        ``n_calibration``, and for every level of :data:`LEVELS` ``false_alarms_at_<level>`` and
        ``found_at_<level>``; None where so few normals cannot promise the level.
    """
    values = np.asarray(scores)
    good = np.array([image.defect == GOOD for image in images])
    figures: dict[str, object] = {"n_calibration": len(normal_scores)}
    for level in LEVELS:
        stopped = None
        if len(normal_scores) >= normals_needed(level / 100):
            stopped = values >= cut_at_level(normal_scores, level / 100)
        for name, side in ((f"false_alarms_at_{level}", good), (f"found_at_{level}", ~good)):
            figures[name] = None if stopped is None or not side.any() else percent(stopped[side].mean())
    return figures


def pixel_figures(
    images: Sequence[DatasetImage],
    score_map: Callable[[int], NDArray[np.float32]],
    keep: Callable[[int, ImageCounts], None] = lambda index, counts: None,
) -> dict[str, object]:
    """Pixel AUROC and PRO, in percent; None for data without masks.

    Args:
        images: Tested images.
        score_map: Score map of one of them, any size.
        keep: Is given what was counted in every image that has a say.
    """
    if not any(image.mask for image in images):
        return {"pixel_auroc": None, "pro": None}

    def resized(index: int) -> NDArray[np.float32]:
        full = cv2.resize(score_map(index), (SIZE, SIZE), interpolation=cv2.INTER_LINEAR)
        return np.asarray(full, np.float32)

    known = [i for i, image in enumerate(images) if image.defect == GOOD or image.mask]
    step = max(1, len(known) // EDGE_SAMPLE)
    metrics = PixelMetrics(bin_edges(resized(index) for index in known[::step]))
    for index in known:
        marked = images[index].load_mask()
        mask = np.zeros((SIZE, SIZE), np.bool_)
        if marked is not None:
            mask = mask_to(marked.astype(np.uint8), SIZE, SIZE) > 0
        keep(index, metrics.add(resized(index), mask))
    return {"pixel_auroc": percent(metrics.auroc()), "pro": percent(metrics.pro())}


def over_seeds(results: Sequence[dict[str, object]]) -> dict[str, object]:
    """Means, sample deviations (``<key>_sd``) and the list of all (``per_seed``).

    Figures that are no numbers (configuration, device) are the first one's.
    """
    joined: dict[str, object] = {}
    for key, first in results[0].items():
        values = [result[key] for result in results]
        numbers = [value for value in values if isinstance(value, int | float)]
        if len(numbers) == len(values):
            joined[key] = round(float(np.mean(numbers)), 2)
            joined[f"{key}_sd"] = round(float(np.std(numbers, ddof=1)) if len(numbers) > 1 else 0.0, 2)
        elif numbers:
            joined[key] = None  # not every one has it: a mean of the others would be of something else
        else:
            joined[key] = first
    joined["per_defect_image_auroc"] = _mean_per_type(results)
    joined["per_seed"] = list(results)
    return joined


def _mean_per_type(results: Sequence[dict[str, object]]) -> dict[str, float | None]:
    """Means over the seeds that have a figure for the type; None where none has."""
    gathered: dict[str, list[float]] = {}
    for result in results:
        per_type = result["per_defect_image_auroc"]
        assert isinstance(per_type, dict)
        for name, value in per_type.items():
            gathered.setdefault(name, []).extend([] if value is None else [value])
    return {name: round(float(np.mean(values)), 2) if values else None for name, values in gathered.items()}
