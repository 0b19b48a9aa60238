"""Sessions out and in: the same again, and nothing changed by what is not one."""

import json
import random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.errors import LibraryError
from coach.library.formats import document, transfer
from coach.library.formats.document import Document, read, written
from coach.library.store import Store
from coach.massage.back import Outcome
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.timeline import Timeline
from tests.helpers.scripts import perform, rehearsals, scripts
from tests.helpers.sessions import Rehearsal
from tests.library.making import HEADING, some_events

MUTATIONS = 10_000
TOKEN = "0123456789abcdef" * 2
ENDED = (*some_events(), ev.Ended(t_ms=60_000, reason=ev.EndReason.ASKED, as_of_ms=60_000))
WHOLE = written(Document(TOKEN, HEADING, ENDED))


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "data")
    yield store
    store.close()


def saved(store):
    session_id = store.create(HEADING)
    store.append(session_id, 0, ENDED, 60_000)
    return session_id


def changed(**parts):
    """A document with other parts."""
    return json.dumps({**json.loads(WHOLE), **parts}).encode()


def headed(**parts):
    return changed(heading={**json.loads(WHOLE)["heading"], **parts})


def test_a_session_comes_back_as_it_went(store, tmp_path):
    session_id = saved(store)
    data = transfer.exported(store, session_id)
    other = Store(tmp_path / "other")
    new_id = transfer.imported(other, data)
    assert other.events(new_id) == store.events(session_id)
    assert other.token(new_id) == store.token(session_id)
    row, new = store.session(session_id), other.session(new_id)
    assert new == msgspec.structs.replace(row, id=new_id)
    assert transfer.exported(other, new_id) == data
    other.close()


@given(rehearsals, scripts(30))
def test_any_session_comes_back_as_it_went(live, script):
    for _ in perform(live, script, tick_ms=100):
        pass
    if not live.ended:
        live.do(cmd.End())
    whole = Document(TOKEN, HEADING, tuple(live.events))
    assert read(written(whole)) == whole
    assert Timeline(read(written(whole)).events).final == live.state


def test_a_document_has_a_line_for_each_event():
    assert len(WHOLE.splitlines()) == len(ENDED) + 8
    assert json.loads(WHOLE)["version"] == 1


def test_a_session_is_imported_once(store):
    transfer.imported(store, WHOLE)
    before = store.sessions()
    with pytest.raises(LibraryError, match="already") as caught:
        transfer.imported(store, WHOLE)
    assert caught.value.code == "duplicate"
    assert store.sessions() == before


def test_a_session_is_not_imported_where_it_came_from(store):
    session_id = saved(store)
    with pytest.raises(LibraryError, match=f"as number {session_id}"):
        transfer.imported(store, transfer.exported(store, session_id))


def test_a_session_that_has_not_ended_is_not_exported(store):
    session_id = store.create(HEADING)
    store.append(session_id, 0, ENDED[:-1], 0)
    with pytest.raises(LibraryError, match="has not ended") as caught:
        transfer.exported(store, session_id)
    assert caught.value.code == "not_ended"
    with pytest.raises(ValueError, match="no session 9"):
        transfer.exported(store, 9)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "bad_file"),
        (b"null", "bad_file"),
        (b"[]", "bad_file"),
        (b"{}", "bad_file"),
        (b"\x00" * 100, "bad_file"),
        (b"[" * 100_000, "bad_file"),
        (b'{"format":' + b'{"a":' * 100_000, "bad_file"),
        (b'{"a":' + b"[" * 100_000, "bad_file"),
        (WHOLE + b"{}", "bad_file"),
        (WHOLE.decode().encode("utf-16"), "bad_file"),
        (WHOLE.decode().encode("utf-8-sig"), "bad_file"),
        (headed(client="Zoë").replace(rb"\u00eb", b"\xeb"), "bad_file"),
        (headed(client="Zoë").replace(rb"\u00eb", rb"\ud800"), "bad_file"),
        (changed(version=2), "newer"),
        (changed(version=2, moods=[1]), "newer"),
        (changed(version=0), "bad_file"),
        (changed(version="1"), "bad_file"),
        (changed(format="a recipe"), "bad_file"),
        (changed(moods=[1]), "bad_file"),
        (changed(token="../../../etc/passwd"), "bad_file"),  # noqa: S106 -- no password
        (changed(token=TOKEN + "\n"), "bad_file"),
        (changed(token=TOKEN.upper()), "bad_file"),
        (changed(events=[]), "bad_file"),
        (changed(events=json.loads(WHOLE)["events"][:-1]), "bad_file"),
        (changed(events=json.loads(WHOLE)["events"][1:]), "bad_file"),
        (changed(events=json.loads(WHOLE)["events"][::-1]), "bad_file"),
        (headed(started_at="yesterday"), "bad_file"),
        (headed(started_at="2026-03-01T09:30:00"), "bad_file"),
        (headed(started_at="0001-01-01T00:00:00+00:00"), "bad_file"),
        (headed(started_at="9999-12-31T23:59:59+00:00"), "bad_file"),
        (headed(utc_offset_s=86_400), "bad_file"),
        (headed(utc_offset_s=-(10**40)), "bad_file"),
        (headed(planned_ms=2**63), "bad_file"),
        (headed(planned_ms=-1), "bad_file"),
        (headed(speed=0), "bad_file"),
        (headed(speed=float("nan")), "bad_file"),
        (headed(client="x" * 1_001), "bad_file"),
        (headed(mood=1), "bad_file"),
        (b" " * (document.MOST_BYTES + 1), "bad_file"),
    ],
    ids=lambda value: value[:40].decode(errors="replace") if isinstance(value, bytes) else value,
)
def test_what_is_no_session_is_one_sentence_and_changes_nothing(store, data, code):
    saved(store)
    before = store.sessions()
    with pytest.raises(LibraryError) as caught:
        transfer.imported(store, data)
    assert caught.value.code == code
    assert str(caught.value)
    assert "\n" not in str(caught.value)
    assert store.sessions() == before


