"""What a person does to many parts at once; each can be taken back, and nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bgad_studio.core.records import ImageRecord, Mark, Verdict
from bgad_studio.services.annotate import person
from bgad_studio.services.project import Project


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What came of a wish to hold parts out.

    Attributes:
        records: The parts as they are now.
        taught: How many of them already taught a model and therefore go on teaching.
    """

    records: list[ImageRecord]
    taught: int


def remove(project: Project, ids: Sequence[int]) -> None:
    """Take parts out of the project: not from the disk, and with everything a person made of them kept."""
    project.images.mark(ids, Mark.REMOVED, True, person())


def removed(project: Project) -> list[ImageRecord]:
    """Parts that were taken out and can be brought back."""
    return project.images.removed()


def bring_back(project: Project, ids: Sequence[int]) -> list[ImageRecord]:
    """Take removed parts in again, as they were."""
    project.images.mark(ids, Mark.REMOVED, False, person())
    return project.images.some(ids)


def hold_out(project: Project, ids: Sequence[int], holds: bool) -> HeldOut:
    """Let parts measure instead of teaching, or take that back; what has taught stays where it is."""
    project.images.mark(ids, Mark.HOLD_OUT, holds, person())
    taught = project.runs.taught().intersection(ids) if holds else ()
    return HeldOut(project.images.some(ids), len(taught))


def set_defect_type(project: Project, ids: Sequence[int], type_id: int) -> list[ImageRecord]:
    """Say which defect parts have: they are NG; paint on a part goes on saying it for itself."""
    return project.images.set_verdict(ids, Verdict.NG, person(), type_id)


def judge_as_before(project: Project, before: Sequence[ImageRecord]) -> list[ImageRecord]:
    """Give parts the verdicts and the defect types again that these records hold."""
    with project.transaction():
        for record in before:
            project.images.set_verdict([record.id], record.verdict, person(), record.defect_type_id)
        return project.images.some([record.id for record in before])
