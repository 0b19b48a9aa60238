"""Paths drawn point by point: joined, on the back, off the spine, whatever a hand does."""

import math

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.massage import drawing
from coach.massage.back import SPINE_HALF_WIDTH, is_on_back
from coach.massage.drafts import validated, with_stage
from coach.massage.route import stage_route
from tests.helpers.sessions import SHIPPED, shipped

anywhere = st.tuples(st.floats(-1.0, 1.0), st.floats(-0.5, 1.5))
STAGES = [(name, index) for name in SHIPPED for index in range(len(shipped(name).stage))]
acts = st.lists(
    st.tuples(
        st.sampled_from(["move", "add", "add here", "delete"]),
        st.integers(0, 1),
        st.integers(0, 63),
        anywhere,
    ),
    max_size=25,
)


def drawn(ways, act):
    what, phase, index, place = act
    index %= len(ways[phase])
    if what == "move":
        return drawing.with_point_at(ways, phase, index, place)
    if what == "delete":
        return drawing.without_point(ways, phase, index)
    return drawing.with_point_added(ways, phase, index, place if what == "add here" else None)


@settings(max_examples=15)
@given(st.sampled_from(STAGES), st.booleans(), acts)
def test_whatever_is_drawn_can_be_saved_and_stays_on_the_back(which, left, script):
    name, index = which
    protocol = shipped(name)
    stage = drawing.apart(protocol.stage[index], on=left)
    for act in script:
        ways = drawn(drawing.ways_of(stage, left=left), act)
        stage = drawing.with_ways(stage, ways, left=left)
        validated(with_stage(protocol, index, stage))
        for path in ways:
            assert all(x >= SPINE_HALF_WIDTH for x, _ in path)
            assert all(is_on_back(x, y) for x, y in path)
    tracks = (*stage_route(stage).press, *stage_route(stage).back)
    assert all(abs(x) >= SPINE_HALF_WIDTH for track in tracks for x, _ in track.points)


def test_the_ends_move_together():
    ways = drawing.ways_of(shipped().stage[1], left=False)
    up = drawing.with_point_at(ways, 0, len(ways[0]) - 1, (0.2, 0.4))
    assert up[0][-1] == up[1][0] == (0.2, 0.4)
    down = drawing.with_point_at(ways, 1, len(ways[1]) - 1, (0.1, 0.9))
    assert down[1][-1] == down[0][0] == (0.1, 0.9)


def test_a_point_is_never_nearer_to_the_spine_than_allowed_nor_off_the_back():
    assert drawing.allowed((-0.3, 0.5), (0.1, 0.5)) == (SPINE_HALF_WIDTH, 0.5)
    x, y = drawing.allowed((0.39, 0.9), (0.1, 0.9))
    assert is_on_back(x, y)
    assert y == 0.9
    assert x > 0.15
    assert drawing.allowed((math.nan, 0.5), (0.1, 0.5)) == (0.1, 0.5)


def test_hands_that_rest_get_a_way_to_go_and_rest_again():
    rests = shipped("chair").stage[0]
    ways = drawing.ways_of(rests, left=False)
    assert [len(path) for path in ways] == [1, 1]
    going = drawing.with_point_added(ways, 0, 0, None)
    assert [len(path) for path in going] == [2, 2]
    assert going[0] == going[1][::-1]
    resting = drawing.without_point(going, 0, 1)
    assert resting == ways
    assert drawing.without_point(ways, 0, 0) == ways


def test_a_double_click_adds_where_it_was_made():
    path = ((0.1, 0.9), (0.1, 0.6), (0.1, 0.3))
    assert drawing.nearest_gap(path, (0.12, 0.75)) == 0
    assert drawing.nearest_gap(path, (0.12, 0.45)) == 1
    assert drawing.nearest_gap(path, (0.1, 0.2)) == 2


def test_no_more_points_than_a_file_may_hold():
    ways = drawing.ways_of(shipped().stage[2], left=False)
    for _ in range(100):
        ways = drawing.with_point_added(ways, 0, 0, None)
    assert len(ways[0]) <= drawing.MOST_POINTS


@pytest.mark.parametrize("on", [True, False])
def test_hands_go_apart_and_together(on):
    stage = drawing.apart(shipped().stage[1], on=True)
    assert drawing.ways_of(stage, left=True) == drawing.ways_of(stage, left=False)
    moved = drawing.with_point_at(drawing.ways_of(stage, left=True), 0, 0, (0.1, 0.8))
    stage = drawing.with_ways(stage, moved, left=True)
    route = stage_route(stage)
    assert route.press[0].points[0] == (-0.1, 0.8)
    assert route.press[1].points[0] == shipped().stage[1].inhale.path[0]
    again = drawing.apart(stage, on=False)
    assert again == shipped().stage[1]
    assert msgspec.structs.replace(again) == again
