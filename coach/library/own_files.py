"""Data files that come with the program, and the user's own, which may take their place."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import msgspec

from coach.massage.data_file import DataError

MOST_BYTES = 1_000_000
LONGEST_LINE = 2_000
"""A key of many thousand parts would keep the TOML reader busy for minutes."""


class Named(Protocol):
    """What a data file holds is known by its id."""

    @property
    def id(self) -> str:
        """The id."""


T = TypeVar("T", bound=Named)


class DataFile(msgspec.Struct, Generic[T], frozen=True):
    """What a file holds and where it comes from; `problem` says why there is nothing."""

    path: Path
    content: T | None
    problem: str | None
    shipped: bool


class BrokenFile(msgspec.Struct, frozen=True):
    """A file that cannot be used, and why."""

    path: Path
    problem: str


def gather(
    shipped: Iterable[Path], own: Iterable[Path], parse: Callable[[str], T]
) -> list[DataFile[T]]:
    """The shipped files, then the user's, each by file name.

    A user's file with the id of a shipped one takes its place. Of two user's files with one id
    the second is listed with a problem.
    """
    found = [_read(path, parse, shipped=True) for path in sorted(shipped)]
    places = {file.content.id: i for i, file in enumerate(found) if file.content is not None}
    for path in sorted(own):
        file = _read(path, parse, shipped=False)
        place = None if file.content is None else places.get(file.content.id)
        if file.content is None:
            found.append(file)
        elif place is None:
            places[file.content.id] = len(found)
            found.append(file)
        elif found[place].shipped:
            found[place] = file
        else:
            problem = f"id: '{file.content.id}' is used by {found[place].path.name} already"
            found.append(DataFile(path, None, problem, shipped=False))
    return found


def read_text(path: Path, *, longest: int = LONGEST_LINE) -> str:
    """The text of a data file. Raises DataError, also where the file cannot be read."""
    return text_of(read_bytes(path), longest=longest)


def read_bytes(path: Path) -> bytes:
    """What is in a data file. Raises DataError where it cannot be read or is too large."""
    try:
        if path.exists() and not path.is_file():
            raise DataError("", "is not a file")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise DataError("", f"cannot be read: {error.strerror or error}") from None
    if len(data) > MOST_BYTES:
        raise DataError("", f"is larger than {MOST_BYTES // 1_000_000} MB")
    return data


def text_of(data: bytes, *, longest: int = LONGEST_LINE) -> str:
    """The bytes of a file as text that is no burden to read, no line longer than `longest`.

    Raises DataError.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(f"line {line}", "is not UTF-8 text") from None
    for number, line_text in enumerate(text.split("\n"), start=1):
        if len(line_text) > longest:
            raise DataError(f"line {number}", f"is longer than {longest} characters")
    return text


def _read(path: Path, parse: Callable[[str], T], *, shipped: bool) -> DataFile[T]:
    try:
        return DataFile(path, parse(read_text(path)), None, shipped)
    except DataError as error:
        return DataFile(path, None, str(error), shipped)
