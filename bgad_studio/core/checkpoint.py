"""Where a training has got to, as its folder says: readable without torch."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from bgad_studio.core.config import TrainConfig
from bgad_studio.core.jsonform import from_json
from bgad_studio.core.manifest import LevelShape

FORMAT = 2
"""Raised when old readers would misread a checkpoint."""
CHECKPOINT_FILE = "checkpoint.json"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The newest kept state of a training.

    Attributes:
        format: :data:`FORMAT` of whoever wrote it.
        step: Rounds carried out.
        steps: Rounds in all.
        config: As it is carried out: a warm start has made it shorter.
        warm: It started from a model.
        levels: Shapes of the levels.
        grids: Names of all grids, the opinions' among them.
        backbone_sha256: Checksum of the backbone's weights.
        file: Name of the file of tensors beside this one.
        sha256: Its checksum.
    """

    format: int
    step: int
    steps: int
    config: TrainConfig
    warm: bool
    levels: tuple[LevelShape, ...]
    grids: tuple[str, ...]
    backbone_sha256: str
    file: str
    sha256: str


def read_checkpoint(folder: Path) -> Checkpoint | None:
    """What lies in a training's folder; None if there is nothing that could be used."""
    try:
        found = from_json(Checkpoint, (folder / CHECKPOINT_FILE).read_bytes())
        if found.format != FORMAT or Path(found.file).name != found.file:
            raise ValueError("another version wrote it")
        if not (folder / found.file).is_file():
            raise ValueError(f"{found.file} is gone")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        log.warning("the checkpoint in %s cannot be used: %s", folder, error)
        return None
    return found
