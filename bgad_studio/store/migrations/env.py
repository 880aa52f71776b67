"""Alembic's entry: it runs on the connection, and inside the transaction, that the program hands it."""

from __future__ import annotations

from alembic import context

from bgad_studio.store.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite alters a table by rebuilding it
    transactional_ddl=False,  # the caller holds the transaction
)
context.run_migrations()
