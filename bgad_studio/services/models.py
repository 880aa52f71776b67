"""All models of a project: what each learned from and how it does, its name, its files."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bgad_studio.compute.client import JobRunner
from bgad_studio.compute.protocol import Exported, ExportJob
from bgad_studio.core import problems
from bgad_studio.core.config import TrainConfig
from bgad_studio.core.errors import StudioError
from bgad_studio.core.intervals import Share
from bgad_studio.core.jsonform import from_json, to_json
from bgad_studio.core.manifest import MANIFEST_FILE
from bgad_studio.core.records import (
    AuditEntry,
    Deed,
    ImageRecord,
    ModelRecord,
    ModelState,
    Role,
    Snapshot,
    Verdict,
)
from bgad_studio.core.thresholds import Thresholds
from bgad_studio.services.annotate import person
from bgad_studio.services.cuts import thresholds_of
from bgad_studio.services.project import Project
from bgad_studio.services.score import active_model

ABOUT_FILE = "about.json"
"""What an exported model carries beside its own files."""


@dataclass(frozen=True, slots=True)
class LabelChanges:
    """How what a model learned from differs from what its parent did.

    Attributes:
        parent: Number of the model that judged when it was made.
        good_added: Good parts its parent did not have.
        good_gone: Good parts it does not have any more.
        defects_added: Painted defects its parent did not have.
        defects_gone: Painted defects it does not have any more.
        repainted: Defects with newer paint.
    """

    parent: int
    good_added: int
    good_gone: int
    defects_added: int
    defects_gone: int
    repainted: int


@dataclass(frozen=True, slots=True)
class ModelSummary:
    """One model as the list shows it.

    Attributes:
        model: The model.
        name: As a person calls it; empty: by its number.
        normals: Good parts it learned from.
        defects: Painted defects it learned from.
        changes: Since its parent; None for the first.
        found: Defective parts it stops, of those it has judged and not learned from.
        alarms: Good parts it stops; the same.
        recipe: By which it was trained; None where that cannot be read any more.
        seconds: How long it took.
        bytes: Size of its files.
        usable: Its files are there; False once it was thrown away.
    """

    model: ModelRecord
    name: str
    normals: int
    defects: int
    changes: LabelChanges | None
    found: Share
    alarms: Share
    recipe: TrainConfig | None
    seconds: float
    bytes: int
    usable: bool


@dataclass(frozen=True, slots=True)
class About:
    """What an exported model says of itself."""

    project: str
    number: int
    name: str
    created: datetime
    normals: int
    defects: int
    thresholds: Thresholds


def list_models(project: Project, images: Iterable[ImageRecord]) -> list[ModelSummary]:
    """Every model, newest first; ``images`` are the project's, for what people said of them."""
    models, names = project.models.all(), project.audit.newest(Deed.RENAMED)
    parents = _parents(models, project.audit.all())
    judged: dict[Verdict, list[ImageRecord]] = {Verdict.OK: [], Verdict.NG: []}
    for image in images:
        if image.verdict in judged:
            judged[image.verdict].append(image)
    snapshots = {model.id: project.runs.snapshot(model.snapshot_id) for model in models}
    found = []
    for model in reversed(models):
        roles = [item.role for item in snapshots[model.id].items]
        parent, run = parents.get(model.id), project.runs.get(model.run_id)
        scores, taught = project.models.scores(model.id), project.runs.taught_by([model.snapshot_id])
        stopped = {
            kind: [
                scores[image.id].verdict is not Verdict.OK
                for image in parts
                if image.id in scores and image not in taught
            ]
            for kind, parts in judged.items()
        }
        found.append(
            ModelSummary(
                model,
                names[model.id].text if model.id in names else "",
                roles.count(Role.NORMAL_TRAIN),
                roles.count(Role.ANOMALY_TRAIN),
                None if parent is None else _changes(parent, snapshots[parent.id], snapshots[model.id]),
                Share(sum(stopped[Verdict.NG]), len(stopped[Verdict.NG])),
                Share(sum(stopped[Verdict.OK]), len(stopped[Verdict.OK])),
                _recipe(run.config),
                run.seconds,
                _size(model.folder),
                (model.folder / MANIFEST_FILE).is_file(),
            )
        )
    return found


