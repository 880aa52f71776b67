"""What would change if the newest model judged, and the decision about it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from bgad_studio.core.intervals import Share
from bgad_studio.core.records import (
    DefectType,
    ImageRecord,
    ImageScore,
    ModelRecord,
    Role,
    Verdict,
)
from bgad_studio.services.project import Project

Scores = Mapping[int, ImageScore]


class Effect(IntEnum):
    """What a changed verdict means, the worst first."""

    DEFECT_LOST = 0
    FALSE_ALARM = 1
    OPEN = 2
    FALSE_ALARM_GONE = 3
    DEFECT_FOUND = 4


@dataclass(frozen=True, slots=True)
class Flip:
    """A part of which the two models say different things."""

    record: ImageRecord
    before: ImageScore
    after: ImageScore
    effect: Effect


@dataclass(frozen=True, slots=True)
class KindRow:
    """How many parts of one kind are stopped (NG or review) by either model.

    Attributes:
        kind: Defect type; None: good parts.
        unseen: Whether neither model has learned from them; False: there is no unseen example yet.
        champion: By the model that judges.
        challenger: By the new one.
    """

    kind: DefectType | None
    unseen: bool
    champion: Share
    challenger: Share


@dataclass(frozen=True, slots=True)
class Gate:
    """Champion against challenger.

    Attributes:
        champion: The model that judges.
        challenger: The new one.
        rows: Good parts, then every defect type.
        flips: Every part whose verdict would change, the worst first.
    """

    champion: ModelRecord
    challenger: ModelRecord
    rows: tuple[KindRow, ...]
    flips: tuple[Flip, ...]

    @property
    def harmful(self) -> int:
        """Flips against a person's verdict."""
        return sum(1 for flip in self.flips if flip.effect <= Effect.FALSE_ALARM)


def read_gate(project: Project) -> Gate | None:
    """Compare the model that judges with the newest one nobody has decided about; None without such."""
    champion, challenger = project.models.active(), project.models.candidate()
    if champion is None or challenger is None:
        return None
    before, after = project.models.scores(champion.id), project.models.scores(challenger.id)
    images = [image for image in project.images.all() if image.id in before and image.id in after]
    taught = {
        item.image_id
        for model in (champion, challenger)
        for item in project.runs.snapshot(model.snapshot_id).items
        if item.role in (Role.NORMAL_TRAIN, Role.ANOMALY_TRAIN)
    }
    good = [image for image in images if image.verdict is Verdict.OK]
    rows = [_row(None, good, taught, before, after)]
    for kind in project.masks.defect_types():
        of_kind = [image for image in images if image.verdict is Verdict.NG and kind.id in _types(image)]
        rows.append(_row(kind, of_kind, taught, before, after))
    flips = [
        Flip(image, before[image.id], after[image.id], _effect(image, before[image.id], after[image.id]))
        for image in images
        if before[image.id].verdict is not after[image.id].verdict
    ]
    flips.sort(key=lambda flip: (flip.effect, flip.record.name))
    return Gate(champion, challenger, tuple(row for row in rows if row.champion.total), tuple(flips))


def promote(project: Project, model_id: int) -> None:
    """Let a model judge from now on; the one before is kept for rolling back."""
    with project.transaction():
        project.models.activate(model_id)
    forget_maps(project)


def keep_champion(project: Project, model_id: int) -> None:
    """Let the model before go on judging; the new one is kept among the models."""
    project.models.retire(model_id)
    forget_maps(project)


def discard(project: Project, model_id: int) -> None:
    """Let the model before go on judging, and throw the new one's files away; its scores stay on record."""
    model = project.models.get(model_id)
    keep_champion(project, model_id)
    shutil.rmtree(model.folder, ignore_errors=True)


def forget_maps(project: Project) -> None:
    """Keep the maps of the model that judges and of an undecided one."""
    kept = (project.models.active(), project.models.candidate())
    project.maps.drop_models_except([model.id for model in kept if model is not None])


def _row(
    kind: DefectType | None, images: Sequence[ImageRecord], taught: set[int], before: Scores, after: Scores
) -> KindRow:
    unseen = [image for image in images if image.id not in taught]
    measured = unseen or images
    return KindRow(kind, bool(unseen), _stopped(measured, before), _stopped(measured, after))


def _stopped(images: Sequence[ImageRecord], scores: Scores) -> Share:
    return Share(sum(1 for image in images if scores[image.id].verdict is not Verdict.OK), len(images))


def _types(image: ImageRecord) -> tuple[int, ...]:
    if image.painted_type_ids:
        return image.painted_type_ids
    return () if image.defect_type_id is None else (image.defect_type_id,)


def _effect(image: ImageRecord, before: ImageScore, after: ImageScore) -> Effect:
    """Between review and NG a person looks either way: nothing is lost or won."""
    passed, passes = before.verdict is Verdict.OK, after.verdict is Verdict.OK
    if image.verdict is Verdict.NG and passed is not passes:
        return Effect.DEFECT_LOST if passes else Effect.DEFECT_FOUND
    if image.verdict is Verdict.OK and passed is not passes:
        return Effect.FALSE_ALARM_GONE if passes else Effect.FALSE_ALARM
    return Effect.OPEN
