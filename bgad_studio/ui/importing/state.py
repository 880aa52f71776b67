"""What an import tells. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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
        marked: Parts that were in the project and got the mask they lacked.
        left_out: Why the others are not, or came without their mask.
        trouble: Why it broke off.
        stopped: A person ended it.
    """

    running: bool = False
    progress: Progress | None = None
    imported: int = 0
    alike: int = 0
    marked: int = 0
    left_out: tuple[Trouble, ...] = ()
    trouble: Trouble | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a look into a watched folder brought.

    Attributes:
        folder: The folder.
        parts: New parts.
        marked: Parts that came before and got their mask now.
        left_out: Why others did not come in; nobody was told before.
    """

    folder: Path
    parts: int
    marked: int
    left_out: tuple[Trouble, ...]
