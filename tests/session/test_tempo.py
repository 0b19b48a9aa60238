"""Taps, slider, pacing, hold and pause, as a session takes them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.breath.pattern import BreathPattern, Phase
from coach.breath.steering import GLIDE_MS
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.decide import RefusedError
from coach.session.state import Status
from tests.helpers.sessions import MINUTE_MS, Rehearsal

pacings = pytest.mark.parametrize("pacing", ev.Pacing)


def tapped_every(live: Rehearsal, period_ms: int, count: int) -> None:
    for _ in range(count):
        live.wait(period_ms)
        live.do(cmd.Tap())


@pacings
@pytest.mark.parametrize("period_ms", [3_000, 4_000, 5_200, 8_000])
def test_the_rate_becomes_the_clients_and_the_phase_is_theirs(pacing, period_ms):
    live = Rehearsal(pacing=pacing, pattern=BreathPattern(60_000 / period_ms * 1.1), tapped=True)
    tapped_every(live, period_ms, 12)
    assert live.moment().rate_bpm == pytest.approx(60_000 / period_ms, rel=0.04)
    live.wait(GLIDE_MS)
    moment = live.moment()
    assert moment.phase is Phase.INHALE
    inhale_ms = 60_000 / moment.rate_bpm * moment.inhale_share
    assert moment.phase_left_ms == pytest.approx(inhale_ms - GLIDE_MS, abs=2)


@pacings
@pytest.mark.parametrize("after_ms", [1, 100, 700, 1_500])
def test_a_double_changes_nothing(pacing, after_ms):
    live = Rehearsal(pacing=pacing, tapped=True)
    tapped_every(live, 4_300, 4)
    live.wait(after_ms)
    before = live.state
    live.do(cmd.Tap())
    assert not live.of_type(ev.Tapped)[-1].counted
    assert live.state.tempo == before.tempo
    assert (live.state.taps, live.state.rate_bpm) == (before.taps, before.rate_bpm)


@pacings
@pytest.mark.parametrize("missed", [1, 2])
def test_a_missed_tap_does_no_harm(pacing, missed):
    live = Rehearsal(pacing=pacing, tapped=True)
    tapped_every(live, 4_300, 6)
    tapped_every(live, 4_300 * (missed + 1), 1)
    tapped_every(live, 4_300, 2)
    assert live.moment().rate_bpm == pytest.approx(60_000 / 4_300, rel=0.05)


def test_a_long_silence_begins_a_new_series():
    live = Rehearsal(tapped=True)
    tapped_every(live, 4_300, 5)
    live.wait(20_000)
    live.do(cmd.Tap())
    assert live.state.taps.times_ms == (live.t_ms,)


@pacings
@given(gaps=st.lists(st.integers(1, 30_000), min_size=1, max_size=30))
def test_no_taps_lead_out_of_4_to_24(pacing, gaps):
    live = Rehearsal(pacing=pacing)
    for gap_ms in gaps:
        live.wait(gap_ms, tick_ms=500)
        live.do(cmd.Tap())
        assert 4.0 <= live.state.rate_bpm <= 24.0


def test_the_age_of_the_last_tap_is_known():
    live = Rehearsal()
    assert live.moment().tap_age_ms is None
    live.wait(2_000)
    live.do(cmd.Tap())
    live.wait(1_234)
    assert live.moment().tap_age_ms == 1_234


def test_with_taps_the_breath_out_follows_by_itself_and_the_hands_rest_until_the_next():
    live = Rehearsal(pacing=ev.Pacing.TAPS, tapped=True)
    phases = []
    for _ in range(10):
        live.wait(1_000)
        phases.append(live.moment().phase)
    assert Phase.EXHALE in phases
    assert live.moment().resting
    assert live.moment().elapsed_ms == 10_000
    live.do(cmd.Tap())
    assert (live.moment().breath, live.moment().phase) == (1, Phase.INHALE)


def test_to_taps_and_back_in_the_middle_of_a_breath_and_at_rest():
    live = Rehearsal()
    live.wait(1_000)
    live.do(cmd.SetPacing(ev.Pacing.TAPS))
    live.wait(8_000)
    assert live.moment().resting
    live.do(cmd.SetPacing(ev.Pacing.STEADY))
    assert (live.moment().phase, live.moment().breath) == (Phase.INHALE, 1)
    events = live.do(cmd.SetPacing(ev.Pacing.STEADY))
    assert events == []
    assert live.breathe(3).breath == 4


def test_the_slider_is_kept_in_its_range_and_the_keys_go_by_its_steps():
    live = Rehearsal()
    for rate_bpm, kept in ((50.0, 24.0), (-3.0, 4.0), (14.3, 14.3)):
        live.do(cmd.SetTempo(rate_bpm=rate_bpm))
        assert live.state.rate_bpm == kept
    live.do(cmd.NudgeTempo(1))
    assert live.state.rate_bpm == 14.5
    live.do(cmd.SetTempo(rate_bpm=14.3), cmd.NudgeTempo(-1))
    assert live.state.rate_bpm == 14.0
    live.do(cmd.NudgeTempo(100))
    with pytest.raises(RefusedError, match="tempo_limit"):
        live.do(cmd.NudgeTempo(1))
    assert live.state.rate_bpm == 24.0
    live.do(cmd.SetTempo(inhale_share=0.9, pause_share=0.9))
    assert (live.state.inhale_share, live.state.pause_share) == (0.6, 0.25)


@pytest.mark.parametrize("wrong", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("name", ["rate_bpm", "inhale_share", "pause_share"])
def test_no_number_is_no_tempo(name, wrong):
    live = Rehearsal()
    with pytest.raises(RefusedError, match="not_a_number"):
        live.do(cmd.SetTempo(**{name: wrong}))
    assert len(live.events) == 1


def test_a_slider_that_did_not_move_is_no_event():
    assert Rehearsal().do(cmd.SetTempo(rate_bpm=14.0)) == []


def test_hold_again_goes_on_and_is_refused_in_a_pause():
    live = Rehearsal()
    live.do(cmd.Hold())
    live.wait(10_000)
    assert live.moment().resting
    live.do(cmd.Hold())
    assert (live.moment().status, live.moment().phase) == (Status.RUNNING, Phase.INHALE)
    live.do(cmd.Pause())
    with pytest.raises(RefusedError, match="paused"):
        live.do(cmd.Hold())


def test_a_hold_that_is_ended_within_a_glide_goes_on_breathing():
    live = Rehearsal()
    live.wait(2_500)
    live.do(cmd.Tap())
    live.wait(20)
    live.do(cmd.Hold())
    live.wait(20)
    live.do(cmd.Hold())
    assert live.breathe(3).status is Status.RUNNING


def test_pause_stops_the_clock_and_the_planned_end_moves_with_it():
    live = Rehearsal()
    live.wait(60_000)
    live.do(cmd.Pause())
    live.wait(5 * MINUTE_MS, tick_ms=500)
    moment = live.moment()
    assert (moment.elapsed_ms, moment.paused_ms) == (60_000, 5 * MINUTE_MS)
    live.do(cmd.Pause())
    live.wait(1_000)
    assert live.moment().elapsed_ms == 61_000
    assert live.moment().stage == 0


def test_sleep_becomes_a_pause_at_the_last_tick_and_only_once():
    live = Rehearsal()
    live.wait(10_000)
    live.leap(3_600_000)
    live.leap(3_600_000)
    moment = live.moment()
    assert (moment.status, moment.pause_reason) == (Status.PAUSED, ev.PauseReason.SLEPT)
    assert moment.elapsed_ms == 10_000
    assert len(live.of_type(ev.Paused)) == 1
    live.do(cmd.Tap())
    assert live.moment().status is Status.RUNNING
