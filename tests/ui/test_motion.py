from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.breath.pattern import BreathPattern, Phase
from coach.session import commands as cmd
from coach.session.moment import Force
from coach.ui.motion import Motion, moved
from tests.helpers.sessions import Rehearsal


def in_stage(stage, pattern=None):
    rehearsal = Rehearsal(pattern=pattern or BreathPattern(12.0, 0.4, 0.1))
    rehearsal.wait_for(lambda m: m.stage == stage, within_ms=2_000_000, tick_ms=200)
    return rehearsal


def frames(rehearsal, seconds=15):
    for _ in range(round(seconds * 1000 / 16)):
        rehearsal.wait(16)
        yield rehearsal.moment()


@pytest.mark.parametrize("motion", [Motion.FULL, Motion.GENTLE])
def test_ring_and_hands_glide_unless_nothing_is_to_move(motion):
    moment = in_stage(1).moment()
    assert moved(moment, motion) is moment


@pytest.mark.parametrize("stage", [1, 2, 3])
@pytest.mark.parametrize("rate_bpm", [8.0, 20.0])
def test_without_motion_all_stands_but_at_the_turns(stage, rate_bpm):
    rehearsal = in_stage(stage, BreathPattern(rate_bpm, 0.4, 0.1))
    turns = 0
    for before, after in pairwise(frames(rehearsal)):
        shown = moved(before, Motion.NONE), moved(after, Motion.NONE)
        if (before.breath, before.phase) == (after.breath, after.phase):
            assert shown[0].level == shown[1].level
            assert shown[0].hands == shown[1].hands
        else:
            turns += 1
    assert turns >= 3


def test_a_breath_in_is_full_and_a_breath_out_empty():
    for moment in frames(in_stage(1), 6):
        shown = moved(moment, Motion.NONE)
        assert shown.level == (1.0 if moment.phase is Phase.INHALE else 0.0)
        top = shown.route.press[0].at(1.0), shown.route.press[1].at(1.0)
        bottom = shown.route.press[0].at(0.0), shown.route.press[1].at(0.0)
        assert shown.hands == (top if moment.force is Force.INHALE else bottom)


def test_on_the_stairs_the_hands_stand_on_each_in_turn():
    rehearsal = in_stage(1, BreathPattern(20.0, 0.4, 0.0))
    rehearsal.wait_for(lambda m: m.stairs == 3 and m.force is Force.EXHALE)
    rehearsal.breathe()
    for stair in (1, 2, 3):
        moment = rehearsal.moment()
        goal = moment.route.press[1].at(stair / 3)
        assert moment.force is Force.INHALE
        assert moved(moment, Motion.NONE).hands[1] == goal
        moment = rehearsal.wait_for(lambda m: m.force is not Force.INHALE)
        if stair < 3:
            assert moment.force is Force.STEP
            assert moved(moment, Motion.NONE).hands[1] == goal
        rehearsal.breathe()


@given(st.lists(st.integers(200, 6_000), min_size=1, max_size=8))
def test_only_what_moves_is_another(waits):
    rehearsal = Rehearsal()
    for wait_ms in waits:
        rehearsal.wait(wait_ms, tick_ms=200)
        rehearsal.offer(cmd.Tap())
        moment = rehearsal.moment()
        shown = moved(moment, Motion.NONE)
        for name in moment.__struct_fields__:
            if name not in ("level", "hands"):
                assert getattr(shown, name) == getattr(moment, name)
        assert shown.level in (0.0, 1.0)
