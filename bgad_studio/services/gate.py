"""What would change if the newest model judged, and the decision about it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np

from bgad_studio.core.intervals import Share
from bgad_studio.core.metrics import PairedAuroc, paired_auroc
from bgad_studio.core.records import (
    Deed,
    DefectType,
    ImageRecord,
    ImageScore,
    ModelRecord,
    Verdict,
)
from bgad_studio.core.taught import Taught
from bgad_studio.core.thresholds import REVIEW_LEVEL, cut_at_level, normals_needed
from bgad_studio.services.annotate import person
from bgad_studio.services.project import Project
from bgad_studio.services.results import ScoreMap, calibration_of, contour_of, map_of

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
        kind: Defect type; None: good parts, or with ``untyped`` defective ones nobody gave a type.
        unseen: Whether neither model has learned from them; False: there is no unseen example yet.
        champion: By the model that judges.
        challenger: By the new one.
        alike: By either, champion first, if both raised as many false alarms, one good part in twenty; None:
            too few good parts are held out to say.
    """

    kind: DefectType | None
    unseen: bool
    champion: Share
    challenger: Share
    alike: tuple[Share, Share] | None = None
    untyped: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """Defective parts of one type that the old model has never seen.

    Attributes:
        kind: Their type.
        stopped: By the new model.
        taught: How many of all the new one has learned from.
    """

    kind: DefectType
    stopped: Share
    taught: int


@dataclass(frozen=True, slots=True)
class Told:
    """How well two models tell good from defective parts, and on which.

    Attributes:
        auroc: Of either.
        good: Number of good parts.
        defective: Number of defective ones.
        taught: What parts there are only such as a model has learned from: good, defective, both or none.
    """

    auroc: PairedAuroc
    good: int
    defective: int
    taught: frozenset[Verdict] = frozenset()


@dataclass(frozen=True, slots=True)
class Balance:
    """What the new model wins and loses.

    Attributes:
        news: What is new to the old model, by defect type.
        lost: Defective parts that would pass and did not before.
        alarms: Good parts that would be stopped, more than before; negative: fewer.
    """

    news: tuple[News, ...]
    lost: int
    alarms: int

    @property
    def safe(self) -> bool:
        """No known defect is lost, and false alarms are not up."""
        return not self.lost and self.alarms <= 0


@dataclass(frozen=True, slots=True)
class Gate:
    """Champion against challenger.

    Attributes:
        champion: The model that judges.
        challenger: The new one.
        rows: Good parts, then every defect type, then defective parts without a type.
        flips: Every part whose verdict would change, the worst first.
        balance: What it wins and loses.
        told: How well either tells good from defective parts; None where one kind is missing.
    """

    champion: ModelRecord
    challenger: ModelRecord
    rows: tuple[KindRow, ...]
    flips: tuple[Flip, ...]
    balance: Balance
    told: Told | None

    @property
    def harmful(self) -> int:
        """Flips against a person's verdict."""
        return sum(1 for flip in self.flips if flip.effect <= Effect.FALSE_ALARM)


def read_gate(project: Project, images: Sequence[ImageRecord] | None = None) -> Gate | None:
    """Compare the model that judges with the newest one nobody has decided about; None without such.

    Args:
        project: Open.
        images: All of its images, where they are at hand.
    """
    champion, challenger = project.models.active(), project.models.candidate()
    if champion is None or challenger is None:
        return None
    before, after = project.models.scores(champion.id), project.models.scores(challenger.id)
    known = project.images.all() if images is None else images
    images = [image for image in known if image.id in before and image.id in after]
    taught = project.runs.taught_by([champion.snapshot_id, challenger.snapshot_id])
    pair = _Pair(champion, challenger, before, after)
    good = [image for image in images if image.verdict is Verdict.OK]
    rows = [pair.row(None, good, taught)]
    types = project.masks.defect_types()
    for kind in types:
        rows.append(pair.row(kind, [image for image in images if image.shows(kind.id)], taught))
    untyped = [image for image in images if _is_untyped(image)]
    rows.append(replace(pair.row(None, untyped, taught), untyped=True))
    flips = [
        Flip(image, before[image.id], after[image.id], _effect(image, before[image.id], after[image.id]))
        for image in images
        if before[image.id].verdict is not after[image.id].verdict
    ]
    flips.sort(key=lambda flip: (flip.effect, flip.record.name))
    seen = {item.image_id for item in project.runs.snapshot(champion.snapshot_id).items}
    news = [image for image in images if image.id not in seen]
    return Gate(
        champion,
        challenger,
        tuple(row for row in rows if row.champion.total),
        tuple(flips),
        _balance(flips, news, types, after, project.runs.taught_by([challenger.snapshot_id])),
        pair.told(images, taught),
    )


def compare_maps(project: Project, gate: Gate, flip: Flip) -> tuple[ScoreMap | None, ScoreMap | None]:
    """The maps of a part under both models, the old one first; None where one is not kept."""
    found = []
    for model in (gate.champion, gate.challenger):
        blob = project.maps.load(flip.record.id, model.id)
        found.append(None if blob is None else map_of(model, blob, contour_of(project, model)))
    return found[0], found[1]


def promote(project: Project, model_id: int, deed: Deed = Deed.PROMOTED) -> None:
    """Let a model judge from now on; the one before is kept for rolling back."""
    with project.transaction():
        project.models.activate(model_id)
        project.audit.add(deed, person(), model_id)
    forget_maps(project)


