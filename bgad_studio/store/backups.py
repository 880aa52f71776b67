"""Verified copies of a database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bgad_studio.store.database import Database

KEPT = 10


def back_up(database: Database, folder: Path) -> Path:
    """Copy a database while it is open, check the copy, and keep the ten newest.

    Raises:
        StudioError: PROJECT_UNWRITABLE or PROJECT_DAMAGED; older copies are then untouched.
        OSError: If the folder cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{datetime.now(UTC):%Y-%m-%dT%H%M%S%f}.sqlite"
    partial = target.with_suffix(".partial")
    with database.connection() as connection:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        with closing(sqlite3.connect(partial)) as copy:
            source.backup(copy)
            (answer,) = copy.execute("PRAGMA quick_check").fetchone()
    if answer != "ok":
        partial.unlink()
        raise OSError(f"the copy of {database.file} is damaged: {answer}")
    partial.replace(target)
    for old in sorted(folder.glob("*.sqlite"))[:-KEPT]:
        old.unlink()
    return target


def back_up_if_changed(database: Database, folder: Path) -> Path | None:
    """Copy a database unless the newest copy is newer than its last change."""
    copies = sorted(folder.glob("*.sqlite"))
    changed = max(
        path.stat().st_mtime
        for path in (database.file, database.file.with_name(database.file.name + "-wal"))
        if path.exists()
    )
    if copies and copies[-1].stat().st_mtime >= changed:
        return None
    return back_up(database, folder)
