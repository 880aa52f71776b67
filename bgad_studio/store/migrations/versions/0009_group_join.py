"""Capture groups that turned out to be of one part."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "group_join",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("whole", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_group_join"),
    )
    op.create_index("ix_group_join_whole", "group_join", ["whole"])
