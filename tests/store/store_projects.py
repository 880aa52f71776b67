"""Small projects with something of everything in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np

from bgad_studio.core.imaging.load import read_picture, save_png
from bgad_studio.core.masks.codec import encode_label_map
from bgad_studio.core.records import MaskOrigin, Role, RunOutcome, SnapshotItem, Verdict
from bgad_studio.services.project import DATABASE, Project
from bgad_studio.store.images import NewImage

TABLES = (
    "image",
    "verdict",
    "defect_type",
    "mask_revision",
    "dataset_snapshot",
    "snapshot_item",
    "run",
    "run_event",
    "model",
    "score",
)


def add_pictures(project: Project, folder: Path, count: int, start: int = 0) -> list[int]:
    """Write ``count`` pictures into ``folder`` and add them; their ids."""
    folder.mkdir(parents=True, exist_ok=True)
    new = []
    for number in range(start, start + count):
        file = folder / f"{number}.png"
        save_png(file, np.full((8, 8, 3), number, np.uint8))
        header = read_picture(file)[0]
        name = f"{folder.name}/{file.name}"
        new.append(NewImage(file, name, header.sha256, header.width_px, header.height_px, name))
    return [record.id for record in project.images.add(new)]


def label_map(value: int = 1) -> bytes:
    return encode_label_map(np.full((8, 8), value, np.uint8))


def populate(project: Project) -> dict[str, int]:
    """Rows in every table, as a finished training leaves them; their counts."""
    ids = add_pictures(project, project.path / "images", 6)
    dent = project.masks.add_defect_type("dent")
    project.images.set_verdict(ids[:4], Verdict.OK, "anna")
    project.images.set_verdict(ids[4:], Verdict.NG, "anna", dent.id)
    mask = project.masks.add(ids[5], label_map(dent.id), (dent.id,), MaskOrigin.DRAWN, "0" * 64)
    items = [SnapshotItem(image_id, Role.NORMAL_TRAIN) for image_id in ids[:4]]
    snapshot = project.runs.add_snapshot([*items, SnapshotItem(ids[5], Role.ANOMALY_TRAIN, mask)])
    run = project.runs.start(snapshot.id, "{}")
    project.runs.add_events(run.id, ["{}", "{}"])
    project.runs.finish(run.id, RunOutcome.FINISHED, None, 2.5)
    model = project.models.add(1, run.id, snapshot.id, "0001", "{}")
    project.models.save_scores(model.id, [(image_id, 0.5, Verdict.OK) for image_id in ids])
    project.models.activate(model.id)
    project.maps.save(model.id, {ids[0]: b"levels"})
    return counts(project)


def counts(project: Project) -> dict[str, int]:
    """Rows of every table of an open project."""
    with project._database.connection() as connection:
        return {
            table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").one()[0] for table in TABLES
        }


def raw(project: Path, *statements: str) -> list[tuple[object, ...]]:
    """Run SQL on a closed project; the rows of the last statement."""
    with closing(sqlite3.connect(project / DATABASE)) as connection, connection:
        rows: list[tuple[object, ...]] = []
        for statement in statements:
            rows = connection.execute(statement).fetchall()
        return rows
