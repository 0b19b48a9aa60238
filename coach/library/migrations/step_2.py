"""Version 2: what a session is searched by, its figures, and whether it was deleted."""

import sqlite3

from coach.library.search import folded

# Apart from the session, so that to look through all of them reads no figures.
_FIGURES = """
CREATE TABLE figures (
    session_id INTEGER PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    body       TEXT    NOT NULL
) STRICT
"""


def run(db: sqlite3.Connection) -> None:
    """Adds them; the figures of what is there already are computed when they are asked for."""
    db.execute("ALTER TABLE session ADD COLUMN search TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE session ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0")
    db.execute(_FIGURES)
    rows = db.execute("SELECT id, client, protocol_name FROM session").fetchall()
    db.executemany(
        "UPDATE session SET search = ? WHERE id = ?",
        ((folded(client, protocol), session_id) for session_id, client, protocol in rows),
    )
