"""What an import tells. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from bgad_studio.core.errors import Trouble
from bgad_studio.core.progress import Progress


@dataclass(frozen=True, slots=True)
class ImportState:
    """An import that runs, or the last one.

    Attributes:
        running: It runs.
        progress: How far it is.
        imported: Parts that are in the project now because of it.
        alike: How many of them show the same picture as another one.
        left_out: Why the others are not, or came without their mask.
        trouble: Why it broke off.
    """

    running: bool = False
    progress: Progress | None = None
    imported: int = 0
    alike: int = 0
    left_out: tuple[Trouble, ...] = ()
    trouble: Trouble | None = None
