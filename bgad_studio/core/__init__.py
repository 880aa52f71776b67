"""Arrays, records and rules without Qt, torch or a database."""
