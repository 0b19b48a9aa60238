"""A session with the settling minute: hands still, then the first stage; stay, next, repeat."""

import pytest

from coach.massage.settling import with_settling
from coach.session import commands as cmd
from coach.session.decide import begin
from coach.session.moment import Force
from coach.session.repeat import Part, repeat_of
from coach.session.summary import summarise
from coach.session.timeline import Timeline
from tests.helpers.sessions import AT_14, MINUTE_MS, Rehearsal, shipped, stored


def settling() -> Rehearsal:
    return Rehearsal(with_settling(shipped()), minutes=40)


def lengths(plan_ms: tuple[int, ...]) -> list[int]:
    return [late - early for early, late in zip((0, *plan_ms), plan_ms, strict=False)]


@pytest.mark.parametrize("skipped", [frozenset(), frozenset({"contact"})])
def test_the_hands_are_still_until_the_first_stage_begins_where_they_are(skipped):
    live = Rehearsal(with_settling(shipped().without(skipped)), minutes=40)
    places = set()
    while live.moment().stage == 0:
        places.add(live.moment().hands)
        live.wait(50, tick_ms=50)
    assert abs(live.t_ms - MINUTE_MS) <= AT_14.period_ms
    assert len(places) == 1
    (there,) = places
    for old, new in zip(there, live.moment().hands, strict=True):
        assert new == pytest.approx(old, abs=0.002)


def test_its_cards_say_rest_and_come():
    live = settling()
    moment = live.moment()
    assert (moment.inhale.text, moment.exhale.text) == (
        {"en": "Hands rest"},
        {"en": "Let the breath come"},
    )
    assert (moment.inhale_pressure, moment.exhale_pressure, moment.trembles) == (1, 1, False)
    out = live.wait_for(lambda m: m.force is Force.EXHALE)
    assert out.hands == moment.hands


def test_a_minute_more_of_it_is_taken_from_the_rest():
    live = settling()
    total_ms = live.state.planned_ms
    live.do(cmd.StayLonger())
    assert live.state.plan_ms[0] == 2 * MINUTE_MS
    assert live.state.plan_ms[-1] == total_ms


def test_a_minute_more_elsewhere_leaves_it_and_next_ends_it_early():
    live = settling()
    live.wait(5_000)
    live.do(cmd.NextStage())
    moment = live.wait_for(lambda m: m.stage == 1)
    assert moment.t_ms < 10_000
    live.do(cmd.StayLonger())
    assert live.state.plan_ms[0] <= moment.t_ms
    assert live.state.plan_ms[-1] == 40 * MINUTE_MS


def test_it_is_a_minute_again_when_the_session_is_given_again_at_another_length():
    live = settling()
    live.wait_until(40 * MINUTE_MS + 10_000, tick_ms=200)
    live.do(cmd.End())
    again = repeat_of(live.events, Part.STAGES)
    settled_ms = lengths(again.plan_ms or ())[0]
    assert settled_ms == pytest.approx(MINUTE_MS, abs=AT_14.period_ms)
    started = begin(
        again.protocol,
        45 * MINUTE_MS,
        again.pattern,
        again.pacing,
        tapped=False,
        plan_ms=again.plan_ms,
    )
    assert started.plan_ms[0] == settled_ms
    assert started.plan_ms[-1] == 45 * MINUTE_MS


def test_it_is_in_the_figures_and_in_the_replay():
    live = settling()
    live.wait(2 * MINUTE_MS, tick_ms=100)
    shown = live.moment()
    events = stored(live.events)
    assert Timeline(events).moment_at(live.t_ms) == shown
    figures = summarise(events).stages[0]
    assert (figures.id, figures.planned_ms) == ("settle", MINUTE_MS)
    assert figures.actual_ms == pytest.approx(MINUTE_MS, abs=AT_14.period_ms)
