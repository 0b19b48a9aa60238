"""The user's own protocol files: saved whole or not at all, deleted, and had back."""

from hashlib import sha256
from pathlib import Path

import msgspec

from coach.library.errors import LibraryError, of_the_world
from coach.library.folder import private_folder, write_file
from coach.library.formats.protocol_text import written
from coach.library.protocols import parsed, read_bytes, text_of
from coach.massage.protocol import Protocol

ENDING = ".toml"


class Known(msgspec.Struct, frozen=True):
    """A file as it was last read or written: its text, and what tells it from any other."""

    path: Path
    text: str
    digest: bytes


class ChangedError(Exception):
    """The file is another than the one known: somebody else wrote it, or took it away."""


def place_for(folder: Path, protocol_id: str) -> Path:
    """Where a protocol of that id is kept in the data folder."""
    return folder / "protocols" / f"{protocol_id}{ENDING}"


def read_own(path: Path) -> tuple[Protocol, Known]:
    """The protocol in a file, and the file as it is now. Raises ProtocolError."""
    data = read_bytes(path)
    return parsed(data), Known(path, text_of(data), _digest(data))


def save_own(path: Path, protocol: Protocol, known: Known | None, *, force: bool = False) -> Known:
    """Writes the protocol; what a person wrote beside it in the known text stays.

    Raises ChangedError where the file is not the known one, unless forced; ProtocolError where no
    file could hold the protocol; LibraryError where the disk does not take it.
    """
    data = written(protocol, known.text if known is not None else "").encode()
    parsed(data)
    if not force and _now(path) != (known.digest if known is not None else None):
        raise ChangedError(path.name)
    private_folder(path.parent)
    write_file(path, data)
    return Known(path, data.decode(), _digest(data))


def export_to(path: Path, protocol: Protocol, known: Known | None) -> None:
    """Writes the protocol into any file. Raises ProtocolError and LibraryError."""
    write_file(path, written(protocol, known.text if known is not None else "").encode())


def delete_own(path: Path) -> bytes:
    """Takes the file away; answers with what was in it. Raises LibraryError."""
    with of_the_world(path):
        data = path.read_bytes()
        path.unlink()
    return data


def restore_own(path: Path, data: bytes) -> None:
    """Puts a deleted file back, unless there is another by now. Raises LibraryError."""
    if path.exists():
        raise LibraryError("duplicate", f"There is a new {path.name} by now. It was left as it is.")
    private_folder(path.parent)
    write_file(path, data)


def _now(path: Path) -> bytes | None:
    try:
        return _digest(path.read_bytes())
    except OSError:
        return None


def _digest(data: bytes) -> bytes:
    return sha256(data).digest()
