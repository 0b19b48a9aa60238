"""A key held while the client breathes in: pressed it is a tap, let go it is the breath out."""

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coach.breath.holds import MERE_TAP_MS
from coach.breath.pattern import BreathPattern, Phase, clamp_rate
from coach.breath.steering import GLIDE_MS
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.decide import RefusedError
from coach.session.repeat import Part, repeat_of
from coach.session.timeline import Timeline
from tests.helpers.breaths import FASTEST_PER_MS
from tests.helpers.scripts import inhale_shares, patterns, rates
from tests.helpers.sessions import AT_14, Rehearsal, stored

pacings = pytest.mark.parametrize("pacing", ev.Pacing)
any_pacing = st.sampled_from(ev.Pacing)


def hold(live: Rehearsal, held_ms: int, period_ms: int) -> None:
    """One breath of the client: press, hold, let go, and wait for the next."""
    live.do(cmd.Tap())
    live.wait(held_ms)
    live.do(cmd.BreatheOut())
    live.wait(period_ms - held_ms)


def held_breaths(live: Rehearsal, pattern: BreathPattern, count: int, *, off_ms: int = 0) -> None:
    """Breaths of a client who breathes so, each held by a foot that is up to `off_ms` out."""
    rng = random.Random(0)
    for _ in range(count):
        held_ms = round(pattern.inhale_ms) + rng.randint(-off_ms, off_ms)
        hold(live, held_ms, round(pattern.period_ms))


clients = st.builds(BreathPattern, rates, inhale_shares)


@given(clients, inhale_shares, any_pacing)
def test_the_share_becomes_the_clients_within_three_breaths(client, share, pacing):
    began = BreathPattern(client.rate_bpm, share)
    live = Rehearsal(pattern=began, pacing=pacing)
    held_breaths(live, client, 3)
    assert live.state.inhale_share == pytest.approx(client.inhale_share, abs=0.01)


@given(clients, inhale_shares, any_pacing)
def test_an_unsure_foot_leaves_the_share_near_the_clients(client, share, pacing):
    live = Rehearsal(pattern=BreathPattern(client.rate_bpm, share), pacing=pacing)
    held_breaths(live, client, 10, off_ms=150)
    off = 150 / client.period_ms
    assert live.state.inhale_share == pytest.approx(client.inhale_share, abs=off + 0.01)


@given(clients, st.floats(0.85, 1.2), inhale_shares, any_pacing)
def test_the_rate_and_the_share_are_found_together(client, off, share, pacing):
    assume(client.rate_bpm > 4.2)  # a breath of 15 s is a series of its own
    began = BreathPattern(clamp_rate(client.rate_bpm * off), share)
    live = Rehearsal(pattern=began, pacing=pacing)
    held_breaths(live, client, 12)
    assert live.state.rate_bpm == pytest.approx(client.rate_bpm, rel=0.04)
    assert live.state.inhale_share == pytest.approx(client.inhale_share, abs=0.03)


@given(clients, patterns, any_pacing, st.integers(0, 200))
def test_the_level_is_continuous_and_no_faster_than_the_glide(client, pattern, pacing, off_ms):
    live = Rehearsal(pattern=pattern, pacing=pacing)
    rng, at_ms = random.Random(1), 0
    acts: list[tuple[int, cmd.Command]] = []
    for _ in range(4):
        acts.append((at_ms, cmd.Tap()))
        off = rng.randint(-off_ms, off_ms)
        acts.append((at_ms + round(client.inhale_ms) + off, cmd.BreatheOut()))
        at_ms += round(client.period_ms)
    before = live.state.tempo.place_at(0)
    for act_ms, command in acts:
        for t_ms in range(live.t_ms, act_ms + 1):
            here = live.state.tempo.place_at(t_ms)
            assert abs(here.level - before.level) <= FASTEST_PER_MS + 1e-8
            assert before.breath <= here.breath <= before.breath + 1
            before = here
        live.t_ms = act_ms
        live.do(command)
        assert live.state.tempo.place_at(act_ms).level == pytest.approx(before.level, abs=1e-9)


@given(patterns, any_pacing, st.floats(0.0, 0.9))
def test_the_breath_turns_within_the_glide_and_is_not_filled_again(pattern, pacing, held):
    live = Rehearsal(pattern=pattern, pacing=pacing, tapped=True)
    live.wait(round(held * pattern.period_ms))
    breath = live.moment().breath
    live.do(cmd.BreatheOut())
    if not live.of_type(ev.BreathedOut):
        return
    live.wait(GLIDE_MS + 1)
    before = live.moment()
    while before.breath == breath and not before.resting:
        assert before.phase is not Phase.INHALE
        live.wait(10, tick_ms=10)
        after = live.moment()
        assert after.level <= before.level + 1e-9 or after.breath > breath
        before = after


@given(patterns, any_pacing)
def test_what_replays_is_what_was_shown(pattern, pacing):
    live = Rehearsal(pattern=pattern, pacing=pacing, tapped=True)
    shown = {}
    for held in (0.3, 0.05, 0.5, 0.45):
        for command, part in ((cmd.BreatheOut(), held), (cmd.Tap(), 1.0 - held)):
            for _ in range(8):
                live.wait(round(part * pattern.period_ms / 8))
                shown[live.t_ms] = live.moment()
            live.do(command)
            shown[live.t_ms] = live.moment()
    timeline = Timeline(stored(live.events))
    assert timeline.final == live.state
    assert all(timeline.moment_at(t_ms) == moment for t_ms, moment in shown.items())


