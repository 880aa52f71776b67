"""Who decided what: all that is kept is listed, with what was before and which model judged then."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from planted import THRESHOLDS, plant
from service_parts import EDGE, make_project
from sqlalchemy import insert, text

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.history import EVERYTHING, Kind, Source, Told, Wanted
from bgad_studio.core.paper import Tongue
from bgad_studio.core.progress import result_of
from bgad_studio.core.records import ImageRecord, Mark, Verdict
from bgad_studio.services.annotate import (
    first_defect_type,
    person,
    rename_defect_type,
    save_mask,
    set_verdict,
)
from bgad_studio.services.cuts import choose_contour, choose_cuts
from bgad_studio.services.gate import keep_champion, promote
from bgad_studio.services.history import PAGE, History, export_history, row
from bgad_studio.services.inspection.judge import begin
from bgad_studio.services.models import rename_model
from bgad_studio.services.project import Project
from bgad_studio.store.schema import VerdictEntry

ENGLISH = Tongue("History")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Ten good parts, two marked, two unjudged, and a model that judges."""
    path = tmp_path / "Line.bgad"
    make_project(path).close()
    plant(path)
    with Project.open(path) as opened:
        yield opened


def _good(project: Project) -> ImageRecord:
    return next(image for image in project.images.all() if image.verdict is Verdict.OK)


def _told(project: Project, wanted: Wanted = EVERYTHING) -> list[Told]:
    history = History(project, wanted)
    return history.read(history.keys)


def _rows(project: Project, wanted: Wanted = EVERYTHING) -> list[tuple[str, ...]]:
    return [row(ENGLISH, told)[1:] for told in _told(project, wanted)]


def test_a_verdict_is_told_with_what_it_was_and_by_which_model_and_thresholds(project: Project) -> None:
    part = _good(project)
    set_verdict(project, [part.id], Verdict.NG)
    model = project.models.active()
    assert model is not None
    choose_cuts(project, model, 3.0, 5.0)
    set_verdict(project, [part.id], None)
    taken, moved, given = _rows(project)[:3]
    score = "score 9.00"
    assert given == (person(), "Verdict", part.name, "OK", "NG", f"1 · review 4.00, NG 6.00 · {score}")
    assert moved[1:5] == ("Thresholds", "model 1", "the model's own", "3.00 / 5.00")
    assert taken[3:] == ("NG", "no verdict", f"1 · review 3.00, NG 5.00 · {score}")


def test_paint_is_told_with_its_defects_before_and_after(project: Project) -> None:
    part = _good(project)
    save_mask(project, part.id, np.full((EDGE, EDGE), 1, np.uint8))
    save_mask(project, part.id, np.zeros((EDGE, EDGE), np.uint8))
    rows = _rows(project, Wanted(kind=Kind.PAINT))
    assert [line[2:5] for line in rows[:2]] == [
        (part.name, "dent", "nothing"),
        (part.name, "nothing", "dent"),
    ]


def test_models_inspections_marks_and_folders_are_told(project: Project, tmp_path: Path) -> None:
    project.close()
    newer = plant(tmp_path / "Line.bgad", judges=False)
    other = plant(tmp_path / "Line.bgad", judges=False)
    with Project.open(tmp_path / "Line.bgad") as again:
        promote(again, newer.id)
        keep_champion(again, other.id)
        rename_model(again, newer.id, "night shift")
        begin(again, tmp_path / "camera", watch=True)
        part = again.images.all()[0]
        again.images.mark([part.id], Mark.HOLD_OUT, True, "Ms Li")
        rows = _rows(again)
    assert rows[0][:5] == ("Ms Li", "Held out to measure", part.name, "no", "yes")
    assert rows[1][1:3] == ("Inspection begun", str(tmp_path / "camera"))
    assert rows[1][4] == "4.00 / 6.00"
    assert rows[2][1:5] == ("Renamed", "model 2", "", "night shift")
    assert rows[3][1:3] == ("Not promoted", "model 3")
    assert rows[4][1:5] == ("Judges from now on", "model 2", "model 1", "model 2")
    assert [line[1:3] for line in rows if line[1] == "Trained"] == [
        ("Trained", "model 3"),
        ("Trained", "model 2"),
        ("Trained", "model 1"),
    ]
    assert rows[0][5].startswith("2 · ")


def test_where_regions_begin_is_a_decision_too(project: Project) -> None:
    model = project.models.active()
    assert model is not None
    choose_contour(project, model, 5.5)
    choose_contour(project, model, None)
    back, moved = _rows(project, Wanted(kind=Kind.THRESHOLDS))[:2]
    assert moved[1:5] == ("Where regions begin", "model 1", "the model's own", "5.50")
    assert back[3:5] == ("5.50", "the model's own")


