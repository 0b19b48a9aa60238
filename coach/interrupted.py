"""Interrupted sessions, between the library and the panel that offers them."""

from pathlib import Path

from coach.library import recovery
from coach.library.errors import LibraryError
from coach.library.store import Store
from coach.library.told import began
from coach.session.state import IllegalEventError
from coach.session.timeline import Timeline
from coach.ui.recovery import Interrupted


def offers(folder: Path) -> tuple[list[Interrupted], str | None]:
    """The sessions to offer, and a sentence where some or all could not be read."""
    found, problem = [], None
    try:
        store = Store(folder)
    except LibraryError as error:
        return [], str(error)
    try:
        store.purge()  # what was deleted, and its program died before it was let go
        for row in store.recoverable():
            try:
                session = recovery.look(store, row)
                if session is not None:
                    found.append(_offer(session))
            except (LibraryError, IllegalEventError) as error:
                problem = str(error)
    except LibraryError as error:
        problem = str(error)
    finally:
        store.close()
    return found, problem


def look(folder: Path, session_id: int) -> recovery.Interrupted | None:
    """All that is needed to go on with a session. Raises LibraryError."""
    store = Store(folder)
    try:
        return recovery.look(store, store.session(session_id))
    finally:
        store.close()


def keep(folder: Path, session_id: int) -> None:
    """Keep a session as ended where it died. Raises LibraryError."""
    store = Store(folder)
    try:
        recovery.keep_as_ended(store, store.session(session_id))
    finally:
        store.close()


def _offer(session: recovery.Interrupted) -> Interrupted:
    heading = session.row.heading
    return Interrupted(
        id=session.row.id,
        client=heading.client,
        started=began(heading),
        protocol=heading.protocol_name,
        elapsed_ms=Timeline(session.events).final.elapsed_at(session.died_ms),
    )
