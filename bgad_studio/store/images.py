"""Images of a project with the newest decisions about them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from bgad_studio.core.records import (
    IGNORE_VALUE,
    ImageRecord,
    ImageScore,
    Mark,
    MaskOrigin,
    ModelState,
    Role,
    Verdict,
)
from bgad_studio.store.database import Database
from bgad_studio.store.many_rows import many_rows, no_cycles
from bgad_studio.store.schema import (
    GROUP,
    Fingerprint,
    GroupJoin,
    Image,
    MaskRevision,
    Model,
    PartMark,
    Score,
    SnapshotItemRow,
    VerdictEntry,
)

Query = Select[*tuple[Any, ...]]
Column = InstrumentedAttribute[int]
Piece = Sequence[int] | None

_ROLES = {role.value: role for role in Role}
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
"""Looked up: to make one of its value takes three times as long, a hundred thousand times."""


@dataclass(frozen=True, slots=True)
class NewImage:
    """An image about to be added; the fields mean what they mean in :class:`ImageRecord`."""

    path: Path
    name: str
    sha256: str
    width_px: int
    height_px: int
    group: str


@dataclass(frozen=True, slots=True)
class KnownImage:
    """What an import compares with; the fields mean what they mean in :class:`ImageRecord`."""

    id: int
    name: str
    sha256: str
    group: str
    removed: bool


class ImageStore:
    """Images and verdicts.

    Args:
        database: Of the project.
        root: The project's folder, which stored paths are relative to.
    """

    def __init__(self, database: Database, root: Path) -> None:
        self._database = database
        self._root = root

    def add(self, images: Sequence[NewImage]) -> list[ImageRecord]:
        """Add images whose names are new.

        Returns:
            Their records, in the same order.
        """
        now = datetime.now(UTC)
        rows = [
            Image(
                path=self._stored(image.path),
                name=image.name,
                sha256=image.sha256,
                width_px=image.width_px,
                height_px=image.height_px,
                capture_group=image.group,
                added=now,
            )
            for image in images
        ]
        with self._database.session() as session:
            session.add_all(rows)
            session.flush()
            ids = [row.id for row in rows]
        return self.some(ids)

    def all(self) -> list[ImageRecord]:
        """Every image that was not removed, in the order they were added."""
        with self._database.session() as session, no_cycles():
            return self._records(session, None)

    def known(self) -> list[KnownImage]:
        """Every image that ever was in the project, the removed ones too."""
        query = select(Image.id, Image.name, Image.sha256, GROUP).order_by(Image.id)
        with self._database.session() as session:
            removed = _marked(session, Mark.REMOVED, None)
            return [KnownImage(*row, row[0] in removed) for row in session.execute(query)]

    def files(self) -> set[str]:
        """Absolute paths of every image that ever was in the project."""
        folders: dict[str, str] = {}
        with self._database.session() as session:
            return {self._absolute(path, folders) for path in session.scalars(select(Image.path))}

    def unpainted_files(self) -> set[str]:
        """Absolute paths of images in the project on which never a defect was painted."""
        painted = select(MaskRevision.image_id).where(MaskRevision.types.not_in(("", str(IGNORE_VALUE))))
        query = select(Image.id, Image.path).where(Image.id.not_in(painted))
        folders: dict[str, str] = {}
        with self._database.session() as session:
            removed = _marked(session, Mark.REMOVED, None)
            rows = session.execute(query).all()
        return {self._absolute(path, folders) for image_id, path in rows if image_id not in removed}

    def some(self, ids: Sequence[int]) -> list[ImageRecord]:
        """These images, in this order, removed or not; unknown ids are left out."""
        with self._database.session() as session:
            found = {record.id: record for record in self._records(session, ids)}
        return [found[image_id] for image_id in ids if image_id in found]

    def removed(self) -> list[ImageRecord]:
        """Every image that was removed, in the order they were added."""
        with self._database.session() as session:
            ids = sorted(_marked(session, Mark.REMOVED, None))
        return self.some(ids)

    def get(self, image_id: int) -> ImageRecord:
        """One image.

        Raises:
            KeyError: If there is no such image.
        """
        records = self.some([image_id])
        if not records:
            raise KeyError(image_id)
        return records[0]

    def set_verdict(
        self, ids: Sequence[int], verdict: Verdict | None, who: str, defect_type_id: int | None = None
    ) -> list[ImageRecord]:
        """Note a person's decision about images; None takes it back. Older decisions stay on record."""
        now = datetime.now(UTC)
        entries = [
            {
                "image_id": image_id,
                "at": now,
                "who": who,
                "verdict": verdict.value if verdict else None,
                "defect_type_id": defect_type_id,
            }
            for image_id in ids
        ]
        if entries:
            with self._database.session() as session:
                session.execute(insert(VerdictEntry), entries)
        return self.some(ids)

    def mark(self, ids: Sequence[int], kind: Mark, holds: bool, who: str) -> None:
        """Set images apart, or take that back; nothing about them is lost."""
        now = datetime.now(UTC)
        entries = [
            {"image_id": image_id, "at": now, "who": who, "kind": kind.value, "holds": holds}
            for image_id in ids
        ]
        if entries:
            with self._database.session() as session:
                session.execute(insert(PartMark), entries)

    def reviewed(self, since: datetime) -> set[int]:
        """Images of which the newest decision that they were looked at holds, and was made since then."""
        with self._database.session() as session:
            return _marked(session, Mark.REVIEWED, None, since)

    def fingerprints(self) -> dict[int, bytes]:
        """Image id → what it looks like from afar, where that is known."""
        with self._database.session() as session:
            return {row[0]: row[1] for row in session.execute(select(Fingerprint.image_id, Fingerprint.grey))}

    def add_fingerprint(self, image_id: int, grey: bytes) -> None:
        """Keep what an image looks like from afar."""
        with self._database.session() as session:
            session.execute(insert(Fingerprint), [{"image_id": image_id, "grey": grey}])

    def joined_groups(self) -> dict[str, str]:
        """Capture groups that came as others, and what they belong to now."""
        with self._database.session() as session:
            return {row[0]: row[1] for row in session.execute(select(GroupJoin.name, GroupJoin.whole))}

    def join_groups(self, name: str, whole: str) -> None:
        """Two capture groups are of one part, and always were: all of ``name`` belongs to ``whole``."""
        with self._database.session() as session:
            session.execute(update(GroupJoin).where(GroupJoin.whole == name).values(whole=whole))
            session.execute(insert(GroupJoin), [{"name": name, "whole": whole}])

    def judged_by(self, image_id: int) -> str | None:
        """Who made the newest decision about an image."""
        newest = select(VerdictEntry.who).where(VerdictEntry.image_id == image_id)
        with self._database.session() as session:
            return session.scalar(newest.order_by(VerdictEntry.id.desc()).limit(1))

    def _records(self, session: Session, ids: Sequence[int] | None) -> list[ImageRecord]:
        """A few queries for any number of images; ``ids`` None: all that were not removed."""
        removed = _marked(session, Mark.REMOVED, None) if ids is None else set()
        held_out = _marked(session, Mark.HOLD_OUT, ids)
        roles = {image_id: _ROLES[role] for image_id, role in _rows(session, _roles, ids)}
        verdicts = {
            image_id: (verdict, defect_type_id)
            for image_id, verdict, defect_type_id in _rows(session, _newest_verdicts, ids)
        }
        masks = {
            image_id: (mask_id, types, origin)
            for image_id, mask_id, types, origin in _rows(session, _newest_masks, ids)
        }
        scores = {
            row[0]: ImageScore(row[1], row[2], _VERDICTS[row[3]]) for row in _rows(session, _scores, ids)
        }
        folders: dict[str, str] = {}
        records = []
        for image_id, path, name, sha256, width_px, height_px, group in _rows(session, _images, ids):
            if image_id in removed:
                continue
            verdict, defect_type_id = verdicts.get(image_id, (None, None))
            mask_id, types, origin = masks.get(image_id, (None, "", ""))
            values = tuple(int(value) for value in types.split(",")) if types else ()
            records.append(
                ImageRecord(  # by place: names cost a tenth of opening a project of a hundred thousand images
                    image_id,
                    self._absolute(path, folders),
                    name,
                    sha256,
                    width_px,
                    height_px,
                    group,
                    _VERDICTS[verdict] if verdict else None,
                    defect_type_id,
                    mask_id if values else None,
                    tuple(value for value in values if value != IGNORE_VALUE) if values else (),
                    IGNORE_VALUE in values,
                    scores.get(image_id),
                    MaskOrigin(origin) if values else None,
                    image_id in held_out,
                    roles.get(image_id),
                )
            )
        return records

    def _stored(self, path: Path) -> str:
        """Relative to the project where both can move together: a renamed or copied folder still opens."""
        if path.is_relative_to(self._root.parent):
            return Path(os.path.relpath(path, self._root)).as_posix()
        return path.as_posix()

    def _absolute(self, stored: str, folders: dict[str, str]) -> str:
        """Absolute form of a stored path; ``folders`` remembers those of the folders met so far."""
        folder, _, name = stored.rpartition("/")
        if folder not in folders:
            # not resolved: a symbolic link stays what the person chose
            place = f"{folder}/" if stored.startswith("/") else folder
            folders[folder] = os.path.normpath(os.path.join(self._root, place))  # noqa: PTH118
        return f"{folders[folder]}{os.sep}{name}"


