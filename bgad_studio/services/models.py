"""All models of a project, and what each learned from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bgad_studio.compute.client import ComputeClient
from bgad_studio.compute.protocol import Exported, ExportJob
from bgad_studio.core.manifest import MANIFEST_FILE
from bgad_studio.core.records import ModelRecord, Role
from bgad_studio.services.project import Project
from bgad_studio.services.score import active_model


@dataclass(frozen=True, slots=True)
class ModelSummary:
    """One model as the list shows it.

    Attributes:
        model: The model.
        normals: Good parts it learned from.
        defects: Painted defects it learned from.
        seconds: How long it took.
        usable: Its files are there; False once it was thrown away.
    """

    model: ModelRecord
    normals: int
    defects: int
    seconds: float
    usable: bool


def list_models(project: Project) -> list[ModelSummary]:
    """Every model, newest first."""
    found = []
    for model in reversed(project.models.all()):
        roles = [item.role for item in project.runs.snapshot(model.snapshot_id).items]
        found.append(
            ModelSummary(
                model,
                roles.count(Role.NORMAL_TRAIN),
                roles.count(Role.ANOMALY_TRAIN),
                project.runs.get(model.run_id).seconds,
                (model.folder / MANIFEST_FILE).is_file(),
            )
        )
    return found


def export_onnx(project: Project, client: ComputeClient, file: Path) -> float:
    """Write the model that judges as one ONNX file: picture in, map and score out, cut-offs in its metadata.

    Returns:
        The largest disagreement with the program that a self-test found, relative.

    Raises:
        StudioError: NO_MODEL, or why the file was not written.
    """
    model = active_model(project)
    for message in client.run(ExportJob(model.folder, file.resolve())):
        if isinstance(message, Exported):
            return message.difference
    raise AssertionError("the export ended without a word")