def _size(folder: Path) -> int:
    """In bytes, of the files in a folder; they may be deleted meanwhile."""
    total = 0
    for file in folder.glob("*"):
        with suppress(FileNotFoundError):
            total += file.stat().st_size
    return total


def export_onnx(project: Project, client: JobRunner, file: Path) -> float:
    """Write the model that judges as one ONNX file: picture in, map and score out, its thresholds by now too.

    Returns:
        The largest disagreement with the program that a self-test found, relative.

    Raises:
        StudioError: NO_MODEL, or why the file was not written.
    """
    model = active_model(project)
    for message in client.run(ExportJob(model.folder, file.resolve(), thresholds_of(project, model))):
        if isinstance(message, Exported):
            return message.difference
    raise AssertionError("the export ended without a word")


def rename_model(project: Project, model_id: int, name: str) -> None:
    """Call a model something; an empty name: by its number again."""
    project.audit.add(Deed.RENAMED, person(), model_id, name.strip())


def delete_model(project: Project, model_id: int) -> None:
    """Throw a model's files and maps away; its scores and verdicts stay on record.

    Raises:
        StudioError: MODEL_IN_USE: it judges, or waits for a decision.
    """
    model = project.models.get(model_id)
    if model.state is not ModelState.RETIRED:
        raise StudioError(problems.MODEL_IN_USE, number=model.number)
    project.audit.add(Deed.DELETED, person(), model_id)
    kept = [other.id for other in project.models.all() if other.id != model_id]
    project.maps.drop_models_except(kept)
    shutil.rmtree(model.folder, ignore_errors=True)


def export_model(project: Project, summary: ModelSummary, file: Path) -> None:
    """Write a model as a zip file: weights, manifest, and what it learned from; whole or not at all.

    Raises:
        StudioError: MODEL_BROKEN, EXPORT_UNWRITABLE.
    """
    model = summary.model
    if not summary.usable:
        raise StudioError(problems.MODEL_BROKEN, file=model.folder, reason="its files are gone")
    thresholds = thresholds_of(project, model)
    about = About(
        project.name, model.number, summary.name, model.created, summary.normals, summary.defects, thresholds
    )
    partial = file.with_name(file.name + ".part")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_STORED) as archive:
            for part in sorted(model.folder.iterdir()):
                archive.write(part, part.name)
            archive.writestr(ABOUT_FILE, to_json(about))
        partial.replace(file)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StudioError(problems.EXPORT_UNWRITABLE, file=file, reason=error.strerror or error) from error


def _parents(models: Sequence[ModelRecord], audit: Sequence[AuditEntry]) -> dict[int, ModelRecord]:
    """For every model but the first: the one that judged when it was made."""
    by_id = {model.id: model for model in models}
    promoted = [entry for entry in audit if entry.deed in (Deed.PROMOTED, Deed.AUTO_PROMOTED)]
    parents = {}
    for model in models[1:]:
        before = [by_id[e.model_id] for e in promoted if e.model_id in by_id and e.at < model.created]
        parents[model.id] = before[-1] if before else models[0]
    return parents


def _changes(parent: ModelRecord, old: Snapshot, new: Snapshot) -> LabelChanges:
    defects = (Role.ANOMALY_TRAIN, Role.ANOMALY_HOLDOUT)
    painted_old, painted_new = (
        {item.image_id: item.mask_id for item in side.items if item.role in defects} for side in (old, new)
    )
    good_old, good_new = (
        {item.image_id for item in side.items if item.role not in defects} for side in (old, new)
    )
    both = painted_old.keys() & painted_new.keys()
    return LabelChanges(
        parent.number,
        len(good_new - good_old),
        len(good_old - good_new),
        len(painted_new.keys() - painted_old.keys()),
        len(painted_old.keys() - painted_new.keys()),
        sum(painted_old[key] != painted_new[key] for key in both),
    )


def _recipe(config: str) -> TrainConfig | None:
    try:
        return from_json(TrainConfig, config)
    except ValueError:  # of another version
        return None
