"""Painted masks and the kinds of defect they show."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from sqlalchemy import func, select

from bgad_studio.core import problems
from bgad_studio.core.errors import StudioError
from bgad_studio.core.records import IGNORE_VALUE, MAX_DEFECT_TYPES, DefectType, MaskOrigin
from bgad_studio.store.database import Database
from bgad_studio.store.schema import DefectTypeRow, MaskRevision

COLOURS = 16
"""Defect colours in the palette; where there are more types, the least used come again."""


class MaskStore:
    """Mask revisions and defect types of a project."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, image_id: int, png: bytes, values: tuple[int, ...], origin: MaskOrigin, image_sha256: str
    ) -> int:
        """Keep a new revision; the older ones stay.

        Args:
            image_id: The image.
            png: Encoded label map (``core.masks.codec``).
            values: Labels in it, ascending: defect types and 'ignore'; empty when nothing is painted.
            origin: Where it came from.
            image_sha256: Of the picture it was painted on.

        Returns:
            Its id.
        """
        row = MaskRevision(
            image_id=image_id,
            at=datetime.now(UTC),
            origin=origin.value,
            types=",".join(map(str, values)),
            image_sha256=image_sha256,
            png=png,
        )
        with self._database.session() as session:
            session.add(row)
            session.flush()
            return row.id

    def blob(self, mask_id: int) -> bytes:
        """The encoded label map of a revision.

        Raises:
            KeyError: If there is no such revision.
        """
        with self._database.session() as session:
            png = session.scalar(select(MaskRevision.png).where(MaskRevision.id == mask_id))
        if png is None:
            raise KeyError(mask_id)
        return png

    def first_painted(self) -> dict[int, int]:
        """Image id → the first revision with a defect on it: the order in which defects became known."""
        no_defect = ("", str(IGNORE_VALUE))
        query = select(MaskRevision.image_id, func.min(MaskRevision.id)).where(
            MaskRevision.types.not_in(no_defect)
        )
        with self._database.session() as session:
            rows = session.execute(query.group_by(MaskRevision.image_id))
            return {row[0]: row[1] for row in rows}

    def ever_painted(self, image_id: int) -> bool:
        """Whether a defect was ever painted on an image, though it may have been taken away since."""
        query = select(MaskRevision.id).where(
            MaskRevision.image_id == image_id, MaskRevision.types.not_in(("", str(IGNORE_VALUE)))
        )
        with self._database.session() as session:
            return session.scalar(query.limit(1)) is not None

    def defect_types(self) -> list[DefectType]:
        """All kinds of defect, in the order they were added."""
        with self._database.session() as session:
            rows = session.scalars(select(DefectTypeRow).order_by(DefectTypeRow.id)).all()
            return [DefectType(row.id, row.name, row.colour) for row in rows]

    def add_defect_type(self, name: str) -> DefectType:
        """Add a kind of defect.

        Raises:
            StudioError: DEFECT_TYPE_EXISTS (whatever its case), DEFECT_TYPES_FULL.
        """
        with self._database.session() as session:
            self._check_new(name)
            last = session.scalar(select(func.max(DefectTypeRow.id))) or 0
            if last >= MAX_DEFECT_TYPES:
                raise StudioError(problems.DEFECT_TYPES_FULL, limit=MAX_DEFECT_TYPES)
            used = Counter(session.scalars(select(DefectTypeRow.colour)))
            added = DefectType(last + 1, name, min(range(COLOURS), key=used.__getitem__))
            session.add(DefectTypeRow(id=added.id, name=added.name, colour=added.colour))
        return added

    def rename_defect_type(self, type_id: int, name: str) -> DefectType:
        """Call a kind of defect something else; paint and colour stay.

        Returns:
            As it was before.

        Raises:
            StudioError: DEFECT_TYPE_EXISTS (whatever its case).
        """
        with self._database.session() as session:
            row = session.get_one(DefectTypeRow, type_id)
            before = DefectType(row.id, row.name, row.colour)
            if name.casefold() != before.name.casefold():
                self._check_new(name)
            row.name = name
        return before

    def _check_new(self, name: str) -> None:
        if name.casefold() in {item.name.casefold() for item in self.defect_types()}:
            raise StudioError(problems.DEFECT_TYPE_EXISTS, name=name)
