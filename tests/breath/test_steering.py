"""Commands → anchors: no jump, a tap that corrects within the breath, hold, pause."""

from copy import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.breath import steering
from coach.breath.pattern import BreathPattern, Phase
from coach.breath.tempo_map import Course
from tests.helpers.breaths import (
    FASTEST_PER_MS,
    Breathing,
    acts,
    breathe_out,
    change_mode,
    changed,
    hold,
    pause,
    tap,
)
from tests.helpers.scripts import inhale_shares, patterns

TOLERANCE = 1.0 + 1e-6
GLIDE_MS = steering.GLIDE_MS
steady = BreathPattern(14.0, 0.4, 0.0)
waits_and_acts = st.lists(
    st.tuples(st.one_of(st.sampled_from([0, 1, 125, 249, 250, 251]), st.integers(0, 2_500)), acts),
    max_size=25,
)


@given(patterns, st.booleans(), waits_and_acts)
def test_the_level_never_jumps_and_the_breaths_are_counted_one_by_one(pattern, with_taps, script):
    breathing = Breathing(pattern, with_taps=with_taps)
    before = breathing.here()
    for wait_ms, act in [*script, (300, tap)]:
        for here in breathing.each_ms(wait_ms):
            assert abs(here.level - before.level) <= FASTEST_PER_MS * TOLERANCE
            assert before.breath <= here.breath <= before.breath + 1
            before = here
        act(breathing)
        here = breathing.here()
        assert here.level == pytest.approx(before.level, abs=1e-9)
        assert before.breath <= here.breath <= before.breath + 1
        times = [anchor.t_ms for anchor in breathing.tempo.anchors]
        assert times == sorted(times)
        before = here


@given(patterns, st.booleans(), waits_and_acts, st.booleans())
def test_a_breath_that_was_held_or_waits_for_taps_rests_at_its_end_until_one_comes(
    pattern, with_taps, script, held
):
    breathing = Breathing(pattern, with_taps=with_taps)
    for wait_ms, act in script:
        breathing.t_ms += wait_ms
        act(breathing)
    tap(breathing)
    breathing.t_ms += 1_000
    (hold if held else change_mode)(breathing)
    if not breathing.waits:
        change_mode(breathing)
    breath = breathing.here().breath
    breathing.t_ms += 120_000
    assert breathing.here().resting
    assert breathing.here().breath <= breath + 1
    breathing.held = False
    tap(breathing)
    assert (breathing.here().phase, breathing.here().progress) == (Phase.INHALE, 0.0)


@given(patterns, st.booleans(), waits_and_acts, waits_and_acts)
def test_a_held_breath_begins_no_other_whatever_the_slider_does(pattern, with_taps, before, during):
    breathing = Breathing(pattern, with_taps=with_taps)
    for wait_ms, act in before:
        breathing.t_ms += wait_ms
        act(breathing)
    if breathing.paused:
        tap(breathing)
    hold(breathing)
    breath = breathing.here().breath
    for wait_ms, act in during:
        breathing.t_ms += wait_ms
        if act.__name__.startswith("changed"):
            act(breathing)
    breathing.t_ms += 20_000
    assert breathing.here().resting
    assert breathing.here().breath == breath


@given(patterns, st.booleans(), waits_and_acts)
def test_a_tap_begins_a_breath_in_within_the_glide_and_the_breaths_go_on(
    pattern, with_taps, script
):
    breathing = Breathing(pattern, with_taps=with_taps)
    for wait_ms, act in script:
        breathing.t_ms += wait_ms
        act(breathing)
    tap(breathing)
    breathing.t_ms += GLIDE_MS
    here = breathing.here()
    assert here.phase is Phase.INHALE
    assert not here.resting
    assert here.anchor.course is not Course.FROZEN
    breathing.t_ms += round(breathing.pattern.period_ms) + 1
    assert breathing.here().resting is breathing.with_taps


