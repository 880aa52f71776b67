"""Thresholds between good, review and defective: a model's own, or the ones a person chose for it."""

from __future__ import annotations

from bgad_studio.core.records import ModelRecord
from bgad_studio.core.thresholds import Thresholds, cut_at_level
from bgad_studio.services.annotate import person
from bgad_studio.services.project import Project
from bgad_studio.services.results import calibration_of


def thresholds_of(project: Project, model: ModelRecord) -> Thresholds:
    """The thresholds a model judges by now."""
    own = calibration_of(model.manifest).thresholds
    chosen = project.models.cuts(model.id)
    return own if chosen is None else own.moved(*chosen)


def choose_cuts(project: Project, model: ModelRecord, review: float, ng: float) -> Thresholds:
    """Let a model judge by these thresholds from now on; nothing is scored again.

    Args:
        project: Open.
        model: Of the project.
        review: Scores from here on need a person.
        ng: Scores from here on are defective; a smaller one than ``review`` leaves no band for review.

    Returns:
        The thresholds now.
    """
    chosen = calibration_of(model.manifest).thresholds.moved(review, ng)
    project.models.choose_cuts(model.id, person(), chosen.review, chosen.ng)
    return chosen


def choose_levels(project: Project, model: ModelRecord, review: float, ng: float) -> Thresholds:
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
    return choose_cuts(project, model, cut_at_level(unseen, review), cut_at_level(unseen, ng))


def reset_cuts(project: Project, model: ModelRecord) -> Thresholds:
    """Let a model judge by its own thresholds again."""
    own = calibration_of(model.manifest).thresholds
    return choose_cuts(project, model, own.review, own.ng)
