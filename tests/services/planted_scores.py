"""Projects with a model that was never trained: what it says of every part is written down."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from service_parts import bring_in, write

from bgad_studio.core.config import FAST
from bgad_studio.core.jsonform import to_json
from bgad_studio.core.manifest import Calibration, Manifest, Origin, Runtime
from bgad_studio.core.maps import Aggregation, LevelScale, encode_levels
from bgad_studio.core.records import ModelRecord, Role, RunOutcome, SnapshotItem, Verdict
from bgad_studio.core.thresholds import Thresholds
from bgad_studio.services.project import Project

THRESHOLDS = Thresholds(4.0, 6.0, 3.0, 0.0, 6.0, 40, True)
CELLS = 8
Planted = tuple[float, Verdict | None, Role | None]


def plant_scores(path: Path, parts: Sequence[Planted]) -> Project:
    """An open project whose active model gave these parts their scores.

    Args:
        path: Of the new project.
        parts: Score, a person's verdict, and what the part was for when the model was trained.
    """
    project = Project.create(path)
    records, _ = bring_in(project, write(path.parent / "parts", range(len(parts))))
    for record, (_, verdict, _) in zip(records, parts, strict=True):
        project.images.set_verdict([record.id], verdict, "test")
    items = [
        SnapshotItem(record.id, role) for record, (_, _, role) in zip(records, parts, strict=True) if role
    ]
    model = _add(project, items)
    project.models.activate(model.id)
    rows = [
        (record.id, score, THRESHOLDS.verdict(score))
        for record, (score, _, _) in zip(records, parts, strict=True)
    ]
    project.models.save_scores(model.id, rows)
    return project


def second_model(project: Project) -> ModelRecord:
    """A candidate that says the same of all parts."""
    model = _add(project, [])
    active = project.models.active()
    assert active is not None
    scores = project.models.scores(active.id)
    project.models.save_scores(model.id, [(key, found.score, found.verdict) for key, found in scores.items()])
    return model


def _add(project: Project, items: list[SnapshotItem]) -> ModelRecord:
    """Its maps are a hill of height 5 in the middle of every part."""
    aggregation = Aggregation(CELLS, CELLS, {"level1": LevelScale(0.0, 1.0)})
    calibration = Calibration(aggregation, THRESHOLDS, tuple(number / 20 for number in range(40)), {})
    manifest = to_json(
        Manifest(1, FAST, (), calibration, Runtime("cpu", 1, "torch", {}), "0" * 64, Origin(), {})
    )
    rows, columns = np.mgrid[:CELLS, :CELLS] - (CELLS - 1) / 2
    grid = -5 * np.exp(-(rows**2 + columns**2) / 4)
    snapshot = project.runs.add_snapshot(items)
    run = project.runs.start(snapshot.id, "{}")
    project.runs.finish(run.id, RunOutcome.FINISHED, None, 1.0)
    number = project.models.next_number()
    model = project.models.add(number, run.id, snapshot.id, f"{number:04d}", manifest)
    levels = encode_levels({"level1": grid.astype(np.float16)})
    project.maps.save(model.id, {image.id: levels for image in project.images.all()})
    return model
