"""The fold: what cannot follow is refused, and the state is as it was."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.breath import steering
from coach.massage.back import Side, TenseArea
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.decide import begin
from coach.session.state import IllegalEventError, State, Status, apply, start
from coach.session.timeline import Timeline
from tests.helpers.scripts import Step, perform, rehearsals, scripts
from tests.helpers.sessions import AT_14, MINUTE_MS, Rehearsal, shipped

STARTED = begin(shipped(), 40 * MINUTE_MS, AT_14, ev.Pacing.STEADY, tapped=False)
HERE = 5_000
ANCHORS = steering.begin(HERE, AT_14, waits=False)
PAST = steering.begin(HERE - 1, AT_14, waits=False)
AREA = TenseArea(1, Side.LEFT, 0.1, 0.5, HERE)


def at(status: Status) -> State:
    live = Rehearsal(tapped=True)
    live.wait(HERE)
    steps: dict[Status, list[cmd.Command]] = {
        Status.HELD: [cmd.Hold()],
        Status.PAUSED: [cmd.Pause()],
        Status.ENDED: [cmd.End()],
    }
    live.do(*steps.get(status, []))
    return live.state


def refused(state: State, event: ev.AnyEvent) -> None:
    before = msgspec.structs.replace(state)
    with pytest.raises(IllegalEventError):
        apply(state, event)
    assert state == before


MOVES: dict[str, ev.AnyEvent] = {
    "tapped": ev.Tapped(t_ms=HERE, counted=True, breaths=0, rate_bpm=14.0, anchors=ANCHORS),
    "breathed_out": ev.BreathedOut(t_ms=HERE, inhale_share=0.5, anchors=ANCHORS),
    "held": ev.Held(t_ms=HERE, reason=ev.HoldReason.ASKED, anchors=()),
    "paused": ev.Paused(t_ms=HERE, reason=ev.PauseReason.ASKED, anchors=()),
    "resumed": ev.Resumed(t_ms=HERE, anchors=ANCHORS),
    "tempo": ev.TempoSet(
        t_ms=HERE, rate_bpm=10.0, inhale_share=0.4, pause_share=0.0, anchors=ANCHORS
    ),
    "pacing": ev.PacingSet(t_ms=HERE, pacing=ev.Pacing.TAPS, anchors=()),
    "area": ev.AreaSet(t_ms=HERE, number=1, area=AREA),
    "pressure": ev.PressureSet(t_ms=HERE, step=1),
    "plan": ev.PlanLaid(t_ms=HERE, plan_ms=STARTED.plan_ms),
    "ended": ev.Ended(t_ms=HERE, reason=ev.EndReason.ASKED, as_of_ms=HERE),
}
ALWAYS = {"tempo", "pacing", "area", "pressure", "plan", "ended"}
LEGAL = {
    Status.RUNNING: ALWAYS | {"tapped", "breathed_out", "held", "paused"},
    Status.HELD: ALWAYS | {"tapped", "paused", "resumed"},
    Status.PAUSED: ALWAYS | {"resumed"},
    Status.ENDED: set(),
}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("name", MOVES)
def test_each_status_takes_its_own_events_and_refuses_the_rest(status, name):
    state = at(status)
    if name in LEGAL[status]:
        assert apply(state, MOVES[name]).last_ms == HERE
    else:
        refused(state, MOVES[name])


work = STARTED.work
replace = msgspec.structs.replace


@pytest.mark.parametrize(
    "event",
    [
        STARTED,
        ev.PressureSet(t_ms=HERE - 1_000, step=1),
        ev.Tapped(t_ms=HERE, counted=True, breaths=0, rate_bpm=14.0, anchors=PAST),
        ev.BreathedOut(t_ms=HERE, inhale_share=0.4, anchors=ANCHORS),
        ev.Held(t_ms=HERE, reason=ev.HoldReason.ASKED, anchors=(*ANCHORS, *PAST)),
        ev.WorkPlanned(t_ms=HERE, work=replace(work, at_breath=0)),
        ev.WorkPlanned(t_ms=HERE, work=replace(work, at_breath=9, stage=7)),
        ev.PlanLaid(t_ms=HERE, plan_ms=(1, 2)),
        ev.PlanLaid(t_ms=HERE, plan_ms=STARTED.plan_ms[::-1]),
        ev.AreaSet(t_ms=HERE, number=2, area=AREA),
        ev.AreaSet(t_ms=HERE, number=2, area=None),
        ev.Ended(t_ms=HERE, reason=ev.EndReason.ASKED, as_of_ms=HERE + 1),
    ],
    ids=lambda e: type(e).__name__,
)
def test_what_contradicts_the_session_so_far_is_refused(event):
    live = Rehearsal()
    live.wait(HERE)
    live.do(cmd.ChangePressure(-1))
    refused(live.state, event)


@pytest.mark.parametrize(
    "wrong",
    [
        {"t_ms": 1},
        {"anchors": ()},
        {"plan_ms": (1, 2)},
        {"plan_ms": STARTED.plan_ms[::-1]},
        {"anchors": (*ANCHORS, *PAST)},
    ],
    ids=str,
)
def test_a_wrong_start_is_refused(wrong):
    with pytest.raises(IllegalEventError):
        start(replace(STARTED, **wrong))


def test_a_timeline_begins_with_the_start():
    for events in ([], [ev.PressureSet(t_ms=0, step=1)]):
        with pytest.raises(IllegalEventError):
            Timeline(events)


@given(rehearsals, scripts(15), rehearsals, scripts(15), st.randoms(use_true_random=False))
def test_any_event_is_taken_or_refused_and_never_breaks_the_state(
    live: Rehearsal, script: list[Step], other: Rehearsal, foreign: list[Step], order
):
    for rehearsal, steps in ((live, script), (other, foreign)):
        for _ in perform(rehearsal, steps):
            pass
    state = live.state
    before = msgspec.structs.replace(state)
    for event in order.sample(other.events, min(20, len(other.events))):
        try:
            after = apply(state, event)
        except IllegalEventError:
            continue
        assert after.last_ms == event.t_ms
    assert state == before


@given(rehearsals, scripts(15))
def test_the_sign_of_life_is_the_last_event_that_somebody_caused(
    live: Rehearsal, script: list[Step]
):
    for _ in perform(live, script):
        pass
    by_time = (ev.WorkPlanned, ev.Started)
    caused = [
        event.t_ms
        for event in live.events
        if not isinstance(event, by_time)
        and not getattr(event, "planned", False)
        and not (isinstance(event, ev.Paused) and event.reason is ev.PauseReason.SLEPT)
    ]
    assert live.state.touched_ms == max(caused, default=0)
