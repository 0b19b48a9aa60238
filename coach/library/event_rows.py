"""Events out of their rows; what cannot be read is named, and said to be damaged or newer."""

from collections.abc import Iterable
from typing import Any, get_args

import msgspec

from coach.library.errors import LibraryError
from coach.session.events import FORMAT, AnyEvent, BadEventError, Started, decode

_KNOWN_TYPES = frozenset(kind.__struct_config__.tag for kind in get_args(AnyEvent))


def events_of(session_id: int, rows: Iterable[tuple[int, bytes]]) -> list[AnyEvent]:
    """The events in rows of (number, body), in order.

    Raises LibraryError("corrupt") or ("newer"), naming the event that cannot be read.
    """
    events = []
    for expected, (seq, body) in enumerate(rows):
        if seq != expected:
            raise _unreadable(session_id, expected, b"")
        try:
            events.append(decode(body))
        except BadEventError:
            raise _unreadable(session_id, seq, body) from None
    return events


def _unreadable(session_id: int, seq: int, body: bytes) -> LibraryError:
    if _is_newer(body):
        return LibraryError(
            "newer",
            f"Event {seq} of session {session_id} was written by a newer version of this program."
            " It was left as it is. Install the newer version to see it.",
        )
    return LibraryError(
        "corrupt",
        f"Event {seq} of session {session_id} is damaged or missing. It was left as it is,"
        " and the other sessions can be seen.",
    )


def _is_newer(body: bytes) -> bool:
    """Whether an event that this program refuses was written by a newer one."""
    try:
        event: Any = msgspec.json.decode(body, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    kind, version = event.get("type"), event.get("format")
    if kind == Started.__struct_config__.tag:
        return isinstance(version, int) and version > FORMAT
    return isinstance(kind, str) and kind not in _KNOWN_TYPES
