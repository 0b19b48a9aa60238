"""What lasts: SQLite and files. No Qt."""
