"""The demo project: a lot of generated parts, eight of their defects already marked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bgad_studio.core import problems
from bgad_studio.core.demo.defects import DefectKind
from bgad_studio.core.demo.parts import DEFECTIVE_PER_KIND, GOOD_PARTS, DemoPart, demo_parts
from bgad_studio.core.errors import StudioError
from bgad_studio.core.imaging.load import save_png
from bgad_studio.core.progress import Phase, Progress
from bgad_studio.core.records import ImageRecord, Verdict
from bgad_studio.services.annotate import add_defect_type, save_mask, set_verdict
from bgad_studio.services.importing import Imported, import_folder, plan_import
from bgad_studio.services.project import Project

SEED = 7
MARKED_PER_KIND = 2
"""Defects of each kind that are already marked."""
KNOWN_GOOD = 48
"""Good parts already judged; the others are left to find out about, like the unmarked defects."""
ENGLISH = {kind: kind.value for kind in DefectKind}


def create_demo(
    path: Path,
    seed: int = SEED,
    *,
    names: Mapping[DefectKind, str] = ENGLISH,
    good: int = GOOD_PARTS,
    defective_per_kind: int = DEFECTIVE_PER_KIND,
) -> Iterator[Progress]:
    """Make the demo project; its pictures lie inside it. Closing the iterator gives it up.

    It is made beside and gets its name when it is complete: a demo that exists is a whole one.

    Args:
        path: Project folder, must not exist.
        seed: Of the lot.
        names: What the kinds of defects are called in the project; from then on they are the person's.
        good: Number of good parts.
        defective_per_kind: Number of damaged parts of each kind.

    Raises:
        StudioError: PROJECT_EXISTS; PROJECT_IN_USE if it is being made already; PROJECT_UNWRITABLE.
    """
    path = path.absolute()
    partial = path.with_name(f".{path.name}.part")
    _make_room(path, partial)
    try:
        with Project.create(partial) as project:
            yield from _fill(project, seed, names, good, defective_per_kind)
        partial.rename(path)
    except OSError as error:
        reason = error.strerror or error
        raise StudioError(problems.PROJECT_UNWRITABLE, project=path, reason=reason) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def demo_truth(seed: int = SEED) -> dict[str, NDArray[np.bool_]]:
    """True defect mask of every part by file name; all False for a good one."""
    return {
        part.name: np.zeros(part.image.shape[:2], np.bool_) if part.mask is None else part.mask
        for part in demo_parts(seed)
    }


def _make_room(path: Path, partial: Path) -> None:
    """Refuse what is there, and take away what a program that was killed left."""
    if path.exists() or path.is_symlink():
        raise StudioError(problems.PROJECT_EXISTS, project=path)
    try:
        Project.open(partial).close()
    except StudioError as error:
        if error.problem is problems.PROJECT_IN_USE:
            raise
    shutil.rmtree(partial, ignore_errors=True)


def _fill(
    project: Project, seed: int, names: Mapping[DefectKind, str], good: int, defective_per_kind: int
) -> Iterator[Progress]:
    folder = project.path / "images"
    folder.mkdir()
    total = good + len(DefectKind) * defective_per_kind
    parts: list[DemoPart] = []
    for number, part in enumerate(
        demo_parts(seed, good=good, defective_per_kind=defective_per_kind), start=1
    ):
        save_png(folder / part.name, part.image)
        parts.append(part)
        yield Progress(Phase.GENERATING, number, total)
    records: dict[str, ImageRecord] = {}
    for event in import_folder(project, plan_import(folder), None):
        if isinstance(event, Progress):
            yield event
        elif isinstance(event, Imported):
            records.update({Path(record.name).name: record for record in event.records})
    _judge(project, parts, records, names)


def _judge(
    project: Project, parts: list[DemoPart], records: dict[str, ImageRecord], names: Mapping[DefectKind, str]
) -> None:
    types = {kind: add_defect_type(project, names[kind]) for kind in DefectKind}
    good = [records[part.name].id for part in parts if part.kind is None]
    set_verdict(project, good[:KNOWN_GOOD], Verdict.OK)
    marked = dict.fromkeys(DefectKind, 0)
    for part in parts:
        if part.kind is None or part.mask is None or marked[part.kind] == MARKED_PER_KIND:
            continue
        marked[part.kind] += 1
        label_map = part.mask.astype(np.uint8) * np.uint8(types[part.kind].id)
        save_mask(project, records[part.name].id, label_map)
