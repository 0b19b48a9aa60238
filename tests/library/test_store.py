import os
import sqlite3
import stat
import time

import msgspec
import pytest

from coach.library.errors import LibraryError
from coach.library.folder import data_folder
from coach.library.locks import SessionLock
from coach.library.store import NO_DATE, Store
from coach.session.events import FORMAT, Ended, EndReason
from coach.session.timeline import Timeline
from tests.library.making import HEADING, some_events


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def store(folder):
    store = Store(folder)
    yield store
    store.close()


def raw(folder, sql, *values):
    db = sqlite3.connect(folder / "sessions.db")
    found = db.execute(sql, values).fetchall()
    db.commit()
    db.close()
    return found


@pytest.mark.parametrize(
    "damage",
    [
        "started_at = '2026-1x-20'",
        "started_at = CAST(x'41ff42' AS TEXT)",
        "utc_offset_s = 999999",
        "utc_offset_s = 9223372036854775807",
    ],
)
def test_a_damaged_date_spoils_nothing_else(store, folder, damage):
    session_id = store.create(HEADING)
    raw(folder, f"UPDATE session SET {damage}")  # noqa: S608 -- our own words
    (row,) = store.sessions()
    lost = msgspec.structs.replace(HEADING, started_at=NO_DATE, utc_offset_s=0)
    assert (row.id, row.heading) == (session_id, lost)


def test_a_damaged_name_spoils_nothing_else(store, folder):
    store.create(HEADING)
    raw(folder, "UPDATE session SET client = CAST(x'41ff42' AS TEXT)")
    (row,) = store.sessions()
    assert row.heading == msgspec.structs.replace(HEADING, client="A\ufffdB")


TEN_THOUSAND = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
INSERT INTO session (token, started_at, utc_offset_s, client, protocol_id, protocol_name,
                     planned_ms, speed, status, heartbeat_ms, event_count)
SELECT 't' || i, strftime('%Y-%m-%dT%H:%M:%S+00:00', 1.7e9 + i * 7919 % 9999, 'unixepoch'),
       utc_offset_s, client, protocol_id, protocol_name, planned_ms, speed, 'ended', i, i
