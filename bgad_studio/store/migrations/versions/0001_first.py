"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bgad_studio.store.schema import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables."""
    _pictures()
    _decisions()
    _training()
    _models()


def _pictures() -> None:
    op.create_table(
        "image",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("width_px", sa.Integer(), nullable=False),
        sa.Column("height_px", sa.Integer(), nullable=False),
        sa.Column("capture_group", sa.Text(), nullable=False),
        sa.Column("added", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_image"),
        sa.UniqueConstraint("name", name="uq_image_name"),
    )
    op.create_index("ix_image_sha256", "image", ["sha256"])
    op.create_table(
        "defect_type",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("colour", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_defect_type"),
        sa.UniqueConstraint("name", name="uq_defect_type_name"),
    )


def _decisions() -> None:
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("image_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=True),
        sa.Column("defect_type_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_verdict"),
        sa.ForeignKeyConstraint(["image_id"], ["image.id"], name="fk_verdict_image_id"),
        sa.ForeignKeyConstraint(["defect_type_id"], ["defect_type.id"], name="fk_verdict_defect_type_id"),
    )
    op.create_index("ix_verdict_image_id_id", "verdict", ["image_id", "id"])
    op.create_table(
        "mask_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("image_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("types", sa.Text(), nullable=False),
        sa.Column("image_sha256", sa.String(64), nullable=False),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mask_revision"),
        sa.ForeignKeyConstraint(["image_id"], ["image.id"], name="fk_mask_revision_image_id"),
    )
    op.create_index("ix_mask_revision_image_id_id", "mask_revision", ["image_id", "id"])


def _training() -> None:
    op.create_table(
        "dataset_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dataset_snapshot"),
    )
    op.create_table(
        "snapshot_item",
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("image_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("mask_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("snapshot_id", "image_id", name="pk_snapshot_item"),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["dataset_snapshot.id"], name="fk_snapshot_item_snapshot_id"
        ),
        sa.ForeignKeyConstraint(["image_id"], ["image.id"], name="fk_snapshot_item_image_id"),
        sa.ForeignKeyConstraint(["mask_id"], ["mask_revision.id"], name="fk_snapshot_item_mask_id"),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("config", sa.Text(), nullable=False),
        sa.Column("started", UtcDateTime(), nullable=False),
        sa.Column("ended", UtcDateTime(), nullable=True),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("problem", sa.String(64), nullable=True),
        sa.Column("params", sa.Text(), nullable=True),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
        sa.ForeignKeyConstraint(["snapshot_id"], ["dataset_snapshot.id"], name="fk_run_snapshot_id"),
    )
    op.create_table(
        "run_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_run_event"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_run_event_run_id"),
    )
    op.create_index("ix_run_event_run_id", "run_event", ["run_id"])


def _models() -> None:
    op.create_table(
        "model",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("created", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("manifest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_model"),
        sa.UniqueConstraint("number", name="uq_model_number"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_model_run_id"),
        sa.ForeignKeyConstraint(["snapshot_id"], ["dataset_snapshot.id"], name="fk_model_snapshot_id"),
    )
    op.create_table(
        "score",
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("image_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("model_id", "image_id", name="pk_score"),
        sa.ForeignKeyConstraint(["model_id"], ["model.id"], name="fk_score_model_id"),
        sa.ForeignKeyConstraint(["image_id"], ["image.id"], name="fk_score_image_id"),
    )
