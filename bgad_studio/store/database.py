"""The one place that knows the databases are SQLite: connection, transactions, what its errors mean."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError

PATIENCE_SECONDS = 1.5
"""How long to wait for another program to let go of the file."""

# The order matters: the lock, then the journal that depends on it.
PRAGMAS = (
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
)
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_UNWRITABLE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
}


class Database:
    """One file, one connection, one transaction at a time; usable from any thread.

    The file is locked while it is open, by the operating system: the lock ends with the process, however it
    ends. A note beside it says who holds it.

    Args:
        file: Opened, or made if it is not there.
        project: What to call it in errors.
        application_id: SQLite's number of the program that must have made the file; None: any.

    Raises:
        StudioError: PROJECT_IN_USE, PROJECT_DAMAGED (also a file of another program, which is then left as
            it is), PROJECT_UNWRITABLE.
    """

    def __init__(self, file: Path, project: Path, application_id: int | None = None) -> None:
        self.file = file
        self.project = project
        self._owner = file.with_name(file.name + ".owner")
        self._turn = threading.RLock()
        self._open: Session | None = None
        self._engine = _engine(file, project, application_id)
        try:
            with self._translated():
                self._engine.connect().close()
        except StudioError:
            self._engine.dispose()
            raise
        self._note_owner()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction, committed at the end or undone whole; inside another one it becomes part of that.

        Raises:
            StudioError: If the file cannot be read or written any more.
        """
        with self._turn:
            if self._open is not None:
                yield self._open
                return
            with self._translated(), Session(self._engine) as session, session.begin():
                self._open = session
                try:
                    yield session
                finally:
                    self._open = None

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """The connection outside any transaction: checks, backups and migrations must not run in one."""
        with self._turn, self._translated(), self._engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Close the file and give up the lock."""
        with self._turn:
            self._engine.dispose()
            with suppress(OSError):
                self._owner.unlink()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """What SQLite's complaints mean to a person; everything else is a bug and passes."""
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            reason = error.orig if isinstance(error, DBAPIError) else error
            code = getattr(reason, "sqlite_errorcode", None)
            if code is None and isinstance(reason, sqlite3.DatabaseError):
                code = sqlite3.SQLITE_NOTADB  # "file is not a database" comes without a code
            if code is None:
                raise
            primary = code & 0xFF
            if primary in _LOCKED:
                owner = self._read_owner()
                raise StudioError(problems.PROJECT_IN_USE, project=self.project, owner=owner) from error
            if primary in _UNWRITABLE:
                raise StudioError(problems.PROJECT_UNWRITABLE, project=self.project, reason=reason) from error
            if primary in _DAMAGED:
                raise StudioError(problems.PROJECT_DAMAGED, project=self.project, reason=reason) from error
            raise

    def _note_owner(self) -> None:
        with suppress(OSError):  # only a courtesy: the lock itself is the database's
            self._owner.write_text(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}), "utf-8")

    def _read_owner(self) -> str:
        try:
            note = json.loads(self._owner.read_text("utf-8"))
            return f"{note['host']}, process {note['pid']}"
        except (OSError, ValueError, KeyError, TypeError):
            return "another program"


def _engine(file: Path, project: Path, application_id: int | None) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(file)),  # not as text: a name may hold ? and #
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        # sqlite3 must not begin transactions by itself: the event below does, for schema changes too
        connect_args={"check_same_thread": False, "isolation_level": None, "timeout": PATIENCE_SECONDS},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        try:
            if application_id is not None:  # before anything is changed, the journal's kind included
                (found,) = connection.execute("PRAGMA application_id").fetchone()
                if found != application_id:
                    reason = "not written by BGAD Studio"
                    raise StudioError(problems.PROJECT_DAMAGED, project=project, reason=reason)
            for pragma in PRAGMAS:
                connection.execute(pragma)
            connection.execute("BEGIN IMMEDIATE")  # takes the lock now, not at the first label
            connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get("by_hand", False):
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
