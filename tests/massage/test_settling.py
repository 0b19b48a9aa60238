"""The minute of rest before the first stage: one minute always, hands still, the length kept."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.massage import plan
from coach.massage.protocol import MOST_STAGES, Hand, Length, Protocol, check, spoken
from coach.massage.route import stage_route
from coach.massage.settling import STAGE_ID, with_settling
from tests.helpers.sessions import MINUTE_MS, SHIPPED, shipped

names = pytest.mark.parametrize("name", SHIPPED)


@names
@given(data=st.data())
def test_it_is_one_minute_at_any_length_and_the_length_stays(name, data):
    protocol = with_settling(shipped(name))
    least, most = protocol.minutes.least * MINUTE_MS, protocol.minutes.most * MINUTE_MS
    total_ms = data.draw(st.integers(round(least), round(most)))
    ends = plan.lay(protocol.stage, total_ms)
    assert (ends[0], ends[-1]) == (MINUTE_MS, total_ms)


@names
def test_the_protocol_stays_sound_and_its_stages_follow(name):
    protocol = with_settling(shipped(name))
    check(protocol)
    assert protocol.stage[1:] == shipped(name).stage
    assert protocol.minutes == shipped(name).minutes
    settle = protocol.stage[0]
    assert (settle.id, settle.inhale.pressure, settle.exhale.pressure) == (STAGE_ID, 1, 1)
    assert spoken(settle.name) == "Settle"


@names
def test_the_hands_rest_where_the_first_stage_begins(name):
    for protocol in (shipped(name), shipped(name).without(frozenset({"contact"}))):
        settle, first = with_settling(protocol).stage[:2]
        route, then = stage_route(settle), stage_route(first)
        places = {track.at(i / 10) for track in (*route.press, *route.back) for i in range(11)}
        assert places == {track.at(0.0) for track in then.press}
        assert settle.stand is first.stand


def test_hands_that_rest_do_not_tremble():
    first = msgspec.structs.replace(shipped().stage[0], hand=Hand.VIBRATING_PALMS)
    protocol = msgspec.structs.replace(shipped(), stage=(first, *shipped().stage[1:]))
    assert with_settling(protocol).stage[0].hand is Hand.PALMS


def test_it_is_there_once_and_can_be_left_out():
    settling = with_settling(shipped())
    assert with_settling(settling) == settling
    assert settling.without(frozenset({STAGE_ID})) == shipped()


def test_it_comes_back_as_it_was_stored():
    settling = with_settling(shipped())
    stored = msgspec.json.encode(settling)
    assert msgspec.json.decode(stored, type=Protocol) == settling


def of_minutes(least: float, usual: float, most: float, count: int) -> Protocol:
    """A protocol whose stages leave no room at its least length."""
    model = msgspec.structs.replace(shipped().stage[0], least_min=least / count)
    stages = tuple(msgspec.structs.replace(model, id=f"stage-{i}") for i in range(count))
    return msgspec.structs.replace(shipped(), minutes=Length(least, usual, most), stage=stages)


def test_where_there_is_no_room_for_it_the_least_length_rises():
    settling = with_settling(of_minutes(10, 10, 20, 2))
    check(settling)
    assert settling.minutes == Length(11, 11, 20)


def test_what_can_take_no_more_stays_as_it_is():
    for protocol in (of_minutes(48, 48, 60, MOST_STAGES), of_minutes(240, 240, 240, 2)):
        assert with_settling(protocol) == protocol
