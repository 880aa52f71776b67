"""Starts and cancels trainings and scorings again and again, and tells what they leave behind."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
from tiny import ENDLESS, TINY

from bgad_studio.compute.client import Cancelled, ComputeClient
from bgad_studio.compute.protocol import ScoreJob, TrainJob
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.core.training_set import TrainingSet

MOMENTS = (None, Phase.FEATURES, Phase.SYNTHESIS, Phase.PREPARING, Phase.TRAINING, Phase.SCORING)
"""When a job is cancelled: at once, while the process may still load, and in these phases."""
_SCORED = 500
"""Pictures that are not all scored before the word to stop comes."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What this program holds of the system."""

    children: int
    threads: int
    handles: int
    files: tuple[Path, ...]


def traces(folder: Path) -> Traces:
    """Now; ``files``: everything below ``folder``."""
    me = psutil.Process()
    handles = me.num_fds() if hasattr(me, "num_fds") else me.num_handles()
    found = tuple(sorted(path for path in folder.rglob("*") if path.is_file()))
    return Traces(len(me.children(recursive=True)), threading.active_count(), handles, found)


def make_model(images: TrainingSet, folder: Path, cache: Path) -> None:
    """Train a tiny model, to be scored with."""
    client = ComputeClient(cache)
    list(client.run(TrainJob(images, TINY, folder)))
    client.close()


def cancel_one(client: ComputeClient, job: TrainJob | ScoreJob, moment: Phase | None) -> float:
    """Start a job and cancel it; seconds from the word to its end."""
    asked = 0.0
    try:
        for event in client.run(job):
            if isinstance(event, Progress) and (moment is None or event.phase is moment) and not asked:
                asked = time.monotonic()
                client.cancel()
    except Cancelled:
        return time.monotonic() - asked
    raise AssertionError("it was not cancelled")


def run_cycles(
    count: int, images: TrainingSet, folder: Path, model: Path, restart_every: int
) -> dict[Phase | None, float]:
    """``count`` jobs, each cancelled; the process is ended and started anew every so often.

    Args:
        count: How many.
        images: To learn from, and to score.
        folder: Of the cache, the models that never come to be, and exchanged files.
        model: To score with, outside of ``folder``.
        restart_every: Cycles one process lives for.

    Returns:
        The longest time from the word to the end, by moment, in seconds.
    """
    client = ComputeClient(folder / "cache")
    longest: dict[Phase | None, float] = {}
    for number in range(count):
        moment = MOMENTS[number % len(MOMENTS)]
        job: TrainJob | ScoreJob = TrainJob(images, ENDLESS, folder / "model")
        if moment is Phase.SCORING:
            job = ScoreJob(model, images.normal * (_SCORED // len(images.normal)), folder / "exchange")
        longest[moment] = max(longest.get(moment, 0.0), cancel_one(client, job, moment))
        if number % restart_every == restart_every - 1:
            client.close()
    client.close()
    return longest
