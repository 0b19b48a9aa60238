"""Version 3: clients, and which of them a session was given to."""

import sqlite3

# `body` is the record as JSON; the name is apart, so that a damaged body can still be named.
# `seen_at` is the start of the last session that the record knows of.
_CLIENT = """
CREATE TABLE client (
    token      TEXT    PRIMARY KEY,
    name       TEXT    NOT NULL,
    search     TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    updated_at TEXT    NOT NULL,
    seen_at    TEXT    NOT NULL DEFAULT '',
    deleted    INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID
"""


def run(db: sqlite3.Connection) -> None:
    """Adds them. A session's token is no foreign key: a massage is saved, whatever its record."""
    db.execute(_CLIENT)
    db.execute("CREATE INDEX client_newest ON client (updated_at DESC)")
    db.execute("ALTER TABLE session ADD COLUMN client_token TEXT")
    db.execute(
        "CREATE INDEX session_client ON session (client_token, started_at DESC)"
        " WHERE client_token IS NOT NULL"
    )