def test_every_source_that_is_kept_is_listed_newest_first(project: Project) -> None:
    told = _told(project)
    assert {one.event.source for one in told} >= {Source.VERDICT, Source.PAINT, Source.TRAINED}
    times = [one.event.at for one in told]
    assert times == sorted(times, reverse=True)
    assert len(told) == len(History(project, EVERYTHING).keys) > 10


def test_filters_by_person_kind_time_and_words(project: Project) -> None:
    part = project.images.all()[3]
    project.images.set_verdict([part.id], Verdict.UNSURE, "Ms Li")
    assert [one.event.who for one in _told(project, Wanted(who="Ms Li"))] == ["Ms Li"]
    assert {one.event.source for one in _told(project, Wanted(kind=Kind.VERDICTS))} == {Source.VERDICT}
    now = datetime.now(UTC)
    everything = len(_told(project))
    assert len(_told(project, Wanted(since=now - timedelta(hours=1)))) == everything
    assert _told(project, Wanted(since=now + timedelta(hours=1))) == []
    assert _told(project, Wanted(until=now - timedelta(hours=1))) == []
    found = _told(project, Wanted(text=part.name.upper()))
    assert {one.event.part for one in found} == {part.name}
    assert [one.event.who for one in _told(project, Wanted(text="ms l"))] == ["Ms Li"]
    assert _told(project, Wanted(text="%")) == []
    assert "Ms Li" in History(project, EVERYTHING).people


def test_the_table_holds_all_that_is_listed_in_the_language_asked_for(
    project: Project, tmp_path: Path
) -> None:
    file = tmp_path / "decisions.csv"
    loud = Tongue("History", lambda _context, words: words.upper(), "xx")
    result_of(export_history(project, Wanted(kind=Kind.VERDICTS), file, loud))
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0][:3] == ["WHEN", "WHO", "WHAT"]
    assert len(rows) - 1 == len(History(project, Wanted(kind=Kind.VERDICTS)).keys)
    assert {line[2] for line in rows[1:]} == {"VERDICT"}


def test_a_table_that_cannot_be_written_leaves_no_half(project: Project, tmp_path: Path) -> None:
    (tmp_path / "decisions.csv").mkdir()
    with pytest.raises(StudioError) as caught:
        result_of(export_history(project, EVERYTHING, tmp_path / "decisions.csv", ENGLISH))
    assert caught.value.problem is problems.EXPORT_UNWRITABLE
    assert not (tmp_path / "decisions.csv.part").exists()


def test_of_a_hundred_thousand_decisions_only_the_pages_looked_at_are_read(project: Project) -> None:
    ids = [image.id for image in project.images.all()]
    start = datetime(2020, 1, 1, tzinfo=UTC)
    many = [
        {"image_id": ids[n % len(ids)], "at": start + timedelta(seconds=n), "who": "Ms Li", "verdict": "ok"}
        for n in range(100_000)
    ]
    with project.transaction():
        project._database._open.execute(insert(VerdictEntry), many)  # type: ignore[union-attr]
    history = History(project, Wanted(who="Ms Li"))
    assert len(history.keys) == 100_000
    page = history.read(history.keys[50_000 : 50_000 + PAGE])
    assert [one.event.id for one in page] == [number for _, number in history.keys[50_000 : 50_000 + PAGE]]
    with project._database.connection() as connection:
        plan = connection.execute(
            text(
                "EXPLAIN QUERY PLAN SELECT verdict FROM verdict WHERE image_id = 1 AND id < 9 "
                "ORDER BY id DESC LIMIT 1"
            )
        ).all()
    assert "USING INDEX" in str(plan)  # what was before is looked up, not searched


def test_a_judge_before_the_first_model_is_nobody(tmp_path: Path) -> None:
    with make_project(tmp_path / "New.bgad") as project:
        assert {told.judge for told in _told(project)} == {None}
        assert {line[5] for line in _rows(project)} == {""}


def test_the_first_model_judges_from_its_making_without_being_promoted(project: Project) -> None:
    set_verdict(project, [project.images.all()[0].id], Verdict.NG)
    judge = _told(project)[0].judge
    assert judge is not None
    assert (judge.number, judge.review, judge.ng) == (1, THRESHOLDS.review, THRESHOLDS.ng)


def test_a_renamed_defect_type_has_its_old_and_its_new_name(project: Project) -> None:
    kind = first_defect_type(project, "scratsh")
    old = kind.name
    rename_defect_type(project, kind.id, "scratch → deep")
    assert _rows(project)[0][1:5] == ("Defect type renamed", "", old, "scratch → deep")
