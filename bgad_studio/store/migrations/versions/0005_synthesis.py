"""Recipes of pseudo anomalies, what a person thinks of single ones, and corrected foregrounds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bgad_studio.store.schema import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "synthesis_recipe",
        *_entry(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_synthesis_recipe"),
    )
    op.create_index("ix_synthesis_recipe_name_id", "synthesis_recipe", ["name", "id"])
    op.create_table(
        "pseudo_anomaly",
        *_entry(),
        sa.Column("config", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("mask_id", sa.Integer(), nullable=True),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_pseudo_anomaly"),
        sa.ForeignKeyConstraint(["source_id"], ["image.id"], name="fk_pseudo_anomaly_source_id"),
        sa.ForeignKeyConstraint(["mask_id"], ["mask_revision.id"], name="fk_pseudo_anomaly_mask_id"),
        sa.ForeignKeyConstraint(["target_id"], ["image.id"], name="fk_pseudo_anomaly_target_id"),
    )
    op.create_table(
        "foreground_revision",
        *_entry(),
        sa.Column("image_id", sa.Integer(), nullable=True),
        sa.Column("png", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_foreground_revision"),
        sa.ForeignKeyConstraint(["image_id"], ["image.id"], name="fk_foreground_revision_image_id"),
    )
    op.create_index("ix_foreground_revision_image_id_id", "foreground_revision", ["image_id", "id"])


def _entry() -> list[sa.Column]:  # type: ignore[type-arg]
    """What every decision of a person begins with."""
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
    ]
