"""Clients in the file of sessions: their records, found by name, and the sessions of each."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from coach.library.client_record import FORMAT, ClientRecord, Given
from coach.library.connection import connect, transaction
from coach.library.errors import LibraryError, of_the_world
from coach.library.folder import private_folder
from coach.library.locks import is_free
from coach.library.search import folded, words
from coach.library.store import FILE, dated

_ROW = "CAST(name AS BLOB), CAST(body AS BLOB)"
"""As bytes, so that what is no text spoils its own record alone."""
_NEWEST = " ORDER BY updated_at DESC, token"
_SAVE = (
    "INSERT INTO client (token, name, search, body, updated_at, seen_at)"
    " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (token) DO UPDATE SET name = excluded.name,"
    " search = excluded.search, body = excluded.body, updated_at = excluded.updated_at,"
    " seen_at = excluded.seen_at, deleted = 0"
)
LEAST_MS = 60_000
"""A session that lasted less was no massage, and what the one before left still holds; our choice.
"""
_UNSEEN = (
    "SELECT client.token, given.id, given.token, given.started_at, given.utc_offset_s"
    " FROM session AS given JOIN client ON client.token = given.client_token"
    " LEFT JOIN session AS seen ON seen.token ="
    " CASE WHEN json_valid(client.body) THEN json_extract(client.body, '$.last.session') END"
    " WHERE given.status <> 'open' AND NOT given.deleted AND NOT client.deleted"
    " AND given.speed = 1.0 AND given.ended_ms >= ?"
    " AND CASE WHEN seen.id IS NULL THEN given.started_at > seen_at ELSE given.id > seen.id END"
    " ORDER BY given.id"
)
"""In the order in which they began: their dates are not, where the computer's clock was wrong."""


class Known(msgspec.Struct, frozen=True):
    """The clients whose records can be read, newest first, and a sentence for each that cannot."""

    records: tuple[ClientRecord, ...]
    problems: tuple[str, ...]


class Unseen(msgspec.Struct, frozen=True):
    """A session, by its id, and the token of the client it was given to."""

    client: str
    session_id: int
    given: Given


