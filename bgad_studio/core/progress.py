"""How long work reports: it yields these, and every yield is a place where it may be stopped."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """What long work is doing; the window translates it (context ``Phase``)."""

    STARTING = "starting"
    IMPORTING = "importing"
    GENERATING = "generating"
    SYNTHESIS = "synthesis"
    FEATURES = "features"
    CALIBRATING = "calibrating"
    TRAINING = "training"
    SCORING = "scoring"
    SAVING = "saving"


@dataclass(frozen=True, slots=True)
class Progress:
    """Work done so far: ``done`` of ``total`` units; ``seconds_left`` None while unknown."""

    phase: Phase
    done: int
    total: int
    seconds_left: float | None = None

    @property
    def fraction(self) -> float:
        """Between 0 and 1."""
        return self.done / self.total if self.total else 0.0
