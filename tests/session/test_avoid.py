"""Areas to avoid in a session: no hand in them, no mark on them, no tense area in them worked."""

import math

import pytest
from hypothesis import given, settings

from coach.massage.avoid import Patch
from coach.massage.back import Outcome, Side, TenseArea
from coach.massage.detour import AWAY
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.decide import RefusedError
from coach.session.hands import hands_at
from coach.session.prepared import Hands, Prepared
from coach.session.state import apply
from tests.helpers.scripts import Step, avoiding_rehearsals, brief, each_ms, scripts
from tests.helpers.sessions import Rehearsal, shipped
from tests.session.test_hands import gliding

LEFT_SHOULDER = Patch(-0.15, 0.32, 0.06)
LOW_RIGHT = Patch(0.078, 0.84, 0.05)
WHOLE_LEFT = tuple(
    Patch(-x, step / 20, 0.05) for x in (0.06, 0.12, 0.18, 0.24) for step in range(3, 21)
)
KNEADING = 2


def avoiding(*patches: Patch, hands: Hands = Hands.BOTH, **how) -> Rehearsal:
    return Rehearsal(prepared=Prepared(avoid=patches, hands=hands), **how)


def refused(live: Rehearsal, command: cmd.Command) -> str:
    with pytest.raises(RefusedError) as refusal:
        live.do(command)
    return refusal.value.code


def in_kneading(live: Rehearsal) -> Rehearsal:
    for _ in range(KNEADING):
        live.do(cmd.NextStage())
        live.breathe()
    return live


@settings(max_examples=25, deadline=None)
@given(avoiding_rehearsals, scripts(15))
def test_no_hand_is_in_an_area_to_avoid_but_where_it_glides_across(
    live: Rehearsal, script: list[Step]
):
    for t_ms, state in each_ms(live, script):
        if t_ms % 23:
            continue
        hands = hands_at(state, state.tempo.place_at(t_ms), t_ms)
        pressed = any(state.ways.is_avoided(*hand) for hand in hands)
        assert not pressed or gliding(state, t_ms)


@settings(max_examples=25, deadline=None)
@given(avoiding_rehearsals, scripts(15))
def test_no_area_in_work_or_marked_lies_in_an_area_to_avoid(live: Rehearsal, script: list[Step]):
    for t_ms, state in each_ms(live, script):
        if t_ms % 97:
            continue
        for area in state.areas:
            assert not any(state.ways.is_avoided(*point) for point in area.points)
        for work in state.works:
            if work.area is not None:
                assert state.can_work(work.area, work.stage)


def test_a_session_without_areas_to_avoid_has_the_routes_that_it_had():
    plain, prepared = Rehearsal(), avoiding()
    assert prepared.state.routes == plain.state.routes
    assert prepared.state == plain.state


def test_the_moment_tells_what_is_avoided_and_which_hands_are_shown():
    moment = avoiding(LEFT_SHOULDER, hands=Hands.RIGHT).moment()
    assert moment.avoid == (LEFT_SHOULDER,)
    assert moment.hands_shown is Hands.RIGHT
    assert (Rehearsal().moment().avoid, Rehearsal().moment().hands_shown) == ((), Hands.BOTH)


def test_a_click_on_an_area_to_avoid_is_refused_and_beside_it_marks():
    live = avoiding(LEFT_SHOULDER)
    assert refused(live, cmd.MarkAt(-0.15, 0.34)) == "avoided"
    live.do(cmd.MarkAt(0.15, 0.34), cmd.MarkAt(-0.15, 0.42))
    assert [area.side for area in live.state.areas] == [Side.RIGHT, Side.LEFT]


def test_the_mark_key_marks_where_the_left_hand_was_led():
    live = avoiding(Patch(-0.19, 0.5, 0.2))
    live.wait(1_000)
    live.do(cmd.NextStage())
    live.breathe()
    live.wait_for(lambda m: 0.4 < m.hands[1][1] < 0.55)
    moment = live.moment()
    assert not live.state.ways.is_avoided(*moment.hands[0])
    live.do(cmd.MarkHere())
    assert live.state.areas[0].points[0] == pytest.approx(moment.hands[0], abs=1e-3)


