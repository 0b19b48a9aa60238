"""A key held through the breath in: which holds count, and the share that follows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.breath import holds
from coach.breath.pattern import MAX_INHALE_SHARE, MIN_INHALE_SHARE
from tests.helpers.scripts import inhale_shares

periods = st.floats(2_500.0, 15_000.0)
held = st.lists(st.integers(0, 20_000), max_size=holds.KEPT).map(tuple)


@given(held, periods, inhale_shares)
def test_the_share_stays_between_a_quarter_and_three_fifths(holds_ms, period_ms, present):
    share = holds.inhale_share(holds_ms, period_ms, present)
    assert MIN_INHALE_SHARE <= share <= MAX_INHALE_SHARE


@given(periods, inhale_shares, inhale_shares)
def test_two_holds_alike_are_the_share(period_ms, true, present):
    twice = (round(true * period_ms),) * 2
    assert holds.inhale_share(twice, period_ms, present) == pytest.approx(true, abs=1 / period_ms)


@given(periods, inhale_shares)
def test_without_a_hold_the_share_stays(period_ms, present):
    assert holds.inhale_share((), period_ms, present) == pytest.approx(present)


@given(periods, inhale_shares, st.integers(0, 20_000))
def test_one_odd_hold_among_five_moves_nothing_far(period_ms, true, odd_ms):
    usual = round(true * period_ms)
    series = (usual, usual, odd_ms, usual, usual)
    assert holds.inhale_share(series, period_ms, true) == pytest.approx(true, abs=2 / period_ms)


@given(periods, inhale_shares)
def test_a_breath_in_of_any_share_counts_also_at_a_rate_that_is_a_quarter_off(period_ms, true):
    for off in (0.8, 1.0, 1.25):
        assert holds.is_breath_in(round(true * period_ms), period_ms * off)


@pytest.mark.parametrize("held_ms", [0, 20, 120, 299, 312, 2_001, 60_000])
def test_a_mere_tap_and_a_foot_left_on_the_pedal_do_not_count(held_ms):
    assert not holds.is_breath_in(held_ms, 2_500.0)


def test_only_the_latest_holds_are_kept():
    series: tuple[int, ...] = ()
    for held_ms in range(10):
        series = holds.with_hold(series, held_ms)
    assert series == (5, 6, 7, 8, 9)
