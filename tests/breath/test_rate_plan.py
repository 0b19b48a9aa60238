"""A rate over hands-on time: read off a tempo map, asked for at any time, scaled."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.breath import steering
from coach.breath.pattern import BreathPattern
from coach.breath.rate_plan import RatePlan
from coach.breath.tempo_map import TempoMap
from tests.helpers.breaths import Breathing, acts
from tests.helpers.scripts import patterns, rates

PLAN = RatePlan(((0, 14.0), (60_000, 12.0), (120_000, 6.0)))


@pytest.mark.parametrize(
    ("elapsed_ms", "rate"),
    [(-5, 14.0), (0, 14.0), (59_999, 14.0), (60_000, 12.0), (10**9, 6.0)],
)
def test_a_rate_holds_until_the_next_point(elapsed_ms, rate):
    assert PLAN.rate_at(elapsed_ms) == rate


def test_a_scaled_rate_stays_within_what_is_paced():
    assert PLAN.rate_at(0, 0.5) == 7.0
    assert PLAN.rate_at(0, 10.0) == 24.0
    assert PLAN.rate_at(120_000, 0.5) == 4.0


@given(rates, rates)
def test_a_scale_leads_back_to_its_rate(planned, wanted):
    plan = RatePlan(((0, planned),))
    assert plan.rate_at(0, plan.scale_at(0, wanted)) == pytest.approx(wanted, abs=1e-9)


def test_the_mean_is_weighted_by_time():
    assert PLAN.mean_bpm(0, 120_000) == pytest.approx(13.0)
    assert PLAN.mean_bpm(30_000, 90_000) == pytest.approx(13.0)
    assert PLAN.mean_bpm(70_000, 80_000) == pytest.approx(12.0)
    assert PLAN.mean_bpm(70_000, 70_000) == 12.0


@pytest.mark.parametrize(
    "points",
    [
        [],
        [[1, 14.0]],
        [[0, 14.0], [0, 12.0]],
        [[0, 14.0], [9, 12.0], [8, 11.0]],
        [[0, 3.9]],
        [[0, 24.1]],
        [[0, 14.0], [-1, 14.0]],
        [[0, 14.0], [0.5, 12.0]],
        [[0]],
    ],
    ids=str,
)
def test_points_that_are_no_plan_are_refused(points):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"points": points}, RatePlan)
    if not points:
        with pytest.raises(ValueError, match="begins"):
            RatePlan(())


def test_equal_rates_make_one_point_and_the_last_word_at_a_time_wins():
    tempo = TempoMap(steering.begin(0, BreathPattern(14.0), waits=False))
    for t_ms, rate in ((5_000, 14.0), (9_000, 10.0), (9_000, 11.0), (20_000, 8.0)):
        tempo = tempo.with_anchors(steering.retempo(tempo, t_ms, BreathPattern(rate), waits=False))
    plan = RatePlan.of_tempo(tempo, lambda t_ms: t_ms // 2, 15_000)
    assert plan.points == ((0, 14.0), (4_500, 11.0))


@given(patterns, st.lists(st.tuples(st.integers(0, 5_000), acts), max_size=20))
def test_the_plan_is_the_paced_rate_at_every_time(pattern, script):
    breathing = Breathing(pattern)
    for wait_ms, act in script:
        breathing.t_ms += wait_ms
        act(breathing)
    end_ms = breathing.t_ms + 3_000
    plan = RatePlan.of_tempo(breathing.tempo, lambda t_ms: t_ms, end_ms)
    for t_ms in range(0, end_ms, 97):
        assert plan.rate_at(t_ms) == breathing.tempo.place_at(t_ms).anchor.rate_bpm
