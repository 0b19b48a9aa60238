"""The hands never teleport, and never press on the spine."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.breath.pattern import BreathPattern, Phase
from coach.massage.back import SPINE_HALF_WIDTH, Point, Side
from coach.massage.route import Track
from coach.session import commands as cmd
from coach.session.hands import GLIDE_MS, hands_at
from coach.session.state import State
from tests.helpers.scripts import Step, avoiding_rehearsals, each_ms, rehearsals, scripts
from tests.helpers.sessions import Rehearsal

Places = tuple[Point, Point]

STEEPEST_LEVEL = 2.0 / 250
"""Of its own height a breath let go falls no faster than this, per ms; a whole one pi/2 a glide."""
STEEPEST_WEIGHT = 1.5 / 700
"""The smooth step of a glide of 700 ms between two routes, at its middle."""


def length(track: Track) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(track.points))


class Bound:
    """How far a hand may go in a millisecond, by the routes that a session has used so far.

    On a route: its length times the level's slope. Between routes: the width of all of them times
    the slope of the glide, for each glide under way.
    """

    def __init__(self) -> None:
        self._works = 0
        self.longest = self.width = 0.0

    def of(self, state: State, breath: int) -> float:
        if len(state.works) != self._works:
            self._works = len(state.works)
            tracks = [
                track
                for work in state.works
                for pair in (state.route_of(work).press, state.route_of(work).back)
                for track in pair
            ]
            self.longest = max(self.longest, *map(length, tracks))
            xs = [x for track in tracks for x, _ in track.points]
            ys = [y for track in tracks for _, y in track.points]
            self.width = max(self.width, math.dist((min(xs), min(ys)), (max(xs), max(ys))))
        glides = sum(work.at_breath >= breath - 2 for work in state.works[1:])
        return self.longest * STEEPEST_LEVEL + glides * self.width * STEEPEST_WEIGHT


def gliding(state: State, t_ms: int) -> bool:
    """Whether the hands are between two routes."""
    for work in state.works[1:]:
        begins = state.tempo.exhale_ms(work.at_breath - 1)
        if begins is not None and 0 < t_ms - max(begins, work.known_ms) < GLIDE_MS:
            return True
    return False


@settings(max_examples=50, deadline=None)
@given(st.one_of(rehearsals, avoiding_rehearsals), scripts(20))
def test_hands_never_teleport(live: Rehearsal, script: list[Step]):
    bound = Bound()
    near_ms, events = 0, 0
    before_ms, before = 0, live.moment().hands
    for t_ms, state in each_ms(live, script):
        if len(live.events) != events:
            near_ms, events = t_ms, len(live.events)
        if t_ms - near_ms > 20 and t_ms % 8:
            continue
        here = state.tempo.place_at(t_ms)
        hands = hands_at(state, here, t_ms)
        passed_ms = t_ms - before_ms
        if passed_ms <= 16:
            allowed = bound.of(state, here.breath) * passed_ms + 1e-6
            for old, new in zip(before, hands, strict=True):
                assert math.dist(old, new) <= allowed, (t_ms, here)
        before_ms, before = t_ms, hands


@settings(max_examples=50, deadline=None)
@given(st.one_of(rehearsals, avoiding_rehearsals), scripts(20))
def test_hands_are_beside_the_spine_wherever_they_do_not_glide_across(
    live: Rehearsal, script: list[Step]
):
    for t_ms, state in each_ms(live, script):
        if t_ms % 23:
            continue
        hands = hands_at(state, state.tempo.place_at(t_ms), t_ms)
        near = any(abs(x) < SPINE_HALF_WIDTH - 1e-9 for x, _ in hands)
        assert not near or gliding(state, t_ms)


def test_a_glide_goes_on_through_a_breath_that_is_let_go_at_once():
    live = Rehearsal(pattern=BreathPattern(24.0, 0.25, 0.0))
    for _ in range(2):
        live.do(cmd.NextStage())
        live.breathe()
    live.do(cmd.MarkAt(-0.2, 0.5))
    live.wait(626)
    live.do(cmd.Tap())
    live.breathe()
    live.wait(1)
    live.do(cmd.Pause(), cmd.Tap())
    bound = Bound()
    before = live.moment().hands
    for _ in range(400):
        live.wait(1)
        moment = live.moment()
        allowed = bound.of(live.state, moment.breath)
        assert math.dist(moment.hands[0], before[0]) <= allowed
        before = moment.hands


def test_the_glide_to_another_stage_is_on_the_last_breath_out():
    live = Rehearsal()
    live.wait(500)
    live.do(cmd.NextStage())
    out = live.wait_for(lambda m: m.phase is Phase.EXHALE)
    start = out.hands
    up = live.wait_for(lambda m: m.stage == 1)
    assert up.hands[1] == pytest.approx(live.state.routes[1].press[1].at(0.0), abs=1e-6)
    assert math.dist(start[1], up.hands[1]) > 0.01


def test_in_kneading_both_hands_work_over_the_area():
    live = Rehearsal()
    live.do(cmd.MarkAt(-0.12, 0.55))
    for _ in range(2):
        live.do(cmd.NextStage())
        live.breathe()
    live.wait_for(lambda m: m.area == 1)
    moment = live.wait_for(lambda m: m.phase is Phase.INHALE and m.progress > 0.5)
    assert live.state.areas[0].side is Side.LEFT
    for x, y in moment.hands:
        assert x < -SPINE_HALF_WIDTH
        assert y == pytest.approx(0.55, abs=0.06)


def test_on_the_breath_in_hands_climb_and_on_the_breath_out_they_come_back():
    live = Rehearsal()
    live.do(cmd.NextStage())
    live.breathe(1)
    heights = []
    while live.moment().breath == 1:
        live.wait(50)
        heights.append((live.moment().phase, live.moment().hands[1][1]))
    up = [y for phase, y in heights if phase is Phase.INHALE]
    assert up[0] > 0.8
    assert min(up) < 0.35
    assert heights[-2][1] > 0.8
