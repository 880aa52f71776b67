"""Sides never change, the gate tells what would change, and a decision can be taken back."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from bgad_studio.core.config import FAST
from bgad_studio.core.errors import StudioError
from bgad_studio.core.intervals import Share
from bgad_studio.core.jsonform import to_json
from bgad_studio.core.manifest import Calibration, Manifest, Origin, Runtime
from bgad_studio.core.maps import Aggregation
from bgad_studio.core.records import Deed, Mark, MaskOrigin, ModelRecord, ModelState, RunOutcome, Verdict
from bgad_studio.core.thresholds import Thresholds
from bgad_studio.services.annotate import keep_mask
from bgad_studio.services.cuts import evidence_of
from bgad_studio.services.gate import (
    Effect,
    auto_promotion,
    discard,
    keep_champion,
    promote,
    promote_if_safe,
    read_gate,
    set_auto_promotion,
)
from bgad_studio.services.models import (
    ABOUT_FILE,
    delete_model,
    export_model,
    list_models,
    rename_model,
)
from bgad_studio.services.project import Project
from bgad_studio.services.sides import draw_sides
from bgad_studio.services.train import readiness
from bgad_studio.store.images import NewImage

OK, NG, REVIEW = Verdict.OK, Verdict.NG, Verdict.UNSURE

GOOD_SCORES = tuple(number / 100 for number in range(40))
MANIFEST = to_json(
    Manifest(
        1,
        FAST,
        (),
        Calibration(Aggregation(4, 4, {}), Thresholds(0.5, 0.8, 0.5, 0, 1, 40, True), GOOD_SCORES, {}),
        Runtime("cpu", 1, "torch", {}),
        "0" * 64,
        Origin(),
        {},
    )
)


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
    model = project.models.add(number, run.id, snapshot.id, folder.name, MANIFEST)
    (folder / "manifest.json").write_text(MANIFEST)
    height = {OK: 0.2, REVIEW: 0.6, NG: 0.9}
    rows = [
        (image.id, height[verdict], verdict)
        for image in project.images.all()
        for verdict in [verdicts.get(image.id, OK)]
    ]
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


def test_another_picture_of_a_part_that_taught_is_no_unseen_one(project: Project) -> None:
    (twin,) = project.images.add([NewImage(project.path / "11b.png", "11b.png", "11b", 8, 6, "11.png")])
    promote(project, _model(project, {}).id)
    _model(project, {16: NG, 20: NG})
    project.images.set_verdict([twin.id], NG, "test")
    keep_mask(project, project.images.get(twin.id), np.ones((6, 8), np.uint8), MaskOrigin.DRAWN)
    gate = read_gate(project)
    assert gate is not None
    (row,) = [row for row in gate.rows if row.kind is not None]
    assert row.unseen
    assert (row.challenger.count, row.challenger.total) == (2, 2)
    evidence = evidence_of(project, gate.challenger)
    assert evidence.defective.tolist() == [0.9, 0.9]
    project.images.mark([11], Mark.REMOVED, True, "test")
    assert evidence_of(project, gate.challenger).defective.tolist() == [0.9, 0.9]


def test_new_paint_is_counted_as_news(project: Project) -> None:
    assert readiness(project).news == 0  # no model: nothing is news
    promote(project, _model(project, {}).id)
    assert readiness(project).news == 0
    image = project.images.get(21)
    project.images.set_verdict([21], NG, "test")
    keep_mask(project, image, np.ones((6, 8), np.uint8), MaskOrigin.DRAWN)
    keep_mask(project, project.images.get(11), np.eye(6, 8, dtype=np.uint8), MaskOrigin.DRAWN)
    assert readiness(project).news == 2


def test_a_defective_part_without_paint_is_news_until_a_model_has_learned_from_it(project: Project) -> None:
    project.images.set_verdict([21], OK, "test")
    promote(project, _model(project, {}).id)
    project.images.set_verdict([21], NG, "test")
    assert readiness(project).news == 1, "it was known as a good part"
    promote(project, _model(project, {}).id)
    assert readiness(project).news == 0


def test_defective_parts_without_a_type_have_a_row_of_their_own(project: Project) -> None:
    promote(project, _model(project, {}).id)
    project.images.set_verdict([21], NG, "test")
    _model(project, {21: NG})
    gate = read_gate(project)
    assert gate is not None
    row = gate.rows[-1]
    assert (row.untyped, row.kind, row.champion.count, row.challenger.count) == (True, None, 0, 1)


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


def _new_crack(project: Project) -> None:
    """Part 21 turns out to have a defect of another type."""
    crack = project.masks.add_defect_type("crack")
    project.images.set_verdict([21], NG, "test")
    keep_mask(project, project.images.get(21), np.full((6, 8), crack.id, np.uint8), MaskOrigin.DRAWN)


def test_the_balance_says_what_is_found_lost_and_stopped_in_vain(project: Project) -> None:
    promote(project, _model(project, {11: NG, 2: NG, 3: NG}).id)
    _new_crack(project)
    _model(project, {21: NG, 1: REVIEW})
    gate = read_gate(project)
    assert gate is not None
    (news,) = gate.balance.news
    assert (news.kind.name, news.stopped, news.taught) == ("crack", Share(1, 1), 1)
    assert (gate.balance.lost, gate.balance.alarms) == (1, -1)
    assert not gate.balance.safe


def test_recall_is_also_compared_where_both_raise_as_many_false_alarms(project: Project) -> None:
    promote(project, _model(project, {16: REVIEW}).id)
    _model(project, {16: NG, 20: NG})
    gate = read_gate(project)
    assert gate is not None
    assert gate.rows[-1].alike == (Share(1, 2), Share(2, 2))
    assert gate.told is not None
    totals = gate.rows[0].champion.total, gate.rows[-1].champion.total
    assert (gate.told.good, gate.told.defective) == totals
    assert gate.told.taught == frozenset(), "there are parts neither has learned from"
    assert gate.told.auroc.second > gate.told.auroc.first
    assert gate.told.auroc.low <= gate.told.auroc.second - gate.told.auroc.first <= gate.told.auroc.high


@pytest.mark.parametrize(
    ("chosen", "verdicts", "promoted"),
    [
        (True, {11: NG, 12: NG}, True),
        (False, {11: NG, 12: NG}, False),
        (True, {12: NG}, False),
        (True, {11: NG, 1: NG}, False),
    ],
)
def test_only_a_model_that_loses_nothing_judges_without_being_asked_and_only_where_chosen(
    project: Project, chosen: bool, verdicts: dict[int, Verdict], promoted: bool
) -> None:
    first = _model(project, {11: NG})
    promote(project, first.id)
    assert not auto_promotion(project)
    if chosen:
        set_auto_promotion(project, True)
    second = _model(project, verdicts)
    assert promote_if_safe(project) is promoted
    assert project.models.active().id == (second.id if promoted else first.id)
    deeds = [(entry.deed, entry.model_id) for entry in project.audit.all()]
    assert ((Deed.AUTO_PROMOTED, second.id) in deeds) is promoted
    assert all(entry.who for entry in project.audit.all())


def test_the_list_tells_what_changed_since_the_model_before(project: Project) -> None:
    promote(project, _model(project, {11: NG}).id)
    _new_crack(project)
    keep_mask(project, project.images.get(12), np.eye(6, 8, dtype=np.uint8), MaskOrigin.DRAWN)
    project.images.set_verdict([1], None, "test")
    rename_model(project, _model(project, {11: NG, 21: NG, 2: NG}).id, " with cracks ")
    newest, first = list_models(project, project.images.all())
    assert first.changes is None
    changes = newest.changes
    assert changes is not None
    assert (changes.parent, changes.defects_added, changes.repainted, changes.good_gone) == (1, 1, 1, 1)
    assert newest.name == "with cracks"
    assert (newest.found, newest.alarms) == (Share(0, 2), Share(1, 4))  # of those it has not learned from
    assert newest.bytes == len(MANIFEST)


def test_a_model_that_judges_or_waits_is_never_deleted_and_results_stay(project: Project) -> None:
    first = _model(project, {11: NG})
    promote(project, first.id)
    second = _model(project, {12: NG})
    for model in (first, second):
        with pytest.raises(StudioError, match="cannot be deleted"):
            delete_model(project, model.id)
        assert model.folder.is_dir()
    promote(project, second.id)
    delete_model(project, first.id)
    assert not first.folder.exists()
    assert project.models.scores(first.id)[11].verdict is NG
    assert [item.usable for item in list_models(project, project.images.all())] == [True, False]


def test_an_exported_model_carries_its_manifest_and_what_it_learned_from(
    project: Project, tmp_path: Path
) -> None:
    promote(project, _model(project, {11: NG}).id)
    (summary,) = list_models(project, project.images.all())
    file = tmp_path / "model.zip"
    export_model(project, summary, file)
    with zipfile.ZipFile(file) as archive:
        assert set(archive.namelist()) == {"manifest.json", ABOUT_FILE}
        assert archive.read("manifest.json").decode() == MANIFEST
        assert b'"defects":8' in archive.read(ABOUT_FILE)
    with pytest.raises(StudioError, match="cannot be written"):
        export_model(project, summary, tmp_path / "nowhere" / "model.zip")
    assert list(tmp_path.glob("*.part")) == []
