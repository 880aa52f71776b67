"""What the gate shows. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bgad_studio.services.gate import Gate


class Decision(Enum):
    """What a person decides about a new model."""

    PROMOTE = "promote"
    KEEP = "keep"
    DISCARD = "discard"


@dataclass(frozen=True, slots=True)
class GateState:
    """The gate.

    Attributes:
        gate: Champion against challenger; None while there is nothing to decide.
        deciding: A decision is on its way to the disk.
        automatic: A new model that loses nothing judges without being asked.
    """

    gate: Gate | None = None
    deciding: bool = False
    automatic: bool = False
