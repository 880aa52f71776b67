"""Starts and cancels trainings again and again, and tells what they leave behind."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import psutil

from bgad_studio.compute.client import Cancelled, ComputeClient
from bgad_studio.compute.protocol import TrainJob
from bgad_studio.core.config import TrainConfig
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.core.training_set import TrainingSet

MOMENTS = (None, Phase.FEATURES, Phase.TRAINING)
"""When a training is cancelled: at once, and in these phases."""


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


def cancel_one(client: ComputeClient, job: TrainJob, moment: Phase | None) -> None:
    """Start a training and cancel it."""
    try:
        events = client.run(job)
        for event in events:
            if isinstance(event, Progress) and (moment is None or event.phase is moment):
                client.cancel()
    except Cancelled:
        return
    raise AssertionError("it was not cancelled")


def run_cycles(
    count: int, images: TrainingSet, config: TrainConfig, folder: Path, restart_every: int
) -> None:
    """``count`` trainings, each cancelled; the process is ended and started anew every so often."""
    client = ComputeClient(folder / "cache")
    for number in range(count):
        cancel_one(client, TrainJob(images, config, folder / "model"), MOMENTS[number % len(MOMENTS)])
        if number % restart_every == restart_every - 1:
            client.close()
    client.close()
