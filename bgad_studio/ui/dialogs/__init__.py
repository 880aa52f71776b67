"""Beginning, importing, and telling what went wrong."""
