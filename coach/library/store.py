"""Sessions and their events in one SQLite file, `sessions.db`."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from coach.library.errors import LibraryError, library_error, of_the_world
from coach.library.folder import private_file, private_folder
from coach.library.locks import is_free, new_token, tidy
from coach.library.migrations import STEPS, migrate
from coach.session.events import (
    FORMAT,
    AnyEvent,
    BadEventError,
    Ended,
    EndReason,
    Started,
    decode,
    encode,
)

FILE = "sessions.db"
BUSY_S = 1.0
"""So long a call waits for another program's transaction."""

Status = Literal["open", "ended", "interrupted"]


class Heading(msgspec.Struct, frozen=True):
    """What a list shows of a session; the events hold the rest.

    `started_at` is ISO 8601 with its zone, UTC. A `speed` other than 1 is a rehearsal.
    """

    started_at: str
    utc_offset_s: int
    client: str
    protocol_id: str
    protocol_name: str
    planned_ms: int
    speed: float = 1.0


class SessionRow(msgspec.Struct, frozen=True):
    """A session in the list. "interrupted": its program died, and it was kept as ended."""

    id: int
    heading: Heading
    status: Status
    heartbeat_ms: int
    ended_ms: int | None
    event_count: int


_HEADING = ", ".join(Heading.__struct_fields__)
_INSERT = f"INSERT INTO session (token, {_HEADING}, status, heartbeat_ms, event_count) "
_FORK = (
    f"{_INSERT} SELECT ?1, {_HEADING}, 'open',"  # noqa: S608 -- names of columns
    " (SELECT max(t_ms) FROM event WHERE session_id = ?2 AND seq < ?3), ?3"
    " FROM session WHERE id = ?2 ON CONFLICT (token) DO NOTHING"
)
_SELECT = f"SELECT id, {_HEADING}, status, heartbeat_ms, ended_ms, event_count FROM session "  # noqa: S608 -- names of columns
_KNOWN_TYPES = frozenset(kind.__struct_config__.tag for kind in get_args(AnyEvent))


