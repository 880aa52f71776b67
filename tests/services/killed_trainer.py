"""Trains a project and tells every phase it enters; run as a program, to be killed in one of them."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from bgad_studio.compute.client import ComputeClient
from bgad_studio.core.config import FAST
from bgad_studio.core.progress import Progress
from bgad_studio.services.project import Project
from bgad_studio.services.train import TrainOptions, train

RECIPE = replace(
    FAST, steps=30, height_in=64, width_in=64, largest_edge_in=0, blocks=2, batch_positions=32, batch_images=8
)


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