def set_auto_promotion(project: Project, on: bool) -> None:
    """Whether a new model that is :attr:`Balance.safe` judges without being asked."""
    project.audit.add(Deed.AUTO_PROMOTION, person(), text="on" if on else "off")


def auto_promotion(project: Project) -> bool:
    """Whether a person has chosen that; nobody has in a new project."""
    newest = project.audit.newest(Deed.AUTO_PROMOTION).get(None)
    return newest is not None and newest.text == "on"


def promote_if_safe(project: Project) -> bool:
    """Where a person has chosen so, let a new model judge that loses nothing; noted like any decision."""
    if not auto_promotion(project):
        return False
    gate = read_gate(project)
    if gate is None or not gate.balance.safe:
        return False
    promote(project, gate.challenger.id, Deed.AUTO_PROMOTED)
    return True


def keep_champion(project: Project, model_id: int) -> None:
    """Let the model before go on judging; the new one is kept among the models."""
    with project.transaction():
        project.models.retire(model_id)
        project.audit.add(Deed.KEPT_BEFORE, person(), model_id)
    forget_maps(project)


def discard(project: Project, model_id: int) -> None:
    """Let the model before go on judging, and throw the new one's files away; its scores stay on record."""
    model = project.models.get(model_id)
    keep_champion(project, model_id)
    project.audit.add(Deed.DISCARDED, person(), model_id)
    shutil.rmtree(model.folder, ignore_errors=True)


def forget_maps(project: Project) -> None:
    """Keep the maps of the model that judges and of an undecided one."""
    kept = (project.models.active(), project.models.candidate())
    project.maps.drop_models_except([model.id for model in kept if model is not None])


class _Pair:
    """Two models' scores of the same images."""

    def __init__(self, champion: ModelRecord, challenger: ModelRecord, before: Scores, after: Scores) -> None:
        self._scores = (before, after)
        cuts = [_level_cut(model) for model in (champion, challenger)]
        self._cuts = None if None in cuts else [cut for cut in cuts if cut is not None]

    def row(self, kind: DefectType | None, images: Sequence[ImageRecord], taught: Taught) -> KindRow:
        """Count the parts of a kind that either model stops."""
        unseen = [image for image in images if image not in taught]
        measured = unseen or images
        old, new = (_stopped(measured, scores) for scores in self._scores)
        alike = None
        if self._cuts is not None:
            shares = [
                Share(sum(scores[image.id].score >= cut for image in measured), len(measured))
                for scores, cut in zip(self._scores, self._cuts, strict=True)
            ]
            alike = (shares[0], shares[1])
        return KindRow(kind, bool(unseen), old, new, alike)

    def told(self, images: Sequence[ImageRecord], taught: Taught) -> Told | None:
        """On parts neither has learned from, where there are any of a kind."""
        sides, taught_only = [], set()
        for verdict in (Verdict.OK, Verdict.NG):
            of_kind = [image for image in images if image.verdict is verdict]
            if not of_kind:
                return None
            measured = [image for image in of_kind if image not in taught]
            if not measured:
                taught_only.add(verdict)
            measured = measured or of_kind
            sides.append(np.array([[scores[i.id].score for i in measured] for scores in self._scores]))
        good, bad = sides
        return Told(paired_auroc(good, bad), good.shape[1], bad.shape[1], frozenset(taught_only))


def _level_cut(model: ModelRecord) -> float | None:
    """Score that one good part in twenty reaches; None: too few are held out to say."""
    scores = calibration_of(model.manifest).normal_scores
    return cut_at_level(scores, REVIEW_LEVEL) if len(scores) >= normals_needed(REVIEW_LEVEL) else None


def _balance(
    flips: Sequence[Flip],
    news: Sequence[ImageRecord],
    types: Sequence[DefectType],
    after: Scores,
    taught: Taught,
) -> Balance:
    effects = [flip.effect for flip in flips]
    found = []
    for kind in types:
        fresh = [image for image in news if image.shows(kind.id)]
        if fresh:
            found.append(News(kind, _stopped(fresh, after), sum(image in taught for image in fresh)))
    return Balance(
        tuple(found),
        effects.count(Effect.DEFECT_LOST),
        effects.count(Effect.FALSE_ALARM) - effects.count(Effect.FALSE_ALARM_GONE),
    )


def _stopped(images: Sequence[ImageRecord], scores: Scores) -> Share:
    return Share(sum(1 for image in images if scores[image.id].verdict is not Verdict.OK), len(images))


def _is_untyped(image: ImageRecord) -> bool:
    """A defective part without paint that came without a type."""
    return image.verdict is Verdict.NG and not image.painted_type_ids and image.defect_type_id is None


def _effect(image: ImageRecord, before: ImageScore, after: ImageScore) -> Effect:
    """Between review and NG a person looks either way: nothing is lost or won."""
    passed, passes = before.verdict is Verdict.OK, after.verdict is Verdict.OK
    if image.verdict is Verdict.NG and passed is not passes:
        return Effect.DEFECT_LOST if passes else Effect.DEFECT_FOUND
    if image.verdict is Verdict.OK and passed is not passes:
        return Effect.FALSE_ALARM_GONE if passes else Effect.FALSE_ALARM
    return Effect.OPEN
