"""What may be wrong with a mask; a person decides whether it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.masks.codec import types_in
from bgad_studio.core.network_size import across, edge_of
from bgad_studio.core.records import Verdict

THINNEST_IN: Final = 2.0
"""Network pixels; of a thinner mark the network sees little."""
LARGEST: Final = 0.5
"""Share of the picture from which on a defect is rather the part."""
OUTSIDE: Final = 0.5
"""Share of a type's paint that may lie beside the part."""


class Hint(StrEnum):
    """What may be wrong."""

    THIN = "thin"
    LARGE = "large"
    OUTSIDE = "outside"
    NOTHING_PAINTED = "nothing_painted"
    PAINTED_GOOD = "painted_good"


@dataclass(frozen=True, slots=True)
class Remark:
    """A hint, and the defect type it is about; None: the part."""

    hint: Hint
    type_id: int | None = None


def remarks(
    label_map: NDArray[np.uint8] | None,
    verdict: Verdict | None,
    part: NDArray[np.bool_],
    edge_in: float,
) -> tuple[Remark, ...]:
    """Look at what is painted.

    Args:
        label_map: (H, W) uint8; None without paint.
        verdict: A person's.
        part: (h, w) bool over the whole picture, any size: where the part lies.
        edge_in: Edge of the square with as many pixels as the network sees of the picture at most.

    Returns:
        In the order of the defect types.
    """
    types = () if label_map is None else types_in(label_map)
    if label_map is None or not types:
        return (Remark(Hint.NOTHING_PAINTED),) if verdict is Verdict.NG else ()
    found = [Remark(Hint.PAINTED_GOOD)] if verdict is Verdict.OK else []
    shrink = edge_in / edge_of(*label_map.shape)
    for type_id in types:
        mask = label_map == type_id
        if min(across(mask)) * min(shrink, 1.0) < THINNEST_IN:
            found.append(Remark(Hint.THIN, type_id))
        if mask.mean() > LARGEST:
            found.append(Remark(Hint.LARGE, type_id))
        if _share_outside(mask, part) > OUTSIDE:
            found.append(Remark(Hint.OUTSIDE, type_id))
    return tuple(found)


def _share_outside(mask: NDArray[np.bool_], part: NDArray[np.bool_]) -> float:
    rows, columns = np.nonzero(mask)
    on_part = part[rows * part.shape[0] // mask.shape[0], columns * part.shape[1] // mask.shape[1]]
    return 1 - float(on_part.mean())
