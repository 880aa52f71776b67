"""One lock a project; what cannot be opened is refused by name and left as it is."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from store_projects import counts, populate, raw

from bgad_studio.core import problems
from bgad_studio.core.errors import Problem, StudioError
from bgad_studio.services.project import DATABASE, Project
from bgad_studio.store import upgrade
from bgad_studio.store.database import Database


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A closed project with rows in every table."""
    path = tmp_path / "Line 3.bgad"
    with Project.create(path) as project:
        populate(project)
    return path


def refusal(path: Path) -> Problem:
    with pytest.raises(StudioError, match=path.name[:40]) as caught:
        Project.open(path)
    return caught.value.problem


def test_a_new_project_is_empty_and_opens_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "Line 3.bgad"
    with Project.create(path) as project:
        assert project.name == "Line 3"
        assert set(counts(project).values()) == {0}
    with Project.open(path) as project:
        assert project.images.all() == []
        assert project.models.active() is None
        assert project.runs.latest() is None


@pytest.mark.parametrize("name", ["50 % #3?.bgad", "线路 é.bgad", "a&b=c;d.bgad", "file:x.bgad", ":memory:"])
def test_any_name_of_a_project_works(tmp_path: Path, name: str) -> None:
    with Project.create(tmp_path / name) as project:
        expected = populate(project)
    assert sorted(item.name for item in tmp_path.iterdir()) == [name]
    assert (tmp_path / name / DATABASE).stat().st_size > 0
    with Project.open(tmp_path / name) as project:
        assert counts(project) == expected


def test_nothing_is_overwritten_by_a_new_project(tmp_path: Path) -> None:
    for path in (tmp_path / "folder", tmp_path / "link"):
        path.mkdir() if path.name == "folder" else path.symlink_to("nowhere")
        with pytest.raises(StudioError) as caught:
            Project.create(path)
        assert caught.value.problem is problems.PROJECT_EXISTS


def test_a_project_where_none_can_be_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file" / "Line.bgad", tmp_path / ("x" * 300)):
        with pytest.raises(StudioError) as caught:
            Project.create(path)
        assert caught.value.problem is problems.PROJECT_UNWRITABLE
    assert [item.name for item in tmp_path.iterdir()] == ["file"]


def test_the_connection_is_durable_and_checks_references(closed: Path) -> None:
    with Project.open(closed) as project, project._database.connection() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").one()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "locking_mode", "trusted_schema")
        }
    full = 2
    assert found == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "locking_mode": "exclusive",
        "trusted_schema": 0,
    }


def test_a_project_opened_twice_is_in_use(closed: Path) -> None:
    with Project.open(closed):
        with pytest.raises(StudioError, match=f"process {os.getpid()}") as caught:
            Project.open(closed)
        assert caught.value.problem is problems.PROJECT_IN_USE
    Project.open(closed).close()


def test_a_project_open_in_another_process_is_in_use_until_that_dies(closed: Path) -> None:
    code = (
        "import sys, pathlib; from bgad_studio.services.project import Project; "
        "project = Project.open(pathlib.Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(closed)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StudioError, match=f"process {other.pid}") as caught:
            Project.open(closed)
        other.kill()
    assert caught.value.problem is problems.PROJECT_IN_USE
    with Project.open(closed) as project:
        assert len(project.images.all()) == 6


def test_a_project_of_a_newer_version_is_refused_unharmed(closed: Path) -> None:
    raw(closed, "UPDATE alembic_version SET version_num='9999'")
    before = (closed / DATABASE).read_bytes()
    assert refusal(closed) is problems.PROJECT_NEWER
    assert (closed / DATABASE).read_bytes() == before


def test_what_is_not_there_is_missing(tmp_path: Path) -> None:
    (tmp_path / "file.bgad").touch()
    for name in ("gone.bgad", "file.bgad", "x" * 300):
        assert refusal(tmp_path / name) is problems.PROJECT_MISSING


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _flip(file: Path) -> None:
    blob = bytearray(file.read_bytes())
    for page in range(1, len(blob) // 4096):
        blob[page * 4096 : page * 4096 + 12] = bytes(12)
    file.write_bytes(blob)


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(os.urandom(20_000)),
        lambda file: file.unlink(),
        _cut,
        _flip,
    ],
    ids=["empty", "garbage", "gone", "half", "flipped pages"],
)
def test_a_damaged_database_is_refused_and_kept(closed: Path, damage: object) -> None:
    file = closed / DATABASE
    damage(file)  # type: ignore[operator]
    before = file.read_bytes() if file.exists() else None
    assert refusal(closed) is problems.PROJECT_DAMAGED
    assert (file.read_bytes() if file.exists() else None) == before
    assert refusal(closed) is problems.PROJECT_DAMAGED, "refusing gives up the lock"


def test_the_file_of_another_program_is_refused_unharmed(closed: Path) -> None:
    file = closed / DATABASE
    file.unlink()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE recipe (id INTEGER)")
    before = file.read_bytes()
    assert refusal(closed) is problems.PROJECT_DAMAGED
    assert file.read_bytes() == before
    assert not file.with_name(f"{DATABASE}-wal").exists()


@pytest.mark.parametrize(
    "place", ["cache/exchange/scored-1-0.bin", "labels/.0a1b2c.tmp", "models/7.part/weights.safetensors"]
)
def test_what_a_killed_program_left_half_written_goes(closed: Path, place: str) -> None:
    left = closed / place
    kept = closed / "labels" / "part_001.png"
    for file in (left, kept):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"half")
    Project.open(closed).close()
    assert not left.exists()
    assert kept.exists()


def test_a_deleted_cache_is_no_obstacle(closed: Path) -> None:
    for name in ("cache", "labels", "backups"):
        shutil.rmtree(closed / name)
    Project.open(closed).close()
    assert (closed / "labels").is_dir()


def test_tables_are_made_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = command.upgrade

    def breaks_off(*arguments: object) -> None:
        real(*arguments)  # type: ignore[arg-type]
        raise RuntimeError("power cut")

    monkeypatch.setattr(command, "upgrade", breaks_off)
    database = Database(tmp_path / DATABASE, tmp_path)
    with pytest.raises(RuntimeError, match="power cut"):
        upgrade.create(database)
    with database.connection() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").one()[0] == 0
    database.close()
    with pytest.raises(RuntimeError, match="power cut"):
        Project.create(tmp_path / "P.bgad")
    assert not (tmp_path / "P.bgad").exists()


def test_an_older_project_is_copied_before_it_is_upgraded(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(closed / "backups")
    monkeypatch.setattr(upgrade, "HEAD", "next")
    monkeypatch.setattr(upgrade, "KNOWN", (*upgrade.KNOWN, "next"))
    seen: list[int] = []
    monkeypatch.setattr(upgrade, "_migrate", lambda _: seen.append(len(list((closed / "backups").iterdir()))))
    Project.open(closed).close()
    assert seen == [1]


@pytest.mark.skipif(os.name == "nt", reason="names are always text there")
def test_a_project_whose_name_is_no_text_is_refused(closed: Path) -> None:
    path = closed.with_name(os.fsdecode(b"caf\xe9.bgad"))
    for work in (Project.create, Project.open):
        with pytest.raises(StudioError, match="not valid text") as caught:
            work(path)
        assert caught.value.problem is problems.PROJECT_UNWRITABLE
        if not path.exists():
            closed.rename(path)
