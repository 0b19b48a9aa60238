"""Finds and reads protocol files: those that come with the program, and the user's own."""

from pathlib import Path

import msgspec

from coach.assets import asset_folder
from coach.library import own_files
from coach.library.own_files import gather
from coach.massage.data_file import DataError
from coach.massage.protocol import Protocol, ProtocolError, parse


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
    shipped = asset_folder("protocols").glob("*.toml")
    return [
        ProtocolFile(file.path, file.content, file.problem, file.shipped)
        for file in gather(shipped, (folder / "protocols").glob("*.toml"), parse)
    ]


def read_protocol(path: Path) -> Protocol:
    """The protocol in a file. Raises ProtocolError, also where the file cannot be read."""
    return parsed(read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """What is in a protocol file. Raises ProtocolError where it cannot be read or is too large."""
    try:
        return own_files.read_bytes(path)
    except DataError as error:
        raise ProtocolError(error.where, error.reason) from None


def parsed(data: bytes) -> Protocol:
    """The protocol in the bytes of a file. Raises ProtocolError."""
    return parse(text_of(data))


def text_of(data: bytes) -> str:
    """The bytes of a file as text that is no burden to read. Raises ProtocolError."""
    try:
        return own_files.text_of(data)
    except DataError as error:
        raise ProtocolError(error.where, error.reason) from None
