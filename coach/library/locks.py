"""One lock file for each running session: it dies with its process, however that ends.

What is deleted is held in the same way, a client too, while its program can still bring it back.
"""

import os
import time
from collections.abc import Container
from contextlib import suppress
from pathlib import Path

from coach.library.errors import LibraryError, library_error, of_the_world
from coach.library.folder import private_folder

STALE_S = 86_400.0
"""A free lock file untouched for so long belongs to nobody who is just starting."""


def new_token() -> str:
    """A name for a session that no other has, anywhere."""
    return os.urandom(16).hex()


class SessionLock:
    """Held from construction to `release`.

    Raises LibraryError("locked") where another holds it for longer than `wait_s`.
    """

    def __init__(self, folder: Path, token: str, wait_s: float = 0.0) -> None:
        from filelock import FileLock, Timeout  # noqa: PLC0415 -- a start without it is faster

        self._path = _lock_folder(folder) / f"{token}.lock"
        private_folder(self._path.parent)
        self._lock = FileLock(self._path, timeout=wait_s, mode=0o600, thread_local=False)
        with of_the_world(folder):
            try:
                self._lock.acquire()
            except Timeout:
                raise library_error("locked", folder) from None

    def release(self, *, ended: bool) -> None:
        """Lets the session go. An ended one needs its lock file no more."""
        self._lock.release()
        if ended:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


def is_free(folder: Path, token: str) -> bool:
    """Whether no living program holds the session. Raises LibraryError."""
    if not (_lock_folder(folder) / f"{token}.lock").exists():
        return True
    try:
        SessionLock(folder, token).release(ended=False)
    except LibraryError as error:
        if error.code != "locked":
            raise
        return False
    return True


def tidy(folder: Path, open_tokens: Container[str]) -> None:
    """Removes the lock files of sessions that are no longer open."""
    for path in _lock_folder(folder).glob("*.lock"):
        with suppress(OSError, LibraryError):
            stale = time.time() - path.stat().st_mtime > STALE_S
            if stale and path.stem not in open_tokens:
                SessionLock(folder, path.stem).release(ended=True)


def _lock_folder(folder: Path) -> Path:
    return folder / "locks"
