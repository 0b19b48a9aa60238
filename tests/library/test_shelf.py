"""The library as a user keeps it: searched, renamed, deleted and brought back, with figures."""

import sqlite3
import time

import msgspec
import pytest

from coach.library.errors import LibraryError
from coach.library.locks import SessionLock
from coach.library.store import Glance, Store
from coach.session.events import Ended, EndReason
from coach.session.summary import summarise
from tests.library.making import HEADING, some_events

ENDED = (*some_events(), Ended(t_ms=60_000, reason=EndReason.ASKED, as_of_ms=60_000))

FIGURES = summarise(ENDED)
GLANCE = Glance(FIGURES.hands_on_ms, FIGURES.first_bpm, FIGURES.last_bpm, 0, 0)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def store(folder):
    store = Store(folder)
    yield store
    store.close()


def saved(store, client="A.", protocol="Trapezius only"):
    heading = msgspec.structs.replace(HEADING, client=client, protocol_name=protocol)
    session_id = store.create(heading)
    store.append(session_id, 0, ENDED, 60_000)
    return session_id


def found(store, search=""):
    return [row.id for row in store.sessions(search)]


@pytest.mark.parametrize(
    ("search", "clients"),
    [
        ("", ["Zoë Łuczak", "anna", "Émile"]),
        ("zoe", ["Zoë Łuczak"]),
        ("LUCZ", ["Zoë Łuczak"]),
        ("é", ["Zoë Łuczak", "Émile"]),
        ("back anna", ["anna"]),
        ("anna back", ["anna"]),
        ("trapez", ["Émile"]),
        ("%", []),
        ("a\nb", ["Zoë Łuczak", "anna"]),
        ("zoe lu cz ak", ["Zoë Łuczak"]),
    ],
)
def test_sessions_are_found_by_words_in_client_and_protocol(store, search, clients):
    for client, protocol in (
        ("Émile", "Trapezius"),
        ("anna", "Back pain"),
        ("Zoë Łuczak", "Back pain"),
    ):
        saved(store, client, protocol)
    assert [row.heading.client for row in store.sessions(search)] == clients


def test_a_renamed_client_is_found_by_the_new_name_only(store):
    session_id = saved(store, "Anna")
    store.rename_client(session_id, "Zoë")
    assert store.session(session_id).heading.client == "Zoë"
    assert (found(store, "anna"), found(store, "zoe trap")) == ([], [session_id])


def test_a_deleted_session_is_hidden_until_it_is_restored(store):
    session_id = saved(store)
    before = store.session(session_id)
    store.delete(session_id)
    assert found(store) == found(store, "trap") == []
    store.restore(session_id)
    assert store.sessions() == [before]


def test_what_is_purged_is_gone_with_all_that_belongs_to_it(store, folder):
    gone, kept = saved(store, "Secret Name"), saved(store)
    store.delete(gone)
    store.purge()
    assert (found(store), store.events(gone)) == ([kept], [])
    with pytest.raises(ValueError, match="no session"):
        store.restore(gone)
    store.close()
    db = sqlite3.connect(folder / "sessions.db")
    assert db.execute("SELECT count(*) FROM figures").fetchone() == (1,)
    db.close()
    assert b"Secret Name" not in (folder / "sessions.db").read_bytes()


def test_what_another_program_deleted_is_gone_once_that_cannot_bring_it_back(store, folder):
    session_id = saved(store)
    store.delete(session_id)
    other = Store(folder)
    other.purge()
    store.restore(session_id)
    assert found(store) == [session_id]
    store.delete(session_id)
    store.close()
    other.purge()
    with pytest.raises(ValueError, match="no session"):
        other.session(session_id)
    other.close()


@pytest.mark.parametrize("act", ["delete", "restore", "figures"])
def test_a_session_that_is_not_there_is_said_to_be_none(store, act):
    with pytest.raises(ValueError, match="no session 7"):
        getattr(store, act)(7)
    with pytest.raises(ValueError, match="no session 7"):
        store.rename_client(7, "A.")


def test_a_running_session_is_not_deleted(store, folder):
    session_id = store.create(HEADING)
    store.append(session_id, 0, some_events(), 0)
    lock = SessionLock(folder, store.token(session_id))
    with pytest.raises(LibraryError, match="is running") as caught:
        store.delete(session_id)
    assert caught.value.code == "running"
    lock.release(ended=False)
    assert found(store) == [session_id]


