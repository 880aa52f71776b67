"""Training runs and the snapshots they learned from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.orm import Session

from bgad_studio.core import problems
from bgad_studio.core.errors import Trouble
from bgad_studio.core.records import Role, RunOutcome, RunRecord, Snapshot, SnapshotItem
from bgad_studio.core.taught import TEACHING, Taught
from bgad_studio.store.database import Database
from bgad_studio.store.many_rows import many_rows, no_cycles
from bgad_studio.store.schema import GROUP, Image, Run, RunEvent, SnapshotItemRow, SnapshotRow


class RunStore:
    """Runs and snapshots of a project."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_snapshot(self, items: Sequence[SnapshotItem]) -> Snapshot:
        """Keep what a model is about to see."""
        created = datetime.now(UTC)
        with self._database.session() as session:
            row = SnapshotRow(created=created)
            session.add(row)
            session.flush()
            values = [
                {
                    "snapshot_id": row.id,
                    "image_id": item.image_id,
                    "role": item.role.value,
                    "mask_id": item.mask_id,
                }
                for item in items
            ]
            if values:
                session.execute(insert(SnapshotItemRow), values)
            return Snapshot(row.id, created, tuple(items))

    def snapshot(self, snapshot_id: int) -> Snapshot:
        """What a model saw.

        Raises:
            KeyError: If there is no such snapshot.
        """
        with self._database.session() as session:
            row = session.get(SnapshotRow, snapshot_id)
            if row is None:
                raise KeyError(snapshot_id)
            items = session.execute(
                select(SnapshotItemRow.image_id, SnapshotItemRow.role, SnapshotItemRow.mask_id)
                .where(SnapshotItemRow.snapshot_id == snapshot_id)
                .order_by(SnapshotItemRow.image_id)
            ).all()
            created = row.created
        found = tuple(SnapshotItem(image_id, Role(role), mask_id) for image_id, role, mask_id in items)
        return Snapshot(snapshot_id, created, found)

    def defects(self, snapshot_id: int) -> set[tuple[int, int | None]]:
        """Image and mask (None: nothing was painted) of every defective part a model saw."""
        query = select(SnapshotItemRow.image_id, SnapshotItemRow.mask_id).where(
            SnapshotItemRow.snapshot_id == snapshot_id,
            SnapshotItemRow.role.in_((Role.ANOMALY_TRAIN.value, Role.ANOMALY_HOLDOUT.value)),
        )
        with self._database.session() as session:
            return {(image_id, mask_id) for image_id, mask_id in session.execute(query)}

    def defect_roles(self) -> dict[int, Role]:
        """For every image that ever was a known anomaly: whether it taught or was held out, at first."""
        wanted = (Role.ANOMALY_TRAIN.value, Role.ANOMALY_HOLDOUT.value)
        query = (
            select(SnapshotItemRow.image_id, SnapshotItemRow.role)
            .where(SnapshotItemRow.role.in_(wanted))
            .order_by(SnapshotItemRow.snapshot_id.desc())
        )
        with self._database.session() as session:
            return {image_id: Role(role) for image_id, role in session.execute(query)}

    def taught(self) -> set[int]:
        """Ids of all images that ever taught a model."""
        query = select(SnapshotItemRow.image_id).where(_teaches()).distinct()
        with self._database.session() as session:
            return set(session.scalars(query))

    def taught_by(self, snapshot_ids: Sequence[int] | None = None) -> Taught:
        """What these snapshots, or any, were learned from; parts that were removed since count too."""
        query = select(GROUP).select_from(Image).join(SnapshotItemRow).where(_teaches())
        if snapshot_ids is not None:
            query = query.where(SnapshotItemRow.snapshot_id.in_(snapshot_ids))
        with self._database.session() as session, no_cycles():
            return Taught(frozenset(group for (group,) in many_rows(session, query)))

    def start(self, snapshot_id: int, config: str) -> RunRecord:
        """Note that a run has begun; until it is finished it counts as RUNNING."""
        with self._database.session() as session:
            row = Run(
                snapshot_id=snapshot_id,
                config=config,
                started=datetime.now(UTC),
                outcome=RunOutcome.RUNNING.value,
                seconds=0.0,
            )
            session.add(row)
            session.flush()
            return _record(row)

    def add_events(self, run_id: int, lines: Sequence[str]) -> None:
        """Keep JSON lines of a run."""
        if lines:
            with self._database.session() as session:
                session.execute(insert(RunEvent), [{"run_id": run_id, "line": line} for line in lines])

    def events(self, run_id: int) -> list[str]:
        """The JSON lines of a run, oldest first."""
        query = select(RunEvent.line).where(RunEvent.run_id == run_id).order_by(RunEvent.id)
        with self._database.session() as session:
            return list(session.scalars(query))

    def finish(self, run_id: int, outcome: RunOutcome, trouble: Trouble | None, seconds: float) -> RunRecord:
        """Note how a run ended."""
        with self._database.session() as session:
            row = session.get_one(Run, run_id)
            _end(row, outcome, trouble, seconds)
            return _record(row)

    def reopen(self, run_id: int) -> RunRecord:
        """A run that stopped goes on: it counts as RUNNING again; its seconds and events stay."""
        with self._database.session() as session:
            row = session.get_one(Run, run_id)
            row.outcome = RunOutcome.RUNNING.value
            row.ended = row.problem = row.params = None
            return _record(row)

    def mark_orphans(self, trouble: Trouble) -> list[RunRecord]:
        """Mark runs that nobody finished as INTERRUPTED; none is still running when a project is opened."""
        with self._database.session() as session:
            rows = _running(session)
            for row in rows:
                _end(row, RunOutcome.INTERRUPTED, trouble, row.seconds)
            return [_record(row) for row in rows]

    def get(self, run_id: int) -> RunRecord:
        """One run.

        Raises:
            KeyError: If there is no such run.
        """
        with self._database.session() as session:
            row = session.get(Run, run_id)
            if row is None:
                raise KeyError(run_id)
            return _record(row)

    def latest(self) -> RunRecord | None:
        """The run that was started last."""
        with self._database.session() as session:
            row = session.scalar(select(Run).order_by(Run.id.desc()).limit(1))
            return _record(row) if row else None


def _teaches() -> ColumnElement[bool]:
    return SnapshotItemRow.role.in_([role.value for role in TEACHING])


def _running(session: Session) -> Sequence[Run]:
    return session.scalars(select(Run).where(Run.outcome == RunOutcome.RUNNING.value)).all()


def _end(row: Run, outcome: RunOutcome, trouble: Trouble | None, seconds: float) -> None:
    row.ended = datetime.now(UTC)
    row.outcome = outcome.value
    row.seconds = seconds
    if trouble is not None:
        row.problem = trouble.problem.code
        row.params = json.dumps(dict(trouble.params), ensure_ascii=False)


def stored_trouble(code: str | None, params: str | None) -> Trouble | None:
    """A trouble from its problem's code and its particulars (JSON); None without a code."""
    if code is None:
        return None
    problem, values = problems.ALL.get(code), json.loads(params or "{}")
    if problem is None:  # of another version
        problem, values = problems.COMPUTE_BUG, {"reason": code}
    return Trouble(problem, tuple(values.items()))


def _record(row: Run) -> RunRecord:
    return RunRecord(
        id=row.id,
        snapshot_id=row.snapshot_id,
        config=row.config,
        started=row.started,
        ended=row.ended,
        outcome=RunOutcome(row.outcome),
        trouble=stored_trouble(row.problem, row.params),
        seconds=row.seconds,
    )
