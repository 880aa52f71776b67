"""Sides never change, the gate tells what would change, and a decision can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from bgad_studio.core.intervals import Share
from bgad_studio.core.records import MaskOrigin, ModelRecord, ModelState, RunOutcome, Verdict
from bgad_studio.services.annotate import keep_mask
from bgad_studio.services.gate import Effect, discard, keep_champion, promote, read_gate
from bgad_studio.services.project import Project
from bgad_studio.services.sides import draw_sides
from bgad_studio.services.train import readiness
from bgad_studio.store.images import NewImage

OK, NG, REVIEW = Verdict.OK, Verdict.NG, Verdict.UNSURE


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Ten good parts (1-10), ten scratched ones (11-20), one without a verdict (21)."""
    with Project.create(tmp_path / "Line 1.bgad") as made:
        names = [f"{number:02d}.png" for number in range(1, 22)]
        made.images.add([NewImage(tmp_path / name, name, name, 8, 6, name) for name in names])
        made.masks.add_defect_type("scratch")
        made.images.set_verdict(range(1, 11), OK, "test")
        made.images.set_verdict(range(11, 21), NG, "test")
        for image in made.images.some(range(11, 21)):
            keep_mask(made, image, np.ones((6, 8), np.uint8), MaskOrigin.DRAWN)
        yield made


def _model(project: Project, verdicts: dict[int, Verdict]) -> ModelRecord:
    """A model that learned as things stand and says ``verdicts``, OK of all others."""
    snapshot = project.runs.add_snapshot(draw_sides(project, project.images.all()).items)
    run = project.runs.start(snapshot.id, "{}")
    project.runs.finish(run.id, RunOutcome.FINISHED, None, 1.0)
    number = project.models.next_number()
    folder = project.models_dir / f"{number:04d}"
    folder.mkdir()
    model = project.models.add(number, run.id, snapshot.id, folder.name, "{}")
    rows = [(image.id, 1.0, verdicts.get(image.id, OK)) for image in project.images.all()]
    project.models.save_scores(model.id, rows)
    project.maps.save(model.id, {1: b"map"})
    return model


def test_the_first_five_of_a_type_teach_and_then_all_but_every_fourth(project: Project) -> None:
    sides = draw_sides(project, project.images.all())
    assert [image.id for image in sides.held_out] == [16, 20]
    assert [image.id for image in sides.known] == [11, 12, 13, 14, 15, 17, 18, 19]


def test_a_defect_never_changes_its_side(project: Project) -> None:
    project.runs.add_snapshot(draw_sides(project, project.images.all()).items)
    for image in project.images.some([11, 12, 13]):
        keep_mask(project, image, np.zeros((6, 8), np.uint8), MaskOrigin.DRAWN)
    sides = draw_sides(project, project.images.all())
    assert [image.id for image in sides.held_out] == [16, 20]


def test_new_paint_is_counted_as_news(project: Project) -> None:
    assert readiness(project).news == 0  # no model: nothing is news
    promote(project, _model(project, {}).id)
    assert readiness(project).news == 0
    image = project.images.get(21)
    project.images.set_verdict([21], NG, "test")
    keep_mask(project, image, np.ones((6, 8), np.uint8), MaskOrigin.DRAWN)
    keep_mask(project, project.images.get(11), np.eye(6, 8, dtype=np.uint8), MaskOrigin.DRAWN)
    assert readiness(project).news == 2


def test_there_is_no_gate_without_an_undecided_model(project: Project) -> None:
    assert read_gate(project) is None
    promote(project, _model(project, {}).id)
    assert read_gate(project) is None


def test_the_gate_lists_every_changed_verdict_the_worst_first(project: Project) -> None:
    promote(project, _model(project, {11: NG, 12: NG, 13: NG, 2: NG, 21: OK}).id)
    _model(project, {12: NG, 13: REVIEW, 14: NG, 1: NG, 21: NG})
    gate = read_gate(project)
    assert gate is not None
    flips = [(flip.record.id, flip.effect) for flip in gate.flips]
    assert flips == [
        (11, Effect.DEFECT_LOST),
        (1, Effect.FALSE_ALARM),
        (13, Effect.OPEN),
        (21, Effect.OPEN),
        (2, Effect.FALSE_ALARM_GONE),
        (14, Effect.DEFECT_FOUND),
    ]
    assert gate.harmful == 2


def test_kinds_are_measured_on_unseen_parts_where_there_are_any(project: Project) -> None:
    promote(project, _model(project, {16: NG}).id)
    _model(project, {16: NG, 20: REVIEW, 11: NG})
    gate = read_gate(project)
    assert gate is not None
    scratch = gate.rows[-1]
    assert scratch.unseen
    assert (scratch.champion, scratch.challenger) == (Share(1, 2), Share(2, 2))


def test_a_kind_without_unseen_parts_shows_the_learned_ones_and_says_so(project: Project) -> None:
    project.images.set_verdict(range(16, 21), None, "test")
    promote(project, _model(project, {11: NG}).id)
    _model(project, {11: NG, 12: NG})
    gate = read_gate(project)
    assert gate is not None
    assert not gate.rows[-1].unseen
    assert gate.rows[-1].challenger == Share(2, 5)


def test_promoting_keeps_the_model_before_for_rolling_back(project: Project) -> None:
    first = _model(project, {11: NG})
    promote(project, first.id)
    second = _model(project, {12: NG})
    promote(project, second.id)
    assert project.images.get(12).score.verdict is NG
    assert project.maps.load(1, first.id) is None
    promote(project, first.id)
    assert project.images.get(11).score.verdict is NG
    assert project.images.get(12).score.verdict is OK
    assert first.folder.is_dir()


def test_keeping_and_discarding_leave_the_model_before_in_use(project: Project) -> None:
    first = _model(project, {})
    promote(project, first.id)
    second, third = _model(project, {}), None
    keep_champion(project, second.id)
    assert project.models.active().id == first.id
    assert second.folder.is_dir()
    third = _model(project, {})
    discard(project, third.id)
    assert not third.folder.exists()
    assert project.models.candidate() is None
    assert project.models.get(third.id).state is ModelState.RETIRED
    assert project.models.scores(third.id)
