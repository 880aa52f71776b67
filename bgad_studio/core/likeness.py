"""What an unusual place looks like: the nearest marked defect, and the nearest patch of a good part."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alike:
    """A place of another picture.

    Attributes:
        index: Of that picture in the list that was searched.
        box: Left, top, right and bottom, each a share of the picture's width or height, 0…1.
        label: Defect type; 0 on a good part.
        distance: 0 = the same. Of defects 1 − cosine, of good parts the root mean square of deviations.
    """

    index: int
    box: tuple[float, float, float, float]
    label: int
    distance: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """The nearest places to one region; None where there was nothing to search.

    Attributes:
        region: Its label, from 1.
        defect: A marked defect.
        normal: A patch of a good part.
    """

    region: int
    defect: Alike | None
    normal: Alike | None
