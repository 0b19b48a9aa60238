"""What to do with a session whose program died: look at it, or keep it as ended."""

import msgspec

from coach.library.locks import SessionLock
from coach.library.store import SessionRow, Store
from coach.session.events import AnyEvent, Ended, EndReason


class Interrupted(msgspec.Struct, frozen=True):
    """An interrupted session: its events, and its last sign of life."""

    row: SessionRow
    events: tuple[AnyEvent, ...]
    died_ms: int


def look(store: Store, row: SessionRow) -> Interrupted | None:
    """All that is needed to go on with a recoverable session.

    None where it died before its first event; it is then removed. Raises LibraryError, where an
    event cannot be read too.
    """
    events = tuple(store.events(row.id))
    if not events:
        keep_as_ended(store, row)
        return None
    return Interrupted(row, events, max(row.heartbeat_ms, events[-1].t_ms))


def keep_as_ended(store: Store, row: SessionRow) -> None:
    """Ends a recoverable session at its last sign of life, or removes it where it has no events.

    Raises LibraryError, "locked" where another program has taken it up meanwhile.
    """
    lock = SessionLock(store.folder, store.token(row.id))
    try:
        _end(store, store.session(row.id))
    finally:
        lock.release(ended=False)


def _end(store: Store, row: SessionRow) -> None:
    if row.status != "open":
        return
    if row.event_count == 0:
        store.remove(row.id)
        return
    died_ms = row.heartbeat_ms  # never before the last event
    ended = Ended(t_ms=died_ms, reason=EndReason.INTERRUPTED, as_of_ms=died_ms)
    store.append(row.id, row.event_count, (ended,), died_ms)
