"""What the world does to files: the errors a user can act on, each with its sentence."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

WorldCode = Literal["disk_full", "read_only", "locked", "corrupt", "newer", "io"]
Code = WorldCode | Literal["running", "duplicate", "not_ended", "bad_file"]
FULL_BELOW_BYTES = 64 * 1024
"""With less room than this, a failed write is told as a full disk."""


class LibraryError(Exception):
    """What cannot be done and is no fault of the program. `str()` says why and what to do."""

    def __init__(self, code: Code, sentence: str) -> None:
        super().__init__(sentence)
        self.code: Code = code


_SENTENCES: dict[WorldCode, str] = {
    "disk_full": "The disk is full. What was saved before is kept. Free some space for {place}.",
    "read_only": "{place} cannot be written. What was saved before is kept."
    " Allow this user to write there.",
    "locked": "Another program is using {place}. What was saved before is kept."
    " Close the other program.",
    "corrupt": "{place} is damaged. It was left as it is. Move it away, and a new one is begun.",
    "newer": "{place} was written by a newer version of this program. It was left as it is."
    " Install the newer version.",
    "io": "{place} could not be read or written ({reason}). What was saved before is kept."
    " Look after the disk.",
}


def library_error(code: WorldCode, place: Path | str, reason: str = "") -> LibraryError:
    """The error with the sentence that belongs to its code."""
    return LibraryError(code, _SENTENCES[code].format(place=place, reason=reason))


@contextmanager
def of_the_world(place: Path) -> Iterator[None]:
    """Raises LibraryError for what the disk, its rights or another program did to `place`.

    An error of the program's own, such as wrong SQL, passes as it is.
    """
    try:
        yield
    except Exception as error:
        if not isinstance(error, OSError) and not _is_of_sqlite(error):
            raise
        code = _code(error, place)
        if code is None:
            raise
        raise library_error(code, place, str(error)) from error


def _is_of_sqlite(error: Exception) -> bool:
    """A start that opens no database is faster without SQLite, which then raised nothing."""
    sqlite = sys.modules.get("sqlite3")
    return sqlite is not None and isinstance(error, sqlite.Error)


_BY_ERRNO: dict[int, WorldCode] = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
}
_BY_SQLITE: dict[str, WorldCode] = {
    "SQLITE_FULL": "disk_full",
    "SQLITE_READONLY": "read_only",
    "SQLITE_PERM": "read_only",
    "SQLITE_BUSY": "locked",
    "SQLITE_LOCKED": "locked",
    "SQLITE_PROTOCOL": "locked",
    "SQLITE_CORRUPT": "corrupt",
    "SQLITE_NOTADB": "corrupt",
    "SQLITE_IOERR": "io",
    "SQLITE_CANTOPEN": "io",
    "SQLITE_NOMEM": "io",
}


def _code(error: Exception, place: Path) -> WorldCode | None:
    code: WorldCode | None
    if isinstance(error, OSError):
        code = _BY_ERRNO.get(error.errno or 0, "io")
    else:
        import sqlite3  # noqa: PLC0415 -- here it is loaded already

        wanted = getattr(error, "sqlite_errorcode", 0) & 0xFF
        known = {getattr(sqlite3, name): code for name, code in _BY_SQLITE.items()}
        code = known.get(wanted)
    if isinstance(error, FileExistsError | NotADirectoryError | FileNotFoundError):
        return code  # the name is wrong, not the disk
    return _cause(place) or code if code == "io" else code


def _cause(place: Path) -> WorldCode | None:
    """SQLite tells many a full disk or a read-only folder as a bare failure: look for oneself."""
    from shutil import disk_usage  # noqa: PLC0415 -- a start without it is faster

    try:
        folder = place if place.is_dir() else place.parent
        if disk_usage(folder).free < FULL_BELOW_BYTES:
            return "disk_full"
    except OSError:
        return None
    return None if os.access(folder, os.W_OK) else "read_only"
