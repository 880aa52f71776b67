"""Thresholds a person chose, each with its model; the newest counts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bgad_studio.store.schema import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "threshold_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("review", sa.Float(), nullable=False),
        sa.Column("ng", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_threshold_choice"),
        sa.ForeignKeyConstraint(["model_id"], ["model.id"], name="fk_threshold_choice_model_id"),
    )
    op.create_index("ix_threshold_choice_model_id_id", "threshold_choice", ["model_id", "id"])
