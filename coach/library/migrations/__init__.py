"""Numbered steps that bring a session file from each version to the next, a backup before."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from coach.library.errors import library_error
from coach.library.folder import private_file
from coach.library.migrations import step_1, step_2, step_3

APPLICATION_ID = 0x424D436F
"""Marks the file as this program's (`PRAGMA application_id`)."""
STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (step_1.run, step_2.run, step_3.run)
"""Step n, counted from 1, makes version n out of version n - 1."""


def migrate(db: sqlite3.Connection, path: Path) -> None:
    """Brings the file at `path` to the present version, all steps or none.

    Raises LibraryError where the file is newer or of another program, sqlite3.Error or OSError
    where the backup or a step failed; the file is then as it was.
    """
    if _version(db, path) == len(STEPS):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        version = _version(db, path)
        if version:
            _back_up(path, version)
        for step in STEPS[version:]:
            step(db)
        db.execute(f"PRAGMA user_version = {len(STEPS)}")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def _version(db: sqlite3.Connection, path: Path) -> int:
    # One statement, so that no other program's migration falls between.
    version, application, tables = db.execute(
        "SELECT user_version, application_id, (SELECT count(*) FROM sqlite_master)"
        " FROM pragma_user_version, pragma_application_id"
    ).fetchone()
    if version > len(STEPS):
        raise library_error("newer", path)
    if application != (APPLICATION_ID if version else 0) or bool(tables) != bool(version):
        raise library_error("corrupt", path)
    return int(version)


def _back_up(path: Path, version: int) -> None:
    """A copy of what is committed, in the WAL too, to `sessions.v<version>.db` beside the file."""
    copy = path.with_suffix(f".v{version}{path.suffix}")
    part = copy.with_suffix(".part")
    part.unlink(missing_ok=True)
    private_file(part)
    # A connection of its own: SQLite refuses to copy through one that is about to write.
    source, target = sqlite3.connect(path), sqlite3.connect(part)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()
    part.replace(copy)
