"""The hands' way round areas to avoid: outside all of them, joined, smooth, on its own side."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.massage.avoid import Patch
from coach.massage.back import LEAST_OFFSET, SPINE_HALF_WIDTH, Side, TenseArea, is_on_back
from coach.massage.detour import AWAY, Ways, ways_round
from coach.massage.protocol import JOIN, Hand
from coach.massage.route import AREA_REACH, Route, Track, area_route, half_width, stage_route
from tests.helpers.avoiding import ACROSS_THE_RIGHT, avoids
from tests.helpers.sessions import SHIPPED, shipped

STAGES = [(stage, stage_route(stage)) for name in SHIPPED for stage in shipped(name).stage]
EFFLEURAGE = next(each for each in STAGES if each[0].id == "effleurage")
KNEADING = next(each for each in STAGES if each[0].id == "kneading")
LONGEST_STEP = 0.035
"""What the eye takes for one line: a fifth of a hand."""
HAIR = 0.003
areas = st.builds(
    TenseArea,
    st.just(1),
    st.sampled_from(Side),
    st.floats(LEAST_OFFSET, 0.3),
    st.floats(0.1, 1.0),
    st.just(0),
)


def tracks(route: Route) -> list[Track]:
    return [*route.press, *route.back]


def gap(track: Track, avoid: tuple[Patch, ...]) -> float:
    """How far a track stays outside of all areas, between its points as well."""
    places = [track.at(i / 300) for i in range(301)]
    return min(math.dist(at, (p.x, p.y)) - p.radius for at in places for p in avoid)


def near(route: Route, place: tuple[float, float]) -> bool:
    """The stroke itself may lead beside the body, in the armpit."""
    return any(math.dist(place, point) < 0.03 for t in tracks(route) for point in t.points)


def is_drawn_on_back(x: float, y: float) -> bool:
    """But for a hair: a straight step may cut the thin gap between arm and body."""
    moves = (-HAIR, 0.0, HAIR)
    return any(is_on_back(x + a, min(y + b, 0.999)) for a in moves for b in moves)


def is_whole(before: Track, after: Track) -> bool:
    ends = [(before.points[i], after.points[i]) for i in (0, -1)]
    return all(math.dist(a, b) < 1e-9 for a, b in ends)


@settings(max_examples=60, deadline=None)
@given(avoids, st.integers(0, len(STAGES) - 1))
def test_for_any_areas_every_stages_route_stays_outside_joined_and_on_its_side(avoid, index):
    stage, route = STAGES[index]
    led = Ways(avoid).stage_route(route, stage.hand)
    for track in tracks(led):
        assert gap(track, avoid) > half_width(stage.hand) * 0.6 if avoid else True
        assert max(math.dist(a, b) for a, b in pairwise(track.points)) <= LONGEST_STEP
    for sign, press, back in zip((-1, 1), led.press, led.back, strict=True):
        assert math.dist(press.at(1.0), back.at(0.0)) <= JOIN
        assert math.dist(back.at(1.0), press.at(0.0)) <= JOIN
        for x, y in (*press.points, *back.points):
            assert sign * x >= SPINE_HALF_WIDTH - 1e-9
            assert (abs(x), y) == AWAY or is_drawn_on_back(x, y) or near(route, (x, y))


@settings(max_examples=60, deadline=None)
@given(avoids, areas, st.sampled_from(Hand))
def test_over_a_tense_area_the_hands_stay_outside_too(avoid, area, hand):
    ways = Ways(avoid)
    led = ways.area_route(area, hand)
    for press, back in zip(led.press, led.back, strict=True):
        assert back.points == press.points[::-1]
        assert gap(press, avoid) > half_width(hand) * 0.6 if avoid else True
    if any(ways.is_avoided(x, y) for x, y in area.points):
        assert not ways.can_work(area, hand)
    if ways.can_work(area, hand):
        for track, usual in zip(led.press, area_route(area, hand).press, strict=True):
            assert track.points[0][0] == pytest.approx(usual.points[0][0])
            assert min(abs(y - area.y) for _, y in track.points) <= AREA_REACH + 1e-9


@pytest.mark.parametrize(("stage", "route"), STAGES, ids=lambda x: getattr(x, "id", ""))
def test_nothing_to_avoid_and_areas_elsewhere_leave_the_very_same_route(stage, route):
    assert ways_round(()).stage_route(route, stage.hand) is route
    beside = (Patch(0.44, 0.95, 0.02),)
    assert Ways(beside).stage_route(route, stage.hand) is route
    area = TenseArea(1, Side.LEFT, 0.1, 0.5, 0)
    assert ways_round(()).area_route(area, stage.hand) is area_route(area, stage.hand)


def test_one_hand_alone_is_led_round_and_the_stroke_stays_whole():
    stage, route = KNEADING
    avoid = (Patch(-0.06, 0.6, 0.03),)
    led = Ways(avoid).stage_route(route, stage.hand)
    assert led.press[1] is route.press[1]
    assert led.back[1] is route.back[1]
    assert is_whole(route.press[0], led.press[0])
    widest = min(x for x, _ in led.press[0].points)
    assert widest == pytest.approx(-0.06 - 0.03 - half_width(stage.hand), abs=0.012)


def test_areas_that_mirror_each_other_are_gone_round_in_the_same_way():
    stage, route = EFFLEURAGE
    avoid = (Patch(-0.1, 0.6, 0.03), Patch(0.1, 0.6, 0.03))
    led = Ways(avoid).stage_route(route, stage.hand)
    assert led.press[0] == led.press[1].mirrored()
    assert led.back[0] == led.back[1].mirrored()


def test_a_way_round_has_no_corner():
    stage, route = EFFLEURAGE
    led = Ways((Patch(-0.16, 0.33, 0.05),)).stage_route(route, stage.hand)
    assert is_whole(route.press[0], led.press[0])
    for track in (led.press[0], led.back[0]):
        points = track.points
        for a, b, c in zip(points, points[1:], points[2:], strict=False):
            ahead = math.atan2(c[1] - b[1], c[0] - b[0]) - math.atan2(b[1] - a[1], b[0] - a[0])
            assert abs(math.remainder(ahead, math.tau)) < math.radians(40)


def test_where_the_side_is_blocked_the_stroke_turns_before_it_and_comes_back_the_same_way():
    stage, route = KNEADING
    led = Ways(ACROSS_THE_RIGHT).stage_route(route, stage.hand)
    assert led.press[0] is route.press[0]
    turned = led.press[1]
    assert led.back[1].points == turned.points[::-1]
    heights = [y for _, y in turned.points]
    assert max(heights) - min(heights) > 0.15
    assert min(heights) > 0.6 or max(heights) < 0.6
    assert Ways(ACROSS_THE_RIGHT).stage_route(route, stage.hand).press[1] == turned


def test_a_stroke_that_is_all_covered_rests_beside_and_on_a_covered_side_the_hand_is_away():
    stage, route = next(each for each in STAGES if each[0].id == "contact")
    led = Ways((Patch(-0.09, 0.83, 0.08),)).stage_route(route, stage.hand)
    assert len(set(led.press[0].points + led.back[0].points)) == 1
    assert is_on_back(*led.press[0].points[0])
    everything = tuple(Patch(0.1 * i, 0.1 * j, 0.2) for i in range(-4, 1) for j in range(11))
    led = Ways(everything).stage_route(route, stage.hand)
    assert led.press[0].points == ((-AWAY[0], AWAY[1]),) * 2


def test_hands_that_rest_go_on_resting():
    resting = Track(((0.075, 0.86), (0.075, 0.86)))
    route = Route((resting.mirrored(), resting), (resting.mirrored(), resting))
    led = Ways((Patch(0.09, 0.86, 0.03),)).stage_route(route, Hand.PALMS)
    assert led.rests
    assert led.press[0] is route.press[0]
    assert math.dist(led.press[1].points[0], (0.09, 0.86)) >= 0.03 + half_width(Hand.PALMS)


def test_a_tense_area_in_a_painted_one_cannot_be_worked_and_one_beside_it_is_worked_in_part():
    ways = Ways((Patch(-0.1, 0.5, 0.04),))
    hand = Hand.THUMBS
    assert not ways.can_work(TenseArea(1, Side.LEFT, 0.1, 0.5, 0), hand)
    assert not ways.can_work(TenseArea(1, Side.BOTH, 0.1, 0.53, 0), hand)
    assert ways.can_work(TenseArea(1, Side.RIGHT, 0.1, 0.5, 0), hand)
    beside = TenseArea(1, Side.LEFT, 0.1, 0.57, 0)
    assert ways.can_work(beside, hand)
    for track in ways.area_route(beside, hand).press:
        heights = [y for _, y in track.points]
        assert max(heights) == pytest.approx(0.62, abs=0.011)
        assert min(heights) > 0.53
