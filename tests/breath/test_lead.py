"""The lead by itself: its steps, its curve, and what taps tell of the client's own rate."""

from itertools import pairwise

import pytest
from hypothesis import given

from coach.breath.lead import (
    LAGS_ABOVE,
    MOST_STEP_BPM,
    TAPPED_BREATHS,
    Lead,
    Led,
    Standing,
    client_bpm,
    curve,
    next_bpm,
    standing,
    tapped_bpm,
)
from tests.helpers.scripts import leads, rates

TO_8 = Lead(8.0, 20 * 60_000)


@given(leads, rates, rates)
def test_a_step_is_small_slower_and_never_below_the_goal(lead, from_bpm, rate):
    after = next_bpm(lead, from_bpm, rate)
    assert rate - MOST_STEP_BPM - 1e-9 <= after <= rate
    assert after == rate if rate <= lead.goal_bpm else after >= lead.goal_bpm


@given(leads, rates)
def test_the_curve_goes_down_in_order_and_ends_at_the_goal(lead, from_bpm):
    points = curve(lead, from_bpm).points
    assert points[0] == (0, from_bpm)
    assert all(late[1] < early[1] for early, late in pairwise(points))
    assert points[-1][1] == min(from_bpm, lead.goal_bpm)


def test_with_a_client_who_follows_it_takes_the_time_that_was_chosen():
    t_ms, rate = curve(TO_8, 12.0).points[-1]
    assert rate == 8.0
    assert t_ms == pytest.approx(20 * 60_000, rel=0.01)
    assert curve(TO_8, 12.0).rate_at(10 * 60_000) == pytest.approx(10.0, abs=0.05)


def test_a_time_too_short_for_small_steps_takes_longer():
    assert curve(Lead(8.0, 60_000), 12.0).points[-1][0] > 3 * 60_000


@pytest.mark.parametrize("breaths", [1, 2, 3, 5])
def test_even_taps_tell_the_clients_rate_whatever_is_paced(breaths):
    known = 12.0
    for _ in range(40):
        told = client_bpm(known, round(breaths * 60_000 / 12.5))
        assert told is not None
        known = told
    assert known == pytest.approx(12.5, rel=0.005)


@pytest.mark.parametrize("gap_ms", [200, 7_500, 60_000 * TAPPED_BREATHS])
def test_a_gap_of_no_whole_number_of_breaths_or_of_many_tells_nothing(gap_ms):
    assert client_bpm(12.0, gap_ms) is None


def test_one_tap_that_does_not_tell_leaves_what_was_known_and_a_second_forgets_it():
    led = Led(TO_8, 12.0).told(11.0)
    assert (led.client_bpm, led.known_bpm) == (11.0, 11.0)
    led = led.told(None)
    assert (led.client_bpm, led.known_bpm) == (None, 11.0)
    led = led.told(None)
    assert (led.client_bpm, led.known_bpm) == (None, None)


def of(stands: Standing, client: float | None, since_ms: int = 0) -> Led:
    return Led(TO_8, 12.0, stands, since_ms, client, client)


def test_it_leads_only_while_a_fresh_tap_agrees():
    now_ms, paced = 100_000, 10.0
    cases = {
        (10.0, now_ms): Standing.LEADS,
        (8.0, now_ms): Standing.LEADS,
        (10.0 * LAGS_ABOVE + 0.01, now_ms): Standing.LAGS,
        (10.0, now_ms - 6_000 * TAPPED_BREATHS - 1): Standing.UNTAPPED,
        (10.0, None): Standing.UNTAPPED,
        (None, now_ms): Standing.UNTAPPED,
    }
    for (client, tapped_ms), expected in cases.items():
        for before in (Standing.LEADS, Standing.UNTAPPED):
            assert standing(of(before, client), paced, now_ms, tapped_ms) is expected


def test_a_stop_by_hand_stays():
    assert standing(of(Standing.STOPPED, 10.0), 10.0, 0, 0) is Standing.STOPPED


def test_who_lagged_is_waited_for_a_while_and_until_they_agree():
    led = of(Standing.LAGS, 10.2)
    assert standing(led, 10.0, 47_000, 47_000) is Standing.LAGS
    assert standing(led, 10.0, 49_000, 49_000) is Standing.LEADS
    assert standing(of(Standing.LAGS, 10.5), 10.0, 49_000, 49_000) is Standing.LAGS


def test_who_goes_on_lagging_has_their_own_rate_back():
    led = of(Standing.LAGS, 11.0)
    assert tapped_bpm(led, 10.0, 11.0, 20_000) == 10.0
    assert tapped_bpm(led, 10.0, 11.0, 25_000) == 11.0
    assert tapped_bpm(of(Standing.LEADS, 11.0), 10.0, 11.0, 25_000) == 10.0


def test_who_breathes_slower_than_paced_is_followed_below_the_goal_too():
    assert tapped_bpm(of(Standing.LEADS, 7.0), 10.0, 7.0, 0) == 7.0
    assert tapped_bpm(of(Standing.LEADS, 9.5), 10.0, 9.5, 0) == 10.0
    assert tapped_bpm(of(Standing.LEADS, None), 10.0, None, 0) == 10.0
