"""Inspections and what was said of every part; only ever added to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Select, func, select

from bgad_studio.core.errors import Trouble
from bgad_studio.core.inspection import EMPTY, InspectedPart, Inspection, NewPart, Tally
from bgad_studio.core.records import Verdict
from bgad_studio.store.database import Database
from bgad_studio.store.runs import stored_trouble
from bgad_studio.store.schema import InspectedPartRow, InspectionRow, Model


class InspectionStore:
    """Inspections of a project."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def next_number(self) -> int:
        """Of the inspection that would be added now."""
        with self._database.session() as session:
            return (session.scalar(select(func.max(InspectionRow.id))) or 0) + 1

    def add(
        self,
        *,
        who: str,
        model_id: int,
        folder: Path,
        results: Path,
        watched: bool,
        review: float,
        ng: float,
        contour: float,
    ) -> Inspection:
        """Note that an inspection begins."""
        row = InspectionRow(
            started=datetime.now(UTC),
            who=who,
            model_id=model_id,
            folder=str(folder),
            results=str(results),
            watched=watched,
            review=review,
            ng=ng,
            contour=contour,
        )
        with self._database.session() as session:
            session.add(row)
            session.flush()
            return _inspection(row, session.get_one(Model, model_id).number, EMPTY)

    def add_parts(self, inspection_id: int, parts: Sequence[NewPart]) -> list[InspectedPart]:
        """Keep what was said of some parts.

        Returns:
            Their records, in the same order.
        """
        now = datetime.now(UTC)
        rows = [
            InspectedPartRow(
                inspection_id=inspection_id,
                at=now,
                path=str(part.path),
                sha256=part.sha256,
                score=part.score,
                verdict=part.verdict.value if part.verdict else None,
                problem=part.trouble.problem.code if part.trouble else None,
                params=_params(part.trouble),
            )
            for part in parts
        ]
        with self._database.session() as session:
            session.add_all(rows)
            session.flush()
            return [_part(row) for row in rows]

    def all(self) -> list[Inspection]:
        """Every inspection, the newest first."""
        tallies: dict[int, dict[str | None, int]] = {}
        counted = select(
            InspectedPartRow.inspection_id, InspectedPartRow.verdict, func.count(InspectedPartRow.id)
        ).group_by(InspectedPartRow.inspection_id, InspectedPartRow.verdict)
        with self._database.session() as session:
            for inspection_id, verdict, number in session.execute(counted):
                tallies.setdefault(inspection_id, {})[verdict] = number
            return [
                _inspection(row, number, _tally(tallies.get(row.id, {})))
                for row, number in session.execute(_inspections().order_by(InspectionRow.id.desc()))
            ]

    def get(self, inspection_id: int) -> Inspection:
        """One inspection.

        Raises:
            KeyError: There is no such inspection.
        """
        found = [inspection for inspection in self.all() if inspection.id == inspection_id]
        if not found:
            raise KeyError(inspection_id)
        return found[0]

    def parts(self, inspection_id: int) -> list[InspectedPart]:
        """Its parts, oldest first."""
        query = select(InspectedPartRow).where(InspectedPartRow.inspection_id == inspection_id)
        with self._database.session() as session:
            return [_part(row) for row in session.scalars(query.order_by(InspectedPartRow.id))]


def _inspections() -> Select[InspectionRow, int]:
    return select(InspectionRow, Model.number).join(Model, Model.id == InspectionRow.model_id)


def _tally(found: dict[str | None, int]) -> Tally:
    ok, review, ng = (found.get(verdict.value, 0) for verdict in (Verdict.OK, Verdict.UNSURE, Verdict.NG))
    return Tally(ok, review, ng, found.get(None, 0))


def _params(trouble: Trouble | None) -> str | None:
    return None if trouble is None else json.dumps(dict(trouble.params), ensure_ascii=False)


def _inspection(row: InspectionRow, model_number: int, tally: Tally) -> Inspection:
    return Inspection(
        id=row.id,
        started=row.started,
        who=row.who,
        model_id=row.model_id,
        model_number=model_number,
        folder=Path(row.folder),
        results=Path(row.results),
        watched=row.watched,
        review=row.review,
        ng=row.ng,
        contour=row.contour,
        tally=tally,
    )


def _part(row: InspectedPartRow) -> InspectedPart:
    return InspectedPart(
        id=row.id,
        at=row.at,
        path=Path(row.path),
        sha256=row.sha256,
        score=row.score,
        verdict=Verdict(row.verdict) if row.verdict else None,
        trouble=stored_trouble(row.problem, row.params),
    )