class Clients:
    """The clients in a folder, through one connection, for one thread.

    As `Store`: construction makes or migrates the file; every method raises LibraryError where the
    disk or another program stands in the way, and has then changed nothing.
    """

    def __init__(self, folder: Path) -> None:
        self._path = private_folder(folder) / FILE
        self._db = connect(self._path)

    def close(self) -> None:
        """Lets the file go."""
        with of_the_world(self._path):
            self._db.close()

    def save(self, record: ClientRecord, at: str) -> None:
        """Keeps a new or changed record; `at` is ISO 8601 in UTC. A deleted one is there again.

        Under another name its sessions, where they had the old one, have the new one too.
        """
        body = msgspec.json.encode(record).decode()
        seen_at = "" if record.last is None else record.last.started_at
        row = (record.token, record.name, folded(record.name), body, at, seen_at)
        with self._transaction():
            self._rename_sessions(record)
            self._db.execute(_SAVE, row)

    def record(self, token: str) -> ClientRecord:
        """One client's record, also a deleted one.

        Raises ValueError where there is none, LibraryError("corrupt") or ("newer") where it cannot
        be read.
        """
        for name, body in self._rows(f"SELECT {_ROW}", "token = ?", token):
            return _read(token, name, body)
        raise ValueError("no such client")

    def known(self, search: str = "", most: int = -1) -> Known:
        """All that are not deleted, or those whose names have each of the words; newest first."""
        wanted = words(search)
        which = "NOT deleted" + " AND instr(search, ?)" * len(wanted) + _NEWEST + " LIMIT ?"
        records, problems = [], []
        found = self._rows(f"SELECT token, {_ROW}", which, *wanted, most)
        for token, name, body in found:
            try:
                records.append(_read(token, name, body))
            except LibraryError as error:
                problems.append(str(error))
        return Known(tuple(records), tuple(problems))

    def delete(self, token: str) -> None:
        """Hides a client; `restore` brings it back, `purge` removes it for good."""
        self._set_deleted(token, deleted=True)

    def restore(self, token: str) -> None:
        """Undoes `delete`, until the client is purged."""
        self._set_deleted(token, deleted=False)

    def purge(self) -> None:
        """Removes for good who was deleted, but for whom a living program holds by their token's
        lock; the sessions stay, and are nobody's.
        """
        with self._transaction():
            hidden = self._db.execute("SELECT token FROM client WHERE deleted").fetchall()
            gone = [(token,) for (token,) in hidden if is_free(self._path.parent, token)]
            forget = "UPDATE session SET client_token = NULL WHERE client_token = ?"
            self._db.executemany(forget, gone)
            self._db.executemany("DELETE FROM client WHERE token = ?", gone)

    def sessions(self, token: str) -> list[int]:
        """The ids of the client's sessions that are not deleted, newest first."""
        with of_the_world(self._path):
            found = self._db.execute(
                "SELECT id FROM session WHERE client_token = ? AND NOT deleted"
                " ORDER BY started_at DESC, id DESC",
                (token,),
            )
            return [int(row[0]) for row in found]

    def unseen(self) -> list[Unseen]:
        """The massages that have ended, and that their clients' records do not know of yet."""
        with of_the_world(self._path):
            found = self._db.execute(_UNSEEN, (LEAST_MS,)).fetchall()
        return [
            Unseen(client, session_id, Given(token, started_at, _day(*dated(started_at, offset_s))))
            for client, session_id, token, started_at, offset_s in found
        ]

    def _rename_sessions(self, record: ClientRecord) -> None:
        """Those that were renamed one by one keep their own names."""
        old = self._db.execute("SELECT name FROM client WHERE token = ?", (record.token,))
        before = old.fetchone()
        if before is None or before[0] == record.name:
            return
        rows = self._db.execute(
            "SELECT id, protocol_name FROM session WHERE client_token = ? AND client = ?",
            (record.token, before[0]),
        ).fetchall()
        self._db.executemany(
            "UPDATE session SET client = ?, search = ? WHERE id = ?",
            ((record.name, folded(record.name, protocol), id_) for id_, protocol in rows),
        )

    def _set_deleted(self, token: str, *, deleted: bool) -> None:
        with self._transaction():
            self._db.execute("UPDATE client SET deleted = ? WHERE token = ?", (deleted, token))

    def _rows(self, what: str, which: str, *values: object) -> Sequence[tuple[Any, ...]]:
        with of_the_world(self._path):
            return self._db.execute(f"{what} FROM client WHERE {which}", values).fetchall()

    def _transaction(self) -> AbstractContextManager[None]:
        return transaction(self._db, self._path)


def _day(started_at: str, utc_offset_s: int) -> date:
    """The day at the place of the session."""
    return (datetime.fromisoformat(started_at) + timedelta(seconds=utc_offset_s)).date()


class _Beginning(msgspec.Struct, frozen=True):
    """What is read of a record that is refused: whether a newer program wrote it."""

    format: int = FORMAT


def _read(token: str, name_bytes: bytes, body: bytes) -> ClientRecord:
    """The record in a row. Raises LibraryError that names the client."""
    name = name_bytes.decode(errors="replace")
    try:
        record = msgspec.json.decode(body, type=ClientRecord)
        if (record.token, record.name) == (token, name):
            return record
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    if _is_newer(body):
        raise LibraryError(
            "newer",
            f"The record of “{name}” was written by a newer version of this program. It was left"
            " as it is. Install the newer version to see it.",
        )
    raise LibraryError(
        "corrupt",
        f"The record of “{name}” is damaged. It was left as it is, and the other clients can be"
        " seen.",
    )


def _is_newer(body: bytes) -> bool:
    try:
        return msgspec.json.decode(body, type=_Beginning).format > FORMAT
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
