"""Clients in the file of sessions."""

import sqlite3
from contextlib import closing

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.library.client_record import ClientRecord, LastTime, new_record
from coach.library.clients import Clients
from coach.library.errors import LibraryError
from coach.library.formats import transfer
from coach.library.locks import SessionLock
from coach.library.recorder import Recorder
from coach.library.store import Store
from coach.massage.cautions import Caution
from coach.session.events import Ended, EndReason
from tests.library.making import HEADING, some_events

AT = "2026-03-01T09:30:00+00:00"
ANNA = msgspec.structs.replace(new_record("Anna Łuczak"), cautions=(Caution.ASTHMA,))
BEN = new_record("Ben")


@pytest.fixture
def clients(tmp_path):
    made = Clients(tmp_path)
    yield made
    made.close()


@pytest.fixture
def store(tmp_path, clients):
    made = Store(tmp_path)
    yield made
    made.close()


def names(known):
    return [record.name for record in known.records]


def lasting(ms, count=10):
    events = some_events(count)
    at = max(ms, events[-1].t_ms)
    return (*events, Ended(t_ms=at, reason=EndReason.ASKED, as_of_ms=at))


def give(store, token, ms=600_000, started_at=AT, **how):
    heading = msgspec.structs.replace(HEADING, started_at=started_at, **how)
    session = store.create(heading, client_token=token)
    store.append(session, 0, lasting(ms), ms)
    return session


def spoil(folder, token, body):
    with closing(sqlite3.connect(folder / "sessions.db")) as db, db:
        db.execute("UPDATE client SET body = ? WHERE token = ?", (body, token))


def test_a_record_is_kept_and_changed(clients):
    clients.save(ANNA, AT)
    assert clients.record(ANNA.token) == ANNA
    older = msgspec.structs.replace(ANNA, birth_year=1950)
    clients.save(older, AT)
    assert clients.record(ANNA.token) == older
    assert len(clients.known().records) == 1


def test_they_are_found_by_name_whatever_case_and_accents_the_latest_first(clients):
    clients.save(ANNA, "2026-03-01T09:30:00+00:00")
    clients.save(BEN, "2026-03-02T09:30:00+00:00")
    assert names(clients.known()) == ["Ben", "Anna Łuczak"]
    assert names(clients.known("LUCZAK an")) == ["Anna Łuczak"]
    assert names(clients.known("zz")) == []
    assert names(clients.known(most=1)) == ["Ben"]


def test_a_deleted_one_is_hidden_until_it_is_had_back_or_gone_for_good(clients, store):
    clients.save(ANNA, AT)
    session = give(store, ANNA.token)
    clients.delete(ANNA.token)
    assert names(clients.known()) == []
    clients.restore(ANNA.token)
    assert names(clients.known()) == ["Anna Łuczak"]
    clients.delete(ANNA.token)
    clients.purge()
    with pytest.raises(ValueError, match="no such client"):
        clients.record(ANNA.token)
    assert clients.sessions(ANNA.token) == []
    assert [row.id for row in store.sessions()] == [session]


def test_who_is_held_is_not_purged(clients, tmp_path):
    clients.save(ANNA, AT)
    clients.delete(ANNA.token)
    lock = SessionLock(tmp_path, ANNA.token)
    clients.purge()
    assert clients.record(ANNA.token) == ANNA
    lock.release(ended=True)
    clients.purge()
    with pytest.raises(ValueError, match="no such client"):
        clients.record(ANNA.token)


@pytest.mark.parametrize("body", ["", "{", '{"token": 1}', '"\\ud800"', "[" * 3000])
def test_a_damaged_record_is_named_and_the_others_work(clients, tmp_path, body):
    clients.save(ANNA, AT)
    clients.save(BEN, AT)
    spoil(tmp_path, ANNA.token, body)
    known = clients.known()
    assert known.records == (BEN,)
    (problem,) = known.problems
    assert problem.startswith("The record of “Anna Łuczak” is damaged.")
    with pytest.raises(LibraryError) as caught:
        clients.record(ANNA.token)
    assert caught.value.code == "corrupt"


def test_a_name_that_is_no_text_is_told_and_the_others_work(clients, tmp_path):
    clients.save(ANNA, AT)
    clients.save(BEN, AT)
    with closing(sqlite3.connect(tmp_path / "sessions.db")) as db, db:
        broken = "UPDATE client SET name = CAST(x'41ff' AS TEXT) WHERE token = ?"
        db.execute(broken, (ANNA.token,))
    known = clients.known()
    assert known.records == (BEN,)
    (problem,) = known.problems
    assert problem.startswith("The record of “A\ufffd” is damaged.")
    with pytest.raises(LibraryError) as caught:
        clients.record(ANNA.token)
    assert caught.value.code == "corrupt"


def test_a_newer_record_is_called_newer(clients, tmp_path):
    clients.save(ANNA, AT)
    data = {**msgspec.to_builtins(ANNA), "format": 2, "mood": "calm"}
    spoil(tmp_path, ANNA.token, msgspec.json.encode(data).decode())
    with pytest.raises(LibraryError) as caught:
        clients.record(ANNA.token)
    assert caught.value.code == "newer"


def test_a_record_in_anothers_place_is_no_record(clients, tmp_path):
    clients.save(ANNA, AT)
    spoil(tmp_path, ANNA.token, msgspec.json.encode(BEN).decode())
    assert clients.known().records == ()


