"""Taps → rate: doubles, missed taps, silence, and the range that is paced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.breath import taps
from coach.breath.taps import TapSeries, breaths_since, is_double, with_tap


def tapped(times_ms: list[int], period_ms: float) -> TapSeries:
    """The series after taps at these times, judged by a pacer of that period."""
    series = TapSeries()
    for t_ms in times_ms:
        if not is_double(series, t_ms, period_ms):
            series = with_tap(series, t_ms, breaths_since(series, t_ms, period_ms))
    return series


def every(period_ms: int, count: int, start_ms: int = 0) -> list[int]:
    return [start_ms + period_ms * i for i in range(count)]


def test_even_taps_give_their_rate():
    assert taps.rate_bpm(tapped(every(4_000, 7), 4_300)) == pytest.approx(15.0)


@given(st.integers(3_000, 6_000), st.data())
def test_a_double_is_dropped_and_does_no_harm(period_ms, data):
    times = every(period_ms, 8)
    after = data.draw(st.sampled_from(times))
    double = after + data.draw(st.integers(1, int(0.35 * period_ms)))
    with_double = tapped(sorted([*times, double]), period_ms)
    assert double not in with_double.times_ms
    assert with_double == tapped(times, period_ms)


@given(st.integers(2_600, 4_600), st.data())
def test_missed_taps_do_no_harm(period_ms, data):
    times = every(period_ms, 12)
    first = data.draw(st.integers(4, 9))
    gone = data.draw(st.integers(1, 2))
    kept = times[:first] + times[first + gone :]
    assert taps.rate_bpm(tapped(kept, period_ms)) == pytest.approx(60_000 / period_ms, rel=0.02)


@pytest.mark.parametrize("breaths", [1, 2, 3])
def test_a_gap_of_n_periods_is_n_breaths(breaths):
    series = tapped(every(4_000, 3), 4_000)
    last = series.times_ms[-1]
    for late in (-600, 0, 600):
        assert breaths_since(series, last + breaths * 4_000 + late, 4_000) == breaths


def test_long_silence_begins_a_new_series():
    series = tapped(every(4_000, 5), 4_000)
    last = series.times_ms[-1]
    assert breaths_since(series, last + 14_999, 4_000) > 0
    assert breaths_since(series, last + 15_000, 4_000) == 0
    anew = tapped([*every(4_000, 5), *every(3_000, 3, last + 15_000)], 3_000)
    assert taps.rate_bpm(anew) == pytest.approx(20.0)


def test_one_tap_says_nothing_about_the_rate():
    assert taps.rate_bpm(tapped([100], 4_000)) is None
    assert taps.variation(tapped([100, 4_000], 4_000)) is None


@given(st.lists(st.integers(1, 40_000), min_size=1, max_size=40), st.floats(2_500, 15_000))
def test_the_rate_of_any_taps_is_within_4_and_24(gaps_ms, period_ms):
    times = [sum(gaps_ms[: i + 1]) for i in range(len(gaps_ms))]
    rate = taps.rate_bpm(tapped(times, period_ms))
    assert rate is None or 4.0 <= rate <= 24.0


@given(st.integers(2_600, 7_000))
def test_in_prepare_the_taps_themselves_are_the_measure(period_ms):
    series = TapSeries()
    for t_ms in every(period_ms, 6):
        usual = taps.usual_period_ms(series)
        assert not is_double(series, t_ms, usual)
        series = with_tap(series, t_ms, breaths_since(series, t_ms, usual))
    assert taps.rate_bpm(series) is not None


def test_even_taps_have_no_variation_and_uneven_ones_have_some():
    assert taps.variation(tapped(every(4_000, 6), 4_000)) == 0.0
    uneven = taps.variation(tapped([0, 3_500, 8_000, 11_500, 16_000], 4_000))
    assert uneven is not None
    assert 0.1 < uneven < 0.2
