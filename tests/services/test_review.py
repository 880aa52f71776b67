"""Decisions of the review are kept like any other, can be undone, and hold until there is a newer model."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import plant
from service_parts import make_project

from bgad_studio.core.records import Verdict
from bgad_studio.core.review import Queued, Reason
from bgad_studio.services.bulk import remove
from bgad_studio.services.project import Project
from bgad_studio.services.review import decide, read_queue, take_back


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Ten good parts, two defective ones, two nobody has judged; the model says NG of all."""
    made = tmp_path / "Line.bgad"
    make_project(made).close()
    plant(made)
    return made


def queue(project: Project) -> tuple[Queued, ...]:
    return read_queue(project, project.images.all())


def test_without_a_model_nothing_is_asked(tmp_path: Path) -> None:
    with make_project(tmp_path / "Line.bgad") as project:
        assert queue(project) == ()


def test_a_decision_is_kept_as_a_verdict_and_the_part_leaves(path: Path) -> None:
    with Project.open(path) as project:
        asked = queue(project)
        assert len(asked) == 12
        first = next(item for item in asked if item.reason is Reason.ALARM)
        done = decide(project, first.image_id, Verdict.NG)
        assert (done.before.verdict, done.now.verdict) == (Verdict.OK, Verdict.NG)
        assert project.images.judged_by(first.image_id) not in (None, "test")
        assert {item.image_id for item in queue(project)} == {item.image_id for item in asked} - {
            first.image_id
        }


def test_who_stays_with_a_contradiction_is_not_asked_again_by_the_same_model(path: Path) -> None:
    with Project.open(path) as project:
        first = next(item for item in queue(project) if item.reason is Reason.ALARM)
        decide(project, first.image_id, Verdict.OK)
        assert first.image_id not in {item.image_id for item in queue(project)}
    plant(path)
    with Project.open(path) as project:
        assert first in queue(project)


def test_unsure_is_an_answer_too(path: Path) -> None:
    with Project.open(path) as project:
        first = queue(project)[0]
        decide(project, first.image_id, Verdict.UNSURE)
        assert first.image_id not in [item.image_id for item in queue(project)]


@pytest.mark.parametrize("reason", [Reason.ALARM, Reason.STRANGE])
def test_what_is_taken_back_is_asked_again(path: Path, reason: Reason) -> None:
    with Project.open(path) as project:
        before = queue(project)
        first = next(item for item in before if item.reason is reason)
        done = decide(project, first.image_id, Verdict.NG)
        assert take_back(project, done).verdict is done.before.verdict
        assert queue(project) == before


def test_a_removed_part_is_not_asked_about(path: Path) -> None:
    with Project.open(path) as project:
        first = queue(project)[0]
        remove(project, [first.image_id])
        assert first.image_id not in {item.image_id for item in queue(project)}