def test_a_clients_sessions_are_found_the_newest_first(clients, store):
    clients.save(ANNA, AT)
    first = give(store, ANNA.token)
    give(store, None)
    second = give(store, ANNA.token, started_at="2026-03-08T09:30:00+00:00")
    assert clients.sessions(ANNA.token) == [second, first]
    store.delete(second)
    assert clients.sessions(ANNA.token) == [first]


def test_a_session_that_is_gone_on_with_stays_the_clients(clients, store):
    clients.save(ANNA, AT)
    session = store.create(HEADING, client_token=ANNA.token)
    store.append(session, 0, some_events(5), 0)
    fork = store.fork(session, 5, "f" * 32)
    assert set(clients.sessions(ANNA.token)) == {session, fork}


def test_the_recorder_keeps_whose_session_it_is(clients, tmp_path):
    recorder = Recorder(tmp_path, HEADING, ANNA.token)
    recorder.record(some_events(3))
    health = recorder.close()
    assert clients.sessions(ANNA.token) == [health.session_id]


def test_a_client_renamed_is_found_in_the_library_by_the_new_name(clients, store):
    clients.save(BEN, AT)
    session = give(store, BEN.token, client="Ben")
    own_way = give(store, BEN.token, client="Ben, the second time")
    other = give(store, None, client="Ben")
    clients.save(msgspec.structs.replace(BEN, name="Benno Weiß"), AT)
    assert [row.id for row in store.sessions("weiss")] == [session]
    assert store.session(own_way).heading.client == "Ben, the second time"
    assert store.session(other).heading.client == "Ben"


def test_a_session_renamed_in_the_library_stays_the_clients(clients, store):
    clients.save(BEN, AT)
    session = give(store, BEN.token, client="Ben")
    store.rename_client(session, "B.")
    assert clients.sessions(BEN.token) == [session]
    assert clients.record(BEN.token) == BEN


def test_what_ended_and_is_not_known_of_yet_is_told_in_order(clients, store):
    clients.save(ANNA, AT)
    clients.save(BEN, AT)
    early = give(store, ANNA.token)
    late = give(store, ANNA.token, started_at="2026-03-08T23:30:00+00:00")
    give(store, ANNA.token, ms=59_999)
    give(store, BEN.token, speed=8.0)
    give(store, "f" * 32)
    store.delete(give(store, BEN.token))
    store.create(HEADING, client_token=BEN.token)
    unseen = clients.unseen()
    assert [(each.client, each.session_id) for each in unseen] == [
        (ANNA.token, early),
        (ANNA.token, late),
    ]
    assert str(unseen[1].given.on) == "2026-03-09"  # an hour ahead of UTC
    given_ = unseen[0].given
    last = LastTime(given_.session, given_.started_at, given_.on, 12.0, 40.0)
    clients.save(msgspec.structs.replace(ANNA, last=last), AT)
    assert [each.session_id for each in clients.unseen()] == [late]
    store.remove(early)
    assert [each.session_id for each in clients.unseen()] == [late]


@pytest.mark.parametrize("wrong", ["2001-01-01", "2099-01-01"])
def test_a_clock_that_was_wrong_once_keeps_no_massage_from_the_record(clients, store, wrong):
    clients.save(ANNA, AT)
    for started_at in (AT, f"{wrong}T09:30:00+00:00", "2026-03-08T09:30:00+00:00"):
        session = give(store, ANNA.token, started_at=started_at)
        (unseen,) = clients.unseen()
        assert unseen.session_id == session
        given_ = unseen.given
        last = LastTime(given_.session, given_.started_at, given_.on, 12.0, 40.0)
        clients.save(msgspec.structs.replace(ANNA, last=last), AT)
    assert clients.unseen() == []


def test_a_damaged_date_keeps_no_massage_from_the_record(clients, store, tmp_path):
    clients.save(ANNA, AT)
    session = give(store, ANNA.token)
    with closing(sqlite3.connect(tmp_path / "sessions.db")) as db, db:
        db.execute("UPDATE session SET started_at = '2026-1x-20'")
    assert [each.session_id for each in clients.unseen()] == [session]


def test_a_document_holds_nothing_of_the_record(clients, store):
    clients.save(ANNA, AT)
    session = give(store, ANNA.token)
    data = transfer.exported(store, session)
    assert ANNA.token.encode() not in data
    store.remove(session)
    again = transfer.imported(store, data)
    assert transfer.exported(store, again) == data
    assert clients.sessions(ANNA.token) == []


def test_a_full_library_is_told_and_nothing_has_changed(door):
    clients = Clients(door.folder)
    clients.save(ANNA, AT)
    clients.close()
    door.shut()
    with pytest.raises(LibraryError):
        Clients(door.folder).save(BEN, AT)
    door.open()
    with closing(Clients(door.folder)) as again:
        assert again.known().records == (ANNA,)


@settings(max_examples=30)
@given(name=st.text(min_size=1, max_size=80).filter(lambda t: "\0" not in t))
def test_any_name_is_kept_or_refused_whole(tmp_path_factory, name):
    with closing(Clients(tmp_path_factory.mktemp("any"))) as clients:
        record = ClientRecord("0" * 32, name)
        try:
            clients.save(record, AT)
        except UnicodeEncodeError:
            assert clients.known().records == ()
            return
        assert clients.known().records == (record,)
