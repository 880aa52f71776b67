"""What is done to many parts at once lasts, can be taken back, and is respected by training."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from service_parts import make_project

from bgad_studio.core.records import ImageRecord, Role, Verdict
from bgad_studio.services import bulk
from bgad_studio.services.annotate import add_defect_type, load_mask, set_verdict
from bgad_studio.services.project import Project
from bgad_studio.services.sides import draw_sides


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "P.bgad", good=12, marked=2) as made:
        yield made


def _of(project: Project, start: str) -> list[ImageRecord]:
    return [image for image in project.images.all() if image.name.startswith(start)]


def _ids(images: list[ImageRecord]) -> list[int]:
    return [image.id for image in images]


def test_removed_parts_are_gone_and_come_back_with_their_labels(project: Project, tmp_path: Path) -> None:
    before = _of(project, "bad")
    bulk.remove(project, _ids(before))
    assert _of(project, "bad") == []
    assert draw_sides(project, project.images.all()).known == []
    assert all(image.path.is_file() for image in before)
    project.close()
    with Project.open(project.path) as again:
        assert _of(again, "bad") == []
        assert bulk.bring_back(again, _ids(before)) == before
        assert _of(again, "bad") == before
        assert load_mask(again, before[0].id) is not None


def test_a_part_held_out_measures_and_does_not_teach(project: Project) -> None:
    sides = draw_sides(project, project.images.all())
    chosen = [sides.normal[0], sides.known[0]]
    held = bulk.hold_out(project, _ids(chosen), True)
    assert held.taught == 0
    assert all(record.hold_out for record in held.records)
    sides = draw_sides(project, project.images.all())
    assert chosen[0].id in _ids(sides.calibration)
    assert chosen[0].id not in _ids(sides.normal + sides.validation)
    assert chosen[1].id in _ids(sides.held_out)
    assert chosen[1].id not in _ids(sides.known)
    bulk.hold_out(project, _ids(chosen), False)
    sides = draw_sides(project, project.images.all())
    assert chosen[0].id in _ids(sides.normal)
    assert chosen[1].id in _ids(sides.known)


def test_a_part_that_has_taught_goes_on_teaching(project: Project) -> None:
    sides = draw_sides(project, project.images.all())
    project.runs.add_snapshot(sides.items)
    chosen = [sides.normal[0], sides.known[0]]
    assert bulk.hold_out(project, _ids(chosen), True).taught == 2
    assert draw_sides(project, project.images.all()).items == sides.items


def test_a_part_that_measured_a_model_may_be_held_out(project: Project) -> None:
    sides = draw_sides(project, project.images.all())
    project.runs.add_snapshot([item for item in sides.items if item.role is Role.NORMAL_HOLDOUT])
    assert bulk.hold_out(project, [sides.normal[0].id], True).taught == 0
    assert sides.normal[0].id in _ids(draw_sides(project, project.images.all()).calibration)


def test_a_handful_of_good_parts_still_teaches_without_those_held_out(tmp_path: Path) -> None:
    with make_project(tmp_path / "Few.bgad", good=6, marked=0) as project:
        wish = project.images.all()[0]
        bulk.hold_out(project, [wish.id], True)
        sides = draw_sides(project, project.images.all())
        assert wish.id not in _ids(sides.normal)
        assert len(sides.normal) == 5


def test_a_defect_type_for_many_makes_them_ng_and_a_later_ng_keeps_it(project: Project) -> None:
    scratch = add_defect_type(project, "scratch")
    ids = _ids(_of(project, "new"))
    records = bulk.set_defect_type(project, ids, scratch.id)
    assert {(r.verdict, r.defect_type_id) for r in records} == {(Verdict.NG, scratch.id)}
    records = set_verdict(project, ids, Verdict.NG)
    assert {r.defect_type_id for r in records} == {scratch.id}
    records = set_verdict(project, ids, Verdict.OK)
    assert {(r.verdict, r.defect_type_id) for r in records} == {(Verdict.OK, None)}


def test_verdicts_come_back_as_they_were(project: Project) -> None:
    before = project.images.all()
    set_verdict(project, _ids(before), Verdict.UNSURE)
    after = bulk.judge_as_before(project, before)
    assert after == before
    assert project.images.all() == before


def test_removed_parts_are_listed_as_they_were_until_they_are_back(project: Project) -> None:
    before = project.images.all()
    gone = before[1:3]
    bulk.remove(project, _ids(gone))
    assert bulk.removed(project) == gone
    bulk.bring_back(project, _ids(gone[:1]))
    assert bulk.removed(project) == gone[1:]
