"""What the command line does with saved sessions: lists, exports and imports them."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from coach.library.errors import LibraryError
from coach.library.folder import data_folder, write_file
from coach.library.formats import transfer
from coach.library.store import SessionRow, Store
from coach.library.told import began, is_under_way, length_ms


def list_sessions(*, as_json: bool) -> int:
    """Prints the saved sessions, newest first; answers with the exit status, as all here do."""
    return _with_store(_print_json if as_json else _print_lines)


def export(session_id: int, path: Path | None) -> int:
    """Writes a session as a document, to standard output where there is no path."""

    def run(store: Store) -> None:
        data = transfer.exported(store, session_id)
        if path is None:
            sys.stdout.write(data.decode())
        else:
            write_file(path, data)

    return _with_store(run)


def import_file(path: Path) -> int:
    """Takes a document's session into the library."""

    def run(store: Store) -> None:
        print(f"Session {transfer.imported(store, data)} is in the library.")

    try:
        data = transfer.read_file(path)
    except LibraryError as error:
        return _refused(error)
    return _with_store(run)


def _with_store(run: Callable[[Store], None]) -> int:
    try:
        store = Store(data_folder())
        try:
            run(store)
        finally:
            store.close()
    except (LibraryError, ValueError) as error:
        return _refused(error)
    return 0


def _refused(error: Exception) -> int:
    print(f"coach: {error}", file=sys.stderr)
    return 1


def _print_lines(store: Store) -> None:
    rows = store.sessions()
    for row in rows:
        head = row.heading
        length_s = length_ms(store, row) // 1000
        marks = {"open": "  not ended", "interrupted": "  interrupted"}.get(row.status, "")
        if is_under_way(store, row):
            marks = "  under way"
        if head.speed != 1.0:
            marks += f"  rehearsal at {head.speed:g} times"
        print(
            f"{row.id:>5}  {began(head):%Y-%m-%d %H:%M}  {length_s // 60:>3}:{length_s % 60:02}  "
            f"{_printable(head.protocol_name)}  {_printable(head.client) or '-'}{marks}"
        )
    if not rows:
        print("No sessions yet.")


def _print_json(store: Store) -> None:
    listed = [_listed(store, row) for row in store.sessions()]
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(listed), indent=2).decode() + "\n")


def _listed(store: Store, row: SessionRow) -> dict[str, Any]:
    """A session with its hands-on time, and its figures; those are null until it has ended."""
    return {
        "id": row.id,
        **msgspec.structs.asdict(row.heading),
        "status": row.status,
        "length_ms": length_ms(store, row),
        "figures": store.figures(row.id),
    }


def _printable(text: str) -> str:
    """On one line, and without what steers a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
