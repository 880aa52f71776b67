"""Tables of a project. What a person made or decided is only ever added to, never changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    Boolean,
    ColumnElement,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    func,
    select,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """Aware times, kept as UTC: a project moves between computers and seasons."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC without a zone."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To an aware time in UTC."""
        return value.replace(tzinfo=UTC) if value else None


class Base(DeclarativeBase):
    """Tables of ``project.sqlite``."""

    metadata = MetaData(naming_convention=NAMES)


class Image(Base):
    """A picture, in place. ``path``: relative to the project's folder if it lies near it, else absolute."""

    __tablename__ = "image"

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text, unique=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    width_px: Mapped[int]
    height_px: Mapped[int]
    capture_group: Mapped[str] = mapped_column(Text)
    added: Mapped[datetime] = mapped_column(UtcDateTime)


class VerdictEntry(Base):
    """One decision of a person; the newest counts, None takes the decision back."""

    __tablename__ = "verdict"
    __table_args__ = (Index(None, "image_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    image_id: Mapped[int] = mapped_column(ForeignKey("image.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(Text)
    verdict: Mapped[str | None] = mapped_column(String(16))
    defect_type_id: Mapped[int | None] = mapped_column(ForeignKey("defect_type.id"))


class PartMark(Base):
    """One decision to set a part apart, or to take that back; the newest of its kind counts."""

    __tablename__ = "part_mark"
    __table_args__ = (Index(None, "image_id", "kind", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    image_id: Mapped[int] = mapped_column(ForeignKey("image.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(16))
    holds: Mapped[bool]


class Fingerprint(Base):
    """What a picture looks like from afar (``core.imaging.alike``): finds the same picture saved anew."""

    __tablename__ = "fingerprint"

    image_id: Mapped[int] = mapped_column(ForeignKey("image.id"), primary_key=True)
    grey: Mapped[bytes] = mapped_column(LargeBinary)


class GroupJoin(Base):
    """A capture group whose pictures turned out to show the part of another one.

    Images keep the group they came with; ``whole`` is what it belongs to now, and never is a ``name`` itself.
    """

    __tablename__ = "group_join"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    whole: Mapped[str] = mapped_column(Text, index=True)


GROUP: Final[ColumnElement[str]] = func.coalesce(
    select(GroupJoin.whole).where(GroupJoin.name == Image.capture_group).correlate(Image).scalar_subquery(),
    Image.capture_group,
)
"""The capture group of an image as it is now."""


class DefectTypeRow(Base):
    """A kind of defect; ``id`` is its value in label maps."""

    __tablename__ = "defect_type"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    colour: Mapped[int]


class MaskRevision(Base):
    """A painted mask; the newest counts.

    ``types``: the labels in it, ``"1,4"``, with 255 where something is ignored; empty: nothing painted.
    """

    __tablename__ = "mask_revision"
    __table_args__ = (Index(None, "image_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    image_id: Mapped[int] = mapped_column(ForeignKey("image.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    origin: Mapped[str] = mapped_column(String(16))
    types: Mapped[str] = mapped_column(Text)
    image_sha256: Mapped[str] = mapped_column(String(64))
    png: Mapped[bytes] = mapped_column(LargeBinary)


class SnapshotRow(Base):
    """What one model saw; never changed."""

    __tablename__ = "dataset_snapshot"

    id: Mapped[int] = mapped_column(primary_key=True)
    created: Mapped[datetime] = mapped_column(UtcDateTime)


class SnapshotItemRow(Base):
    """One image of a snapshot."""

    __tablename__ = "snapshot_item"

    snapshot_id: Mapped[int] = mapped_column(ForeignKey("dataset_snapshot.id"), primary_key=True)
    image_id: Mapped[int] = mapped_column(ForeignKey("image.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(16))
    mask_id: Mapped[int | None] = mapped_column(ForeignKey("mask_revision.id"))


class Run(Base):
    """A training run. ``problem`` and ``params`` (JSON) say why it stopped."""

    __tablename__ = "run"

    id: Mapped[int] = mapped_column(primary_key=True)
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("dataset_snapshot.id"))
    config: Mapped[str] = mapped_column(Text)
    started: Mapped[datetime] = mapped_column(UtcDateTime)
    ended: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str] = mapped_column(String(16))
    problem: Mapped[str | None] = mapped_column(String(64))
    params: Mapped[str | None] = mapped_column(Text)
    seconds: Mapped[float] = mapped_column(Float)


class RunEvent(Base):
    """One JSON line of a run: its curve and its log."""

    __tablename__ = "run_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), index=True)
    line: Mapped[str] = mapped_column(Text)


class Model(Base):
    """A trained model. ``folder``: below the project's ``models``."""

    __tablename__ = "model"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("dataset_snapshot.id"))
    created: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(16))
    folder: Mapped[str] = mapped_column(Text)
    manifest: Mapped[str] = mapped_column(Text)


class ThresholdChoice(Base):
    """Thresholds a person chose for a model; the newest counts.

    ``way`` and ``numbers`` (JSON) say how (``core.how_set``); None: of a version that did not note it.
    """

    __tablename__ = "threshold_choice"
    __table_args__ = (Index(None, "model_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("model.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(Text)
    review: Mapped[float] = mapped_column(Float)
    ng: Mapped[float] = mapped_column(Float)
    way: Mapped[str | None] = mapped_column(String(16))
    numbers: Mapped[str | None] = mapped_column(Text)


class ContourChoiceRow(Base):
    """Map value a person lets regions begin at under a model; the newest counts, None: the model's own."""

    __tablename__ = "contour_choice"
    __table_args__ = (Index(None, "model_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("model.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(Text)
    value: Mapped[float | None] = mapped_column(Float)


class RecipeRow(Base):
    """A recipe of pseudo anomalies; the newest of a name counts, the empty name is the one trainings use.

    ``body``: JSON; None: taken away.
    """

    __tablename__ = "synthesis_recipe"
    __table_args__ = (Index(None, "name", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    body: Mapped[str | None] = mapped_column(Text)


class PseudoChoice(Base):
    """A person approved or rejected a pseudo anomaly; the newest counts, None takes the choice back."""

    __tablename__ = "pseudo_anomaly"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(Text)
    config: Mapped[str] = mapped_column(Text)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("image.id"))
    mask_id: Mapped[int | None] = mapped_column(ForeignKey("mask_revision.id"))
    target_id: Mapped[int] = mapped_column(ForeignKey("image.id"))
    seed: Mapped[int]
    approved: Mapped[bool | None]


class ForegroundRevision(Base):
    """Where the part is; the newest counts, without ``png`` it is found by itself.

    ``image_id``: None is every part without a foreground of its own.
    """

    __tablename__ = "foreground_revision"
    __table_args__ = (Index(None, "image_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(Text)
    image_id: Mapped[int | None] = mapped_column(ForeignKey("image.id"))
    png: Mapped[bytes | None] = mapped_column(LargeBinary)


class AuditRow(Base):
    """A decision about a model, or (without one) about the project."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(Text)
    model_id: Mapped[int | None] = mapped_column(ForeignKey("model.id"))
    deed: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)


class Score(Base):
    """A model's opinion of an image."""

    __tablename__ = "score"

    model_id: Mapped[int] = mapped_column(ForeignKey("model.id"), primary_key=True)
    image_id: Mapped[int] = mapped_column(ForeignKey("image.id"), primary_key=True)
    score: Mapped[float] = mapped_column(Float)
    verdict: Mapped[str] = mapped_column(String(16))


class InspectionRow(Base):
    """One run over a folder of pictures that need not belong to the project. Folders are absolute.

    ``contour``: None: of a version that had only the model's own.
    """

    __tablename__ = "inspection"

    id: Mapped[int] = mapped_column(primary_key=True)
    started: Mapped[datetime] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(Text)
    model_id: Mapped[int] = mapped_column(ForeignKey("model.id"))
    folder: Mapped[str] = mapped_column(Text)
    results: Mapped[str] = mapped_column(Text)
    watched: Mapped[bool] = mapped_column(Boolean)
    review: Mapped[float] = mapped_column(Float)
    ng: Mapped[float] = mapped_column(Float)
    contour: Mapped[float | None] = mapped_column(Float)


class InspectedPartRow(Base):
    """What was said of one picture of an inspection; ``problem`` and ``params`` (JSON): why nothing was."""

    __tablename__ = "inspected_part"

    id: Mapped[int] = mapped_column(primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    path: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str | None] = mapped_column(String(64))
    score: Mapped[float | None] = mapped_column(Float)
    verdict: Mapped[str | None] = mapped_column(String(16))
    problem: Mapped[str | None] = mapped_column(String(64))
    params: Mapped[str | None] = mapped_column(Text)


class WatchedFolderRow(Base):
    """Whether a folder (absolute) is watched: the newest row of it says so; without ``rule`` it is not."""

    __tablename__ = "watched_folder"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(Text)
    folder: Mapped[str] = mapped_column(Text)
    rule: Mapped[str | None] = mapped_column(Text)


class MapBase(DeclarativeBase):
    """Tables of ``maps.sqlite``: results that can be computed again."""

    metadata = MetaData(naming_convention=NAMES)


class AnomalyMapRow(MapBase):
    """Encoded level grids (``core.maps``) of one image under one model."""

    __tablename__ = "anomaly_map"

    image_id: Mapped[int] = mapped_column(primary_key=True)
    model_id: Mapped[int] = mapped_column(primary_key=True)
    levels: Mapped[bytes] = mapped_column(LargeBinary)


class InspectedMapRow(MapBase):
    """Encoded level grids of one part of an inspection."""

    __tablename__ = "inspected_map"

    part_id: Mapped[int] = mapped_column(primary_key=True)
    levels: Mapped[bytes] = mapped_column(LargeBinary)
