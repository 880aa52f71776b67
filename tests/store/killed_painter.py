"""Paints into a project again and again and is killed each time; run as a program, prints what it saw.

One process loads everything once and forks the painters, which would each take a second to start.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

import numpy as np

from bgad_studio.services.annotate import label_file, load_mask, save_mask
from bgad_studio.services.project import Project


def paint(path: Path, image_id: int, told: int) -> None:
    """Commit strokes for ever; each one is told after it was acknowledged."""
    with Project.open(path) as project:
        label_map = np.zeros((8, 8), np.uint8)
        for stroke in range(10_000):
            label_map[:] = stroke % 250 + 1
            save_mask(project, image_id, label_map)
            os.write(told, b"%d\n" % (stroke % 250 + 1))


def kill_a_painter(path: Path, image_id: int, after: int) -> int:
    """The last stroke it told of, by its value."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        paint(path, image_id, writing)
    os.close(writing)
    with os.fdopen(reading) as told:
        strokes = [int(told.readline()) for _ in range(after)]
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        strokes += [int(line) for line in told if line.endswith("\n")]
    return strokes[-1]


def main() -> None:
    """Kill ten painters; one JSON line for each."""
    path, image_id = Path(sys.argv[1]), int(sys.argv[2])
    for round_number in range(10):
        told = kill_a_painter(path, image_id, after=1 + round_number)
        with Project.open(path) as project:
            label_map = load_mask(project, image_id)
            assert label_map is not None
            with project._database.connection() as connection:
                (integrity,) = connection.exec_driver_sql("PRAGMA integrity_check").one()
            file = label_file(project, project.images.get(image_id))
        values = {"told": told, "kept": int(label_map[0, 0]), "integrity": integrity, "file": file.exists()}
        sys.stdout.write(json.dumps(values) + "\n")


if __name__ == "__main__":
    main()
