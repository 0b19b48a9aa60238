"""A whole session as one JSON document; described in `assets/formats/session.md`."""

from datetime import datetime, timedelta
from typing import Annotated, Final, Literal

import msgspec

from coach.library.errors import LibraryError
from coach.library.store import Heading
from coach.massage.protocol import ProtocolError, check
from coach.session.events import AnyEvent, Ended, Started, encode
from coach.session.state import IllegalEventError
from coach.session.summary import summarise

FORMAT: Final = "breath-massage-coach session"
VERSION = 1
MOST_BYTES = 32_000_000
MOST_EVENTS = 50_000
_LONGEST_OFFSET_S = 86_399
_SLOWEST, _FASTEST = 0.1, 1000.0
_LONGEST_TEXT = 1_000
_LONGEST_MS = 7 * 24 * 3_600_000
_YEARS = 1970, 9000


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A session that has ended. `token` is its name everywhere, so that none is there twice."""

    token: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]
    heading: Heading
    events: Annotated[tuple[AnyEvent, ...], msgspec.Meta(min_length=2, max_length=MOST_EVENTS)]
    format: Literal["breath-massage-coach session"] = FORMAT
    version: Annotated[int, msgspec.Meta(ge=1, le=VERSION)] = VERSION


class _Beginning(msgspec.Struct, frozen=True):
    """What is read first, so that a newer document is told from a damaged one."""

    format: str
    version: int


def written(document: Document) -> bytes:
    """UTF-8, with a line for each event."""
    fields = (
        ("format", document.format),
        ("version", document.version),
        ("token", document.token),
        ("heading", document.heading),
    )
    head = ",\n".join(f'"{name}": {msgspec.json.encode(value).decode()}' for name, value in fields)
    events = ",\n".join(encode(event).decode() for event in document.events)
    return f'{{\n{head},\n"events": [\n{events}\n]\n}}\n'.encode()


def read(data: bytes) -> Document:
    """The document in a file's bytes. Raises LibraryError("bad_file") or ("newer")."""
    if len(data) > MOST_BYTES:
        raise bad_file(f"it is larger than {MOST_BYTES // 1_000_000} MB")
    try:
        beginning = msgspec.json.decode(data, type=_Beginning)
        _check_beginning(beginning)
        document = msgspec.json.decode(data, type=Document)
    except UnicodeDecodeError:
        raise bad_file("it is not UTF-8 text") from None
    except msgspec.DecodeError as error:
        raise bad_file(str(error)) from None
    except RecursionError:
        raise bad_file("it is nested too deep") from None
    _check_heading(document.heading)
    _check_events(document.events)
    return document


def bad_file(reason: str) -> LibraryError:
    """The error with its sentence."""
    return LibraryError("bad_file", f"This is no session that can be read: {reason}.")


def _check_beginning(beginning: _Beginning) -> None:
    if beginning.format != FORMAT:
        raise bad_file(f"its format is not '{FORMAT}'")
    if beginning.version > VERSION:
        raise LibraryError(
            "newer",
            "This session was written by a newer version of this program."
            " Install the newer version to read it.",
        )


def _check_heading(heading: Heading) -> None:
    try:
        started = datetime.fromisoformat(heading.started_at)
    except ValueError:
        raise bad_file("'started_at' is not a date and time") from None
    if started.utcoffset() != timedelta(0) or not _YEARS[0] <= started.year <= _YEARS[1]:
        raise bad_file("'started_at' is not a present time in UTC")
    if abs(heading.utc_offset_s) > _LONGEST_OFFSET_S:
        raise bad_file("'utc_offset_s' is a day or more")
    if not 0 <= heading.planned_ms <= _LONGEST_MS:
        raise bad_file("'planned_ms' is out of range")
    if not _SLOWEST <= heading.speed <= _FASTEST:
        raise bad_file("'speed' is out of range")
    texts = heading.client, heading.protocol_id, heading.protocol_name
    if any(len(text) > _LONGEST_TEXT for text in texts):
        raise bad_file("a name is too long")


def _check_events(events: tuple[AnyEvent, ...]) -> None:
    """They make a session that ended, by a protocol that is sound."""
    started, ended = events[0], events[-1]
    if not isinstance(started, Started) or not isinstance(ended, Ended):
        raise bad_file("it does not go from a session's start to its end")
    try:
        check(started.protocol)
        summarise(events)
    except (ProtocolError, IllegalEventError) as error:
        raise bad_file(str(error)) from None
