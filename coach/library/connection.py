"""Opens the file of sessions: refuses what is not ours, migrates, and makes commits durable."""

import sqlite3
from pathlib import Path

from coach.library.errors import library_error, of_the_world
from coach.library.folder import private_file
from coach.library.migrations import STEPS, migrate

BUSY_S = 1.0
"""So long a call waits for another program's transaction."""


def connect(path: Path) -> sqlite3.Connection:
    """A connection for one thread, to a file that is made or migrated where it has to be.

    Raises LibraryError where it is damaged, newer or out of reach; it is then left as it is.
    """
    with of_the_world(path):
        _check_header(path)
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


def _use_wal(db: sqlite3.Connection) -> None:
    try:
        db.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # Another program is at a file that is still in its first mode: it, or the next, does this.
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise


def _check_header(path: Path) -> None:
    """Refuses a newer or foreign file before SQLite opens it, so that nothing is touched.

    Source: https://www.sqlite.org/fileformat.html#the_database_header
    """
    if not path.exists():
        return
    with path.open("rb") as file:
        header = file.read(100)
    if not header:
        return
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
        raise library_error("corrupt", path)
    if int.from_bytes(header[60:64], "big") > len(STEPS):
        raise library_error("newer", path)
