"""Small pictures of parts, trees and projects."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.records import ImageRecord, Verdict
from bgad_studio.services.annotate import add_defect_type, save_mask, set_verdict
from bgad_studio.services.importing import Imported, Skipped, import_folder, plan_import
from bgad_studio.services.project import Project

EDGE = 64


def part(number: int, defective: bool = False, edge: int = EDGE) -> NDArray[np.uint8]:
    """A grey part on a dark ground, each with its own grain; a defect is a dark square."""
    rng = np.random.default_rng(number)
    rows, columns = np.mgrid[:edge, :edge] - edge / 2
    grey = np.where(np.hypot(rows, columns) < edge * 0.42, 150, 30) + rng.normal(0, 6, (edge, edge))
    if defective:
        grey[defect(edge)] = 20
    return grey.clip(0, 255).astype(np.uint8)[:, :, None].repeat(3, 2)


def defect(edge: int = EDGE) -> NDArray[np.bool_]:
    """Where the defect of :func:`part` lies."""
    mask = np.zeros((edge, edge), np.bool_)
    mask[edge * 3 // 8 : edge * 5 // 8, edge * 3 // 8 : edge * 5 // 8] = True
    return mask


def write(folder: Path, numbers: Iterable[int], defective: bool = False) -> Path:
    """Parts as ``<number>.png``."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        save_png(folder / f"{number:03d}.png", part(number, defective))
    return folder


def write_tree(
    root: Path, train: int = 3, test: int = 2, types: tuple[str, ...] = ("dent", "scratch")
) -> Path:
    """An MVTec AD tree with ``test`` pictures of every kind."""
    write(root / "train" / "good", range(train))
    write(root / "test" / "good", range(100, 100 + test))
    for place, name in enumerate(types, start=2):
        write(root / "test" / name, range(place * 100, place * 100 + test), defective=True)
        masks = root / "ground_truth" / name
        masks.mkdir(parents=True)
        for number in range(place * 100, place * 100 + test):
            save_png(masks / f"{number:03d}_mask.png", defect().astype(np.uint8) * 255)
    return root


def bring_in(
    project: Project, folder: Path, verdict: Verdict | None = None
) -> tuple[list[ImageRecord], list[str]]:
    """Import a folder; its images and the codes of what was left out."""
    records: list[ImageRecord] = []
    codes = []
    for event in import_folder(project, plan_import(folder), verdict):
        if isinstance(event, Imported):
            records += event.records
        elif isinstance(event, Skipped):
            codes.append(event.trouble.problem.code)
    return records, codes


def make_project(path: Path, good: int = 10, marked: int = 2, more: int = 2) -> Project:
    """An open project: ``good`` OK parts, ``marked`` painted defects, ``more`` parts nobody has judged."""
    project = Project.create(path)
    folder = path.parent / f"{path.stem} parts"
    write(folder / "good", range(good))
    write(folder / "bad", range(1000, 1000 + marked), defective=True)
    write(folder / "new", range(2000, 2000 + more))
    records, _ = bring_in(project, folder)
    kinds = {kind: [r.id for r in records if r.name.startswith(kind)] for kind in ("good", "bad")}
    set_verdict(project, kinds["good"], Verdict.OK)
    if marked:
        dent = add_defect_type(project, "dent")
        for image_id in kinds["bad"]:
            save_mask(project, image_id, defect().astype(np.uint8) * np.uint8(dent.id))
    return project
