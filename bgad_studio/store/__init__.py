"""SQLite behind frozen records: SQLAlchemy lives here only."""
