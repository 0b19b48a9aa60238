"""Version 2: what a session is searched by, its figures, and whether it was deleted."""

import sqlite3

from coach.library.search import folded

_COLUMNS = (
    "search TEXT NOT NULL DEFAULT ''",
    "deleted INTEGER NOT NULL DEFAULT 0",
    "hands_on_ms INTEGER",
    "first_bpm REAL",
    "last_bpm REAL",
    "areas INTEGER",
    "softened INTEGER",
)
# All the figures are apart from the session: ten thousand rows are listed in half the time.
_FIGURES = """
CREATE TABLE figures (
    session_id INTEGER PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    body       TEXT    NOT NULL
) STRICT
"""


def run(db: sqlite3.Connection) -> None:
    """Adds them; the figures of what is there already are computed when they are asked for."""
    for column in _COLUMNS:
        db.execute(f"ALTER TABLE session ADD COLUMN {column}")
    db.execute(_FIGURES)
    rows = db.execute("SELECT id, client, protocol_name FROM session").fetchall()
    db.executemany(
        "UPDATE session SET search = ? WHERE id = ?",
        ((folded(client, protocol), session_id) for session_id, client, protocol in rows),
    )
