"""Everything that was decided, read from the tables that keep it; nothing here writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, false, func, literal, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from bgad_studio.core.history import KINDS, Event, Key, Source, Value, Wanted
from bgad_studio.core.records import IGNORE_VALUE, Deed, Mark, Verdict
from bgad_studio.store.database import Database
from bgad_studio.store.schema import (
    AuditRow,
    ContourChoiceRow,
    DefectTypeRow,
    ForegroundRevision,
    Image,
    InspectionRow,
    MaskRevision,
    Model,
    PartMark,
    PseudoChoice,
    RecipeRow,
    Score,
    ThresholdChoice,
    VerdictEntry,
    WatchedFolderRow,
)

Row = Any
"""A row of one of the tables."""


@dataclass(frozen=True, slots=True)
class _Table:
    """How a source is found.

    Attributes:
        row: The table.
        at: When.
        who: By whom; None: it is not kept.
        image: The part; None: it is about none.
        texts: What a search looks at, beside person and part.
        only: Which rows belong to the source.
    """

    row: Any
    at: InstrumentedAttribute[Any]
    who: InstrumentedAttribute[Any] | None = None
    image: InstrumentedAttribute[Any] | None = None
    texts: tuple[InstrumentedAttribute[Any], ...] = ()
    only: ColumnElement[bool] | None = None


def _marks(kind: Mark) -> _Table:
    return _Table(PartMark, PartMark.at, PartMark.who, PartMark.image_id, only=PartMark.kind == kind.value)


_TABLES: Final = {
    Source.VERDICT: _Table(VerdictEntry, VerdictEntry.at, VerdictEntry.who, VerdictEntry.image_id),
    Source.PAINT: _Table(MaskRevision, MaskRevision.at, None, MaskRevision.image_id),
    Source.HOLD_OUT: _marks(Mark.HOLD_OUT),
    Source.REMOVED: _marks(Mark.REMOVED),
    Source.THRESHOLDS: _Table(ThresholdChoice, ThresholdChoice.at, ThresholdChoice.who),
    Source.CONTOUR: _Table(ContourChoiceRow, ContourChoiceRow.at, ContourChoiceRow.who),
    Source.TRAINED: _Table(Model, Model.created),
    Source.MODEL: _Table(AuditRow, AuditRow.at, AuditRow.who, texts=(AuditRow.text,)),
    Source.INSPECTION: _Table(
        InspectionRow, InspectionRow.started, InspectionRow.who, texts=(InspectionRow.folder,)
    ),
    Source.RECIPE: _Table(RecipeRow, RecipeRow.at, RecipeRow.who, texts=(RecipeRow.name,)),
    Source.PSEUDO: _Table(PseudoChoice, PseudoChoice.at, PseudoChoice.who, PseudoChoice.target_id),
    Source.FOREGROUND: _Table(
        ForegroundRevision, ForegroundRevision.at, ForegroundRevision.who, ForegroundRevision.image_id
    ),
    Source.WATCHED: _Table(
        WatchedFolderRow, WatchedFolderRow.at, WatchedFolderRow.who, texts=(WatchedFolderRow.folder,)
    ),
}


class HistoryStore:
    """Decisions of a project, found by what is wanted and read by pages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keys(self, wanted: Wanted) -> list[Key]:
        """Every decision that is wanted, the newest first."""
        sources = list(_TABLES) if wanted.kind is None else list(KINDS[wanted.kind])
        found = union_all(*(_keys(source, wanted) for source in sources)).subquery()
        query = select(found.c.source, found.c.id).order_by(found.c.at.desc(), found.c.id.desc())
        known = {source.value: source for source in Source}
        with self._database.session() as session:
            return [(known[name], number) for name, number in session.connection().execute(query)]

    def people(self) -> list[str]:
        """Everybody who ever decided something, in the order of the alphabet."""
        columns = [table.who for table in _TABLES.values() if table.who is not None]
        query = union_all(*(select(column.label("who")).distinct() for column in columns))
        with self._database.session() as session:
            return sorted(set(session.scalars(query)))

    def events(self, keys: Sequence[Key]) -> list[Event]:
        """These decisions, in this order; none is kept any more costs no other."""
        wanted: dict[Source, list[int]] = {}
        for source, number in keys:
            wanted.setdefault(source, []).append(number)
        with self._database.session() as session:
            names = {row[0]: row[1] for row in session.execute(select(DefectTypeRow.id, DefectTypeRow.name))}
            reader = _Reader(session, names)
            found = {
                (source, event.id): event
                for source, ids in wanted.items()
                for event in reader.read(source, ids)
            }
        return [found[key] for key in keys if key in found]

    def scores(self, model_id: int, image_ids: Sequence[int]) -> dict[int, float]:
        """What a model says of some images."""
        query = select(Score.image_id, Score.score).where(
            Score.model_id == model_id, Score.image_id.in_(image_ids)
        )
        with self._database.session() as session:
            return {row[0]: row[1] for row in session.execute(query)}

    def choices(self) -> list[tuple[Any, int, float, float]]:
        """When, for which model, and at which review and NG thresholds were ever put; oldest first."""
        query = select(
            ThresholdChoice.at, ThresholdChoice.model_id, ThresholdChoice.review, ThresholdChoice.ng
        ).order_by(ThresholdChoice.id)
        with self._database.session() as session:
            return [(row[0], row[1], row[2], row[3]) for row in session.execute(query)]


