"""Finds and reads protocol files: those that come with the program, and the user's own."""

from pathlib import Path

import msgspec

from coach.assets import asset_folder
from coach.massage.protocol import Protocol, ProtocolError, parse

MOST_BYTES = 1_000_000
LONGEST_LINE = 2_000
"""A key of many thousand parts would keep the TOML reader busy for minutes."""


class ProtocolFile(msgspec.Struct, frozen=True):
    """A protocol and where it comes from; `problem` says why there is none."""

    path: Path
    protocol: Protocol | None
    problem: str | None
    shipped: bool


def find_protocols(folder: Path) -> list[ProtocolFile]:
    """The shipped protocols, then the user's from `<folder>/protocols`, each by file name.

    A user's file with the id of a shipped one takes its place. Of two user's files with one id
    the second is listed with a problem. Raises FileNotFoundError where the installation lacks its
    own protocols.
    """
    found = [_read(path, shipped=True) for path in sorted(asset_folder("protocols").glob("*.toml"))]
    places = {file.protocol.id: i for i, file in enumerate(found) if file.protocol is not None}
    for path in sorted((folder / "protocols").glob("*.toml")):
        file = _read(path, shipped=False)
        place = None if file.protocol is None else places.get(file.protocol.id)
        if file.protocol is None:
            found.append(file)
        elif place is None:
            places[file.protocol.id] = len(found)
            found.append(file)
        elif found[place].shipped:
            found[place] = file
        else:
            problem = f"id: '{file.protocol.id}' is used by {found[place].path.name} already"
            found.append(ProtocolFile(path, None, problem, shipped=False))
    return found


def read_protocol(path: Path) -> Protocol:
    """The protocol in a file. Raises ProtocolError, also where the file cannot be read."""
    return parsed(read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """What is in a protocol file. Raises ProtocolError where it cannot be read or is too large."""
    try:
        if path.exists() and not path.is_file():
            raise ProtocolError("", "is not a file")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ProtocolError("", f"cannot be read: {error.strerror or error}") from None
    if len(data) > MOST_BYTES:
        raise ProtocolError("", f"is larger than {MOST_BYTES // 1_000_000} MB")
    return data


def parsed(data: bytes) -> Protocol:
    """The protocol in the bytes of a file. Raises ProtocolError."""
    return parse(text_of(data))


def text_of(data: bytes) -> str:
    """The bytes of a file as text that is no burden to read. Raises ProtocolError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ProtocolError(f"line {line}", "is not UTF-8 text") from None
    for number, line_text in enumerate(text.split("\n"), start=1):
        if len(line_text) > LONGEST_LINE:
            raise ProtocolError(f"line {number}", f"is longer than {LONGEST_LINE} characters")
    return text


def _read(path: Path, *, shipped: bool) -> ProtocolFile:
    try:
        return ProtocolFile(path, read_protocol(path), None, shipped)
    except ProtocolError as error:
        return ProtocolFile(path, None, str(error), shipped)
