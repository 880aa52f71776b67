"""The anomalous pictures of a training: known ones, and pseudo ones made from them or beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.config import Strategy, TrainConfig
from bgad_studio.core.synthesis.foreground import foreground
from bgad_studio.core.synthesis.recipe import Order, Pictures, make, plan
from bgad_studio.core.synthesis.rpag import Known
from bgad_studio.core.training_set import TrainingSet
from bgad_studio.detector import pictures
from bgad_studio.detector.devices import threads_in_use
from bgad_studio.detector.ignoring import Areas, with_area

KEPT = 4
"""Pictures kept decoded: an order asks for its target twice."""


@dataclass(frozen=True, slots=True)
class Anomalous:
    """Anomalous pictures, known ones first, their label maps, and the known one behind each.

    Attributes:
        pictures: (H, W, 3) uint8 RGB each, at network size.
        label_maps: (H, W) uint8 each.
        sources: Index of the known anomaly each goes with; the first ones are 0, 1, 2, … themselves.
    """

    pictures: list[NDArray[np.uint8]]
    label_maps: list[NDArray[np.uint8]]
    sources: tuple[int, ...]


def anomalous_pictures(images: TrainingSet, areas: Areas, config: TrainConfig) -> Anomalous:
    """Read the known anomalies and make the pseudo anomalies of ``images.orders``, or of the plan.

    Args:
        images: Files to learn from.
        areas: Ignored areas of good parts; they stay ignored under what is put onto those.
        config: Size, and the recipe where there are no orders.

    Raises:
        StudioError: If a file cannot be used.
    """
    known = [
        Known(pictures.network_image(item.path, config), pictures.network_label_map(item.label_map, config))
        for item in images.known
    ]
    orders = images.orders
    if orders is None:
        orders = plan(config.synthesis, len(known), len(images.normal), config.seed)
    found = _found(images, known.__getitem__, config)
    made = pictures.read_ahead(partial(make, pictures=found), orders, threads_in_use())
    pseudo = [item for item in made if item is not None]
    return Anomalous(
        [item.image for item in known] + [item.image for item in pseudo],
        [item.label_map for item in known]
        + [with_area(item.label_map, areas.get(images.normal[item.order.target])) for item in pseudo],
        (*range(len(known)), *(_behind(item.order, place, len(known)) for place, item in enumerate(pseudo))),
    )


def _found(images: TrainingSet, known: Callable[[int], Known], config: TrainConfig) -> Pictures:
    """Pictures and parts by index, at network size."""
    corrected = {item.path: item.mask for item in images.parts}

    @lru_cache(KEPT)
    def normal(index: int) -> NDArray[np.uint8]:
        return pictures.network_image(images.normal[index], config)

    def part(index: int) -> NDArray[np.bool_]:
        mask = corrected.get(images.normal[index])
        if mask is None:
            return foreground(normal(index))
        return pictures.network_label_map(mask, config) > 0

    return Pictures(known, normal, part)


def _behind(order: Order, place: int, known: int) -> int:
    """The known anomaly a pseudo anomaly goes with: its source, or, where it has none, one in turn."""
    return order.source if order.config.strategy is Strategy.RPAG else place % known
