"""The clients' records from one session to the next."""

from contextlib import closing
from datetime import date

import msgspec
import pytest

from coach.breath.lead import Lead
from coach.breath.pattern import BreathPattern
from coach.clients import ClientBook, restored_for
from coach.library.checks import find_checks
from coach.library.client_record import LastTime, new_record
from coach.library.clients import Clients
from coach.library.store import Store
from coach.massage.blend import Effect, OilWish
from coach.massage.cautions import Caution
from coach.massage.checks import answer
from coach.session.events import Pacing
from coach.session.prepared import Hands, Prepared
from coach.ui.prepare.choice import Length, Restored
from tests.library.test_clients import give, spoil

LAST = Restored("back-pain", 35, ("closing",), BreathPattern(11.7), Pacing.TAPS, lead_on=True)


@pytest.fixture
def checks(tmp_path):
    return find_checks(tmp_path).checks


@pytest.fixture
def book(qtbot, tmp_path, checks):
    made = ClientBook(tmp_path, checks, None)
    made.said = []
    made.failed.connect(made.said.append)
    return made


def test_a_new_name_is_a_client_when_a_session_begins_and_with_its_answers(book, checks):
    book.refresh()
    assert book.known == ()
    prepared = Prepared(answers=(answer(checks[-1], yes=True, weeks=20),), hands=Hands.LEFT)
    token = book.begin(None, "A. M.", prepared, OilWish())
    record = book.find(token)
    assert (record.name, record.hands) == ("A. M.", Hands.LEFT)
    assert record.cautions == (Caution.PREGNANCY,)
    assert book.previous(record) == prepared.answers
    assert book.begin(record, "A. M.", prepared, OilWish()) == token
    assert len(book.known) == 1


def test_without_a_name_nobody_is_kept(book):
    assert book.begin(None, "", Prepared(), OilWish()) is None
    assert book.previous(None) == ()


def test_a_massage_that_has_ended_is_in_the_record_at_the_next_look(book, tmp_path):
    token = book.begin(None, "A. M.", None, OilWish())
    with closing(Store(tmp_path)) as store:
        session = give(store, token)
        name = store.token(session)
    heard = []
    book.known_changed.connect(heard.append)
    book.refresh()
    (record,) = heard[-1]
    assert record.last.session == name
    assert record.protocol_id == "trapezius"
    book.refresh()
    assert book.known == (record,)


def test_a_damaged_session_leaves_nothing_and_stops_nothing(book, tmp_path):
    token = book.begin(None, "A. M.", None, OilWish())
    with closing(Store(tmp_path)) as store:
        session = give(store, token)
        store._db.execute("UPDATE event SET body = 'x' WHERE session_id = ?", (session,))
    book.refresh()
    assert book.find(token).last is None
    assert book.said == []


def test_a_client_deleted_can_be_had_back_until_the_purge(book, tmp_path):
    token = book.begin(None, "A. M.", None, OilWish())
    book.delete(token)
    assert book.known == ()
    other = ClientBook(tmp_path, (), None)
    other.purge()
    book.restore(token)
    assert book.find(token) is not None
    book.delete(token)
    book.purge()
    with closing(Clients(tmp_path)) as clients, pytest.raises(ValueError, match="no such"):
        clients.record(token)


def test_what_is_damaged_is_told(book, tmp_path):
    token = book.begin(None, "A. M.", None, OilWish())
    spoil(tmp_path, token, "{")
    book.refresh()
    assert book.known == ()
    assert book.said[-1].startswith("The record of “A. M.” is damaged.")


def test_a_library_that_cannot_be_had_is_told_and_the_massage_begins(book, tmp_path):
    (tmp_path / "sessions.db").write_bytes(b"no database at all" * 100)
    assert book.begin(None, "A. M.", None, OilWish()) is None
    assert "damaged" in book.said[-1]
    assert not book.save(new_record("B."))


def test_prepare_opens_as_the_clients_last_session():
    wish = OilWish(Effect.RELAXING)
    record = msgspec.structs.replace(
        new_record("A. M."),
        rhythm=(10.0, 0.45, 0.05),
        lead=Lead(6.0, 900_000),
        oil=wish,
        protocol_id="trapezius",
        minutes=12.0,
        last=LastTime("0" * 32, "2026-01-01T10:00:00+00:00", date(2026, 1, 1), 10.0, 12.0),
    )
    pattern = BreathPattern(10.0, 0.45, 0.05)
    others = {"back-pain": Length(35, ("closing",))}
    expected = Restored(
        "trapezius", 12.0, (), pattern, Pacing.STEADY, "A. M.", True, 6.0, 15, wish, others
    )
    assert restored_for(record, LAST) == expected


def test_the_stages_left_out_are_those_of_the_clients_protocol():
    last = msgspec.structs.replace(LAST, others={"trapezius": Length(10, ("contact",))})
    record = msgspec.structs.replace(new_record("A."), protocol_id="trapezius")
    assert restored_for(record, last).skipped == ("contact",)
    same = msgspec.structs.replace(record, protocol_id="back-pain")
    assert restored_for(same, last).skipped == ("closing",)
