"""Parts that are held out or removed, and how pictures look from afar."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bgad_studio.store.schema import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "part_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("image_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_part_mark"),
        sa.ForeignKeyConstraint(["image_id"], ["image.id"], name="fk_part_mark_image_id"),
    )
    op.create_index("ix_part_mark_image_id_kind_id", "part_mark", ["image_id", "kind", "id"])
    op.create_table(
        "fingerprint",
        sa.Column("image_id", sa.Integer(), nullable=False),
        sa.Column("grey", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("image_id", name="pk_fingerprint"),
        sa.ForeignKeyConstraint(["image_id"], ["image.id"], name="fk_fingerprint_image_id"),
    )
