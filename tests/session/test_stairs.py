"""Long strokes on fast breath: a part on each breath in, rest in place on the breath out."""

import pytest

from coach.breath.pattern import BreathPattern, Phase
from coach.session import commands as cmd
from coach.session.moment import Force
from tests.helpers.sessions import Rehearsal

EFFLEURAGE, KNEADING = 1, 2


def at(rate_bpm: float, stage: int = EFFLEURAGE) -> Rehearsal:
    live = Rehearsal(pattern=BreathPattern(rate_bpm, 0.4, 0.0))
    for _ in range(stage):
        live.do(cmd.NextStage())
        live.breathe()
    return live


@pytest.mark.parametrize(("rate_bpm", "stairs"), [(14.0, 1), (16.0, 1), (16.5, 3), (24.0, 3)])
def test_long_strokes_go_in_stairs_above_16(rate_bpm, stairs):
    assert at(rate_bpm).moment().stairs == stairs


def test_hands_climb_on_each_breath_in_rest_on_the_out_and_come_back_on_the_last():
    live = at(20.0)
    forces, heights = [], []
    for _ in range(3):
        out = live.wait_for(lambda m: m.phase is Phase.EXHALE and m.progress > 0.1)
        live.wait(600)
        later = live.moment()
        forces.append(later.force)
        heights.append((out.hands[1][1], later.hands[1][1]))
        live.breathe()
    assert forces == [Force.STEP, Force.STEP, Force.EXHALE]
    (first, still_first), (second, still_second), (top, back) = heights
    assert first == still_first > second == still_second
    assert back != top
    assert live.moment().hands[1] == pytest.approx(
        live.state.routes[EFFLEURAGE].press[1].at(0.0), abs=0.01
    )


def test_a_rate_that_wavers_about_16_does_not_change_them_to_and_fro():
    live = at(16.5)
    for rate_bpm in (15.9, 16.1, 15.2, 16.0):
        live.do(cmd.SetTempo(rate_bpm=rate_bpm))
        assert live.breathe(4).stairs == 3
    live.do(cmd.SetTempo(rate_bpm=15.0))
    assert live.breathe(4).stairs == 1
    live.do(cmd.SetTempo(rate_bpm=16.0))
    assert live.breathe(4).stairs == 1
    live.do(cmd.SetTempo(rate_bpm=16.1))
    assert live.breathe(4).stairs == 3


def test_short_strokes_have_no_stairs():
    assert at(24.0, stage=0).moment().stairs == 1


def test_an_area_has_no_stairs():
    live = at(24.0, stage=KNEADING)
    assert live.moment().stairs == 3
    live.do(cmd.MarkAt(0.1, 0.5))
    assert live.breathe().stairs == 1
