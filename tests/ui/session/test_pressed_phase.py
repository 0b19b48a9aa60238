"""Filled hands and a thick gauge follow the phase that is pressed; colours follow the breath."""

import itertools
import math

import msgspec
import pytest

from coach.breath.pattern import BreathPattern, Phase
from coach.massage.back import Side, TenseArea
from coach.massage.protocol import Hand
from coach.massage.route import area_route
from coach.massage.strokes import Direction, StrokeKind
from coach.session import commands as cmd
from coach.session.due import stairs_at
from coach.session.moment import Force
from coach.ui.session.cards import in_force, waiting
from coach.ui.session.small_stroke import BEAT, CIRCLE, TREMBLE, small_stroke
from tests.helpers.sessions import Rehearsal, shipped


@pytest.fixture
def rehearsal():
    """Pressed on the breath out, in the long strokes."""
    live = Rehearsal(shipped("breath-out"), pattern=BreathPattern(12.0, 0.4, 0.0), tapped=True)
    live.wait_for(lambda m: m.stage == 1, tick_ms=500, within_ms=400_000)
    return live


def half(live, phase):
    return live.wait_for(lambda m: m.phase is phase and m.progress > 0.5, tick_ms=16)


def test_on_the_breath_out_the_hands_are_filled_and_cool_and_go_up(page, rehearsal):
    light = half(rehearsal, Phase.INHALE)
    page.show_moment(light)
    assert {(look.filled, look.colour) for look in page.back._looks} == {
        (False, page.back.theme.inhale)
    }
    assert (page.gauge.solid, page.gauge._tint) == (False, "inhale")
    assert (page.pressure.pressure, page.pressure._tint) == (1, "inhale")
    assert page.word.card.text == "In"
    pressed = half(rehearsal, Phase.EXHALE)
    page.show_moment(pressed)
    assert {(look.filled, look.colour) for look in page.back._looks} == {
        (True, page.back.theme.exhale)
    }
    assert (page.gauge.solid, page.gauge._tint) == (True, "exhale")
    assert (page.pressure.pressure, page.pressure._tint) == (3, "exhale")
    assert page.word.card.text == "Out"
    later = rehearsal.moment(rehearsal.t_ms + 300)
    assert later.hands[1][1] < pressed.hands[1][1]


def test_its_cards_point_where_the_hands_go(rehearsal):
    light = half(rehearsal, Phase.INHALE)
    assert in_force(light, "en")[:] == ("Float down the sides", "inhale", -1)
    assert waiting(light, "en")[:] == ("Glide up, beside the spine", "exhale", 1)
    pressed = half(rehearsal, Phase.EXHALE)
    assert in_force(pressed, "en")[:] == ("Glide up, beside the spine", "exhale", 1)
    assert waiting(pressed, "en")[:] == ("Float down the sides", "inhale", -1)


def test_over_a_tense_area_the_pressed_breath_out_goes_up():
    area = TenseArea(1, Side.LEFT, 0.1, 0.5, 0)
    usual, other = (area_route(area, Hand.THUMBS, presses_out=out) for out in (False, True))
    assert usual.press[0].at(0.0)[1] > usual.press[0].at(1.0)[1]
    assert other.press[0].at(0.0)[1] < other.press[0].at(1.0)[1]
    assert other.back[0].at(0.0) == usual.press[0].at(0.0)


def test_a_stroke_pressed_on_the_breath_out_is_never_spread_over_breaths():
    protocol = shipped("breath-out")
    spread = tuple(msgspec.structs.replace(s, stairs=3) for s in protocol.stage)
    protocol = msgspec.structs.replace(protocol, stage=spread)
    assert {stairs_at(protocol, stage, None, 22.0, 1) for stage in range(6)} == {1}


def test_the_palms_tremble_on_the_pressed_breath_out_alone(rehearsal):
    rehearsal.wait_for(lambda m: m.stage == 4, tick_ms=500, within_ms=3_000_000)
    rehearsal.breathe()
    assert not half(rehearsal, Phase.INHALE).trembles
    assert half(rehearsal, Phase.EXHALE).trembles


def test_a_heavier_hand_for_this_client_does_not_turn_the_phases(rehearsal):
    rehearsal.do(cmd.ChangePressure(-2))
    assert half(rehearsal, Phase.EXHALE).presses
    assert not half(rehearsal, Phase.INHALE).presses


def test_inward_and_outward_have_arrows_of_their_own(page):
    live = Rehearsal(shipped("chair"), tapped=True)
    live.wait_for(lambda m: m.stage == 1, tick_ms=500, within_ms=400_000)
    moment = half(live, Phase.INHALE)
    assert (moment.inhale_way, moment.exhale_way) == (Direction.IN, Direction.OUT)
    pictures = set()
    for stage_moment in (moment, half(live, Phase.EXHALE)):
        page.show_moment(stage_moment)
        pictures.add(page.waiting.card.arrow)
        page.waiting.grab()
    assert pictures == {2, -2}


def test_hands_that_rest_point_nowhere(page):
    live = Rehearsal(shipped("chair"), tapped=True)
    moment = live.moment()
    assert (moment.force, moment.inhale_way, moment.exhale_way) == (
        Force.INHALE,
        Direction.STAY,
        Direction.STAY,
    )
    page.show_moment(moment)
    assert page.waiting.card.arrow == 0


@pytest.mark.parametrize(
    ("kind", "reach"),
    [
        (StrokeKind.VIBRATION, TREMBLE),
        (StrokeKind.TAPOTEMENT, BEAT),
        (StrokeKind.FRICTION, CIRCLE),
        (StrokeKind.KNEADING, CIRCLE),
    ],
)
@pytest.mark.parametrize("cadence_hz", [0.5, 4.0, 6.0])
def test_small_strokes_come_back_as_often_as_their_cadence_says(kind, reach, cadence_hz):
    period_ms = round(1000 / cadence_hz)
    for hand in (0, 1):
        seen = [small_stroke(kind, 1000 / period_ms, t, hand) for t in range(2 * period_ms)]
        for early, late in zip(seen[:period_ms], seen[period_ms:], strict=True):
            assert late == pytest.approx(early, abs=1e-9)
        assert max(math.hypot(x, y) for x, y in seen) == pytest.approx(reach, rel=0.1)
        crossings = sum(a[1] < 0 <= b[1] for a, b in itertools.pairwise(seen))
        assert crossings in (1, 2)


def test_drumming_hands_take_turns():
    left, right = (small_stroke(StrokeKind.TAPOTEMENT, 4.0, 40, hand) for hand in (0, 1))
    assert left[1] == pytest.approx(-right[1])
