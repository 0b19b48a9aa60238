import sqlite3

import pytest

from coach.library import migrations
from coach.library.clients import Clients
from coach.library.connection import connect
from coach.library.errors import LibraryError
from coach.library.store import Store
from tests.library.making import HEADING, some_events

OURS = migrations.STEPS


def add_mood(db):
    db.execute("ALTER TABLE session ADD COLUMN mood TEXT")


def break_off(db):
    add_mood(db)
    raise sqlite3.OperationalError("broken step")


@pytest.fixture
def steps(monkeypatch):
    def use(*more):
        monkeypatch.setattr(migrations, "STEPS", (*OURS, *more))

    return use


@pytest.fixture
def unfinished(tmp_path):
    """A version 3 file that another connection still has open: its rows are in the WAL only."""
    folder = tmp_path / "data"
    store = Store(folder)
    store.append(store.create(HEADING), 0, some_events(), 0)
    assert (folder / "sessions.db-wal").stat().st_size > 0
    yield folder
    store.close()


def version(path):
    db = sqlite3.connect(path)
    found = db.execute("PRAGMA user_version").fetchone()[0]
    db.close()
    return found


def test_a_migration_keeps_all_and_backs_up_what_is_in_the_wal_too(unfinished, steps):
    steps(add_mood)
    store = Store(unfinished)
    assert tuple(store.events(1)) == some_events()
    assert store._db.execute("SELECT mood FROM session").fetchall() == [(None,)]
    store.close()
    backup = unfinished / "sessions.v3.db"
    assert backup.stat().st_mode & 0o077 == 0
    assert version(backup) == 3
    db = sqlite3.connect(backup)
    assert db.execute("SELECT count(*) FROM event").fetchone() == (len(some_events()),)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()
    assert not list(unfinished.glob("*.part"))


def test_a_step_that_fails_leaves_the_file_as_it_was(unfinished, steps):
    steps(break_off)
    with pytest.raises(sqlite3.OperationalError, match="broken step"):
        Store(unfinished)
    steps()
    store = Store(unfinished)
    assert tuple(store.events(1)) == some_events()
    store.close()
    assert (unfinished / "sessions.v3.db").exists()


def test_without_a_backup_there_is_no_migration(unfinished, steps):
    (unfinished / "sessions.v3.part").mkdir()
    steps(add_mood)
    with pytest.raises(LibraryError):
        Store(unfinished)
    assert version(unfinished / "sessions.db") == 3


def test_a_new_file_needs_no_backup(tmp_path, steps):
    steps(add_mood)
    Store(tmp_path).close()
    assert version(tmp_path / "sessions.db") == 4
    assert [path.name for path in tmp_path.glob("sessions.*")] == ["sessions.db"]


def test_the_older_program_refuses_the_migrated_file(unfinished, steps):
    steps(add_mood)
    Store(unfinished).close()
    steps()
    with pytest.raises(LibraryError) as caught:
        Store(unfinished)
    assert caught.value.code == "newer"


def test_a_file_of_version_2_gets_clients_and_keeps_its_sessions(tmp_path, monkeypatch):
    monkeypatch.setattr(migrations, "STEPS", OURS[:2])
    db = connect(tmp_path / "sessions.db")
    db.execute(
        "INSERT INTO session (token, started_at, utc_offset_s, client, protocol_id, protocol_name,"
        " planned_ms, speed, status, heartbeat_ms, event_count)"
        " VALUES ('t', '2026-03-01T09:30:00+00:00', 0, 'A.', 'p', 'P', 1, 1.0, 'ended', 0, 0)"
    )
    db.close()
    monkeypatch.setattr(migrations, "STEPS", OURS)
    store = Store(tmp_path)
    assert [row.heading.client for row in store.sessions()] == ["A."]
    store.close()
    assert version(tmp_path / "sessions.v2.db") == 2
    clients = Clients(tmp_path)
    assert clients.known().records == ()
    clients.close()