def _among(query: Query, images: Column, piece: Piece) -> Query:
    """Only of these images; None: of all."""
    return query if piece is None else query.where(images.in_(piece))


def _images(piece: Piece) -> Query:
    query = select(
        Image.id, Image.path, Image.name, Image.sha256, Image.width_px, Image.height_px, GROUP
    ).order_by(Image.id)
    return _among(query, Image.id, piece)


def _newest_verdicts(piece: Piece) -> Query:
    newest = _newest(VerdictEntry.id, VerdictEntry.image_id, piece)
    return select(VerdictEntry.image_id, VerdictEntry.verdict, VerdictEntry.defect_type_id).where(
        VerdictEntry.id.in_(newest.scalar_subquery())
    )


def _newest_masks(piece: Piece) -> Query:
    newest = _newest(MaskRevision.id, MaskRevision.image_id, piece)
    return select(MaskRevision.image_id, MaskRevision.id, MaskRevision.types, MaskRevision.origin).where(
        MaskRevision.id.in_(newest.scalar_subquery())
    )


def _newest(row: Column, images: Column, piece: Piece) -> Query:
    """Ids of the newest row of each image; asked of a few images, it must not look at all of them."""
    return _among(select(func.max(row)).group_by(images), images, piece)


def _scores(piece: Piece) -> Query:
    active = Model.state == ModelState.ACTIVE.value
    query = select(Score.image_id, Score.model_id, Score.score, Score.verdict).join(Model).where(active)
    return _among(query, Score.image_id, piece)