class Store:
    """The sessions in a folder, through one connection, for one thread.

    Construction makes or migrates the file, and raises LibraryError where it is damaged, newer or
    out of reach; such a file is left as it is. Every method raises LibraryError where the disk or
    another program stands in the way, and has then changed nothing.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = private_folder(folder)
        self._path = folder / FILE
        with of_the_world(self._path):
            _check_header(self._path)
            private_file(self._path)
            self._db = sqlite3.connect(self._path, timeout=BUSY_S, isolation_level=None)
        try:
            with of_the_world(self._path):
                migrate(self._db, self._path)
                _use_wal(self._db)
                self._db.execute("PRAGMA synchronous = FULL")
                self._db.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Lets the file go."""
        with of_the_world(self._path):
            self._db.close()

    def create(self, heading: Heading, token: str | None = None) -> int:
        """A new open session's id; the same id again for the same token."""
        if datetime.fromisoformat(heading.started_at).utcoffset() is None:
            raise ValueError(f"{heading.started_at} has no zone")
        token = token or new_token()
        values = (token, *msgspec.structs.astuple(heading))
        with self._transaction():
            self._db.execute(
                _INSERT
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', 0, 0) ON CONFLICT (token) DO NOTHING",
                values,
            )
            return self._number("SELECT id FROM session WHERE token = ?", token)

    def append(
        self, session_id: int, first_seq: int, events: Sequence[AnyEvent], heartbeat_ms: int
    ) -> None:
        """Adds events from number `first_seq` on; those that are there already stay as they are.

        Raises ValueError where events before them are missing, or the session is not open.
        """
        with self._transaction():
            row = self.session(session_id)
            if first_seq > row.event_count:
                raise ValueError(f"events {row.event_count} to {first_seq - 1} are missing")
            new = events[row.event_count - first_seq :]
            if not new:
                return
            if row.status != "open":
                raise ValueError(f"session {session_id} has ended")
            self._db.executemany(
                "INSERT INTO event VALUES (?, ?, ?, ?)",
                (
                    (session_id, seq, event.t_ms, encode(event).decode())
                    for seq, event in enumerate(new, row.event_count)
                ),
            )
            self._db.execute(
                "UPDATE session SET event_count = ?, heartbeat_ms = max(heartbeat_ms, ?)"
                " WHERE id = ?",
                (row.event_count + len(new), max(heartbeat_ms, new[-1].t_ms), session_id),
            )
            for event in new:
                if isinstance(event, Ended):
                    self._end(session_id, event)

    def beat(self, session_id: int, heartbeat_ms: int) -> None:
        """The session was alive at `heartbeat_ms`; says nothing of one that has ended."""
        with self._transaction():
            self._db.execute(
                "UPDATE session SET heartbeat_ms = max(heartbeat_ms, ?)"
                " WHERE id = ? AND status = 'open'",
                (heartbeat_ms, session_id),
            )

    def fork(self, session_id: int, event_count: int, token: str) -> int:
        """A new open session that shares the first events of another; the same for its token."""
        with self._transaction():
            self._db.execute(_FORK, (token, session_id, event_count))
            new_id = self._number("SELECT id FROM session WHERE token = ?", token)
            self._db.execute(
                "INSERT OR IGNORE INTO event SELECT ?, seq, t_ms, body FROM event"
                " WHERE session_id = ? AND seq < ?",
                (new_id, session_id, event_count),
            )
            return new_id

    def remove(self, session_id: int) -> None:
        """Takes a session and its events away."""
        with self._transaction():
            self._db.execute("DELETE FROM session WHERE id = ?", (session_id,))

    def sessions(self) -> list[SessionRow]:
        """All sessions, newest first."""
        return self._rows("ORDER BY started_at DESC, id DESC")

    def session(self, session_id: int) -> SessionRow:
        """One session. Raises ValueError where there is none."""
        rows = self._rows("WHERE id = ?", session_id)
        if not rows:
            raise ValueError(f"no session {session_id}")
        return rows[0]

    def token(self, session_id: int) -> str:
        """The name of the session's lock. Raises ValueError where there is no such session."""
        with of_the_world(self._path):
            found = self._db.execute("SELECT token FROM session WHERE id = ?", (session_id,))
            row = found.fetchone()
        if row is None:
            raise ValueError(f"no session {session_id}")
        return str(row[0])

    def recoverable(self) -> list[SessionRow]:
        """The open sessions that no living program holds, newest first."""
        rows = self._rows("WHERE status = 'open' ORDER BY started_at DESC, id DESC")
        tokens = {row.id: self.token(row.id) for row in rows}
        tidy(self.folder, frozenset(tokens.values()))
        return [row for row in rows if is_free(self.folder, tokens[row.id])]

    def events(self, session_id: int) -> list[AnyEvent]:
        """A session's events in order.

        Raises LibraryError("corrupt") or ("newer"), naming the event that cannot be read.
        """
        with of_the_world(self._path):
            found = self._db.execute(
                "SELECT seq, CAST(body AS BLOB) FROM event WHERE session_id = ? ORDER BY seq",
                (session_id,),
            ).fetchall()
        events = []
        for expected, (seq, body) in enumerate(found):
            if seq != expected:
                raise _unreadable(session_id, expected, b"")
            try:
                events.append(decode(body))
            except BadEventError:
                raise _unreadable(session_id, seq, body) from None
        return events

    def _rows(self, which: str, *values: object) -> list[SessionRow]:
        with of_the_world(self._path):
            found = self._db.execute(_SELECT + which, values).fetchall()
        last = len(Heading.__struct_fields__) + 1
        return [SessionRow(row[0], Heading(*row[1:last]), *row[last:]) for row in found]

    def _number(self, sql: str, value: object) -> int:
        return int(self._db.execute(sql, (value,)).fetchone()[0])

    def _end(self, session_id: int, event: Ended) -> None:
        status: Status = "interrupted" if event.reason is EndReason.INTERRUPTED else "ended"
        self._db.execute(
            "UPDATE session SET status = ?, ended_ms = ? WHERE id = ?",
            (status, event.as_of_ms, session_id),
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with of_the_world(self._path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")


def _use_wal(db: sqlite3.Connection) -> None:
    try:
        db.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # Another program is at a file that is still in its first mode: it, or the next, does this.
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise


def _check_header(path: Path) -> None:
    """Refuses a newer or foreign file before SQLite opens it, so that nothing is touched.

    Source: https://www.sqlite.org/fileformat.html#the_database_header
    """
    if not path.exists():
        return
    with path.open("rb") as file:
        header = file.read(100)
    if not header:
        return
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
        raise library_error("corrupt", path)
    if int.from_bytes(header[60:64], "big") > len(STEPS):
        raise library_error("newer", path)


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
