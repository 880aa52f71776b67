"""A little of a training, tried out to say how long a whole one takes on this computer."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from bgad_studio.compute.client import JobRunner
from bgad_studio.compute.protocol import TrainJob
from bgad_studio.core.config import FAST, Method
from bgad_studio.core.disk import full_disk_told
from bgad_studio.core.progress import Phase, PhaseTime, Progress
from bgad_studio.core.training_set import TrainingSet
from bgad_studio.services.network_size import sight_of
from bgad_studio.services.project import Project
from bgad_studio.services.sides import draw_sides
from bgad_studio.services.speed import Speed, load_speed, note_run

PICTURES: Final = 24
ROUNDS: Final = 20


def dry_run(project: Project, client: JobRunner) -> Iterator[Progress | Speed]:
    """Look at a few good parts, learn from them for a few rounds, and note what that took; no model stays.

    Args:
        project: Open.
        client: Learns; it may be given up meanwhile.

    Yields:
        Its progress; in the end what is known of this computer.

    Raises:
        StudioError: The computation's trouble.
    """
    sides = draw_sides(project, project.images.all())
    sight = sight_of(project, sides)
    if sight is None:  # there were good parts when somebody asked
        yield load_speed()
        return
    config = replace(sight.sized(FAST), method=Method.NFAD, steps=ROUNDS)
    good = islice(cycle(image.path for image in sides.normal), PICTURES)  # a few are looked at again
    watch = StopWatch()
    exchange = project.cache_dir / "exchange"  # emptied at the next start if the program is killed
    with full_disk_told(project.path):
        exchange.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=exchange) as folder:
            # without a cache: what has been looked at before would take no time
            job = TrainJob(TrainingSet(tuple(good), (), (), ()), config, Path(folder) / "model")
            for message in client.run(job):
                if isinstance(message, Progress):
                    watch.see(message)
                    yield message
    note_run(config, watch.times())
    yield load_speed()


class StopWatch:
    """How long the units of a phase take, from its first report on: whatever is loaded before does not count.

    Args:
        now: Seconds that only go forward.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._ends: dict[Phase, tuple[tuple[int, float], tuple[int, float]]] = {}

    def see(self, progress: Progress) -> None:
        """Take a report."""
        here = progress.done, self._now()
        self._ends[progress.phase] = (self._ends.get(progress.phase, (here, here))[0], here)

    def times(self) -> list[PhaseTime]:
        """What every phase took that told of more than one unit."""
        ends = self._ends.items()
        return [PhaseTime(phase, b[0] - a[0], b[1] - a[1]) for phase, (a, b) in ends if b[0] > a[0]]
