"""Version 1: sessions, and their events."""

import sqlite3

# `token` names the session for ever and everywhere; `id` is its short name in this file.
_SESSION = """
CREATE TABLE session (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    token         TEXT    NOT NULL UNIQUE,
    started_at    TEXT    NOT NULL,
    utc_offset_s  INTEGER NOT NULL,
    client        TEXT    NOT NULL,
    protocol_id   TEXT    NOT NULL,
    protocol_name TEXT    NOT NULL,
    planned_ms    INTEGER NOT NULL,
    speed         REAL    NOT NULL,
    status        TEXT    NOT NULL CHECK (status IN ('open', 'ended', 'interrupted')),
    heartbeat_ms  INTEGER NOT NULL,
    ended_ms      INTEGER,
    event_count   INTEGER NOT NULL
) STRICT
"""
_EVENT = """
CREATE TABLE event (
    session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    seq        INTEGER NOT NULL,
    t_ms       INTEGER NOT NULL,
    body       TEXT    NOT NULL,
    PRIMARY KEY (session_id, seq)
) STRICT, WITHOUT ROWID
"""


def run(db: sqlite3.Connection) -> None:
    """Makes the tables of an empty file."""
    db.execute(_SESSION)
    db.execute(_EVENT)
    db.execute("CREATE INDEX session_newest ON session (started_at DESC, id DESC)")
    db.execute("CREATE INDEX session_open ON session (id) WHERE status = 'open'")