@pacings
@pytest.mark.parametrize("held_ms", [0, 1, 40, MERE_TAP_MS - 1, 520, 3_500])
def test_a_mere_tap_or_a_foot_left_on_the_pedal_changes_nothing(pacing, held_ms):
    live = Rehearsal(pacing=pacing, tapped=True)
    live.wait(round(AT_14.period_ms))
    live.do(cmd.Tap())
    live.wait(held_ms)
    before = live.state
    live.do(cmd.BreatheOut())
    assert not live.of_type(ev.BreathedOut)
    assert live.state.tempo == before.tempo


@pacings
def test_a_pedal_that_bounces_is_one_hold(pacing):
    live = Rehearsal(pacing=pacing)
    live.do(cmd.Tap())
    live.wait(20)
    live.do(cmd.BreatheOut())
    live.wait(15)
    live.do(cmd.Tap())
    live.wait(1_465)
    live.do(cmd.BreatheOut())
    live.wait(15)
    live.do(cmd.BreatheOut())
    assert [e.t_ms for e in live.of_type(ev.BreathedOut)] == [1_500]
    assert live.state.holds_ms == (1_500,)


def test_the_press_that_starts_the_session_counts():
    live = Rehearsal(tapped=True)
    live.wait(1_200)
    live.do(cmd.BreatheOut())
    assert live.of_type(ev.BreathedOut)[0].inhale_share < AT_14.inhale_share


@pacings
@pytest.mark.parametrize("stop", [cmd.Hold(), cmd.Pause()])
def test_let_go_in_a_hold_or_a_pause_it_does_nothing(pacing, stop):
    live = Rehearsal(pacing=pacing, tapped=True)
    live.wait(1_000)
    live.do(stop)
    live.wait(500)
    before = live.state
    live.do(cmd.BreatheOut())
    assert (live.state.tempo, live.state.inhale_share) == (before.tempo, before.inhale_share)
    assert not live.of_type(ev.BreathedOut)


@pacings
@pytest.mark.parametrize("stop", [cmd.Hold(), cmd.Pause()])
def test_the_press_that_resumes_can_be_held_through_the_breath_in(pacing, stop):
    live = Rehearsal(pacing=pacing)
    live.wait(1_000)
    live.do(stop)
    live.wait(9_000)
    live.do(cmd.Tap())
    live.wait(1_400)
    live.do(cmd.BreatheOut())
    assert live.of_type(ev.BreathedOut)
    live.wait(GLIDE_MS)
    assert live.moment().phase is Phase.EXHALE


def test_a_press_that_a_pause_broke_off_is_no_hold():
    live = Rehearsal(tapped=True)
    live.wait(400)
    live.do(cmd.Pause())
    live.wait(200)
    live.do(cmd.Pause())
    live.wait(1_000)
    live.do(cmd.BreatheOut())
    assert not live.of_type(ev.BreathedOut)


def test_after_the_end_it_is_refused_like_all_else():
    live = Rehearsal(tapped=True)
    live.do(cmd.End())
    with pytest.raises(RefusedError, match="ended"):
        live.do(cmd.BreatheOut())


def test_let_go_in_another_breath_it_does_nothing():
    live = Rehearsal(pattern=BreathPattern(6.0), tapped=True)
    live.wait(3_000)
    live.do(cmd.SetTempo(rate_bpm=24.0))
    live.wait_for(lambda m: m.breath == 1)
    live.do(cmd.SetTempo(rate_bpm=6.0))
    live.wait(300)
    live.do(cmd.BreatheOut())
    assert not live.of_type(ev.BreathedOut)


def test_with_taps_the_breath_out_ends_in_a_rest_until_the_next_tap():
    live = Rehearsal(pacing=ev.Pacing.TAPS, tapped=True)
    live.wait(1_200)
    live.do(cmd.BreatheOut())
    rest = live.wait_for(lambda m: m.resting)
    assert rest.breath == 0
    live.wait(20_000, tick_ms=100)
    assert live.moment().resting


def test_a_share_set_by_hand_overrules_the_holds_before_it():
    live = Rehearsal()
    held_breaths(live, BreathPattern(14.0, 0.3), 4)
    live.do(cmd.SetTempo(inhale_share=0.5))
    assert (live.state.inhale_share, live.state.holds_ms) == (0.5, ())
    held_breaths(live, BreathPattern(14.0, 0.48), 1)
    assert live.state.inhale_share == pytest.approx(0.49, abs=0.005)


def test_a_rate_set_by_hand_keeps_them():
    live = Rehearsal()
    held_breaths(live, BreathPattern(14.0, 0.3), 4)
    live.do(cmd.NudgeTempo(-1))
    assert len(live.state.holds_ms) == 4


def test_the_share_that_was_learned_is_there_when_the_session_is_given_again():
    live = Rehearsal()
    held_breaths(live, BreathPattern(14.0, 0.3), 6)
    live.do(cmd.End())
    assert repeat_of(live.events, Part.ALL).pattern.inhale_share == live.state.inhale_share
    assert live.state.inhale_share == pytest.approx(0.3, abs=0.005)
