import pytest

from coach.library import recovery
from coach.library.errors import LibraryError
from coach.library.locks import SessionLock
from coach.library.store import Store
from coach.session.commands import Pause
from coach.session.decide import decide
from coach.session.events import Ended, EndReason, PauseReason
from coach.session.state import Status
from coach.session.timeline import Timeline
from tests.library.making import HEADING, some_events


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path)
    yield store
    store.close()


@pytest.fixture
def row(store):
    session_id = store.create(HEADING)
    store.append(session_id, 0, some_events(), 0)
    store.beat(session_id, 61_000)
    return store.session(session_id)


def test_an_interrupted_session_comes_with_its_events_and_its_last_sign_of_life(store, row):
    found = recovery.look(store, row)
    assert found.events == some_events()
    assert found.died_ms == 61_000
    state = Timeline(found.events).final
    pause = decide(state, Pause(PauseReason.INTERRUPTED), found.died_ms)
    store.append(row.id, len(found.events), pause, found.died_ms)
    assert Timeline(store.events(row.id)).final.status is Status.PAUSED


def test_kept_as_ended_it_ends_at_its_last_sign_of_life(store, row):
    recovery.keep_as_ended(store, row)
    after = store.session(row.id)
    assert (after.status, after.ended_ms) == ("interrupted", 61_000)
    assert store.events(row.id)[-1] == Ended(
        t_ms=61_000, reason=EndReason.INTERRUPTED, as_of_ms=61_000
    )
    assert Timeline(store.events(row.id)).final.ended_ms == 61_000
    assert store.recoverable() == []


def test_a_session_with_an_event_that_cannot_be_read_can_still_be_ended(store, row):
    store._db.execute("UPDATE event SET body = '{' WHERE seq = 3")
    with pytest.raises(LibraryError, match="Event 3"):
        recovery.look(store, row)
    recovery.keep_as_ended(store, row)
    assert store.session(row.id).status == "interrupted"


def test_kept_as_ended_twice_it_ends_once(store, row):
    recovery.keep_as_ended(store, row)
    recovery.keep_as_ended(store, row)
    assert len(store.events(row.id)) == len(some_events()) + 1


def test_a_session_that_another_program_took_up_is_left_alone(store, row, tmp_path):
    lock = SessionLock(tmp_path, store.token(row.id))
    with pytest.raises(LibraryError) as caught:
        recovery.keep_as_ended(store, row)
    assert caught.value.code == "locked"
    lock.release(ended=False)
    assert store.session(row.id) == row


def test_a_session_that_died_before_its_first_event_is_removed(store):
    store.create(HEADING)
    assert recovery.look(store, store.recoverable()[0]) is None
    store.create(HEADING)
    recovery.keep_as_ended(store, store.recoverable()[0])
    assert store.sessions() == []
