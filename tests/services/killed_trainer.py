"""Trains a project and tells every phase it enters; run as a program, to be killed in one of them."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # as a program it knows its own folder only

from tiny import TINY

from bgad_studio.compute.client import ComputeClient
from bgad_studio.core.progress import Progress
from bgad_studio.services.project import Project
from bgad_studio.services.train import TrainOptions, train

RECIPE = replace(TINY, steps=30)


def main() -> None:
    """Train once; one line for every new phase."""
    before = None
    with Project.open(Path(sys.argv[1])) as project:
        client = ComputeClient(project.cache_dir)
        for event in train(project, client, TrainOptions(recipe=RECIPE)):
            if isinstance(event, Progress) and event.phase is not before:
                before = event.phase
                sys.stdout.write(f"{before.value} {client.pid or 0}\n")
                sys.stdout.flush()
        client.close()


if __name__ == "__main__":
    main()
