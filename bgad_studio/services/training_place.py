"""Where a training keeps what it needs to go on: a folder of its own in the project's cache."""

from __future__ import annotations

import logging
import shutil
from dataclasses import dataclass
from pathlib import Path

from bgad_studio.compute.protocol import TrainJob
from bgad_studio.core.checkpoint import Checkpoint, read_checkpoint
from bgad_studio.core.disk import write_whole
from bgad_studio.core.jsonform import from_json, to_json
from bgad_studio.core.records import RunOutcome, RunRecord

TASK_FILE = "task.json"
GOES_ON = (RunOutcome.INTERRUPTED, RunOutcome.FAILED)
"""How a run ends that may go on."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """A training as it was begun.

    Attributes:
        job: Names every file; where the project lay elsewhere, they are not there.
        promote: Its model judges at once.
        place: Folder of the training then.
    """

    job: TrainJob
    promote: bool
    place: Path


class TrainingPlace:
    """The folder of one run.

    Args:
        cache_dir: Of the project.
        run_id: Of the run.
    """

    def __init__(self, cache_dir: Path, run_id: int) -> None:
        self.folder = _all(cache_dir) / str(run_id)

    @property
    def masks(self) -> Path:
        """Folder of the masks it learns from."""
        return self.folder / "masks"

    def keep(self, task: Task) -> None:
        """Write down what is being trained.

        Raises:
            OSError: If it cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self.folder / TASK_FILE, to_json(task).encode())

    def task(self) -> Task | None:
        """What was being trained; None if that cannot be read."""
        try:
            found = from_json(Task, (self.folder / TASK_FILE).read_bytes())
            if found.place != self.folder:
                raise ValueError(f"it was begun in {found.place}")
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            log.warning("the training in %s cannot go on: %s", self.folder, error)
            return None
        else:
            return found

    def checkpoint(self) -> Checkpoint | None:
        """How far it got; None if it cannot go on from anywhere."""
        return None if self.task() is None else read_checkpoint(self.folder)

    def clear(self) -> None:
        """Nobody will go on with it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def sweep(cache_dir: Path, latest: RunRecord | None) -> None:
    """Take away every training but the one that may go on."""
    kept = None
    if latest is not None and latest.outcome in GOES_ON:
        place = TrainingPlace(cache_dir, latest.id)
        kept = place.folder if place.checkpoint() is not None else None
    for folder in _all(cache_dir).glob("*"):
        if folder != kept:
            shutil.rmtree(folder, ignore_errors=True)


def _all(cache_dir: Path) -> Path:
    return cache_dir / "training"