def _roles(piece: Piece) -> Query:
    active = Model.state == ModelState.ACTIVE.value
    joined = select(SnapshotItemRow.image_id, SnapshotItemRow.role).join(
        Model, Model.snapshot_id == SnapshotItemRow.snapshot_id
    )
    return _among(joined.where(active), SnapshotItemRow.image_id, piece)


def _marked(
    session: Session, kind: Mark, ids: Sequence[int] | None, since: datetime | None = None
) -> set[int]:
    """Images of which the newest decision of a kind holds, and was made since then."""

    def query(piece: Piece) -> Query:
        newest = _newest(PartMark.id, PartMark.image_id, piece).where(PartMark.kind == kind.value)
        held = select(PartMark.image_id).where(
            PartMark.id.in_(newest.scalar_subquery()), PartMark.holds.is_(True)
        )
        return held if since is None else held.where(PartMark.at >= since)

    return {row[0] for row in _rows(session, query, ids)}


def _rows(
    session: Session, query: Callable[[Piece], Query], ids: Sequence[int] | None
) -> Iterable[tuple[Any, ...]]:
    """Rows about these images, None: about all; in pieces, since SQL takes only so many parameters."""
    if ids is None:
        return many_rows(session, query(None))
    pieces = [ids[start : start + 500] for start in range(0, len(ids), 500)]
    return [row for piece in pieces for row in many_rows(session, query(piece))]
