"""Sessions and their events in one SQLite file, `sessions.db`."""

import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from datetime import MAXYEAR, MINYEAR, datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

from coach.library.connection import connect, transaction
from coach.library.errors import LibraryError, of_the_world
from coach.library.event_rows import events_of
from coach.library.folder import private_folder
from coach.library.locks import SessionLock, is_free, new_token, tidy
from coach.library.search import folded, words
from coach.massage.back import Outcome
from coach.session.events import AnyEvent, Ended, EndReason, encode
from coach.session.state import IllegalEventError
from coach.session.summary import Summary, summarise

FILE = "sessions.db"
NO_DATE = "1970-01-01T00:00:00+00:00"
"""What cannot be read as a date and its zone."""
_DAY_S = 86_400

Status = Literal["open", "ended", "interrupted"]


class Heading(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
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


class Glance(msgspec.Struct, frozen=True, gc=False):
    """What a list shows of the figures: hands-on time, first and last rate, tense areas."""

    hands_on_ms: int
    first_bpm: float
    last_bpm: float
    areas: int
    softened: int


class SessionRow(msgspec.Struct, frozen=True, gc=False):
    """A session in the list. "interrupted": its program died, and it was kept as ended.

    `glance` is None until it has ended; for one that ended under an older program `Store.figures`
    computes it.
    """

    id: int
    heading: Heading
    status: Status
    heartbeat_ms: int
    ended_ms: int | None
    event_count: int
    glance: Glance | None = None


_AFTER_HEADING = 1 + len(Heading.__struct_fields__)
_HEADING = ", ".join(Heading.__struct_fields__)
_INSERT = (
    f"INSERT INTO session (token, {_HEADING}, search, client_token, status, heartbeat_ms,"
    " event_count) "
)
_NEW = (
    _INSERT + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', 0, 0) ON CONFLICT (token) DO NOTHING"
)
_FORK = (
    f"{_INSERT} SELECT ?1, {_HEADING}, search, client_token, 'open',"  # noqa: S608 -- names of columns
    " (SELECT max(t_ms) FROM event WHERE session_id = ?2 AND seq < ?3), ?3"
    " FROM session WHERE id = ?2 ON CONFLICT (token) DO NOTHING"
)
_GLANCE = ", ".join(Glance.__struct_fields__)
_SELECT = (
    f"SELECT id, {_HEADING}, status, heartbeat_ms, ended_ms, event_count, {_GLANCE}"  # noqa: S608 -- as above
    " FROM session "
)
_NEWEST = " ORDER BY started_at DESC, id DESC"


class Store:
    """The sessions in a folder, through one connection, for one thread.

    Construction makes or migrates the file, and raises LibraryError where it is damaged, newer or
    out of reach; such a file is left as it is. Every method raises LibraryError where the disk or
    another program stands in the way, and has then changed nothing; one that names a session
    raises ValueError where there is none.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = private_folder(folder)
        self._path = folder / FILE
        self._db = connect(self._path)
        self._hidden: dict[int, SessionLock] = {}

    def close(self) -> None:
        """Lets the file go, and what is hidden: the next program removes it."""
        self._let_go()
        with of_the_world(self._path):
            self._db.close()

    def create(
        self, heading: Heading, token: str | None = None, client_token: str | None = None
    ) -> int:
        """A new open session's id; the same id again for the same token.

        `client_token` names the client's record, where there is one.
        """
        with self._transaction():
            return self._create(heading, token or new_token(), client_token)

    def append(
        self, session_id: int, first_seq: int, events: Sequence[AnyEvent], heartbeat_ms: int
    ) -> None:
        """Adds events from number `first_seq` on; those that are there already stay as they are.

        A session that goes on is not deleted; with its end come its figures. Raises ValueError
        where events before them are missing, or the session is not open.
        """
        with self._transaction():
            self._append(session_id, first_seq, events, heartbeat_ms)

    def add(self, heading: Heading, token: str, events: Sequence[AnyEvent]) -> int:
        """A whole session from elsewhere, under the name that it has everywhere; its id here.

        Raises LibraryError("duplicate") where it is here already.
        """
        with self._transaction():
            found = self._db.execute("SELECT id, deleted FROM session WHERE token = ?", (token,))
            for session_id, deleted in found.fetchall():
                if not deleted:
                    sentence = f"This session is in the library already, as number {session_id}."
                    raise LibraryError("duplicate", sentence)
                self._db.execute("DELETE FROM session WHERE id = ?", (session_id,))
            session_id = self._create(heading, token)
            self._append(session_id, 0, events, 0)
            return session_id

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
        """Takes a session and its events away for good."""
        with self._transaction():
            self._db.execute("DELETE FROM session WHERE id = ?", (session_id,))

    def delete(self, session_id: int) -> None:
        """Hides a session from the lists; `restore` brings it back, `purge` removes it for good.

        Its lock is held until then, so that no other program removes it meanwhile.
        Raises LibraryError("running") where a living program holds it.
        """
        self.session(session_id)
        try:
            lock = SessionLock(self.folder, self.token(session_id))
        except LibraryError as error:
            if error.code != "locked":
                raise
            sentence = f"Session {session_id} is running. End it, and delete it then."
            raise LibraryError("running", sentence) from None
        try:
            self._set_deleted(session_id, deleted=True)
        except BaseException:
            lock.release(ended=False)
            raise
        self._hidden[session_id] = lock

    def restore(self, session_id: int) -> None:
        """Undoes `delete`, until the session is purged."""
        self.session(session_id)
        self._set_deleted(session_id, deleted=False)
        if session_id in self._hidden:
            self._hidden.pop(session_id).release(ended=False)

    def purge(self) -> None:
        """Removes for good what was deleted, but for what another program can still restore."""
        with self._transaction():
            hidden = self._db.execute("SELECT id, token FROM session WHERE deleted").fetchall()
            gone = [
                (each,)
                for each, token in hidden
                if each in self._hidden or is_free(self.folder, token)
            ]
            self._db.executemany("DELETE FROM session WHERE id = ?", gone)
        self._let_go()

    def rename_client(self, session_id: int, client: str) -> None:
        """Gives the session's client another name."""
        heading = self.session(session_id).heading
        with self._transaction():
            self._db.execute(
                "UPDATE session SET client = ?, search = ? WHERE id = ?",
                (client, folded(client, heading.protocol_name), session_id),
            )

    def sessions(self, search: str = "") -> list[SessionRow]:
        """All sessions that are not deleted, newest first.

        With a `search`, those whose client and protocol contain each of its words, whatever their
        case and accents.
        """
        wanted = words(search)
        found_by = " AND instr(search, ?)" * len(wanted)
        return self._rows(f"WHERE NOT deleted{found_by}{_NEWEST}", *wanted)

    def session(self, session_id: int) -> SessionRow:
        """One session, also a deleted one."""
        rows = self._rows("WHERE id = ?", session_id)
        if not rows:
            raise ValueError(f"no session {session_id}")
        return rows[0]

    def client_token(self, session_id: int) -> str | None:
        """Of the client's record; None where the session has none."""
        with of_the_world(self._path):
            found = self._db.execute("SELECT client_token FROM session WHERE id = ?", (session_id,))
            row = found.fetchone()
        return None if row is None or row[0] is None else str(row[0])

    def token(self, session_id: int) -> str:
        """The session's name, everywhere and for ever; its lock has it too."""
        with of_the_world(self._path):
            found = self._db.execute("SELECT token FROM session WHERE id = ?", (session_id,))
            row = found.fetchone()
        if row is None:
            raise ValueError(f"no session {session_id}")
        return str(row[0])

    def recoverable(self) -> list[SessionRow]:
        """The open sessions that no living program holds, newest first."""
        rows = self._rows("WHERE status = 'open' AND NOT deleted" + _NEWEST)
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
        return events_of(session_id, found)

    def figures(self, session_id: int) -> Summary | None:
        """The figures of a session, computed and stored where they are not yet.

        None for one that has not ended, or whose events cannot be read.
        """
        if self.session(session_id).status == "open":
            return None
        stored = self._stored_figures(session_id)
        if stored is None:
            with self._transaction():
                self._compute_figures(session_id)
            stored = self._stored_figures(session_id)
        return stored

    def _create(self, heading: Heading, token: str, client_token: str | None = None) -> int:
        if datetime.fromisoformat(heading.started_at).utcoffset() is None:
            raise ValueError(f"{heading.started_at} has no zone")
        text = folded(heading.client, heading.protocol_name)
        self._db.execute(_NEW, (token, *msgspec.structs.astuple(heading), text, client_token))
        return self._number("SELECT id FROM session WHERE token = ?", token)

    def _append(
        self, session_id: int, first_seq: int, events: Sequence[AnyEvent], heartbeat_ms: int
    ) -> None:
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
            "UPDATE session SET event_count = ?, heartbeat_ms = max(heartbeat_ms, ?), deleted = 0"
            " WHERE id = ?",
            (row.event_count + len(new), max(heartbeat_ms, new[-1].t_ms), session_id),
        )
        for event in new:
            if isinstance(event, Ended):
                self._end(session_id, event)

    def _end(self, session_id: int, event: Ended) -> None:
        status: Status = "interrupted" if event.reason is EndReason.INTERRUPTED else "ended"
        self._db.execute(
            "UPDATE session SET status = ?, ended_ms = ? WHERE id = ?",
            (status, event.as_of_ms, session_id),
        )
        self._compute_figures(session_id)

    def _compute_figures(self, session_id: int) -> None:
        """Within a transaction; without figures where its events make no session."""
        with suppress(LibraryError, IllegalEventError):
            figures = summarise(self.events(session_id))
            body = msgspec.json.encode(figures).decode()
            self._db.execute("INSERT OR REPLACE INTO figures VALUES (?, ?)", (session_id, body))
            self._db.execute(
                f"UPDATE session SET ({_GLANCE}) = (?, ?, ?, ?, ?) WHERE id = ?",  # noqa: S608 -- names of columns
                (*msgspec.structs.astuple(_glance(figures)), session_id),
            )

    def _stored_figures(self, session_id: int) -> Summary | None:
        """None where there are none, or those of another format."""
        with of_the_world(self._path):
            row = self._db.execute(
                "SELECT body FROM figures WHERE session_id = ?", (session_id,)
            ).fetchone()
        try:
            return None if row is None else msgspec.json.decode(row[0], type=Summary)
        except msgspec.DecodeError:
            return None

    def _let_go(self) -> None:
        """Of the locks of what was deleted here."""
        for lock in self._hidden.values():
            lock.release(ended=True)
        self._hidden.clear()

    def _set_deleted(self, session_id: int, *, deleted: bool) -> None:
        with self._transaction():
            self._db.execute("UPDATE session SET deleted = ? WHERE id = ?", (deleted, session_id))

    def _rows(self, which: str, *values: object) -> list[SessionRow]:
        try:
            found = self._found(which, values)
        except sqlite3.OperationalError:  # a text that is none; to read all as slowly takes twice
            self._db.text_factory = lambda data: data.decode(errors="replace")
            found = self._found(which, values)
        return [_session_row(row) for row in found]

    def _found(self, which: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        with of_the_world(self._path):
            return self._db.execute(_SELECT + which, values).fetchall()

    def _number(self, sql: str, value: object) -> int:
        return int(self._db.execute(sql, (value,)).fetchone()[0])

    def _transaction(self) -> AbstractContextManager[None]:
        return transaction(self._db, self._path)


def dated(started_at: str, utc_offset_s: int) -> tuple[str, int]:
    """A start and its zone; damaged ones are NO_DATE's, so that the rest can still be seen."""
    if _is_date(started_at) and abs(utc_offset_s) < _DAY_S:
        return started_at, utc_offset_s
    return NO_DATE, 0


def _is_date(text: str) -> bool:
    try:
        year = datetime.fromisoformat(text).year
    except ValueError:
        return False
    return MINYEAR < year < MAXYEAR  # so that it is one in any zone


def _session_row(row: tuple[Any, ...]) -> SessionRow:
    status, heartbeat_ms, ended_ms, event_count, *glance = row[_AFTER_HEADING:]
    return SessionRow(
        row[0],
        Heading(*dated(row[1], row[2]), *row[3:_AFTER_HEADING]),
        status,
        heartbeat_ms,
        ended_ms,
        event_count,
        None if glance[0] is None else Glance(*glance),
    )


def _glance(figures: Summary) -> Glance:
    return Glance(
        hands_on_ms=figures.hands_on_ms,
        first_bpm=figures.first_bpm,
        last_bpm=figures.last_bpm,
        areas=len(figures.areas),
        softened=sum(area.outcome is Outcome.SOFTENED for area in figures.areas),
    )