def test_every_truncation_is_refused():
    for length in range(0, len(WHOLE) - 2, 13):
        with pytest.raises(LibraryError):
            read(WHOLE[:length])


def rich() -> bytes:
    """A document with every type of event."""
    live = Rehearsal(tapped=True)
    live.wait(2_000)
    live.do(cmd.Tap(), cmd.SetTempo(rate_bpm=17.5), cmd.MarkAt(0.1, 0.5))
    live.do(cmd.SetPacing(ev.Pacing.TAPS), cmd.Hold(), cmd.Pause(), cmd.Tap())
    live.do(cmd.NextStage(), cmd.ChangePressure(1), cmd.Undo(), cmd.StayLonger())
    live.do(cmd.MarkAt(-0.1, 0.5), cmd.SetPacing(ev.Pacing.STEADY))
    for _ in range(3):
        live.wait(5_000)
        live.offer(cmd.NextStage())
        live.offer(cmd.Answer(Outcome.SOFTENED))
    live.do(cmd.End())
    return written(Document(TOKEN, HEADING, tuple(live.events)))


HOSTILE = (
    None, True, False, -1, 0, 1, 2, 3.5, 24, 1e-300, 1e300, 10**30, 10**400, 604_800_000, 999_999,
    "", "x", "\x00", "../x", [], {}, [[]], {"en": ""}, [0, 0],
)  # fmt: skip
PIECES = (
    b"",
    b"NaN",
    b"1e999",
    b'"',
    b"[[",
    b"}",
    b",",
    b"\xff",
    b"\x00",
    b"null",
    b"-0",
    b"\\ud800",
)


def places(value, path=()):
    """The place of every part of a JSON value."""
    yield path
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(part, (*path, key))


class Mutator:
    """Documents that are nearly sessions: values replaced, moved, taken away, bytes damaged."""

    def __init__(self, seed):
        self.rand = random.Random(seed)
        self.data = rich()
        self.paths = [path for path in places(json.loads(self.data)) if path]

    def next(self):
        if self.rand.random() < 0.4:
            return self._bytes()
        value = json.loads(self.data)
        for _ in range(self.rand.choice((1, 1, 1, 2, 3))):
            self._part(value)
        return json.dumps(value, allow_nan=True).encode()

    def _bytes(self):
        data = bytearray(self.data)
        for _ in range(self.rand.randint(1, 3)):
            place = self.rand.randrange(len(data))
            end = place + self.rand.choice((0, 1, 1, 2, 5, 100, 10_000))
            data[place:end] = self.rand.choice(PIECES)
        return bytes(data)

    def _part(self, value):
        path = self.rand.choice(self.paths)
        try:
            for key in path[:-1]:
                value = value[key]
            old = value[path[-1]]
        except (KeyError, IndexError, TypeError):
            return
        act = self.rand.random()
        if act < 0.1:
            del value[path[-1]]
        elif act < 0.2 and isinstance(value, dict):
            value["mood"] = old
        elif act < 0.3 and isinstance(value, list):
            value.insert(self.rand.randint(0, len(value)), old)
        elif act < 0.6 and isinstance(old, int | float) and not isinstance(old, bool):
            value[path[-1]] = old * self.rand.choice((0, -1, 0.5, 2, 1.01, 1_000)) + (
                self.rand.choice((0, 0, 1, -1))
            )
            if isinstance(old, int) and float(value[path[-1]]).is_integer():
                value[path[-1]] = int(value[path[-1]])
        else:
            value[path[-1]] = self.rand.choice(HOSTILE)


def test_of_ten_thousand_hostile_documents_none_crashes_and_the_refused_change_nothing(store):
    """A document that is taken is a session that can be listed, replayed and exported again."""
    mutator = Mutator(20)
    refused = taken = 0
    codes = set()
    saved(store)
    before = store.sessions()
    for _ in range(MUTATIONS):
        data = mutator.next()
        try:
            session_id = transfer.imported(store, data)
        except LibraryError as error:
            codes.add(error.code)
            refused += 1
            if refused % 500 == 0:
                assert store.sessions() == before
            continue
        taken += 1
        check_sound(store, session_id, mutator.rand)
        store.remove(session_id)
    assert store.sessions() == before
    assert codes <= {"bad_file", "newer"}
    assert refused > MUTATIONS // 2
    assert taken > 100, "mutations that are no damage show that the others are refused for theirs"
    print(f"{refused} refused, {taken} taken")


def check_sound(store, session_id, rand):
    events = store.events(session_id)
    assert read(transfer.exported(store, session_id)).events == tuple(events)
    assert store.figures(session_id) is not None
    timeline = Timeline(events)
    end_ms = timeline.final.ended_ms
    for t_ms in (0, end_ms, *(rand.randint(0, end_ms) for _ in range(5))):
        moment = timeline.moment_at(t_ms)
        assert 0.0 <= moment.level <= 1.0


@given(st.binary(max_size=300))
def test_any_bytes_are_a_bad_file(data):
    with pytest.raises(LibraryError):
        read(data)


@pytest.mark.parametrize("name", ["none.json", "folder"])
def test_a_file_that_cannot_be_read_is_a_bad_file(tmp_path, name):
    (tmp_path / "folder").mkdir()
    with pytest.raises(LibraryError) as caught:
        transfer.read_file(tmp_path / name)
    assert caught.value.code == "bad_file"
