"""From which parts of a project a model has learned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bgad_studio.core.records import ImageRecord, Role

TEACHING: Final = (Role.NORMAL_TRAIN, Role.ANOMALY_TRAIN)
"""What a part is for that a model learns from."""


@dataclass(frozen=True, slots=True)
class Taught:
    """Tells whether a part is known from learning: ``record in taught``.

    Attributes:
        groups: Capture groups of the parts learned from; one picture of a part gives the others away.
    """

    groups: frozenset[str] = frozenset()

    def __contains__(self, record: ImageRecord) -> bool:
        return record.group in self.groups


NOTHING: Final = Taught()