FROM session, n WHERE session.id = ?
"""


def test_a_session_comes_back_as_it_was_written(store):
    events = some_events()
    session_id = store.create(HEADING)
    store.append(session_id, 0, events[:7], 1_500)
    store.append(session_id, 7, events[7:], 1_600)
    assert tuple(store.events(session_id)) == events
    row = store.session(session_id)
    assert (row.heading, row.status, row.event_count) == (HEADING, "open", len(events))
    assert row.heartbeat_ms == events[-1].t_ms
    assert Timeline(store.events(session_id)).final.last_ms == events[-1].t_ms


@pytest.mark.parametrize(
    ("reason", "status"),
    [
        (EndReason.ASKED, "ended"),
        (EndReason.UNTOUCHED, "ended"),
        (EndReason.INTERRUPTED, "interrupted"),
    ],
)
def test_the_end_marks_the_row_as_of_the_last_sign_of_life(store, reason, status):
    session_id = store.create(HEADING)
    store.append(session_id, 0, some_events(3), 0)
    store.append(session_id, 3, (Ended(t_ms=9_000, reason=reason, as_of_ms=8_000),), 9_000)
    row = store.session(session_id)
    assert (row.status, row.ended_ms, row.event_count) == (status, 8_000, 4)
    store.beat(session_id, 99_000)
    assert store.session(session_id) == row
    with pytest.raises(ValueError, match="has ended"):
        store.append(session_id, 4, some_events(1), 0)


def test_events_written_twice_are_there_once(store):
    events = some_events(10)
    session_id = store.create(HEADING, "one")
    assert store.create(HEADING, "one") == session_id
    store.append(session_id, 0, events[:6], 0)
    store.append(session_id, 0, events[:6], 0)
    store.append(session_id, 4, events[4:], 0)
    assert tuple(store.events(session_id)) == events


def test_a_gap_in_the_events_is_refused_and_changes_nothing(store):
    session_id = store.create(HEADING)
    with pytest.raises(ValueError, match="events 0 to 2 are missing"):
        store.append(session_id, 3, some_events(2), 0)
    assert store.events(session_id) == []


def test_a_failed_append_leaves_nothing_of_it(store, monkeypatch):
    session_id = store.create(HEADING)
    events = some_events(5)
    broken = (*events, Ended(t_ms=None, reason=EndReason.ASKED, as_of_ms=1))
    with pytest.raises((sqlite3.Error, TypeError)):
        store.append(session_id, 0, broken, 0)
    assert store.events(session_id) == []
    store.append(session_id, 0, events, 0)
    assert len(store.events(session_id)) == 5


def test_sessions_are_listed_newest_first(store):
    for day in (3, 1, 2):
        started = f"2026-03-0{day}T09:00:00+00:00"
        store.create(msgspec.structs.replace(HEADING, started_at=started))
    assert [row.heading.started_at[9:10] for row in store.sessions()] == ["3", "2", "1"]


def test_a_start_without_a_zone_is_refused(store):
    with pytest.raises(ValueError, match="zone"):
        store.create(msgspec.structs.replace(HEADING, started_at="2026-03-01T09:00:00"))


def test_ten_thousand_sessions_are_listed_at_once(store, folder):
    first = store.create(HEADING)
    raw(folder, TEN_THOUSAND, first)
    began = time.perf_counter()
    rows = store.sessions()
    took_s = time.perf_counter() - began
    print(f"sessions() with {len(rows)} rows: {took_s * 1000:.0f} ms")
    assert len(rows) == 10_000
    assert took_s < 1.0
    plan = raw(folder, "EXPLAIN QUERY PLAN SELECT * FROM session ORDER BY started_at DESC, id DESC")
    assert "USING INDEX session_newest" in plan[0][-1]


def test_only_open_sessions_that_nobody_holds_are_offered(store, folder):
    free, held, ended = (store.create(HEADING) for _ in range(3))
    store.append(ended, 0, (*some_events(1), Ended(1, EndReason.ASKED, 1)), 1)
    lock = SessionLock(folder, store.token(held))
    assert [row.id for row in store.recoverable()] == [free]
    lock.release(ended=False)
    assert [row.id for row in store.recoverable()] == [held, free]


def test_stale_lock_files_are_tidied_and_others_kept(store, folder):
    session_id = store.create(HEADING)
    token = store.token(session_id)
    for name in (token, "stale", "fresh", "held"):
        SessionLock(folder, name).release(ended=False)
    lock = SessionLock(folder, "held")
    for name in (token, "stale", "held"):
        os.utime(folder / "locks" / f"{name}.lock", (1, 1))
    store.recoverable()
    assert {path.stem for path in (folder / "locks").iterdir()} == {token, "fresh", "held"}
    lock.release(ended=True)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('{"type":"tapped","t_ms":1', "corrupt"),
        ('{"type":"tapped","t_ms":1}', "corrupt"),
        ("[]", "corrupt"),
        ('{"type":"levitated","t_ms":1}', "newer"),
        (f'{{"type":"started","t_ms":0,"format":{FORMAT + 1}}}', "newer"),
    ],
)
def test_an_event_that_cannot_be_read_is_named(store, folder, body, code):
    session_id = store.create(HEADING)
    store.append(session_id, 0, some_events(4), 0)
    raw(folder, "UPDATE event SET body = ? WHERE seq = 2", body)
    with pytest.raises(LibraryError, match="Event 2 of session 1") as caught:
        store.events(session_id)
    assert caught.value.code == code


def test_a_missing_event_is_named(store, folder):
    session_id = store.create(HEADING)
    store.append(session_id, 0, some_events(4), 0)
    raw(folder, "DELETE FROM event WHERE seq = 1")
    with pytest.raises(LibraryError, match="Event 1 of session 1"):
        store.events(session_id)


@pytest.mark.parametrize("size", [1, 99, 100, 5_000])
def test_garbage_is_refused_and_left_as_it_is(folder, size):
    folder.mkdir()
    path = folder / "sessions.db"
    garbage = bytes(range(256)) * 20
    path.write_bytes(garbage[:size])
    with pytest.raises(LibraryError, match="damaged") as caught:
        Store(folder)
    assert caught.value.code == "corrupt"
    assert path.read_bytes() == garbage[:size]
    assert [file.name for file in folder.iterdir()] == ["sessions.db"]


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_a_truncated_file_is_refused_and_left_as_it_is(folder, part):
    store = Store(folder)
    store.append(store.create(HEADING), 0, some_events(), 0)
    store.close()
    path = folder / "sessions.db"
    data = path.read_bytes()[: int(path.stat().st_size * part)]
    path.write_bytes(data)
    with pytest.raises(LibraryError) as caught:
        Store(folder)
    assert caught.value.code == "corrupt"
    assert path.read_bytes() == data


def test_a_file_of_another_program_is_refused(folder):
    folder.mkdir()
    raw(folder, "CREATE TABLE recipes (soup)")
    with pytest.raises(LibraryError) as caught:
        Store(folder)
    assert caught.value.code == "corrupt"


def test_a_newer_file_is_refused_and_untouched(folder):
    store = Store(folder)
    store.create(HEADING)
    store.close()
    raw(folder, "PRAGMA user_version = 99")
    path = folder / "sessions.db"
    before = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(LibraryError, match="newer version") as caught:
        Store(folder)
    assert caught.value.code == "newer"
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_locked_file_is_said_to_be_locked(store, folder):
    other = sqlite3.connect(folder / "sessions.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LibraryError, match="Another program") as caught:
        store.create(HEADING)
    assert caught.value.code == "locked"
    other.execute("ROLLBACK")
    other.close()
    assert store.create(HEADING) == 1


def test_a_read_only_folder_is_said_to_be_read_only(door):
    door.shut()
    with pytest.raises(LibraryError, match="cannot be written") as caught:
        Store(door.folder)
    assert caught.value.code == "read_only"
    with pytest.raises(LibraryError) as caught:
        Store(door.folder / "new")
    assert caught.value.code == "read_only"


def test_a_file_in_the_place_of_the_folder_is_an_error_of_the_world(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError) as caught:
        Store(tmp_path / "file" / "data")
    assert caught.value.code == "io"


def test_wrong_sql_is_an_error_of_ours(store):
    with pytest.raises(sqlite3.OperationalError):
        store._rows("WHERE nonsense = 1")


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")
def test_files_are_readable_by_their_owner_only(coach_home):
    before = os.umask(0)
    try:
        store = Store(data_folder())
        session_id = store.create(HEADING)
        SessionLock(coach_home, store.token(session_id)).release(ended=False)
        modes = {
            path.name: stat.S_IMODE(path.stat().st_mode)
            for path in (coach_home, *coach_home.rglob("*"))
        }
        store.close()
    finally:
        os.umask(before)
    folders = {coach_home.name, "locks"}
    assert {"sessions.db", "sessions.db-wal", "sessions.db-shm"} <= set(modes)
    assert modes == {name: 0o700 if name in folders else 0o600 for name in modes}


def test_commits_are_durable(store):
    assert store._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert store._db.execute("PRAGMA synchronous").fetchone() == (2,)
    assert store._db.execute("PRAGMA foreign_keys").fetchone() == (1,)
