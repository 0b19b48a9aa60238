"""The user's own questions, and answers once there are some, in `notebook.toml`."""

import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec
import tomli

from coach.library.errors import LibraryError
from coach.library.folder import private_folder, write_file

FILE = "notebook.toml"
MOST_BYTES = 4_000_000
_HEAD = "Your own questions of the Guide. Write here too, while the program is closed."


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question, the day on which it was asked (2026-11-25), and the answer; empty: none yet."""

    question: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
    asked: Annotated[str, msgspec.Meta(max_length=40)] = ""
    answer: str = ""


class Notebook:
    """The notes by numbers that they keep while the program runs; each change is on disk at once.

    `problem` is a sentence where not all could be read. What was sound is kept, and the file as it
    was lies beside as `notebook-damaged-<sum>.toml`; where that cannot be, nothing is written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / FILE
        self._writable = True
        self.problem: str | None = None
        self._notes = dict(enumerate(self._load(), start=1))
        self._next = len(self._notes) + 1

    def notes(self) -> dict[int, Note]:
        """All, in the order in which they were asked."""
        return dict(sorted(self._notes.items()))

    def add(self, note: Note) -> int:
        """A new one; answers with its number. Raises LibraryError, and nothing changed."""
        number = self._next
        self._change({**self._notes, number: note})
        self._next += 1
        return number

    def put(self, number: int, note: Note) -> None:
        """Another text, or one that was deleted. Raises LibraryError, and nothing changed."""
        self._change({**self._notes, number: note})

    def delete(self, number: int) -> Note:
        """Takes one away, and answers with it. Raises LibraryError, and nothing changed."""
        note = self._notes[number]
        self._change({each: kept for each, kept in self._notes.items() if each != number})
        return note

    def _change(self, notes: dict[int, Note]) -> None:
        """Writes all notes at once, or none."""
        if not self._writable:
            raise LibraryError("bad_file", f"{self._path} could not be read, and is left as it is.")
        text = _written([note for _, note in sorted(notes.items())])
        data = text.encode(errors="replace")
        if len(data) > MOST_BYTES:
            raise LibraryError("bad_file", f"{self._path} is full. Nothing was changed.")
        private_folder(self._folder)
        write_file(self._path, data)
        self._notes = notes

    def _load(self) -> list[Note]:
        try:
            with self._path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except FileNotFoundError:
            return []
        except OSError as error:
            self._writable = False
            reason = error.strerror or str(error)
            self.problem = f"{self._path} cannot be read ({reason}). It is left as it is."
            return []
        notes, whole = _sound(data)
        if not whole:
            self._keep_aside(data)
        return notes

    def _keep_aside(self, data: bytes) -> None:
        kept = self._path.with_name(f"notebook-damaged-{zlib.crc32(data):08x}.toml")
        try:
            write_file(kept, data)
        except LibraryError:
            self._writable = False
            kept = self._path
        self.problem = (
            f"Some of your own questions could not be read. The file as it was is kept as {kept}."
        )


def _written(notes: Sequence[Note]) -> str:
    """As a person would write it: texts of several lines stand in several lines."""
    import tomlkit  # noqa: PLC0415 -- only where something is written

    rows = tomlkit.aot()
    for note in notes:
        row = tomlkit.table()
        for key, value in msgspec.to_builtins(note).items():
            lines = "\n" in value and "\r" not in value  # TOML reads both in a row as one
            row.add(key, tomlkit.string(value, multiline=lines))
        rows.append(row)
    whole = tomlkit.document()
    whole.add(tomlkit.comment(_HEAD))
    whole.add("note", rows)
    return tomlkit.dumps(whole)


def _sound(data: bytes) -> tuple[list[Note], bool]:
    """What can be read, and whether that is all."""
    if len(data) > MOST_BYTES:
        return [], False
    try:
        found: dict[str, Any] = tomli.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return [], False
    rows = found.pop("note", [])
    if not isinstance(rows, list):
        return [], False
    notes: list[Note] = []
    for row in rows:
        try:
            notes.append(msgspec.convert(row, Note))
        except msgspec.ValidationError:
            continue
    return notes, len(notes) == len(rows) and not found
