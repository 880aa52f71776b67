"""A model that was never trained: its scores and maps are written into the project."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bgad_studio.core.config import FAST
from bgad_studio.core.jsonform import to_json
from bgad_studio.core.manifest import Calibration, Manifest, Origin, Runtime
from bgad_studio.core.maps import Aggregation, LevelScale, encode_levels
from bgad_studio.core.records import ModelRecord, RunOutcome, Verdict
from bgad_studio.core.thresholds import Thresholds
from bgad_studio.services.project import Project
from bgad_studio.services.sides import draw_sides

CELLS = 12
THRESHOLDS = Thresholds(4.0, 6.0, 5.0, 0.0, 10.0, 40, True)
STRONG, WEAK = (36, 36), (76, 68)
"""Pixels of a part of 96 × 96 where a planted map is high."""


def plant(path: Path, peaks: tuple[float, float] = (9.0, 7.0), *, judges: bool = True) -> ModelRecord:
    """Add a model to a closed project that sees two places in every part; ``judges``: it becomes the one."""
    aggregation = Aggregation(CELLS, CELLS, {"level1": LevelScale(0.0, 1.0)})
    calibration = Calibration(aggregation, THRESHOLDS, tuple(number / 20 for number in range(40)), {})
    manifest = to_json(
        Manifest(1, FAST, (), calibration, Runtime("cpu", 1, "torch", {}), "0" * 64, Origin(), {})
    )
    grid = np.zeros((CELLS, CELLS), np.float16)
    for (x, y), peak in zip((STRONG, WEAK), peaks, strict=True):
        grid[y // 8, x // 8] = -peak
    with Project.open(path) as project:
        images = project.images.all()
        snapshot = project.runs.add_snapshot(draw_sides(project, images).items)
        run = project.runs.start(snapshot.id, "{}")
        project.runs.finish(run.id, RunOutcome.FINISHED, None, 1.0)
        number = project.models.next_number()
        folder = project.models_dir / f"{number:04d}"
        folder.mkdir()
        model = project.models.add(number, run.id, snapshot.id, folder.name, manifest)
        project.models.save_scores(model.id, [(image.id, peaks[0], Verdict.NG) for image in images])
        project.maps.save(model.id, {image.id: encode_levels({"level1": grid}) for image in images})
        if judges:
            project.models.activate(model.id)
    return model
