"""A session that leads: the steps that it takes, and that it takes none where it should wait."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings

from coach.breath.lead import (
    AGREES_BELOW,
    LAGS_ABOVE,
    MOST_STEP_BPM,
    TAPPED_BREATHS,
    Lead,
    Standing,
)
from coach.breath.pattern import BreathPattern, Phase
from coach.breath.rate_plan import RatePlan
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.decide import RefusedError, begin
from coach.session.repeat import Part, repeat_of
from coach.session.state import IllegalEventError, State, Status, apply, start
from coach.session.timeline import Timeline
from tests.helpers.clients import following, massage, unmoved
from tests.helpers.scripts import Step, leads, perform, rehearsals, scripts
from tests.helpers.sessions import MINUTE_MS, Rehearsal, shipped, stored

TO_8 = Lead(8.0, 10 * MINUTE_MS)


def led(lead: Lead = TO_8, rate: float = 12.0, **how) -> Rehearsal:
    return Rehearsal(minutes=30, pattern=BreathPattern(rate), tapped=True, lead=lead, **how)


def steps_of(live: Rehearsal) -> list[tuple[State, ev.TempoSet]]:
    """Each step of the lead, with the state before it."""
    first = live.events[0]
    assert isinstance(first, ev.Started)
    state, found = start(first), []
    for event in live.events[1:]:
        if isinstance(event, ev.TempoSet) and event.planned:
            found.append((state, event))
        state = apply(state, event)
    return found


def check_steps(live: Rehearsal) -> None:
    """The laws of a lead, whatever else happened."""
    steps = steps_of(live)
    for before, step in steps:
        assert before.led is not None
        assert step.rate_bpm < before.rate_bpm
        assert step.rate_bpm >= before.rate_bpm - MOST_STEP_BPM - 1e-9
        assert step.rate_bpm >= max(4.0, before.led.lead.goal_bpm)
        assert (before.status, before.pacing) == (Status.RUNNING, ev.Pacing.STEADY)
        assert before.led.standing is Standing.LEADS
        assert before.led.client_bpm is not None
        assert before.led.client_bpm <= before.rate_bpm * LAGS_ABOVE
        assert before.last_tap_ms is not None
        age = (step.t_ms - before.last_tap_ms) * before.rate_bpm / 60_000
        assert age <= TAPPED_BREATHS + 1e-9
        first = step.anchors[0]
        assert first.t_ms >= step.t_ms
        into_ms = (first.cycle - round(first.cycle)) * 60_000 / first.rate_bpm
        assert -1e-6 <= into_ms <= 1.05, "a step is taken where a breath in begins"
    begun = [round(step.anchors[0].cycle) for _, step in steps]
    assert all(early < late for early, late in pairwise(begun)), "one step a breath"


@settings(max_examples=30)
@given(rehearsals, scripts(40))
def test_any_commands_leave_the_laws_of_the_lead(live: Rehearsal, script: list[Step]):
    for _ in perform(live, script):
        pass
    if live.state.led is not None:
        check_steps(live)


@settings(max_examples=12)
@given(leads, scripts(12))
def test_the_laws_hold_in_the_midst_of_a_lead_and_replay_is_truth(lead, script):
    live = led(lead, 14.0)
    for _ in massage(live, following(20), minutes=1, own_bpm=14.0, tick_ms=500):
        pass
    shown = {}
    for _ in perform(live, script, tick_ms=50):
        shown[live.t_ms] = live.moment()
    check_steps(live)
    events = stored(live.events)
    assert events == live.events
    timeline = Timeline(events)
    for t_ms, moment in shown.items():
        assert timeline.moment_at(t_ms) == moment


@pytest.mark.parametrize("every", [1, 2, 5])
@pytest.mark.parametrize("unevenness", [0.0, 0.08])
def test_a_client_who_follows_is_led_to_the_goal(every, unevenness):
    live = led()
    how = {"every": every, "unevenness": unevenness, "tick_ms": 500}
    rates = list(massage(live, following(30), minutes=20, own_bpm=12.0, **how))
    check_steps(live)
    assert rates[-1] == pytest.approx((8.0, 8.0), abs=0.15)
    halfway = rates[: len(rates) // 4][-1]
    assert 9.0 < halfway[1] < 11.9
    assert max(paced for _, paced in rates) <= 12.5


def test_one_who_follows_slowly_is_waited_for():
    live = led()
    rates = list(massage(live, following(240), minutes=20, own_bpm=12.0, tick_ms=500))
    check_steps(live)
    assert Standing.LAGS in {e.standing for e in live.of_type(ev.LeadSet)}
    assert max(own / paced for own, paced in rates) < 1.08
    assert rates[-1][1] < 11.0


@pytest.mark.parametrize("every", [1, 2, 3, 5])
@pytest.mark.parametrize("unevenness", [0.0, 0.1])
def test_one_who_never_slows_is_never_left_behind(every, unevenness):
    live = led()
    how = {"every": every, "unevenness": unevenness, "tick_ms": 500}
    rates = list(massage(live, unmoved, minutes=20, own_bpm=12.0, **how))
    check_steps(live)
    assert all(10.7 <= paced <= 13.2 for _, paced in rates)
    standings = [e.standing for e in live.of_type(ev.LeadSet)]
    assert standings.count(Standing.LAGS) >= 3


def test_one_who_cannot_go_so_low_is_held_at_their_own_least():
    live = led()
    breathes = following(60, least_bpm=10.0)
    rates = list(massage(live, breathes, minutes=25, own_bpm=12.0, tick_ms=500))
    check_steps(live)
    assert all(9.3 <= paced <= 12.0 for _, paced in rates)


def test_without_taps_it_waits_and_keeps_the_rate():
    live = led()
    for _ in massage(live, following(30), minutes=8, own_bpm=12.0, tick_ms=500, taps_until_min=3.0):
        pass
    check_steps(live)
    assert live.moment().lead.standing is Standing.UNTAPPED
    last = steps_of(live)[-1][1]
    assert last.t_ms <= 3 * MINUTE_MS + (TAPPED_BREATHS + 1) * 6_000
    assert live.moment().rate_bpm == last.rate_bpm
    assert live.state.touched_ms < 3 * MINUTE_MS, "the lead is no sign of life"


def test_it_waits_from_the_tap_on_that_shows_that_the_client_lags():
    live = led()
    for _ in massage(live, following(10), minutes=3, own_bpm=12.0, every=1, tick_ms=500):
        pass
    paced = live.moment().rate_bpm
    faster_ms = round(60_000 / (paced * 1.2))
    while live.moment().lead.standing is not Standing.LAGS:
        live.wait(faster_ms)
        live.do(cmd.Tap())
    paced = live.moment().rate_bpm
    for _ in range(3):
        live.wait(faster_ms)
        live.do(cmd.Tap())
        assert live.moment().rate_bpm == paced
    for _ in range(10):
        live.wait(faster_ms)
        live.do(cmd.Tap())
    given_back = live.moment().rate_bpm
    assert given_back > paced * LAGS_ABOVE, "the client's own rate again"
    for _ in range(30):
        live.wait(round(60_000 / (live.moment().rate_bpm)))
        live.do(cmd.Tap())
    assert live.moment().rate_bpm < given_back, "it goes on from there"
    check_steps(live)


def test_a_hand_stops_it_and_the_rate_is_kept():
    live = led()
    for _ in massage(live, following(30), minutes=4, own_bpm=12.0, tick_ms=500):
        pass
    kept = live.moment().rate_bpm
    assert live.do(cmd.SetLead(on=False))[0] == ev.LeadSet(live.t_ms, Standing.STOPPED)
    assert live.do(cmd.SetLead(on=False)) == []
    own = iter(massage(live, unmoved, minutes=4, own_bpm=kept, tick_ms=500))
    assert all(paced == pytest.approx(kept, rel=0.03) for _, paced in own)
    assert live.moment().lead.standing is Standing.STOPPED
    live.do(cmd.SetLead())
    assert live.moment().lead.standing is not Standing.STOPPED
    for _ in massage(live, following(30), minutes=3, own_bpm=kept, tick_ms=500):
        pass
    assert live.moment().rate_bpm < kept * 0.97
    check_steps(live)


def test_a_slider_move_is_where_it_goes_on_from_once_the_taps_agree():
    live = led()
    for _ in massage(live, following(30), minutes=2, own_bpm=12.0, tick_ms=500):
        pass
    live.do(cmd.SetTempo(rate_bpm=10.0))
    assert live.moment().lead.standing is Standing.UNTAPPED
    live.wait(30_000)
    assert live.moment().rate_bpm == 10.0
    for _ in massage(live, following(30), minutes=2, own_bpm=10.0, tick_ms=500):
        pass
    assert 9.0 < live.moment().rate_bpm < 9.9
    live.do(cmd.SetTempo(rate_bpm=6.0))
    count = len(steps_of(live))
    for _ in massage(live, following(30), minutes=2, own_bpm=6.0, tick_ms=500):
        pass
    assert len(steps_of(live)) == count, "the goal is above that"
    check_steps(live)


@pytest.mark.parametrize("stand", [cmd.Hold(), cmd.Pause(), cmd.SetPacing(ev.Pacing.TAPS)])
def test_holds_pauses_and_pacing_by_taps_stop_its_time(stand):
    live = led()
    for _ in massage(live, following(30), minutes=2, own_bpm=12.0, tick_ms=500):
        pass
    live.do(stand)
    rate, count = live.moment().rate_bpm, len(live.of_type(ev.TempoSet))
    live.wait(3 * MINUTE_MS, tick_ms=500)
    assert len(live.of_type(ev.TempoSet)) == count
    assert live.moment().rate_bpm == rate
    live.do(cmd.Tap(), cmd.SetPacing(ev.Pacing.STEADY))
    for _ in massage(live, following(30), minutes=2, own_bpm=rate, tick_ms=500):
        pass
    assert live.moment().rate_bpm < rate * AGREES_BELOW - 0.2
    check_steps(live)


def test_a_step_is_known_in_the_breath_out_before_it():
    live = led()
    for _ in massage(live, following(30), minutes=1, own_bpm=12.0, tick_ms=16):
        pass
    told = [(state.tempo.place_at(e.t_ms), e) for state, e in steps_of(live)]
    assert len(told) >= 8
    for here, event in told:
        assert here.phase is not Phase.INHALE
        assert math.ceil(here.anchor.t_ms) <= event.anchors[0].t_ms


def test_nothing_leads_where_it_could_not():
    live = Rehearsal()
    with pytest.raises(RefusedError, match="no_lead"):
        live.do(cmd.SetLead())
    with pytest.raises(IllegalEventError):
        apply(live.state, ev.LeadSet(t_ms=0, standing=Standing.STOPPED))
    pattern = BreathPattern(8.0)
    assert begin(shipped(), 40 * MINUTE_MS, pattern, ev.Pacing.STEADY, tapped=True, lead=TO_8).lead is None  # fmt: skip  # noqa: E501
    followed = RatePlan(((0, 14.0),))
    assert Rehearsal(rate_plan=followed, lead=TO_8).state.led is None


def test_a_session_that_leads_is_of_the_format_that_has_it():
    live = led()
    assert live.events[0].format == 3
    assert Rehearsal().events[0].format == 1


def test_it_is_given_again_with_the_rates_that_it_had():
    live = led()
    for _ in massage(live, following(30), minutes=6, own_bpm=12.0, tick_ms=500):
        pass
    live.do(cmd.End())
    again = repeat_of(stored(live.events), Part.ALL)
    assert again.rate_plan is not None
    assert again.rate_plan.rate_at(0) == 12.0
    assert again.rate_plan.points[-1][1] == live.state.rate_bpm < 11.0
