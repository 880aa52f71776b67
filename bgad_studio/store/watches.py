"""Folders whose new pictures come into the project by themselves; only ever added to."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from bgad_studio.core.import_rules import ImportRule, WatchedFolder
from bgad_studio.core.jsonform import from_json, to_json
from bgad_studio.store.database import Database
from bgad_studio.store.schema import WatchedFolderRow


class WatchStore:
    """Watched folders of a project."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def set(self, folder: Path, rule: ImportRule | None, who: str) -> None:
        """Watch a folder by this rule; None: no longer."""
        text = None if rule is None else to_json(rule)
        with self._database.session() as session:
            session.add(WatchedFolderRow(at=datetime.now(UTC), who=who, folder=str(folder), rule=text))

    def all(self) -> list[WatchedFolder]:
        """Those that are watched now, in the order they were chosen."""
        newest: dict[str, str] = {}
        with self._database.session() as session:
            for row in session.scalars(select(WatchedFolderRow).order_by(WatchedFolderRow.id)):
                newest.pop(row.folder, None)
                if row.rule is not None:
                    newest[row.folder] = row.rule
        return [WatchedFolder(Path(folder), from_json(ImportRule, rule)) for folder, rule in newest.items()]
