"""Bring a project's database to this version's tables, or refuse it unharmed."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.store.backups import back_up
from bgad_studio.store.database import Database

APPLICATION_ID = 0x42474144
"""``BGAD``: told apart from any other SQLite file."""
HEAD = "0009"
"""Newest revision in ``migrations/versions``; known here so that opening need not load Alembic."""
KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009")

SCRIPTS = Path(__file__).with_name("migrations")


def create(database: Database) -> None:
    """Make all tables in a new file."""
    with database.connection() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.commit()
    _migrate(database)


def check_and_upgrade(database: Database, project: Path, backups: Path) -> None:
    """Check a file that was just opened and upgrade it if it is older, after a verified backup.

    Raises:
        StudioError: PROJECT_DAMAGED, PROJECT_NEWER, PROJECT_UNWRITABLE.
    """
    with database.connection() as connection:
        (answer,) = connection.exec_driver_sql("PRAGMA quick_check(1)").one()
        if answer != "ok":
            raise StudioError(problems.PROJECT_DAMAGED, project=project, reason=answer)
        revision = _revision(connection)
    if revision is None:
        raise StudioError(problems.PROJECT_DAMAGED, project=project, reason="its version is missing")
    if revision not in KNOWN:
        raise StudioError(problems.PROJECT_NEWER, project=project)
    if revision != HEAD:
        back_up(database, backups)
        _migrate(database)


def _revision(connection: Connection) -> str | None:
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return None if row is None else str(row[0])


def _migrate(database: Database) -> None:
    """All steps in one transaction; rebuilding a table must not delete the rows that refer to it."""
    from alembic import command  # here: 0.2 s that opening an up-to-date project need not pay
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    with database.connection() as connection:
        by_hand = connection.execution_options(by_hand=True)
        by_hand.exec_driver_sql("PRAGMA foreign_keys=OFF")
        by_hand.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            config.attributes["connection"] = by_hand
            command.upgrade(config, "head")
            broken = by_hand.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise RuntimeError(f"migration left dangling references: {broken[:3]}")
            by_hand.exec_driver_sql("COMMIT")
        except BaseException:
            by_hand.exec_driver_sql("ROLLBACK")
            raise
        finally:
            by_hand.exec_driver_sql("PRAGMA foreign_keys=ON")
