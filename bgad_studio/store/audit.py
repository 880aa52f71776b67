"""Who decided what about the models, and when; only ever added to."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select

from bgad_studio.core.records import AuditEntry, Deed
from bgad_studio.store.database import Database
from bgad_studio.store.schema import AuditRow


class AuditStore:
    """Decisions of a project."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, deed: Deed, who: str, model_id: int | None = None, text: str = "") -> None:
        """Note a decision.

        Args:
            deed: What was decided.
            who: By whom.
            model_id: About which model; None: about the project.
            text: The particulars, such as a new name.
        """
        with self._database.session() as session:
            session.add(
                AuditRow(at=datetime.now(UTC), who=who, model_id=model_id, deed=deed.value, text=text)
            )

    def newest(self, deed: Deed) -> dict[int | None, AuditEntry]:
        """The newest decision of a kind, by model."""
        return {entry.model_id: entry for entry in self.all() if entry.deed is deed}

    def all(self) -> list[AuditEntry]:
        """Every decision, oldest first."""
        with self._database.session() as session:
            rows = session.scalars(select(AuditRow).order_by(AuditRow.id)).all()
            return [AuditEntry(row.at, row.who, Deed(row.deed), row.model_id, row.text) for row in rows]
