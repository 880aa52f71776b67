"""The queue of parts a person should look at, and what they decide there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bgad_studio.core.records import ImageRecord, Mark, Verdict
from bgad_studio.core.review import Queued, review_queue
from bgad_studio.services.annotate import person, set_verdict
from bgad_studio.services.bulk import judge_as_before
from bgad_studio.services.cuts import thresholds_of
from bgad_studio.services.project import Project


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A part as it was before a decision in the review, and as it is now."""

    before: ImageRecord
    now: ImageRecord


def read_queue(project: Project, records: Iterable[ImageRecord]) -> tuple[Queued, ...]:
    """What a person should look at, in that order; empty without a model.

    A part leaves the queue with a decision in the review, whatever was decided, until there is a newer model.

    Args:
        project: Open.
        records: All of its images as they are now.
    """
    model = project.models.active()
    if model is None:
        return ()
    cuts = thresholds_of(project, model)
    return review_queue(records, project.images.reviewed(model.created), cuts.review, cuts.ng)


def decide(project: Project, image_id: int, verdict: Verdict) -> Reviewed:
    """Keep a person's verdict on a part of the queue, and that it was looked at.

    Raises:
        KeyError: If there is no such part.
    """
    with project.transaction():
        before = project.images.get(image_id)
        (now,) = set_verdict(project, [image_id], verdict)
        project.images.mark([image_id], Mark.REVIEWED, True, person())
    return Reviewed(before, now)


def take_back(project: Project, decided: Reviewed) -> ImageRecord:
    """Give a part the verdict it had before; it belongs to the queue again."""
    with project.transaction():
        project.images.mark([decided.before.id], Mark.REVIEWED, False, person())
        (now,) = judge_as_before(project, [decided.before])
    return now