def test_an_interrupted_session_that_is_deleted_is_no_longer_offered(store):
    session_id = store.create(HEADING)
    store.append(session_id, 0, some_events(), 0)
    store.delete(session_id)
    assert store.recoverable() == []
    store.restore(session_id)
    assert [row.id for row in store.recoverable()] == [session_id]


def test_a_session_that_goes_on_is_not_deleted(store):
    session_id = store.create(HEADING)
    store.append(session_id, 0, ENDED[:5], 0)
    store.delete(session_id)
    store.append(session_id, 5, ENDED[5:], 0)
    assert found(store) == [session_id]


def test_figures_come_with_the_end(store):
    session_id = store.create(HEADING)
    store.append(session_id, 0, ENDED[:-1], 0)
    assert store.session(session_id).glance is None
    assert store.figures(session_id) is None
    store.append(session_id, len(ENDED) - 1, ENDED[-1:], 0)
    assert store.figures(session_id) == summarise(ENDED)
    assert store.sessions()[0].glance == GLANCE


def test_figures_are_computed_once(store, monkeypatch):
    session_id = saved(store)
    monkeypatch.setattr("coach.library.store.summarise", None)
    assert store.figures(session_id) == summarise(ENDED)


def test_figures_of_another_format_are_computed_anew(store):
    session_id = saved(store)
    store._db.execute("""UPDATE figures SET body = '{"format": 99}'""")
    assert store.figures(session_id) == summarise(ENDED)


def test_a_session_whose_events_cannot_be_read_has_no_figures_and_can_be_deleted(store):
    session_id = saved(store)
    store._db.execute("UPDATE event SET body = '{}' WHERE seq = 3")
    store._db.execute("DELETE FROM figures")
    assert store.figures(session_id) is None
    store.delete(session_id)
    assert found(store) == []


def test_a_session_of_version_1_is_found_and_has_its_figures(folder):
    store = Store(folder)
    session_id = saved(store, "Zoë")
    store.close()
    db = sqlite3.connect(folder / "sessions.db")
    for sql in (
        "DROP TABLE client",
        "DROP TABLE figures",
        "DROP INDEX session_client",
        "ALTER TABLE session DROP COLUMN client_token",
        *(f"ALTER TABLE session DROP COLUMN {name}" for name in ("search", "deleted")),
        *(f"ALTER TABLE session DROP COLUMN {name}" for name in Glance.__struct_fields__),
        "PRAGMA user_version = 1",
    ):
        db.execute(sql)
    db.close()
    store = Store(folder)
    assert found(store, "zoe trap") == [session_id]
    assert store.session(session_id).glance is None
    assert store.figures(session_id) == summarise(ENDED)
    assert store.session(session_id).glance == GLANCE
    store.close()
    assert (folder / "sessions.v1.db").exists()


def test_a_session_from_elsewhere_is_there_once(store):
    heading, token = HEADING, "0" * 32
    session_id = store.add(heading, token, ENDED)
    before = store.session(session_id)
    assert (before.status, before.ended_ms, before.glance) == ("ended", 60_000, GLANCE)
    with pytest.raises(LibraryError, match=f"already, as number {session_id}") as caught:
        store.add(heading, token, ENDED[:3])
    assert caught.value.code == "duplicate"
    assert store.sessions() == [before]
    store.delete(session_id)
    again = store.add(heading, token, ENDED)
    assert found(store) == [again]


MANY = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
INSERT INTO session (token, started_at, utc_offset_s, client, protocol_id, protocol_name,
                     planned_ms, speed, status, heartbeat_ms, event_count, search)
SELECT 't' || i, started_at, utc_offset_s, 'Client ' || i, protocol_id, protocol_name, planned_ms,
       speed, 'ended', i, i, 'client ' || i
FROM session, n WHERE session.id = ?
"""


def test_ten_thousand_sessions_are_searched_while_one_types(store):
    store._db.execute(MANY, (saved(store),))
    began = time.perf_counter()
    rows = store.sessions("CLIENT 9999")
    assert [row.heading.client for row in rows] == ["Client 9999"]
    assert time.perf_counter() - began < 1.0
