"""Events in and out of bytes: what is unknown is refused, never half read."""

import json
import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.breath.lead import Lead
from coach.breath.rate_plan import RatePlan
from coach.massage.settling import with_settling
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.events import BadEventError, decode, encode, format_of
from coach.session.prepared import Hands, Prepared
from tests.helpers.scripts import Step, perform, rehearsals, scripts
from tests.helpers.sessions import Rehearsal, shipped


def one_of_each() -> list[ev.AnyEvent]:
    live = Rehearsal(tapped=True, rate_plan=RatePlan(((0, 14.0), (1_000, 13.0))))
    live.wait(1_500)
    live.do(cmd.BreatheOut())
    live.wait(500)
    live.do(cmd.Tap(), cmd.SetTempo(rate_bpm=17.5), cmd.MarkAt(0.1, 0.5))
    live.do(cmd.SetPacing(ev.Pacing.TAPS), cmd.Hold(), cmd.Pause(), cmd.Tap())
    live.do(cmd.NextStage(), cmd.ChangePressure(1), cmd.Undo())
    live.do(cmd.MarkAt(0.1, 0.5), cmd.End())
    led = Rehearsal(tapped=True, lead=Lead(8.0, 600_000))
    led.wait(4_300)
    led.do(cmd.Tap())
    led.wait(1_000)
    last = [*live.events, *led.of_type(ev.LeadSet)]
    return list({type(event): event for event in last}.values())


EACH = one_of_each()
STARTED = json.loads(encode(EACH[0]))
names = pytest.mark.parametrize("event", EACH, ids=lambda e: type(e).__name__)


def test_there_is_an_example_of_every_event():
    assert {type(event) for event in EACH} == set(ev.AnyEvent.__args__)


@names
def test_an_event_comes_back_as_it_was_written(event):
    assert decode(encode(event)) == event


@given(rehearsals, scripts())
def test_whatever_happens_comes_back_as_it_was_written(live: Rehearsal, script: list[Step]):
    for _ in perform(live, script):
        pass
    for event in live.events:
        assert decode(encode(event)) == event


def paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The place of every part of a JSON value."""
    found = [path]
    if isinstance(value, dict):
        for key, part in value.items():
            found += paths(part, (*path, key))
    if isinstance(value, list):
        for index, part in enumerate(value):
            found += paths(part, (*path, index))
    return found


def put(value: object, path: tuple[str | int, ...], part: object) -> object:
    """A copy of a JSON value with another part at a place."""
    if not path:
        return part
    copy = dict(value) if isinstance(value, dict) else list(value)  # type: ignore[call-overload]
    copy[path[0]] = put(copy[path[0]], path[1:], part)
    return copy


def at(value, path):
    for key in path:
        value = value[key]
    return value


@names
def test_an_unknown_field_is_refused_at_any_depth(event):
    value = json.loads(encode(event))
    for path in paths(value):
        part = at(value, path)
        is_words = bool(path) and path[-1] in ("name", "summary", "aim", "text")
        if isinstance(part, dict) and not is_words:
            with pytest.raises(BadEventError):
                decode(json.dumps(put(value, path, {**part, "mood": 1})).encode())


@names
@pytest.mark.parametrize("wrong", [None, "x", -1, 1e300, [], {}, True], ids=repr)
def test_a_wrong_type_or_range_is_refused_everywhere(event, wrong):
    value = json.loads(encode(event))
    for path in paths(value)[1:]:
        part = at(value, path)
        fits = isinstance(wrong, bool) and isinstance(part, bool)
        fits |= wrong is None and path[-1] in ("area", "plain", "rate_plan")
        fits |= wrong is None and path[-1] == "plan_scale" and event is not EACH[0]
        fits |= wrong == [] and path[-1] in ("anchors", "plan_ms")
        fits |= wrong == "x" and isinstance(part, str) and (path[-1] == "id" or path[-1] == "en")
        fits |= wrong == -1 and path[-1] in ("step", "pressure_step")
        if fits:
            continue
        with pytest.raises(BadEventError):
            decode(json.dumps(put(value, path, wrong)).encode())


@names
def test_no_number_may_be_nan_or_infinite(event):
    value = json.loads(encode(event))
    for path in paths(value):
        part = at(value, path)
        if isinstance(part, int | float) and not isinstance(part, bool):
            for wrong in (math.nan, math.inf, -math.inf):
                with pytest.raises(BadEventError):
                    decode(json.dumps(put(value, path, wrong)).encode())


@names
def test_a_missing_field_is_refused(event):
    value = json.loads(encode(event))
    optional = {f.name for f in msgspec.structs.fields(event) if not f.required}
    for key in set(value) - optional:
        with pytest.raises(BadEventError):
            decode(json.dumps({k: v for k, v in value.items() if k != key}).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"null",
        b"[]",
        b"\xff\xfe",
        b'{"type":"sneezed","t_ms":1}',
        b'{"type":"pressure_set","t_ms":1,"step":1}{}',
        b'{"type":"pressure_set","t_ms":1,"step":3}',
        b'{"type":"pressure_set","t_ms":0.5,"step":1}',
        b'{"type":"pressure_set","t_ms":99999999999,"step":1}',
        b'{"type":"pressure_set","t_ms":1,"step":1',
        b'{"type":"held","t_ms":1,"reason":"tea","anchors":[]}',
    ],
)
def test_bytes_that_are_no_event_are_refused(data):
    with pytest.raises(BadEventError) as caught:
        decode(data)
    assert str(caught.value)


def test_a_newer_format_of_session_or_protocol_is_refused():
    with pytest.raises(BadEventError):
        decode(json.dumps({**STARTED, "format": ev.FORMAT + 1}).encode())
    with pytest.raises(BadEventError):
        decode(json.dumps(put(STARTED, ("protocol", "format"), 3)).encode())


def test_what_a_protocol_of_format_2_brought_needs_a_session_of_format_3():
    assert ev.format_of(shipped()) == 1
    assert {ev.format_of(shipped(n)) for n in ("breath-out", "chair", "swedish")} == {3}
    started = Rehearsal(shipped("chair")).events[0]
    assert json.loads(encode(started))["format"] == 3
    assert decode(encode(started)) == started
    stages = json.loads(encode(Rehearsal().events[0]))["protocol"]["stage"]
    newer = {"stroke", "cadence", "sound", "source"}
    assert not any(newer & set(stage) for stage in stages), "an older program reads it"


def test_a_session_is_written_in_the_oldest_format_that_can_hold_it():
    assert "format" not in STARTED
    settling = Rehearsal(with_settling(shipped())).events[0]
    written = json.loads(encode(settling))
    assert written["format"] == 2
    assert decode(encode(settling)) == settling
    resting = shipped().stage[0]
    point = msgspec.structs.replace(resting.inhale, path=resting.inhale.path[:1])
    for stage in (
        msgspec.structs.replace(resting, share=0.0),
        msgspec.structs.replace(resting, inhale=point),
        msgspec.structs.replace(resting, exhale=point),
    ):
        assert format_of(msgspec.structs.replace(shipped(), stage=(stage,))) == 2
    assert format_of(shipped(), Prepared(hands=Hands.LEFT)) == 3
    assert format_of(shipped(), lead=Lead(6.0, 600_000)) == 3


@given(st.sampled_from(EACH), st.data())
def test_damaged_bytes_are_a_bad_event_or_a_whole_one(event, data):
    written = bytearray(encode(event))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(written) - 1))
        piece = data.draw(st.binary(max_size=4) | st.sampled_from([b"1e999", b"NaN", b'"', b"[["]))
        written[place : place + data.draw(st.integers(0, 4))] = piece
        if not written:
            break
    try:
        read = decode(bytes(written))
    except BadEventError:
        return
    assert decode(encode(read)) == read


@given(st.binary(max_size=200))
def test_any_bytes_are_a_bad_event(data):
    with pytest.raises(BadEventError):
        decode(data)
