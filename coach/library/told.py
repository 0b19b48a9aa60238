"""What is told of a saved session wherever it is listed, shown or printed."""

from contextlib import suppress
from datetime import datetime, timedelta, timezone

from coach.library.errors import LibraryError
from coach.library.locks import is_free
from coach.library.store import Heading, SessionRow, Store
from coach.session.state import IllegalEventError
from coach.session.summary import end_of
from coach.session.timeline import Timeline


def began(heading: Heading) -> datetime:
    """When it began, by the clock of where it was given."""
    zone = timezone(timedelta(seconds=heading.utc_offset_s))
    return datetime.fromisoformat(heading.started_at).astimezone(zone)


def length_ms(store: Store, row: SessionRow) -> int:
    """Its hands-on time, up to the last sign of life where it has not ended.

    With its pauses, where its events cannot be read, or its figures are still to be computed.
    """
    if row.glance is not None:
        return row.glance.hands_on_ms
    if row.ended_ms is not None:  # under an older program; a list does not wait for its figures
        return row.ended_ms
    try:
        state = Timeline(store.events(row.id)).final
    except (LibraryError, IllegalEventError):
        return row.heartbeat_ms
    return state.elapsed_at(end_of(state, row.heartbeat_ms))


def is_under_way(store: Store, row: SessionRow) -> bool:
    """Whether a living program holds it; not where that cannot be found out."""
    with suppress(LibraryError, ValueError):  # no lock can be had; another program took it away
        return row.status == "open" and not is_free(store.folder, store.token(row.id))
    return False
