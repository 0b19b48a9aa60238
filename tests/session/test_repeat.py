"""A session given again: its rate over hands-on time, its stage times, its pressures."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.breath.pattern import BreathPattern
from coach.breath.rate_plan import RatePlan
from coach.breath.tempo_map import Course
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.decide import begin
from coach.session.repeat import Part, Repeat, repeat_of
from coach.session.state import IllegalEventError, State
from coach.session.summary import end_of, worked
from tests.helpers.scripts import brief, perform, rehearsals, steps
from tests.helpers.sessions import MINUTE_MS, TICK_MS, Rehearsal, shipped, stored

SLOWING = RatePlan(((0, 14.0), (60_000, 12.0), (120_000, 10.0)))
SECOND_TICK_MS = 48
calm_steps = steps(waits_ms=st.integers(0, 30_000))


def again(live: Rehearsal, part: Part = Part.ALL) -> Rehearsal:
    """The repeat of a session, at its beginning."""
    return Rehearsal.of(started(repeat_of(stored(live.events), part)))


def started(repeat: Repeat) -> ev.Started:
    return begin(
        repeat.protocol,
        repeat.length_ms,
        repeat.pattern,
        repeat.pacing,
        tapped=False,
        pressure_step=repeat.pressure_step,
        plan_ms=repeat.plan_ms,
        rate_plan=repeat.rate_plan,
    )


def rates_of(state: State) -> RatePlan:
    return RatePlan.of_tempo(state.tempo, state.elapsed_at, end_of(state))


def stage_starts(state: State) -> list[int]:
    """Hands-on time at which each stage after the first began, as far as it came to that."""
    spans = worked(state)
    return [
        min(s.from_ms for s in spans if s.work.stage == stage)
        for stage in range(1, len(state.protocol.stage) + 1)
        if any(s.work.stage == stage for s in spans)
    ]


def check_repeat(first: Rehearsal, second: Rehearsal, tick_ms: int) -> None:
    lasted_ms = first.state.elapsed_at(end_of(first.state))
    ours, theirs = rates_of(second.state), rates_of(first.state)
    steps_ms = {t_ms for t_ms, _ in (*ours.points, *theirs.points)}
    for t_ms in sorted(steps_ms | set(range(0, lasted_ms, 499))):
        if t_ms < lasted_ms:
            seen_ms = t_ms // tick_ms * tick_ms
            assert ours.rate_at(t_ms) == pytest.approx(theirs.rate_at(seen_ms), abs=0.0201)
    period_ms = 60_000 / min(rate for _, rate in ours.points)
    before_ms = 0.0
    # A stage lasts a breath at least, also where taps had made one in the first shorter.
    for then_ms, now_ms in zip(stage_starts(first.state), stage_starts(second.state), strict=False):
        assert abs(now_ms - max(then_ms, before_ms + period_ms)) <= period_ms or (
            abs(now_ms - then_ms) <= period_ms
        )
        before_ms = now_ms
    assert len(stage_starts(second.state)) >= len(stage_starts(first.state))


@settings(max_examples=15)
@given(rehearsals, st.lists(calm_steps, min_size=3, max_size=25))
def test_untouched_it_has_the_paced_rate_and_the_stages_of_the_first(live, script):
    for _ in perform(live, script, tick_ms=100):
        if live.t_ms > 2 * MINUTE_MS:
            break
    second = again(live)
    lasted_ms = live.state.elapsed_at(end_of(live.state))
    second.wait(lasted_ms, tick_ms=SECOND_TICK_MS)
    second.wait(16_000 * len(live.state.protocol.stage), tick_ms=500)
    second.offer(cmd.End())
    check_repeat(live, second, SECOND_TICK_MS)


def test_a_whole_massage_with_taps_holds_and_a_pause_is_given_again():
    rand = random.Random(5)
    live = Rehearsal(minutes=40, pattern=BreathPattern(15.0), tapped=True)
    next_ms = 0.0
    while live.t_ms < 41 * MINUTE_MS:
        period_ms = 60_000 / (15.0 - 4.0 * min(1.0, live.t_ms / (40 * MINUTE_MS)))
        next_ms = max(next_ms, live.t_ms) + 2 * period_ms
        live.wait_until(round(next_ms + rand.gauss(0, 60)), tick_ms=100)
        live.do(cmd.Tap())
        if rand.random() < 0.01:
            live.do(cmd.Hold(ev.HoldReason.OIL))
            live.wait(40_000, tick_ms=500)
            live.do(cmd.Tap())
        if rand.random() < 0.01:
            live.do(cmd.Pause())
            live.wait(60_000, tick_ms=500)
            live.do(cmd.Tap())
        if rand.random() < 0.005:
            live.offer(cmd.NextStage())
    live.do(cmd.End())
    second = again(live)
    second.wait(live.state.elapsed_at(live.t_ms) + 6_000, tick_ms=SECOND_TICK_MS)
    second.do(cmd.End())
    check_repeat(live, second, SECOND_TICK_MS)
    ours, theirs = rates_of(second.state), rates_of(live.state)
    lasted_ms = live.state.elapsed_at(live.t_ms)
    off = [abs(ours.rate_at(t) - theirs.rate_at(t)) for t in range(0, lasted_ms, 100)]
    assert sorted(off)[int(0.99 * len(off))] <= 0.1
    for then_ms, now_ms in zip(stage_starts(live.state), stage_starts(second.state), strict=True):
        assert abs(now_ms - then_ms) <= 60_000 / rates_of(second.state).rate_at(now_ms)


def test_a_repeat_of_a_repeat_is_the_same_again():
    live = Rehearsal(brief(shipped()), minutes=1.5, rate_plan=SLOWING)
    live.wait(90_000)
    second = again(live)
    second.wait(90_000)
    assert rates_of(second.state) == rates_of(live.state)
    assert stage_starts(second.state) == pytest.approx(stage_starts(live.state), abs=TICK_MS)


def test_its_pressures_and_shares_are_the_last_ones():
    live = Rehearsal(brief(shipped()), minutes=1.5)
    live.do(cmd.ChangePressure(-1), cmd.SetTempo(inhale_share=0.5, pause_share=0.1))
    repeat = repeat_of(live.events, Part.ALL)
    assert (repeat.pressure_step, repeat.pattern) == (-1, BreathPattern(14.0, 0.5, 0.1))


def test_rhythm_only_lays_the_stages_anew():
    live = Rehearsal(brief(shipped()), minutes=1.5, rate_plan=SLOWING)
    live.do(cmd.NextStage(), cmd.ChangePressure(-1))
    live.wait(80_000)
    repeat = repeat_of(live.events, Part.RHYTHM)
    assert (repeat.plan_ms, repeat.length_ms) == (None, 90_000)
    assert repeat.rate_plan == rates_of(live.state)
    assert started(repeat).plan_ms == live.events[0].plan_ms


def test_stages_only_leaves_the_rate_to_the_client():
    live = Rehearsal(brief(shipped()), minutes=1.5, pacing=ev.Pacing.TAPS)
    live.wait(1_000)
    live.do(cmd.NextStage(), cmd.ChangePressure(1))
    live.wait(5_000)
    live.do(cmd.Tap())
    live.wait(1_000)
    repeat = repeat_of(live.events, Part.STAGES)
    assert (repeat.rate_plan, repeat.pressure_step, repeat.pacing) == (None, 1, ev.Pacing.TAPS)
    assert repeat.plan_ms is not None
    assert repeat.plan_ms[0] == stage_starts(live.state)[0]
    assert list(repeat.plan_ms) == sorted(repeat.plan_ms)
    assert repeat.length_ms == repeat.plan_ms[-1]


def test_what_did_not_come_to_pass_is_as_planned_last():
    live = Rehearsal(minutes=40)
    live.wait(30_000, tick_ms=100)
    live.do(cmd.StayLonger(), cmd.End())
    repeat = repeat_of(live.events, Part.STAGES)
    assert repeat.plan_ms == live.state.plan_ms


def test_the_stages_of_another_are_stretched_to_another_length():
    live = Rehearsal(minutes=40)
    repeat = repeat_of(live.events, Part.STAGES)
    event = begin(
        repeat.protocol,
        20 * MINUTE_MS,
        repeat.pattern,
        repeat.pacing,
        tapped=True,
        plan_ms=repeat.plan_ms,
    )
    assert event.plan_ms[-1] == 20 * MINUTE_MS
    for half, whole in zip(event.plan_ms, live.state.plan_ms, strict=True):
        assert half == pytest.approx(whole / 2, abs=1)


def test_no_events_are_no_session_to_repeat():
    with pytest.raises(IllegalEventError):
        repeat_of((), Part.ALL)


def test_a_slider_move_scales_the_rest_of_the_plan():
    live = Rehearsal(rate_plan=SLOWING)
    live.wait(30_000)
    live.do(cmd.SetTempo(rate_bpm=7.0))
    live.wait(29_000)
    assert live.moment().rate_bpm == 7.0
    live.wait(2_000)
    assert live.moment().rate_bpm == pytest.approx(6.0)
    live.do(cmd.SetTempo(inhale_share=0.5))
    live.wait(60_000)
    assert live.moment().rate_bpm == pytest.approx(5.0)


def test_a_rate_tapped_before_the_start_scales_the_plan():
    live = Rehearsal(rate_plan=SLOWING, pattern=BreathPattern(7.0))
    live.wait(61_000)
    assert live.moment().rate_bpm == pytest.approx(6.0)


def test_a_tap_corrects_phase_and_rate_and_the_plan_goes_on_from_there():
    live = Rehearsal(rate_plan=SLOWING, tapped=True)
    for _ in range(12):
        live.wait(4_600)
        live.do(cmd.Tap())
    tapped = live.moment().rate_bpm
    assert tapped == pytest.approx(60 / 4.6, abs=0.2)
    assert live.moment().tap_age_ms == 0
    live.wait_until(61_000)
    assert live.moment().rate_bpm == pytest.approx(tapped * 12 / 14, abs=0.03)


def test_what_the_plan_does_is_no_sign_of_life_and_keeps_the_taps():
    live = Rehearsal(rate_plan=SLOWING, tapped=True)
    live.wait(4_300)
    live.do(cmd.Tap())
    taps = live.state.taps
    live.wait(57_000)
    assert live.of_type(ev.TempoSet)[-1].planned
    assert live.state.touched_ms == 4_300
    assert live.state.taps == taps


def test_the_plan_waits_until_a_correction_is_played():
    plan = RatePlan(((0, 14.0), (7_600, 10.0)))
    live = Rehearsal(rate_plan=plan, tapped=True)
    live.wait_until(7_500)  # the breath is well on its way out
    live.do(cmd.Tap())
    courses = set()
    while not live.of_type(ev.TempoSet):
        live.wait(TICK_MS)
        courses.add(live.state.tempo.place_at(live.t_ms).anchor.course)
    assert {Course.GLIDE, Course.CATCH_UP} <= courses
    assert live.state.tempo.place_at(live.t_ms).anchor.course is Course.STEADY


def test_in_a_pause_the_plan_stands():
    live = Rehearsal(rate_plan=SLOWING)
    live.wait(50_000)
    live.do(cmd.Pause())
    live.wait(100_000, tick_ms=500)
    assert live.moment().rate_bpm == 14.0
    live.do(cmd.Tap())
    live.wait(11_000)
    assert live.moment().rate_bpm == 12.0


@settings(max_examples=30)
@given(st.lists(st.floats(4.0, 24.0), min_size=1, max_size=20), st.lists(steps(), max_size=20))
def test_with_a_plan_and_any_commands_the_level_is_continuous_and_replay_is_truth(rates, script):
    points = tuple((i * 1_500, rate) for i, rate in enumerate(rates))
    live = Rehearsal(brief(shipped()), minutes=1.5, rate_plan=RatePlan(points))
    seen = [live.moment(), *(live.moment() for _ in perform(live, script))]
    for early, late in pairwise(seen):
        if late.t_ms - early.t_ms <= TICK_MS:
            assert abs(late.level - early.level) <= 0.0063 * (late.t_ms - early.t_ms) + 1e-8
    again = stored(live.events)
    assert again == live.events
