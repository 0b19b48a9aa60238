"""Opens the file of sessions: refuses what is not ours, migrates, and makes commits durable."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.library.errors import library_error, of_the_world
from coach.library.folder import private_file
from coach.library.migrations import migrate

LEAST_BYTES = 100
"""The header of a file of SQLite's."""
BUSY_S = 1.0
"""So long a call waits for another program's transaction."""


def connect(path: Path) -> sqlite3.Connection:
    """A connection for one thread, to a file that is made or migrated where it has to be.

    Raises LibraryError where it is damaged, newer or out of reach; it is then left as it is.
    Only SQLite opens an existing file: closing any other descriptor of it would drop the locks of
    this process's other connections (https://www.sqlite.org/howtocorrupt.html, section 2.2).
    """
    with of_the_world(path):
        if path.exists() and 0 < path.stat().st_size < LEAST_BYTES:
            raise library_error("corrupt", path)  # SQLite would take it for an empty one
        private_file(path)
        db = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
    try:
        with of_the_world(path):
            migrate(db, path)
            _use_wal(db)
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA secure_delete = ON")  # a deleted client leaves nothing behind
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def transaction(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All of it or nothing. Raises LibraryError."""
    with of_the_world(path):
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")


def _use_wal(db: sqlite3.Connection) -> None:
    try:
        db.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # Another program is at a file that is still in its first mode: it, or the next, does this.
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
