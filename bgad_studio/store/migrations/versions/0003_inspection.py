"""Inspections: parts that were judged as they came, with the model and thresholds that judged them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bgad_studio.store.schema import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two tables."""
    op.create_table(
        "inspection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("started", UtcDateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("watched", sa.Boolean(), nullable=False),
        sa.Column("review", sa.Float(), nullable=False),
        sa.Column("ng", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inspection"),
        sa.ForeignKeyConstraint(["model_id"], ["model.id"], name="fk_inspection_model_id"),
    )
    op.create_table(
        "inspected_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("verdict", sa.String(16), nullable=True),
        sa.Column("problem", sa.String(64), nullable=True),
        sa.Column("params", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_inspected_part"),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name="fk_inspected_part_inspection_id"),
    )
    op.create_index("ix_inspected_part_inspection_id", "inspected_part", ["inspection_id"])
