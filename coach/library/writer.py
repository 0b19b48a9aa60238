"""One session on its way to the disk: its store, its lock, and what is not saved yet."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from coach.library.errors import Code, LibraryError, library_error
from coach.library.locks import SessionLock, new_token
from coach.library.store import Heading, Store
from coach.session.events import AnyEvent, Ended

LOCK_WAIT_S = 1.0
"""Longer than another program needs to look whether a session is free."""
_log = logging.getLogger(__name__)


class Health(msgspec.Struct, frozen=True):
    """How saving goes: all up to `saved_ms` is on disk; `code` and `sentence` are None if well."""

    saved_ms: int | None = None
    code: Code | None = None
    sentence: str | None = None
    session_id: int | None = None


class Resumed(msgspec.Struct, frozen=True):
    """A session that was interrupted, and the number of its next event."""

    session_id: int
    next_seq: int


class Writer:
    """Writes what it is given, and keeps it in order where it cannot; for one thread."""

    def __init__(
        self, folder: Path, origin: Heading | Resumed, client_token: str | None = None
    ) -> None:
        """`client_token` is of the client's record; a session resumed has its own already."""
        self._folder = folder
        self._origin = origin
        self._client_token = client_token
        self._token = new_token()
        self._session_id: int | None = None
        self._next_seq = 0 if isinstance(origin, Heading) else origin.next_seq
        self._store: Store | None = None
        self._lock: SessionLock | None = None
        self._unsaved: list[AnyEvent] = []
        self._ended = False
        self._saved_ms: int | None = None

    def write(self, events: Sequence[AnyEvent], beat_ms: int) -> Health:
        """Saves the events, those kept from before, and the sign of life."""
        self._unsaved.extend(events)
        try:
            self._save(beat_ms)
        except LibraryError as error:
            return self._failed(error)
        except Exception as error:  # noqa: BLE001 -- the massage goes on, and the log says why
            _log.exception("saving the session failed")
            return self._failed(library_error("io", self._folder, str(error)))
        return Health(self._saved_ms, session_id=self._session_id)

    def close(self) -> None:
        """Lets the file and the session go."""
        self._close_store()
        if self._lock is not None:
            self._lock.release(ended=self._ended)
            self._lock = None

    def _save(self, beat_ms: int) -> None:
        store = self._store = self._store or Store(self._folder)
        if self._lock is None:
            self._take(store)
        if self._unsaved:
            beat_ms = max(beat_ms, self._unsaved[-1].t_ms)
            if self._session_id is None:
                self._session_id = self._create(store)
            store.append(self._session_id, self._next_seq, self._unsaved, beat_ms)
            self._next_seq += len(self._unsaved)
            self._ended = any(isinstance(event, Ended) for event in self._unsaved)
            self._unsaved.clear()
        elif self._session_id is None or self._ended or beat_ms <= (self._saved_ms or 0):
            return
        else:
            store.beat(self._session_id, beat_ms)
        self._saved_ms = beat_ms

    def _take(self, store: Store) -> None:
        """Locks the session: a new one from before it is in the file, so that none can offer it."""
        if isinstance(self._origin, Resumed) and self._resume(store, self._origin):
            return
        self._lock = SessionLock(self._folder, self._token)

    def _resume(self, store: Store, resumed: Resumed) -> bool:
        """Whether the session is ours to go on with; else another program has done so."""
        try:
            lock = SessionLock(self._folder, store.token(resumed.session_id), LOCK_WAIT_S)
        except LibraryError as error:
            if error.code != "locked":
                raise
            return False
        ours = False
        try:
            row = store.session(resumed.session_id)
            ours = row.status == "open" and row.event_count == resumed.next_seq
        finally:
            if not ours:
                lock.release(ended=False)
        if ours:
            self._lock, self._session_id, self._saved_ms = lock, row.id, row.heartbeat_ms
        return ours

    def _create(self, store: Store) -> int:
        if isinstance(self._origin, Heading):
            return store.create(self._origin, self._token, self._client_token)
        return store.fork(self._origin.session_id, self._origin.next_seq, self._token)

    def _failed(self, error: LibraryError) -> Health:
        # A new connection next time: nothing of a failed transaction can be left in it.
        self._close_store()
        return Health(self._saved_ms, error.code, str(error), self._session_id)

    def _close_store(self) -> None:
        store, self._store = self._store, None
        if store is not None:
            with suppress(LibraryError):
                store.close()
