"""Pseudo anomalies by any strategy: what to make, and making it, the same pixels every time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.config import PseudoConfig, Strategy, SynthesisConfig
from bgad_studio.core.synthesis import perlin, poisson, rpag
from bgad_studio.core.synthesis.rpag import Known

NO_SOURCE = -1
"""Source of an order that needs nothing but its target (PERLIN)."""


@dataclass(frozen=True, slots=True)
class Order:
    """One pseudo anomaly to make.

    Attributes:
        source: Index of the known anomaly (RPAG) or of the normal image (POISSON) it is cut from, or
            :data:`NO_SOURCE` (PERLIN).
        target: Index of the normal image it is put onto.
        seed: Of all draws.
        config: How.
    """

    source: int
    target: int
    seed: int
    config: PseudoConfig


@dataclass(frozen=True, slots=True)
class Pseudo:
    """A pseudo anomaly.

    Attributes:
        image: (H, W, 3) uint8 RGB.
        label_map: (H, W) uint8: the defect types of the known anomaly (RPAG), else ANY_DEFECT.
        order: What it was made from.
        transforms: Names of what was done to it, in their order (RPAG).
    """

    image: NDArray[np.uint8]
    label_map: NDArray[np.uint8]
    order: Order
    transforms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pictures:
    """Where pictures are found by index, all of one size.

    Attributes:
        known: Known anomaly.
        normal: Normal image, (H, W, 3) uint8 RGB.
        part: (H, W) bool, where the part is on a normal image.
    """

    known: Callable[[int], Known]
    normal: Callable[[int], NDArray[np.uint8]]
    part: Callable[[int], NDArray[np.bool_]]


def plan(config: SynthesisConfig, known: int, normal: int, seed: int, spare: int = 0) -> tuple[Order, ...]:
    """Decide what goes onto which normal image.

    Args:
        config: Strategy and how many.
        known: Number of known anomalies.
        normal: Number of normal images.
        seed: Of all draws.
        spare: More of them, to take the place of unwanted ones.

    Returns:
        Known anomalies in turn, so that any beginning of the plan is balanced; a longer plan begins with the
        shorter one. Empty where there is nothing to make them from.
    """
    strategy = config.each.strategy
    if not known or not normal or strategy is Strategy.NONE:
        return ()
    if strategy is Strategy.POISSON and normal < 2:
        return ()
    count = min(config.per_known * known, config.max_total) + spare
    rng = np.random.default_rng(seed)
    drawn = rng.integers(2**31, size=(count, 2))  # row by row
    return tuple(
        Order(_source(strategy, place, target % normal, known, normal), target % normal, own, config.each)
        for place, (target, own) in enumerate(drawn.tolist())
    )


def _source(strategy: Strategy, place: int, target: int, known: int, normal: int) -> int:
    if strategy is Strategy.PERLIN:
        return NO_SOURCE
    if strategy is Strategy.POISSON:  # any normal image but the target itself
        return (target + 1 + place % (normal - 1)) % normal
    return place % known


def make(order: Order, pictures: Pictures) -> Pseudo | None:
    """Make one pseudo anomaly; the same order and pictures give the same pixels.

    Returns:
        None when no place for it was found on the part.

    Raises:
        ValueError: If the pictures differ in size.
    """
    rng, config = np.random.default_rng(order.seed), order.config
    normal, part = pictures.normal(order.target), pictures.part(order.target)
    names: tuple[str, ...] = ()
    if config.strategy is Strategy.RPAG:
        pasted = rpag.paste_known(rng, pictures.known(order.source), normal, part, config)
        if pasted is None:
            return None
        image, label_map, names = pasted
        return Pseudo(image, label_map, order, names)
    if config.strategy is Strategy.PERLIN:
        made = perlin.lay_texture(rng, normal, part, config)
    else:
        made = poisson.blend_patch(rng, pictures.normal(order.source), normal, part, config)
    return None if made is None else Pseudo(*made, order, names)
