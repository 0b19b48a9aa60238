"""Taps → the rate that is paced: it follows the client, and no odd tap throws it about."""

import pytest

from coach.breath.taps import (
    TapSeries,
    breaths_since,
    is_double,
    last_alone,
    paced_rate_bpm,
    rate_bpm,
    with_tap,
)


def paced(times_ms: list[int], pace_bpm: float) -> list[float]:
    """The rate after each tap, by a pacer that starts at `pace_bpm`."""
    series, rates = TapSeries(), []
    for t_ms in times_ms:
        if not is_double(series, t_ms, 60_000 / pace_bpm):
            breaths = breaths_since(series, t_ms, 60_000 / pace_bpm)
            pace_bpm = paced_rate_bpm(series, t_ms, breaths, pace_bpm)
            series = with_tap(series, t_ms, breaths)
        rates.append(pace_bpm)
    return rates


@pytest.mark.parametrize("breaths_a_tap", [1, 2, 3])
@pytest.mark.parametrize("rate_bpm", [12.5, 14.0, 15.0])
def test_even_taps_bring_the_rate_to_the_clients(breaths_a_tap, rate_bpm):
    gap_ms = breaths_a_tap * 60_000 / rate_bpm
    rates = paced([round(gap_ms * i) for i in range(8)], 14.0)
    assert rates[-1] == pytest.approx(rate_bpm, rel=0.01)


def test_a_client_who_grows_calm_is_followed_within_eight_breaths():
    times = [4_000 * i for i in range(12)]
    times += [times[-1] + 5_500 * i for i in range(1, 9)]
    rates = paced(times, 15.0)
    assert rates[11] == pytest.approx(15.0)
    assert rates[-1] == pytest.approx(60_000 / 5_500, rel=0.02)


@pytest.mark.parametrize("odd_ms", [1_200, 6_500, 8_000, 11_000, 14_000, 40_000])
def test_one_odd_gap_hardly_moves_the_rate(odd_ms):
    times = [4_000 * i for i in range(10)]
    times += [times[-1] + odd_ms + 4_000 * i for i in range(4)]
    assert all(rate == pytest.approx(15.0, rel=0.04) for rate in paced(times, 15.0))


@pytest.mark.parametrize(
    ("periods", "breaths"), [(1.0, 1), (1.3, 2), (2.0, 2), (2.7, 2), (3.0, 3), (4.0, 0)]
)
def test_a_gap_is_as_many_breaths_as_usual_unless_it_is_clearly_not(periods, breaths):
    every_second = TapSeries((0, 8_000, 16_000), (0, 2, 2))
    assert breaths_since(every_second, 16_000 + round(4_000 * periods), 4_000) == breaths


def test_a_gap_too_long_to_count_pulls_the_rate_toward_the_taps():
    slow = paced([20_500 * i for i in range(30)], 15.0)
    assert slow[-1] == pytest.approx(5 * 60_000 / 20_500, rel=0.001)
    assert slow == sorted(slow, reverse=True)


def test_the_first_tap_of_all_leaves_the_rate():
    assert paced([700], 13.3) == [13.3]


def test_a_rate_set_by_hand_is_not_overruled_by_the_taps_before_it():
    series = TapSeries((0, 4_000, 8_000), (0, 1, 1))
    alone = last_alone(series)
    assert paced_rate_bpm(alone, 14_000, 1, 10.0) == pytest.approx(10.0)
    assert rate_bpm(alone) is None
    assert last_alone(TapSeries()) == TapSeries()
