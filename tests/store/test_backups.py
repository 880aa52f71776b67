"""Copies are checked, few, and only made of what has changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from store_projects import add_pictures, populate

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.services.project import DATABASE, Project
from bgad_studio.store import backups


def copies(path: Path) -> list[Path]:
    return sorted((path / "backups").iterdir()) if (path / "backups").exists() else []


def test_a_project_is_copied_when_it_is_opened_if_it_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "P.bgad"
    Project.create(path).close()
    made = len(copies(path))
    for _ in range(3):
        Project.open(path).close()
    assert len(copies(path)) == made
    with Project.open(path) as project:
        populate(project)
    Project.open(path).close()
    assert len(copies(path)) == made + 1
    Project.open(path).close()
    assert len(copies(path)) == made + 1


def test_a_copy_is_a_whole_project_database(tmp_path: Path) -> None:
    path = tmp_path / "P.bgad"
    with Project.create(path) as project:
        populate(project)
        copy = backups.back_up(project._database, path / "backups")
    (path / DATABASE).unlink()
    copy.replace(path / DATABASE)
    with Project.open(path) as project:
        assert len(project.images.all()) == 6


def test_the_ten_newest_copies_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "P.bgad"
    with Project.create(path) as project:
        made = [backups.back_up(project._database, path / "backups") for _ in range(13)]
        assert copies(path) == made[-backups.KEPT :]


def test_a_copy_that_cannot_be_written_is_told_and_older_ones_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "P.bgad"
    with Project.create(path) as project:
        backups.back_up(project._database, path / "backups")
        add_pictures(project, path / "images", 1)
        before = copies(path)
        connect = sqlite3.connect

        def into_a_full_disk(file: Path) -> sqlite3.Connection:
            connect(file).close()
            return connect(f"{file.as_uri()}?mode=ro", uri=True)

        monkeypatch.setattr(sqlite3, "connect", into_a_full_disk)
        with pytest.raises(StudioError) as caught:
            backups.back_up(project._database, path / "backups")
        assert caught.value.problem is problems.PROJECT_UNWRITABLE
        assert copies(path) == before


def test_a_damaged_copy_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Bad(sqlite3.Connection):
        def execute(self, *_: object) -> sqlite3.Cursor:  # type: ignore[override]
            return super().execute("SELECT 'row 3 missing from index'")

    path = tmp_path / "P.bgad"
    with Project.create(path) as project:
        before = copies(path)
        connect = sqlite3.connect
        monkeypatch.setattr(sqlite3, "connect", lambda file: connect(file, factory=Bad))
        with pytest.raises(StudioError, match="row 3 missing"):
            backups.back_up(project._database, path / "backups")
        assert copies(path) == before


def test_what_a_killed_copy_left_is_cleared(tmp_path: Path) -> None:
    path = tmp_path / "P.bgad"
    with Project.create(path) as project:
        (path / "backups").mkdir(exist_ok=True)
        (path / "backups" / "2020-01-01T000000000000.partial").write_bytes(b"half")
        made = backups.back_up(project._database, path / "backups")
        assert all(copy.suffix == ".sqlite" for copy in copies(path))
    with closing(sqlite3.connect(made)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
