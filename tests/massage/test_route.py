"""Tracks and routes: smooth, mirrored, joined, never on the spine."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.massage.back import LEAST_OFFSET, SPINE_HALF_WIDTH, Side, TenseArea
from coach.massage.protocol import JOIN, Hand
from coach.massage.route import AREA_REACH, Route, area_route, smooth, stage_route
from tests.helpers.sessions import SHIPPED, shipped

STAGES = [(name, stage) for name in SHIPPED for stage in shipped(name).stage]
areas = st.builds(
    TenseArea,
    st.just(1),
    st.sampled_from(Side),
    st.floats(LEAST_OFFSET, 0.4),
    st.floats(0.0, 1.0),
    st.just(0),
)


def joins(route: Route) -> None:
    for press, back in zip(route.press, route.back, strict=True):
        assert math.dist(press.at(1.0), back.at(0.0)) <= JOIN
        assert math.dist(back.at(1.0), press.at(0.0)) <= JOIN


@pytest.mark.parametrize(("name", "stage"), STAGES, ids=lambda x: getattr(x, "id", x))
def test_a_stages_route_joins_mirrors_and_keeps_off_the_spine(name, stage):
    route = stage_route(stage)
    joins(route)
    for left, right in (route.press, route.back):
        assert left == right.mirrored()
        assert all(x >= SPINE_HALF_WIDTH for x, _ in right.points)


@pytest.mark.parametrize(("name", "stage"), STAGES, ids=lambda x: getattr(x, "id", x))
def test_a_track_is_even_and_goes_through_the_points_of_its_path(name, stage):
    for path in (stage.inhale.path, stage.exhale.path):
        track = smooth(path)
        steps = [math.dist(a, b) for a, b in pairwise(track.points)]
        assert max(steps) <= 1.05 * sum(steps) / len(steps)
        for point in path:
            nearest = min(math.dist(point, track.at(i / 2_000)) for i in range(2_001))
            assert nearest <= max(steps)
        assert (track.at(0.0), track.at(1.0)) == (path[0], path[-1])
        assert (track.at(-1.0), track.at(2.0)) == (path[0], path[-1])


def test_a_path_of_one_point_rests_there():
    track = smooth(((0.1, 0.5),))
    assert {track.at(i / 7) for i in range(-7, 15)} == {(0.1, 0.5)}


@given(areas, st.sampled_from(Hand))
def test_over_an_area_the_hands_go_up_and_the_same_line_back_off_the_spine(area, hand):
    route = area_route(area, hand)
    joins(route)
    for press, back in zip(route.press, route.back, strict=True):
        assert back.points == press.points[::-1]
        assert press.at(1.0)[1] <= press.at(0.0)[1]
        assert all(abs(x) >= SPINE_HALF_WIDTH for x, _ in press.points)
        assert all(abs(y - area.y) <= AREA_REACH + 1e-9 for _, y in press.points)


@given(areas, st.sampled_from(Hand))
def test_an_area_on_one_side_is_worked_by_both_hands_on_that_side(area, hand):
    signs = [math.copysign(1.0, track.at(0.5)[0]) for track in area_route(area, hand).press]
    wanted = {Side.LEFT: [-1, -1], Side.RIGHT: [1, 1], Side.BOTH: [-1, 1]}
    assert signs == wanted[area.side]


@given(areas, st.sampled_from(Hand))
def test_the_left_hand_stays_left_of_the_right_hand(area, hand):
    left, right = area_route(area, hand).press
    assert left.at(0.5)[0] < right.at(0.5)[0]
