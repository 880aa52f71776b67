"""What the place of inspections shows. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.inspection import EMPTY, InspectedPart, Inspection, Tally
from bgad_studio.services.results import ScoreMap


@dataclass(frozen=True, slots=True)
class InspectState:
    """One inspection, running or past.

    Attributes:
        inspection: The one shown, or None.
        tally: Its parts so far.
        running: Whether it takes pictures.
        stopping: Whether it is about to end.
        waiting: Pictures that have come and are not judged yet, half-written ones included.
        earlier: Pictures that were in a watched folder before, and are judged only if a person says so.
        paused: Judging failed too often; it goes on when a person says so.
        newer: Number of the model that judges the project now, where it is another one than the inspection's.
        held: Whether they wait because a training, or other work, has the computation.
        past: All inspections of the project, the newest first.
        known: Whether ``past`` was read.
    """

    inspection: Inspection | None = None
    tally: Tally = EMPTY
    running: bool = False
    stopping: bool = False
    waiting: int = 0
    held: bool = False
    earlier: int = 0
    paused: bool = False
    newer: int | None = None
    past: tuple[Inspection, ...] = ()
    known: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class PartShown:
    """A judged part as it comes onto the canvas: picture (H, W, 3) uint8 RGB, and its map or None."""

    part: InspectedPart
    picture: NDArray[np.uint8]
    map: ScoreMap | None
