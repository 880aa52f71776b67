"""Thresholds of a model: its own, or the ones a person chose for it, and how."""

from __future__ import annotations

from dataclasses import dataclass

from bgad_studio.core.evidence import Evidence, cut_by_cost, cut_by_recall
from bgad_studio.core.how_set import ByHand, ByLevels, ContourChoice, Costs, CutChoice, HowSet, Own
from bgad_studio.core.records import Deed, ModelRecord
from bgad_studio.core.thresholds import Thresholds, cut_at_level
from bgad_studio.services.annotate import person
from bgad_studio.services.project import Project
from bgad_studio.services.results import calibration_of, contour_of


@dataclass(frozen=True, slots=True)
class Judging:
    """By what a model judges now.

    Attributes:
        thresholds: In force.
        cuts: The person's newest choice of review and NG, or None.
        contour: The person's newest choice of where regions begin, or None.
        parts_per_shift: As a person entered it; None: nobody did.
    """

    thresholds: Thresholds
    cuts: CutChoice | None = None
    contour: ContourChoice | None = None
    parts_per_shift: int | None = None


def thresholds_of(project: Project, model: ModelRecord) -> Thresholds:
    """The thresholds a model judges by now."""
    return _moved(project, model, project.models.cut_choice(model.id))


def judging_of(project: Project, model: ModelRecord) -> Judging:
    """The same, and how it came to that."""
    cuts = project.models.cut_choice(model.id)
    shift = project.audit.newest(Deed.PARTS_PER_SHIFT).get(None)
    return Judging(
        _moved(project, model, cuts),
        cuts,
        project.models.contour_choice(model.id),
        None if shift is None else int(shift.text),
    )


def choose_cuts(
    project: Project, model: ModelRecord, review: float, ng: float, how: HowSet | None = None
) -> None:
    """Let a model judge by these thresholds from now on; nothing is scored again.

    Args:
        project: Open.
        model: Of the project.
        review: Scores from here on need a person.
        ng: Scores from here on are defective; a smaller one than ``review`` leaves no band for review.
        how: How they were found; None: by hand.
    """
    project.models.choose_cuts(model.id, person(), min(review, ng), ng, how or ByHand())


def choose_levels(project: Project, model: ModelRecord, review: float, ng: float) -> None:
    """Let a model judge so that, on average, these shares of good parts reach review, and NG.

    Args:
        project: Open.
        model: Of the project; its good parts kept aside decide.
        review: In (0, 1).
        ng: In (0, 1), not above ``review``.

    Raises:
        StudioError: LEVEL_NOT_SUPPORTED, naming how many good parts the level needs; nothing is changed.
    """
    calibration = calibration_of(model.manifest)
    # scores that training or a choice has seen promise nothing, however many there are
    unseen = calibration.normal_scores if calibration.thresholds.calibrated else ()
    cuts = cut_at_level(unseen, review), cut_at_level(unseen, ng)
    choose_cuts(project, model, *cuts, ByLevels(review, ng))


def choose_by_cost(project: Project, model: ModelRecord, costs: Costs) -> None:
    """Put the NG line where mistakes cost least; the review line stays, or goes down with it.

    Raises:
        StudioError: NO_UNSEEN_DEFECT, NO_UNSEEN_GOOD; nothing is changed.
    """
    ng, how = cut_by_cost(evidence_of(project, model), costs)
    choose_cuts(project, model, thresholds_of(project, model).review, ng, how)


def choose_by_recall(project: Project, model: ModelRecord, share: float) -> None:
    """Put the review line as high as still stops this share of defective parts; NG stays, or goes up with it.

    Raises:
        StudioError: NO_MARKED_DEFECT; nothing is changed.
    """
    review, how = cut_by_recall(evidence_of(project, model), share)
    choose_cuts(project, model, review, max(thresholds_of(project, model).ng, review), how)


def reset_cuts(project: Project, model: ModelRecord) -> None:
    """Let a model judge by its own thresholds again."""
    own = calibration_of(model.manifest).thresholds
    choose_cuts(project, model, own.review, own.ng, Own())


def choose_contour(project: Project, model: ModelRecord, value: float | None) -> None:
    """Let regions begin at this map value from now on, wherever they are shown; None: at the model's own."""
    project.models.choose_contour(model.id, person(), value)


def set_parts_per_shift(project: Project, parts: int) -> None:
    """Note how many parts come in a shift."""
    project.audit.add(Deed.PARTS_PER_SHIFT, person(), text=str(parts))


def evidence_of(project: Project, model: ModelRecord) -> Evidence:
    """What a model says of parts it has learned from, and of others."""
    scores = project.models.scores(model.id)
    return Evidence.of(
        project.images.all(),
        lambda record: scores[record.id].score if record.id in scores else None,
        project.runs.taught_by([model.snapshot_id]),
    )


def _moved(project: Project, model: ModelRecord, cuts: CutChoice | None) -> Thresholds:
    own = calibration_of(model.manifest).thresholds
    moved = own if cuts is None else own.moved(cuts.review, cuts.ng)
    return moved.outlined(contour_of(project, model))