@given(patterns, st.booleans(), waits_and_acts)
def test_a_steady_breath_never_rests_unless_it_is_held(pattern, with_taps, script):
    breathing = Breathing(pattern, with_taps=with_taps)
    for wait_ms, act in script:
        breathing.t_ms += wait_ms
        act(breathing)
    if not (breathing.waits or breathing.paused):
        for _ in range(5):
            breathing.t_ms += 300
            assert not breathing.here().resting


@given(patterns, st.booleans(), st.floats(0.01, 0.99))
def test_a_tap_in_the_breath_out_brings_the_turn_forward_and_the_breath_in_ends_on_time(
    pattern, with_taps, progress
):
    breathing = Breathing(pattern, with_taps=with_taps)
    exhale_share = 1.0 - pattern.pause_share - pattern.inhale_share
    breathing.t_ms = round(pattern.period_ms * (pattern.inhale_share + progress * exhale_share))
    if breathing.here().phase is not Phase.EXHALE:
        return
    tap(breathing)
    onset = breathing.tempo.onset_ms(1)
    turn = breathing.tempo.exhale_ms(1)
    assert onset is not None
    assert turn is not None
    assert breathing.t_ms <= onset <= breathing.t_ms + GLIDE_MS
    assert turn == pytest.approx(breathing.t_ms + pattern.inhale_ms, abs=1.0)


@given(patterns, st.booleans(), st.floats(0.01, 0.99))
def test_a_tap_early_in_the_breath_in_slows_it_so_that_it_ends_with_the_clients(
    pattern, with_taps, progress
):
    breathing = Breathing(pattern, with_taps=with_taps)
    breathing.t_ms = round(pattern.inhale_ms * progress)
    here = breathing.here()
    if here.progress * pattern.inhale_share > 0.45:
        return
    tap(breathing)
    turn = breathing.tempo.exhale_ms(0)
    assert turn == pytest.approx(breathing.t_ms + pattern.inhale_ms, abs=1.0)
    assert breathing.here().breath == 0
    assert breathing.here().progress == pytest.approx(here.progress, abs=1e-9)


def test_a_late_tap_in_a_long_breath_in_lets_it_go_the_way_it_came():
    breathing = Breathing(BreathPattern(6.0, 0.6, 0.0))
    breathing.t_ms = 5_500
    tap(breathing)
    assert breathing.here().anchor.retrace
    assert breathing.tempo.onset_ms(1) == 5_500 + GLIDE_MS


@given(patterns, st.booleans(), waits_and_acts)
def test_a_pause_freezes_the_level_and_what_resumes_it_glides_to_empty(pattern, with_taps, script):
    breathing = Breathing(pattern, with_taps=with_taps)
    for wait_ms, act in script:
        breathing.t_ms += wait_ms
        act(breathing)
    pause(breathing)
    frozen = breathing.here()
    for _ in range(5):
        breathing.t_ms += 40_000
        changed(rate_bpm=4.0 + breathing.t_ms % 20)(breathing)
        assert breathing.here().level == pytest.approx(frozen.level, abs=1e-9)
        assert breathing.here().breath == frozen.breath
    tap(breathing)
    assert breathing.here().level == pytest.approx(frozen.level, abs=1e-9)
    levels = [frozen.level]
    for here in breathing.each_ms(GLIDE_MS):
        if here.breath > frozen.breath:
            break
        levels.append(here.level)
    assert levels == sorted(levels, reverse=True) or frozen.progress == 0.0
    assert breathing.here().phase is Phase.INHALE


