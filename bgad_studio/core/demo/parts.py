"""The demo production lot: good parts and damaged ones with exact masks, the same for the same seed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.demo.defects import DefectKind, add_defect
from bgad_studio.core.demo.render import take_shot

GOOD_PARTS = 60
DEFECTIVE_PER_KIND = 7


@dataclass(frozen=True, slots=True)
class DemoPart:
    """One picture of the lot.

    Attributes:
        name: File name, numbered through the lot: ``part_001.png``.
        image: (512, 512, 3) uint8 RGB.
        mask: (512, 512) bool, the damaged pixels, nothing differs outside; None for a good part.
        kind: What is wrong; None for a good part.
    """

    name: str
    image: NDArray[np.uint8]
    mask: NDArray[np.bool_] | None
    kind: DefectKind | None


def render_part(rng: np.random.Generator) -> NDArray[np.uint8]:
    """Photograph one good part: (512, 512, 3) uint8 RGB."""
    return take_shot(rng).image


def demo_parts(
    seed: int, *, good: int = GOOD_PARTS, defective_per_kind: int = DEFECTIVE_PER_KIND
) -> Iterator[DemoPart]:
    """Photograph a lot of ``good + 4 * defective_per_kind`` parts, damaged ones among the good.

    The same seed and counts give the same bytes on the same versions of numpy and opencv.
    Parts are drawn side by side: somebody waits for their first look at the program.

    Args:
        seed: Not negative.
        good: Number of good parts.
        defective_per_kind: Number of damaged parts of each kind.

    Yields:
        The parts in the order of their names.
    """
    kinds: list[DefectKind | None] = [None] * good
    kinds += [kind for kind in DefectKind for _ in range(defective_per_kind)]
    order = np.random.default_rng(seed).permutation(len(kinds))

    def draw(number: int, place: int) -> DemoPart:
        return _part(np.random.default_rng((seed, place)), number, kinds[place])

    with ThreadPoolExecutor(os.cpu_count(), "demo") as pool:
        try:
            yield from pool.map(draw, range(1, 1 + len(kinds)), order.tolist())
        finally:
            pool.shutdown(cancel_futures=True)  # nobody wants the rest


def _part(rng: np.random.Generator, number: int, kind: DefectKind | None) -> DemoPart:
    name = f"part_{number:03d}.png"
    shot = take_shot(rng)
    if kind is None:
        return DemoPart(name, shot.image, None, None)
    image, mask = add_defect(rng, shot.image, shot.foreground, kind)
    return DemoPart(name, image, mask, kind)
