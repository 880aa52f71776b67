"""What another model than the one that judges sees in a part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bgad_studio.compute.client import JobRunner
from bgad_studio.core.maps import image_score
from bgad_studio.core.progress import Progress, Remark
from bgad_studio.core.records import ImageRecord, ImageScore, ModelRecord, ModelState
from bgad_studio.services.cuts import thresholds_of
from bgad_studio.services.project import Project
from bgad_studio.services.results import ScoreMap, contour_of, map_of
from bgad_studio.services.score import LogLine, score_images


@dataclass(frozen=True, slots=True)
class OtherSight:
    """What a model sees in an image.

    Attributes:
        map: Its map; None: it is not stored, or cannot be computed.
        score: What it says; None without a map.
    """

    map: ScoreMap | None = None
    score: ImageScore | None = None


def other_model(project: Project) -> ModelRecord | None:
    """The model to compare with: the one that waits for a decision, else the newest other that is there."""
    candidate = project.models.candidate()
    if candidate is not None:
        return candidate
    others = [model for model in project.models.all() if model.state is not ModelState.ACTIVE]
    return next((model for model in reversed(others) if model.folder.is_dir()), None)


def stored_sight(project: Project, model: ModelRecord, image_id: int) -> OtherSight:
    """What a model sees in an image, as far as it is stored: maps are those of two models at most."""
    return _sight(project, model, project.maps.load(image_id, model.id))


def compute_sight(
    project: Project, client: JobRunner, model: ModelRecord, record: ImageRecord
) -> Iterator[Progress | LogLine | Remark | OtherSight]:
    """Let a model look at one image again; nothing is kept.

    Raises:
        StudioError: The computation's trouble.
    """
    scores = yield from score_images(client, model.folder, [record])
    yield _sight(project, model, scores[0].levels if scores else None)


def _sight(project: Project, model: ModelRecord, levels: bytes | None) -> OtherSight:
    found = None if levels is None else map_of(model, levels, contour_of(project, model))
    if found is None:
        return OtherSight()
    score = image_score(found.values)
    return OtherSight(found, ImageScore(model.id, score, thresholds_of(project, model).verdict(score)))
