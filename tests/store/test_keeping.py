"""What a person made is only ever added to, and stays whatever happens around it."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from store_projects import add_pictures, counts, label_map, populate, raw

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError, Trouble
from bgad_studio.core.imaging.load import load_image
from bgad_studio.core.records import MAX_DEFECT_TYPES, MaskOrigin, RunOutcome, Verdict
from bgad_studio.services.project import DATABASE, MAPS, Project
from bgad_studio.store import schema
from bgad_studio.store.masks import COLOURS


def test_migrations_make_the_tables_of_the_model(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    Project.create(tmp_path / "P.bgad").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'P.bgad' / DATABASE}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.Base.metadata) == []
    engine.dispose()


def test_a_database_of_the_model_equals_a_migrated_one(tmp_path: Path) -> None:
    Project.create(tmp_path / "P.bgad").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'model.sqlite'}")
    schema.Base.metadata.create_all(engine)
    engine.dispose()

    def columns(file: Path) -> dict[str, list[tuple[object, ...]]]:
        connection = sqlite3.connect(file)
        listed = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'index')")
        names = {name for (name,) in listed} - {"alembic_version"}
        found = {name: connection.execute(f"PRAGMA table_info({name})").fetchall() for name in names}
        found |= {f"fk {n}": sorted(connection.execute(f"PRAGMA foreign_key_list({n})")) for n in names}
        connection.close()
        return {name: rows for name, rows in found.items() if "alembic" not in name}

    assert columns(tmp_path / "P.bgad" / DATABASE) == columns(tmp_path / "model.sqlite")


def test_a_full_project_keeps_its_rows(tmp_path: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        before = populate(project)
        records = project.images.all()
    assert all(before.values())
    with Project.open(tmp_path / "P.bgad") as project:
        assert counts(project) == before
        assert project.images.all() == records
        model = project.models.active()
        assert model is not None
        assert project.maps.load(records[0].id, model.id) == b"levels"


def test_verdicts_and_masks_are_only_added(tmp_path: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        (image,) = add_pictures(project, project.path / "images", 1)
        for verdict in (Verdict.OK, Verdict.NG, None):
            project.images.set_verdict([image], verdict, "anna")
        first = project.masks.add(image, label_map(1), (1,), MaskOrigin.DRAWN, "0")
        second = project.masks.add(image, label_map(2), (2,), MaskOrigin.DRAWN, "0")
        erased = project.masks.add(image, label_map(0), (), MaskOrigin.DRAWN, "0")
        record = project.images.get(image)
        assert (record.verdict, record.mask_id, record.painted_type_ids) == (None, None, ())
        assert project.masks.blob(first) == label_map(1)
        assert project.masks.blob(second) == label_map(2)
        assert project.masks.blob(erased) == label_map(0)
    rows = raw(tmp_path / "P.bgad", "SELECT verdict FROM verdict ORDER BY id")
    assert rows == [("ok",), ("ng",), (None,)]


def test_pictures_inside_and_beside_are_found_in_a_renamed_and_in_a_moved_project(tmp_path: Path) -> None:
    line = tmp_path / "line"
    with Project.create(line / "P.bgad") as project:
        add_pictures(project, project.path / "images", 2)
        add_pictures(project, line / "camera", 2, start=2)
        add_pictures(project, tmp_path / "far away", 1, start=4)
    (line / "P.bgad").rename(line / "Q.bgad")
    shutil.move(line, tmp_path / "moved")
    with Project.open(tmp_path / "moved" / "Q.bgad") as project:
        values = [int(load_image(record.path, record.sha256)[0, 0, 0]) for record in project.images.all()]
    assert values == [0, 1, 2, 3, 4]


def test_a_transaction_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        before = populate(project)
        with pytest.raises(RuntimeError), project.transaction():
            add_pictures(project, project.path / "more", 2, start=50)
            raise RuntimeError
        assert counts(project) == before


def test_defect_types_have_unique_names_and_an_end(tmp_path: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        with project.transaction():
            for number in range(MAX_DEFECT_TYPES):
                project.masks.add_defect_type(f"type {number}")
        with pytest.raises(StudioError) as caught:
            project.masks.add_defect_type("TYPE 7")
        assert caught.value.problem is problems.DEFECT_TYPE_EXISTS
        with pytest.raises(StudioError) as caught:
            project.masks.add_defect_type("one more")
        assert caught.value.problem is problems.DEFECT_TYPES_FULL
        assert [item.id for item in project.masks.defect_types()] == list(range(1, 251))


def test_thousands_of_images_are_found_by_id(tmp_path: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        ids = add_pictures(project, project.path / "images", 3)
        found = project.images.some([*range(10_000, 12_000), *reversed(ids), 99_999])
        assert [record.id for record in found] == ids[::-1]


def test_a_run_nobody_finished_is_interrupted_at_the_next_opening(tmp_path: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        run = project.runs.start(project.runs.add_snapshot([]).id, "{}")
    with Project.open(tmp_path / "P.bgad") as project:
        found = project.runs.get(run.id)
        assert found.outcome is RunOutcome.INTERRUPTED
        assert found.trouble == Trouble(problems.PROGRAM_CLOSED)
        assert found.ended is not None


def test_a_trouble_this_version_does_not_know_can_still_be_read(tmp_path: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        run = project.runs.start(project.runs.add_snapshot([]).id, "{}")
        project.runs.finish(run.id, RunOutcome.FAILED, Trouble(problems.OUT_OF_MEMORY), 1)
    raw(tmp_path / "P.bgad", "UPDATE run SET problem='of-the-future', params='{\"what\": \"x\"}'")
    with Project.open(tmp_path / "P.bgad") as project:
        trouble = project.runs.get(run.id).trouble
        assert trouble is not None
        assert "of-the-future" in trouble.english()


@pytest.mark.parametrize("blob", [b"", b"garbage" * 999, None], ids=["empty", "garbage", "another layout"])
def test_damaged_maps_are_made_anew(tmp_path: Path, blob: bytes | None) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        populate(project)
        image = project.images.all()[0].id
    file = tmp_path / "P.bgad" / MAPS
    if blob is None:
        connection = sqlite3.connect(file)
        connection.execute("PRAGMA user_version=77")
        connection.close()
    else:
        file.write_bytes(blob)
    with Project.open(tmp_path / "P.bgad") as project:
        assert project.maps.load(image, 1) is None
        project.maps.save(1, {image: b"again"})
    with Project.open(tmp_path / "P.bgad") as project:
        assert project.maps.load(image, 1) == b"again"


def test_maps_of_other_models_are_forgotten(tmp_path: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        for model in (1, 2):
            project.maps.save(model, {5: b"%d" % model})
        project.maps.save(2, {5: b"newer"})
        project.maps.drop_models_except([2])
        assert project.maps.load(5, 1) is None
        assert project.maps.load(5, 2) == b"newer"


def test_a_full_disk_is_told_and_harms_nothing(tmp_path: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        before = populate(project)
        with project._database.connection() as connection:
            (pages,) = connection.exec_driver_sql("PRAGMA page_count").one()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        image = project.images.all()[0].id
        with pytest.raises(StudioError, match="full") as caught:
            project.masks.add(image, bytes(200_000), (1,), MaskOrigin.DRAWN, "0")
        assert caught.value.problem is problems.PROJECT_UNWRITABLE
        assert counts(project) == before
        with project._database.connection() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=100000")
        project.masks.add(image, bytes(200_000), (1,), MaskOrigin.DRAWN, "0")
    with Project.open(tmp_path / "P.bgad") as project:
        assert counts(project) == before | {"mask_revision": before["mask_revision"] + 1}


def test_every_type_has_a_colour_of_its_own_as_long_as_there_are_any(tmp_path: Path) -> None:
    with Project.create(tmp_path / "P.bgad") as project:
        made = [project.masks.add_defect_type(f"type {number}").colour for number in range(COLOURS + 2)]
    assert made == [*range(COLOURS), 0, 1]


def test_where_colours_began_anew_after_eight_types_the_next_type_has_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "P.bgad"
    with Project.create(path) as project:
        for number in range(9):
            project.masks.add_defect_type(f"type {number}")
    raw(path, "UPDATE defect_type SET colour = 0 WHERE id = 9")
    with Project.open(path) as project:
        assert project.masks.add_defect_type("another").colour == 8
