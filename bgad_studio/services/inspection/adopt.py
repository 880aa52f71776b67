"""Take parts of an inspection into the project, so that a new kind of defect can be labelled."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.imaging.load import checksum
from bgad_studio.core.inspection import InspectedPart, Inspection
from bgad_studio.core.records import ImageRecord
from bgad_studio.services.import_plan import Candidate, ImportPlan
from bgad_studio.services.importing import Imported, import_folder
from bgad_studio.services.importing import Skipped as LeftOut
from bgad_studio.services.project import Project
from bgad_studio.services.score import RawScore, keep_verdicts

FOLDER: Final = "inspected"
"""Below the project: a camera's folder is emptied one day, what somebody labels must stay."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """Images that are in the project now, and why others are not."""

    records: tuple[ImageRecord, ...]
    troubles: tuple[Trouble, ...]


def adopt(project: Project, inspection: Inspection, parts: Sequence[InspectedPart]) -> Adopted:
    """Copy parts into the project, with the score they have where the model that gave it still judges.

    A part whose very picture is in the project already is that image.

    Raises:
        StudioError: PROJECT_UNWRITABLE.
    """
    root = project.path / FOLDER
    candidates: list[Candidate] = []
    troubles: list[Trouble] = []
    copies: dict[str, InspectedPart] = {}
    known = {image.sha256: image for image in project.images.all()}
    records = [known[part.sha256] for part in parts if part.sha256 in known]
    for part in parts:
        if part.trouble is not None:
            troubles.append(part.trouble)
        if part.sha256 is None or part.sha256 in known or part.sha256 in copies:
            continue
        try:
            copy = _copy(part, root, inspection)
        except StudioError as error:
            troubles.append(error.trouble)
            continue
        copies[part.sha256] = part
        candidates.append(Candidate(copy, copy.relative_to(project.path).as_posix()))
    plan = ImportPlan(root, tuple(candidates))
    new: list[ImageRecord] = []
    for event in import_folder(project, plan, None):
        if isinstance(event, Imported):
            new += event.records
        elif isinstance(event, LeftOut):
            troubles.append(event.trouble)
    _keep_scores(project, inspection, {record.id: copies[record.sha256] for record in new})
    ids = [record.id for record in (*records, *new)]
    return Adopted(tuple(project.images.some(ids)), tuple(troubles))


def _copy(part: InspectedPart, root: Path, inspection: Inspection) -> Path:
    """Only the very picture that was judged."""
    file = root / f"{inspection.id:04d}" / f"{part.id:06d}_{part.path.name}"
    if checksum(part.path) != part.sha256:
        raise StudioError(problems.IMAGE_CHANGED, file=part.path)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(part.path, file)
    except OSError as error:
        raise StudioError(
            problems.PROJECT_UNWRITABLE, project=root, reason=error.strerror or error
        ) from error
    return file


def _keep_scores(project: Project, inspection: Inspection, parts: dict[int, InspectedPart]) -> None:
    model = project.models.active()
    if model is None or model.id != inspection.model_id:
        return
    scores = []
    for image_id, part in parts.items():
        levels = project.maps.load_inspected(part.id)
        if levels is not None and part.score is not None:
            scores.append(RawScore(image_id, part.score, levels))
    project.maps.save(model.id, {item.image_id: item.levels for item in scores})
    keep_verdicts(project, model, scores)