def _keys(source: Source, wanted: Wanted) -> Select[Any]:
    table = _TABLES[source]
    query = select(literal(source.value).label("source"), table.row.id.label("id"), table.at.label("at"))
    if table.only is not None:
        query = query.where(table.only)
    if wanted.since is not None:
        query = query.where(table.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(table.at < wanted.until)
    if wanted.who is not None:
        query = query.where(false() if table.who is None else table.who == wanted.who)
    if wanted.text:
        query = query.where(_holds(table, wanted.text))
    return query


def _holds(table: _Table, text: str) -> ColumnElement[bool]:
    columns = [*table.texts, *((table.who,) if table.who is not None else ())]
    hits: list[ColumnElement[bool]] = [column.icontains(text, autoescape=True) for column in columns]
    if table.image is not None:
        named = select(Image.id).where(Image.name.icontains(text, autoescape=True))
        hits.append(table.image.in_(named))
    return or_(false(), *hits)


class _Reader:
    """Reads decisions of one source with what was before them."""

    def __init__(self, session: Session, names: dict[int, str]) -> None:
        self._session = session
        self._names = names
        self._read: dict[Source, Callable[[Row, Value], dict[str, Any]]] = {
            Source.VERDICT: self._verdict,
            Source.PAINT: self._paint,
            Source.HOLD_OUT: lambda row, before: {"before": bool(before), "after": row.holds},
            Source.REMOVED: lambda row, before: {"before": bool(before), "after": row.holds},
            Source.THRESHOLDS: self._thresholds,
            Source.CONTOUR: lambda row, before: {"before": before, "after": row.value},
            Source.TRAINED: lambda row, _: {"subject": row.number, "after": row.number},
            Source.MODEL: self._deed,
            Source.INSPECTION: lambda row, _: {
                "note": row.folder,
                "after": (row.review, row.ng),
                "subject": None,
            },
            Source.RECIPE: lambda row, _: {"note": row.name, "after": row.body is not None},
            Source.PSEUDO: lambda row, _: {"after": row.approved},
            Source.FOREGROUND: lambda row, _: {"after": row.png is not None},
            Source.WATCHED: lambda row, _: {"note": row.folder, "after": row.rule is not None},
        }

    def read(self, source: Source, ids: Sequence[int]) -> list[Event]:
        """These decisions of a source, in any order."""
        table = _TABLES[source]
        columns: list[Any] = [table.row, _before(source)]
        query = select(*columns).where(table.row.id.in_(ids))
        events = []
        images = self._images(table, ids)
        numbers = {found[0]: found[1] for found in self._session.execute(select(Model.id, Model.number))}
        for row, before in self._session.execute(query):
            image_id = None if table.image is None else getattr(row, table.image.key)
            more = self._read[source](row, before)
            more.setdefault("subject", numbers.get(getattr(row, "model_id", None) or 0))
            events.append(
                Event(
                    source,
                    row.id,
                    getattr(row, table.at.key),
                    None if table.who is None else row.who,
                    part=images.get(image_id or 0, ""),
                    image_id=image_id,
                    **more,
                )
            )
        return events

    def _images(self, table: _Table, ids: Sequence[int]) -> dict[int, str]:
        if table.image is None:
            return {}
        query = select(Image.id, Image.name).join(table.row, table.image == Image.id)
        return {row[0]: row[1] for row in self._session.execute(query.where(table.row.id.in_(ids)))}

    def _verdict(self, row: VerdictEntry, before: Value) -> dict[str, Any]:
        kind = "" if row.defect_type_id is None else self._names.get(row.defect_type_id, "")
        return {"before": _verdict_of(before), "after": _verdict_of(row.verdict), "note": kind}

    def _paint(self, row: MaskRevision, before: Value) -> dict[str, Any]:
        return {"before": self._types(before), "after": self._types(row.types), "deed": row.origin}

    def _types(self, text: Value) -> tuple[str, ...]:
        if not isinstance(text, str) or not text:
            return ()
        values = [int(value) for value in text.split(",")]
        return tuple(self._names.get(value, str(value)) for value in values if value != IGNORE_VALUE)

    def _thresholds(self, row: ThresholdChoice, _before_id: Value) -> dict[str, Any]:
        earlier = None if not isinstance(_before_id, int) else self._session.get(ThresholdChoice, _before_id)
        before = None if earlier is None else (earlier.review, earlier.ng)
        return {"before": before, "after": (row.review, row.ng)}

    def _deed(self, row: AuditRow, before: Value) -> dict[str, Any]:
        if row.deed == Deed.TYPE_RENAMED.value:
            old, _, new = row.text.partition("\n")
            return {"deed": row.deed, "before": old, "after": new}
        promoted = row.deed in (Deed.PROMOTED.value, Deed.AUTO_PROMOTED.value)
        if not promoted:
            return {"deed": row.deed, "note": row.text}
        number = self._session.scalar(select(Model.number).where(Model.id == row.model_id))
        return {"deed": row.deed, "note": row.text, "before": before, "after": number}


def _verdict_of(value: Value) -> Verdict | None:
    return Verdict(value) if isinstance(value, str) and value else None


def _before(source: Source) -> ColumnElement[Any]:
    """What the decision of the same kind before it said; a scalar subquery beside the row."""
    table = _TABLES[source].row
    earlier = aliased(table)
    same: ColumnElement[bool]
    if source is Source.VERDICT:
        value, same = earlier.verdict, earlier.image_id == table.image_id
    elif source is Source.PAINT:
        value, same = earlier.types, earlier.image_id == table.image_id
    elif source in (Source.HOLD_OUT, Source.REMOVED):
        value = earlier.holds
        same = (earlier.image_id == table.image_id) & (earlier.kind == table.kind)
    elif source is Source.THRESHOLDS:
        value, same = earlier.id, earlier.model_id == table.model_id
    elif source is Source.CONTOUR:
        value, same = earlier.value, earlier.model_id == table.model_id
    elif source is Source.MODEL:
        return _judged_before()
    else:
        return literal(None)
    query = select(value).where(same, earlier.id < table.id).order_by(earlier.id.desc()).limit(1)
    return query.correlate(table).scalar_subquery()


def _judged_before() -> ColumnElement[Any]:
    """Number of the model that judged before one was promoted; the first one judged without being asked."""
    earlier = aliased(AuditRow)
    promoted = (Deed.PROMOTED.value, Deed.AUTO_PROMOTED.value)
    newest = (
        select(Model.number)
        .join(earlier, earlier.model_id == Model.id)
        .where(earlier.deed.in_(promoted), earlier.id < AuditRow.id)
        .order_by(earlier.id.desc())
        .limit(1)
        .correlate(AuditRow)
        .scalar_subquery()
    )
    first = select(func.min(Model.number)).scalar_subquery()
    return func.coalesce(newest, first)