@given(patterns, st.booleans(), st.floats(0.01, 0.99), inhale_shares)
def test_a_breath_in_let_go_early_fills_within_the_glide_and_its_breath_out_goes_to_its_end(
    pattern, with_taps, progress, share
):
    breathing = Breathing(pattern, with_taps=with_taps)
    breathing.t_ms = round(pattern.inhale_ms * progress)
    before = breathing.here()
    if before.phase is not Phase.INHALE:
        return
    released_ms, planned_ms = breathing.t_ms, pattern.period_ms * (1.0 - pattern.pause_share)
    breathe_out(breathing, inhale_share=share)
    turn = breathing.tempo.exhale_ms(0)
    assert turn is not None
    glide_ms = GLIDE_MS * (1.0 - before.progress)
    assert released_ms <= turn <= released_ms + max(1.0, glide_ms + 1.0)
    assert breathing.here().level == pytest.approx(before.level, abs=1e-9)
    levels = [here.level for here in breathing.each_ms(round(turn) - released_ms)]
    assert levels == sorted(levels)
    empty = empties(breathing, turn)
    wanted = (planned_ms + released_ms + breathing.pattern.exhale_ms) / 2
    assert empty == pytest.approx(wanted, abs=1.0)


@given(patterns, st.booleans(), st.floats(0.0, 1.0), inhale_shares)
def test_a_breath_in_let_go_late_slows_the_breath_out_and_never_goes_back(
    pattern, with_taps, progress, share
):
    breathing = Breathing(pattern, with_taps=with_taps)
    breathing.t_ms = round(pattern.inhale_ms + pattern.exhale_ms * progress)
    before = breathing.here()
    if before.phase is not Phase.EXHALE:
        return
    released_ms, planned_ms = breathing.t_ms, pattern.period_ms * (1.0 - pattern.pause_share)
    breathe_out(breathing, inhale_share=share)
    assert breathing.here().level == pytest.approx(before.level, abs=1e-9)
    empty = empties(breathing, released_ms)
    wanted = (planned_ms + released_ms + breathing.pattern.exhale_ms) / 2
    assert empty == pytest.approx(wanted, abs=1.0)
    levels = [before.level] + [
        here.level for here in breathing.each_ms(round(empty) - 2 - released_ms)
    ]
    assert levels == sorted(levels, reverse=True)
    assert breathing.here().breath == 0


@given(patterns, st.booleans(), waits_and_acts, inhale_shares)
def test_a_key_let_go_at_rest_in_the_pause_or_a_glide_changes_the_shares_alone(
    pattern, with_taps, script, share
):
    breathing = Breathing(pattern, with_taps=with_taps)
    for wait_ms, act in script:
        breathing.t_ms += wait_ms
        act(breathing)
    here = breathing.here()
    if here.phase is not Phase.PAUSE and here.anchor.course not in (Course.GLIDE, Course.FROZEN):
        return
    other = copy(breathing)
    breathe_out(breathing, inhale_share=share)
    if not (other.held or other.paused):
        changed(inhale_share=share)(other)
    assert breathing.tempo == other.tempo


def empties(breathing, from_ms):
    """When the lungs are empty next: at the end of the breath out under way."""
    for anchor in breathing.tempo.anchors:
        if anchor.t_ms > from_ms and anchor.course in (Course.STEADY, Course.REST):
            return anchor.t_ms
    raise AssertionError("it never empties")


def test_a_hold_in_a_glide_rests_at_its_end_and_a_tap_in_the_same_glide_goes_on():
    breathing = Breathing(steady)
    breathing.t_ms = 2_000
    tap(breathing)
    breathing.t_ms += 100
    assert breathing.here().anchor.course is Course.GLIDE
    hold(breathing)
    breathing.t_ms += 50
    tap(breathing)
    breathing.t_ms += 10_000
    assert not breathing.here().resting


def test_the_slider_in_the_glide_of_a_held_breath_does_not_begin_another():
    breathing = Breathing(steady)
    breathing.t_ms = 2_000
    tap(breathing)
    breathing.t_ms += 100
    hold(breathing)
    changed(rate_bpm=10.0)(breathing)
    breathing.t_ms += 1_000
    assert breathing.here().resting
