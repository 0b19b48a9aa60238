"""The laws of a session, for any commands at any time."""

import math
import random
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.breath.pattern import Phase
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.moment import Moment, moment_at
from coach.session.state import State, Status, apply, start
from coach.session.timeline import Timeline
from tests.helpers.breaths import FASTEST_PER_MS
from tests.helpers.scripts import (
    Step,
    avoiding_rehearsals,
    each_ms,
    leaps,
    perform,
    rehearsals,
    scripts,
    steps,
)
from tests.helpers.sessions import MINUTE_MS, TICK_MS, Rehearsal, stored

long_steps = steps(waits_ms=st.integers(0, 120_000), with_leaps=False)


def watched(live: Rehearsal, script: list[Step], *, tick_ms: int = TICK_MS) -> list[Moment]:
    """The moments of a script at every tick, and before and after every command."""
    seen = [live.moment()]

    def look() -> None:
        seen.append(live.moment())

    for _ in perform(live, script, tick_ms=tick_ms, then=look):
        look()
    return seen


@given(rehearsals, scripts())
def test_no_jump(live: Rehearsal, script: list[Step]):
    before_ms, before = 0, live.state.tempo.place_at(0)
    for t_ms, state in each_ms(live, script):
        here = state.tempo.place_at(t_ms)
        moved = abs(here.level - before.level)
        if t_ms - before_ms <= 1:
            assert moved <= FASTEST_PER_MS * (t_ms - before_ms) + 1e-8
        else:
            assert moved <= 1e-12, "the level moved while the computer slept"
        assert before.breath <= here.breath <= before.breath + 1
        before_ms, before = t_ms, here


@given(rehearsals, scripts())
def test_no_command_moves_the_level_or_the_count_of_breaths(live: Rehearsal, script: list[Step]):
    seen: list[tuple[int, float, int]] = []

    def look() -> None:
        here = live.state.tempo.place_at(live.t_ms)
        seen.append((live.t_ms, here.level, here.breath))

    for _ in perform(live, script, then=look):
        pass
    for (early_ms, early, breath), (late_ms, late, after) in pairwise(seen):
        if early_ms == late_ms:
            assert late == pytest.approx(early, abs=1e-9)
            assert breath <= after <= breath + 1


@settings(max_examples=8)
@given(rehearsals, st.lists(long_steps, min_size=20, max_size=60))
def test_no_drift(live: Rehearsal, script: list[Step]):
    for _ in perform(live, script, tick_ms=200):
        if live.t_ms > 45 * MINUTE_MS:
            break
    anchors = live.state.tempo.anchors
    for t_ms in random.sample(range(live.t_ms + 1), min(300, live.t_ms)):
        anchor = [a for a in anchors if a.t_ms <= t_ms][-1]
        slope = Fraction(anchor.rate_bpm) * Fraction(anchor.speed) / 60_000
        exact = Fraction(anchor.cycle) + (t_ms - anchor.t_ms) * slope
        cycle = live.state.tempo.cycle_at(t_ms)
        assert abs(Fraction(cycle) - exact) <= Fraction(1, 10**9)


