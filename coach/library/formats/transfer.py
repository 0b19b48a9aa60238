"""Sessions out of the library into a file, and from a file into the library."""

from pathlib import Path

from coach.library.errors import LibraryError
from coach.library.formats.document import (
    MOST_BYTES,
    Document,
    bad_file,
    read,
    written,
)
from coach.library.store import Store


def exported(store: Store, session_id: int) -> bytes:
    """The session as a document.

    Raises ValueError where there is none, and LibraryError("not_ended") while it has not ended.
    """
    row = store.session(session_id)
    if row.status == "open":
        raise LibraryError(
            "not_ended", f"Session {session_id} has not ended. End or keep it, and export it then."
        )
    events = tuple(store.events(session_id))
    return written(Document(store.token(session_id), row.heading, events))


def imported(store: Store, data: bytes) -> int:
    """The id under which a document's session is in the library from now on.

    Raises LibraryError with nothing changed: "bad_file", "newer", or "duplicate" where it is there
    already.
    """
    document = read(data)
    return store.add(document.heading, document.token, document.events)


def read_file(path: Path) -> bytes:
    """What is in a file, as far as a document can go. Raises LibraryError."""
    try:
        if path.exists() and not path.is_file():
            raise bad_file("it is not a file")
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise bad_file(f"it cannot be opened ({error.strerror or error})") from None
