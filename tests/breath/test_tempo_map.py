"""Anchors → place: the closed form, its inverses, and no drift."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.breath import steering
from coach.breath.pattern import BreathPattern, Phase
from coach.breath.tempo_map import TempoMap
from tests.helpers.breaths import Breathing, acts
from tests.helpers.scripts import patterns

MINUTES_45_MS = 45 * 60_000


def exact_cycle(tempo: TempoMap, t_ms: int) -> Fraction:
    """The closed form in exact numbers, from the last anchor that has begun."""
    anchor = next(a for a in reversed(tempo.anchors) if a.t_ms <= t_ms)
    slope = Fraction(anchor.rate_bpm) * Fraction(anchor.speed) / 60_000
    return Fraction(anchor.cycle) + (t_ms - anchor.t_ms) * slope


def exact_place(
    part: Fraction, inhale: Fraction, exhale_end: Fraction
) -> tuple[int, Fraction, Fraction]:
    """Which third of the breath, its start, and its end."""
    if part < inhale:
        return 0, Fraction(0), inhale
    return (1, inhale, exhale_end) if part < exhale_end else (2, exhale_end, Fraction(1))


@given(st.lists(st.tuples(st.integers(1, 60_000), acts), max_size=60))
def test_after_45_minutes_the_cycle_is_the_closed_form_of_its_anchors(script):
    breathing = Breathing(BreathPattern())
    for wait_ms, act in script:
        breathing.t_ms += wait_ms
        act(breathing)
    for t_ms in range(0, MINUTES_45_MS, 7_777):
        cycle = breathing.tempo.cycle_at(t_ms)
        assert abs(Fraction(cycle) - exact_cycle(breathing.tempo, t_ms)) <= Fraction(1, 10**9)


@settings(max_examples=20)
@given(st.lists(st.floats(4.0, 24.0), min_size=1, max_size=400), st.integers(1, 97))
def test_any_number_of_rates_adds_up_to_their_exact_sum_of_breaths(rates, stride_ms):
    pattern = BreathPattern(14.0)
    tempo = TempoMap(steering.begin(0, pattern, waits=False))
    gap_ms = MINUTES_45_MS // (len(rates) + 1) - stride_ms
    total, t_ms = Fraction(0), 0
    for rate in rates:
        t_ms += gap_ms
        total += Fraction(pattern.rate_bpm) * gap_ms / 60_000
        pattern = BreathPattern(rate)
        tempo = tempo.with_anchors(steering.retempo(tempo, t_ms, pattern, waits=False))
    total += Fraction(pattern.rate_bpm) * (MINUTES_45_MS - t_ms) / 60_000
    assert abs(Fraction(tempo.cycle_at(MINUTES_45_MS)) - total) <= Fraction(1, 10**9)


@settings(max_examples=20)
@given(st.lists(patterns, min_size=1, max_size=300))
def test_changed_shares_keep_the_exact_place_within_the_phase(changes):
    pattern = BreathPattern(14.0)
    tempo = TempoMap(steering.begin(0, pattern, waits=False))
    gap_ms = MINUTES_45_MS // (len(changes) + 1)
    exact = Fraction(0)
    for count, new in enumerate(changes, start=1):
        exact += Fraction(pattern.rate_bpm) * gap_ms / 60_000
        tempo = tempo.with_anchors(steering.retempo(tempo, count * gap_ms, new, waits=False))
        breath = exact // 1
        third, low, high = exact_place(exact - breath, *_bounds(pattern))
        part = (exact - breath - low) / (high - low)
        if not 1e-9 < part < 1 - 1e-9:
            return  # at a turn, and rounding says on which side of it
        low, high = ((Fraction(0), *_bounds(new))[third], (*_bounds(new), Fraction(1))[third])
        exact = breath + low + part * (high - low)
        pattern = new
        assert abs(Fraction(tempo.cycle_at(count * gap_ms)) - exact) <= Fraction(1, 10**9)


def _bounds(pattern: BreathPattern) -> tuple[Fraction, Fraction]:
    return Fraction(pattern.inhale_share), 1 - Fraction(pattern.pause_share)


@given(patterns, st.lists(st.tuples(st.integers(0, 3_000), acts), max_size=30))
def test_onset_and_exhale_are_the_inverse_of_the_place(pattern, script):
    breathing = Breathing(pattern)
    for wait_ms, act in script:
        breathing.t_ms += wait_ms
        act(breathing)
        tempo, t_ms = breathing.tempo, breathing.t_ms
        here = tempo.place_at(t_ms)
        onset = tempo.onset_ms(here.breath)
        assert onset is not None
        assert onset <= t_ms + 1e-6
        assert tempo.place_at(onset + 1e-3).breath == here.breath
        assert onset == 0 or tempo.place_at(onset - 1e-3).breath == here.breath - 1
        exhale = tempo.exhale_ms(here.breath)
        if here.phase is not Phase.INHALE:
            assert exhale is not None
            assert onset <= exhale <= t_ms + 1e-3
        elif exhale is not None:
            assert exhale >= t_ms - 1e-3
        coming = tempo.onset_ms(here.breath + 1)
        if coming is not None:
            assert coming >= t_ms - 1e-6
            assert tempo.place_at(coming + 1e-3).breath == here.breath + 1


@given(patterns, st.lists(st.tuples(st.integers(0, 3_000), acts), max_size=30))
def test_the_time_left_in_a_phase_leads_to_its_turn(pattern, script):
    breathing = Breathing(pattern)
    for wait_ms, act in script:
        breathing.t_ms += wait_ms
        act(breathing)
    here = breathing.tempo.place_at(breathing.t_ms)
    left_ms = breathing.tempo.phase_left_ms(breathing.t_ms)
    assert left_ms >= 0.0
    if here.anchor.speed > 0.0 and left_ms > 0.01:
        before = breathing.tempo.place_at(breathing.t_ms + left_ms - 1e-2)
        after = breathing.tempo.place_at(breathing.t_ms + left_ms + 1e-2)
        assert (before.breath, before.phase) == (here.breath, here.phase)
        assert after.resting or (after.breath, after.phase) != (here.breath, here.phase)


def test_the_first_anchor_is_in_force_before_its_time_and_no_anchor_changes_nothing():
    tempo = TempoMap(steering.begin(500, BreathPattern(), waits=False))
    assert tempo.place_at(0).level == 0.0
    assert tempo.with_anchors(()) is tempo