def test_the_mark_key_that_would_switch_to_an_avoided_side_is_refused_and_keeps_the_mark():
    live = avoiding(LOW_RIGHT)
    live.do(cmd.MarkHere())
    placed = live.state.areas[0]
    assert placed.side is Side.LEFT
    live.wait(100)
    assert refused(live, cmd.MarkHere()) == "avoided"
    assert live.state.areas == (placed,)


@pytest.mark.parametrize("hands", [Hands.BOTH, Hands.RIGHT])
def test_the_mark_key_marks_the_right_where_the_left_is_avoided(hands):
    live = avoiding(*WHOLE_LEFT, hands=hands)
    live.wait(400)
    (left, _), right = live.moment().hands
    assert left == -AWAY[0]
    live.do(cmd.MarkHere())
    placed = live.state.areas[0]
    assert placed.side is Side.RIGHT
    assert placed.points[0] == pytest.approx(right, abs=1e-3)
    live.wait(100)
    assert refused(live, cmd.MarkHere()) == "avoided"
    assert live.state.areas == (placed,)


def test_with_the_right_hand_alone_the_mark_key_begins_with_the_right():
    live = avoiding(hands=Hands.RIGHT)
    sides = []
    for _ in range(4):
        live.do(cmd.MarkHere())
        sides.append([area.side for area in live.state.areas])
        live.wait(100)
    assert sides == [[Side.RIGHT], [Side.LEFT], [Side.BOTH], [Side.BOTH]]


def test_the_mark_key_is_refused_where_the_only_hand_is_away():
    live = avoiding(*WHOLE_LEFT, hands=Hands.LEFT)
    assert refused(live, cmd.MarkHere()) == "off_the_back"
    assert live.state.areas == ()


def test_with_one_hand_shown_the_mark_is_where_that_hand_is():
    for hands, index in ((Hands.LEFT, 0), (Hands.RIGHT, 1)):
        live = avoiding(LOW_RIGHT, hands=hands)
        live.wait(400)
        x, y = live.moment().hands[index]
        live.do(cmd.MarkHere())
        area = live.state.areas[0]
        assert (area.offset, area.y) == pytest.approx((abs(x), y), abs=1e-3)


def test_a_tense_area_that_was_carried_in_is_skipped_where_it_lies_in_an_area_to_avoid():
    live = avoiding(LEFT_SHOULDER)
    for number, side in ((1, Side.LEFT), (2, Side.RIGHT)):
        carried = TenseArea(number, side, 0.15, 0.32, 0)
        live.state = apply(live.state, ev.AreaSet(t_ms=0, number=number, area=carried))
    in_kneading(live)
    moment = live.wait_for(lambda m: m.area is not None)
    assert moment.area == 2
    live.do(cmd.Answer(Outcome.SOFTENED))
    live.breathe(2)
    assert live.moment().area is None
    unreached = [m for m in (live.moment(live.state.plan_ms[KNEADING] - 1_000),) if m.stage == 2]
    assert all(m.unreached == () for m in unreached)


def test_over_an_area_beside_one_to_avoid_the_hands_turn_before_it():
    live = avoiding(Patch(-0.12, 0.45, 0.05))
    live.do(cmd.MarkAt(-0.12, 0.53))
    in_kneading(live)
    live.wait_for(lambda m: m.area == 1)
    route = live.moment().route
    assert all(math.dist(at, (-0.12, 0.45)) > 0.06 for track in route.press for at in track.points)
    assert live.moment().route is route


def test_a_brief_massage_with_areas_to_avoid_ends_as_any_other():
    live = Rehearsal(brief(shipped()), minutes=1.5, prepared=Prepared(avoid=(LOW_RIGHT,)))
    live.wait_for(lambda m: m.finished, tick_ms=100)
    assert live.of_type(ev.WorkPlanned)
