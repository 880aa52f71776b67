"""Verified copies of a database."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.store.database import Database

KEPT = 10


def back_up(database: Database, folder: Path) -> Path:
    """Copy a database while it is open, check the copy, and keep the ten newest.

    Raises:
        StudioError: PROJECT_UNWRITABLE or PROJECT_DAMAGED; older copies are then untouched.
    """
    try:
        return _back_up(database, folder)
    except OSError as error:
        reason = error.strerror or error
        raise StudioError(problems.PROJECT_UNWRITABLE, project=database.project, reason=reason) from error


def back_up_if_changed(database: Database, folder: Path) -> Path | None:
    """Copy a database unless there is a copy of this very state: a copy bears the time of the last change.

    Raises:
        StudioError: As :func:`back_up`.
    """
    changed = _changed(database.file)
    if any(copy.stat().st_mtime_ns == changed for copy in folder.glob("*.sqlite")):
        return None
    copy = back_up(database, folder)
    os.utime(copy, ns=(changed, changed))
    return copy


def _back_up(database: Database, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("*.partial"):  # by a program that was killed
        left.unlink()
    target = folder / f"{datetime.now(UTC):%Y-%m-%dT%H%M%S%f}.sqlite"
    partial = target.with_suffix(".partial")
    try:
        with database.connection() as connection:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            with closing(sqlite3.connect(partial)) as copy:
                source.backup(copy)
                (answer,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        if answer != "ok":
            raise OSError(f"the copy is damaged: {answer}")
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    for old in sorted(folder.glob("*.sqlite"))[:-KEPT]:
        if old != target:  # named like an old one where the clock was set back
            old.unlink()
    return target


def _changed(file: Path) -> int:
    """When a database was last written to, ns; opening it makes an empty log, which is no change."""
    log = file.with_name(file.name + "-wal")
    written = [file.stat().st_mtime_ns]
    if log.exists() and log.stat().st_size:
        written.append(log.stat().st_mtime_ns)
    return max(written)