@settings(max_examples=40, deadline=None)
@given(
    st.one_of(rehearsals, rehearsals, avoiding_rehearsals),
    scripts(40),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_replay_is_truth(live: Rehearsal, script: list[Step], ends: bool, order: random.Random):
    shown: dict[int, Moment] = {0: live.moment()}
    for _ in perform(live, script):
        shown[live.t_ms] = live.moment()
    if ends and not live.ended:
        live.do(cmd.End(as_of_ms=order.randint(0, live.t_ms)))
        shown[live.t_ms] = live.moment()
    events = stored(live.events)
    assert events == live.events
    timeline = Timeline(events)
    assert timeline.final == live.state
    times = list(shown)
    order.shuffle(times)
    for t_ms in times[:400]:
        assert timeline.moment_at(t_ms) == shown[t_ms]


@settings(max_examples=20)
@given(rehearsals, scripts(20), st.randoms(use_true_random=False))
def test_a_state_folded_from_the_start_shows_the_same(
    live: Rehearsal, script: list[Step], order: random.Random
):
    shown = {}
    for _ in perform(live, script):
        shown[live.t_ms] = live.moment()
    events = stored(live.events)
    for t_ms in order.sample(list(shown), min(20, len(shown))):
        first = events[0]
        assert isinstance(first, ev.Started)
        state = start(first)
        for event in events[1:]:
            if event.t_ms <= t_ms:
                state = apply(state, event)
        assert moment_at(state, t_ms) == shown[t_ms]


@given(rehearsals, scripts(40))
def test_a_card_changes_only_where_the_phase_turns(live: Rehearsal, script: list[Step]):
    seen = watched(live, script)
    for early, late in pairwise(seen):
        if (early.breath, early.phase) == (late.breath, late.phase):
            assert late.force is early.force
        if early.breath == late.breath:
            assert (late.inhale, late.exhale, late.hand) == (early.inhale, early.exhale, early.hand)
            assert (late.stage, late.area, late.stairs) == (early.stage, early.area, early.stairs)


@given(rehearsals, st.lists(st.one_of(steps(), long_steps), max_size=20))
def test_a_stage_begins_where_a_breath_in_begins_one_a_breath_and_known_before(
    live: Rehearsal, script: list[Step]
):
    seen = watched(live, script, tick_ms=100)
    stages = {early.breath: early.stage for early in seen}
    for early, late in pairwise(seen):
        if late.stage == early.stage:
            continue
        assert late.breath > early.breath
        assert not late.resting
        planned = [e for e in live.of_type(ev.WorkPlanned) if e.work.at_breath <= late.breath]
        assert any(e.work.stage == late.stage and e.t_ms <= late.t_ms for e in planned)
    for (early_breath, early_stage), (late_breath, late_stage) in pairwise(sorted(stages.items())):
        assert abs(late_stage - early_stage) <= late_breath - early_breath
    for event in live.of_type(ev.WorkPlanned):
        onset = live.state.tempo.onset_ms(event.work.at_breath)
        assert onset is None or event.t_ms <= math.ceil(onset)


@given(rehearsals, scripts(40))
def test_a_pause_freezes_the_level_and_the_hands_on_time(live: Rehearsal, script: list[Step]):
    seen = [live.moment(), *(live.moment() for _ in perform(live, script))]
    for early, late in pairwise(seen):
        passed = late.t_ms - early.t_ms
        if early.status is Status.PAUSED is late.status and passed <= 16:
            assert late.level == pytest.approx(early.level, abs=1e-12)
            assert late.breath in (early.breath, early.breath + 1)
        if late.status is Status.PAUSED and early.status is Status.PAUSED:
            assert late.elapsed_ms == early.elapsed_ms or _went_on(live, early, late)
        elif Status.PAUSED not in (early.status, late.status):
            assert late.elapsed_ms - early.elapsed_ms == passed or _went_on(live, early, late)
        assert 0 <= late.elapsed_ms - early.elapsed_ms <= passed
        assert late.paused_ms == late.t_ms - late.elapsed_ms


def _went_on(live: Rehearsal, early: Moment, late: Moment) -> bool:
    """Whether a pause began or ended between two moments."""
    turns = [e.t_ms for e in live.events if isinstance(e, ev.Paused | ev.Resumed)]
    return any(early.t_ms <= t_ms <= late.t_ms for t_ms in turns)


@given(rehearsals, scripts(20), st.sampled_from([cmd.Tap(), cmd.Pause()]), leaps)
def test_what_resumes_a_pause_glides_to_empty_and_begins_a_breath_in(
    live: Rehearsal, script: list[Step], resume: cmd.Command, slept_ms: int
):
    for _ in perform(live, script):
        pass
    live.leap(slept_ms)
    frozen = live.moment()
    assert frozen.status is Status.PAUSED
    live.do(resume)
    assert live.moment().level == pytest.approx(frozen.level, abs=1e-9)
    turned = live.wait_for(lambda m: m.phase is Phase.INHALE and m.level < 0.02, within_ms=251)
    assert turned.status is Status.RUNNING
    assert turned.breath <= frozen.breath + 1
    assert turned.elapsed_ms == frozen.elapsed_ms + turned.t_ms - frozen.t_ms


@given(rehearsals, scripts(20))
def test_a_hold_ends_the_breath_and_rests_while_time_runs(live: Rehearsal, script: list[Step]):
    for _ in perform(live, script):
        pass
    if live.state.status is Status.PAUSED:
        live.do(cmd.Pause())
        live.wait(300)
    if live.state.status is Status.RUNNING:
        live.do(cmd.Hold(ev.HoldReason.OIL))
    held = live.moment()
    rest = live.wait_for(lambda m: m.resting, within_ms=15_300, tick_ms=16)
    assert rest.breath == held.breath
    live.wait(30_000, tick_ms=500)
    after = live.moment()
    assert (after.breath, after.level, after.resting) == (held.breath, 0.0, True)
    assert after.elapsed_ms - rest.elapsed_ms == after.t_ms - rest.t_ms
    live.do(cmd.Tap())
    again = live.moment()
    assert (again.breath, again.phase, again.status) == (
        held.breath + 1,
        Phase.INHALE,
        Status.RUNNING,
    )


@given(rehearsals, scripts(40))
def test_only_a_hold_a_pause_or_waiting_for_a_tap_lets_the_breath_rest(
    live: Rehearsal, script: list[Step]
):
    for _ in perform(live, script):
        moment = live.moment()
        if moment.status is Status.RUNNING and moment.pacing is ev.Pacing.STEADY:
            assert not moment.resting


@given(rehearsals, scripts(40))
def test_every_moment_is_in_range(live: Rehearsal, script: list[Step]):
    for _ in perform(live, script):
        moment = live.moment()
        assert 0.0 <= moment.level <= 1.0
        assert 0.0 <= moment.progress <= 1.0
        assert 0.0 <= moment.phase_left_ms <= 60_000 / 4 + 300
        assert 1 <= moment.inhale_pressure <= 5
        assert 1 <= moment.exhale_pressure <= 5
        assert 0 <= moment.stage <= len(moment.stages)
        assert list(moment.plan_ms) == sorted(moment.plan_ms)
        assert moment.coming is None or moment.coming_ms <= 20_000 or _early(live.state)
        assert moment.tap_age_ms is None or moment.tap_age_ms >= 0


def _early(state: State) -> bool:
    """Whether a stage is already planned for the next breath in."""
    return len(state.works) > 1 and state.works[-1].stage != state.works[-2].stage
