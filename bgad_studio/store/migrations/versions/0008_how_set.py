"""How thresholds were set, and where regions begin: chosen apart, and kept with every inspection."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bgad_studio.store.schema import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add three columns and a table; what was chosen before has no way noted."""
    op.add_column("threshold_choice", sa.Column("way", sa.String(16), nullable=True))
    op.add_column("threshold_choice", sa.Column("numbers", sa.Text(), nullable=True))
    op.add_column("inspection", sa.Column("contour", sa.Float(), nullable=True))
    op.create_table(
        "contour_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_contour_choice"),
        sa.ForeignKeyConstraint(["model_id"], ["model.id"], name="fk_contour_choice_model_id"),
    )
    op.create_index("ix_contour_choice_model_id_id", "contour_choice", ["model_id", "id"])
