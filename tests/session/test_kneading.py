"""Tense areas: marked, worked on one after another, answered, undone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.massage.back import LEAST_OFFSET, Outcome, Side, is_on_back
from coach.session import commands as cmd
from coach.session.commands import AGAIN_MS
from coach.session.decide import RefusedError
from coach.session.due import SOFTENED_BREATHS
from coach.session.moment import ASK_MS, UNREACHED_MS
from tests.helpers.sessions import MINUTE_MS, Rehearsal

KNEADING, TRAPEZIUS, VIBRATION = 2, 3, 4
SOFTENED, NOT_SOFTENED = cmd.Answer(Outcome.SOFTENED), cmd.Answer(Outcome.NOT_SOFTENED)


def go_to(live: Rehearsal, stage: int) -> None:
    while live.moment().stage < stage:
        live.do(cmd.NextStage())
        live.breathe()


def kneading(marks: int) -> Rehearsal:
    """Kneading, at the first breath of its first area; marks go down the right side."""
    live = Rehearsal()
    for number in range(marks):
        live.do(cmd.MarkAt(0.1, 0.45 + 0.1 * number))
    go_to(live, KNEADING)
    return live


def test_areas_are_worked_one_after_another_and_their_outcomes_kept():
    live = kneading(3)
    assert live.moment().area == 1
    live.wait(600)
    live.do(SOFTENED)
    assert live.moment().area == 1
    assert live.breathe().area == 2
    live.breathe(5)
    assert live.moment().area == 2
    live.do(NOT_SOFTENED)
    assert live.breathe().area == 3
    live.do(SOFTENED)
    assert live.breathe().area is None
    assert [a.outcome for a in live.state.areas] == [
        Outcome.SOFTENED,
        Outcome.NOT_SOFTENED,
        Outcome.SOFTENED,
    ]


def test_the_next_area_is_known_before_its_breath_in():
    live = kneading(2)
    live.do(SOFTENED)
    planned = live.state.works[-1]
    assert planned.area is not None
    assert (planned.area.number, planned.at_breath) == (2, live.moment().breath + 1)


def test_an_answer_counts_once_and_only_for_an_area_in_work():
    live = Rehearsal()
    live.do(cmd.MarkAt(0.1, 0.5))
    with pytest.raises(RefusedError, match="no_area_in_work"):
        live.do(SOFTENED)
    go_to(live, KNEADING)
    live.do(SOFTENED)
    with pytest.raises(RefusedError, match="answered"):
        live.do(NOT_SOFTENED)


def test_without_marks_the_hands_take_the_whole_path():
    live = kneading(0)
    assert live.moment().area is None
    assert live.moment().route == live.state.routes[KNEADING]
    with pytest.raises(RefusedError, match="no_area_in_work"):
        live.do(SOFTENED)


def test_an_area_marked_while_kneading_is_worked_from_the_next_breath_in():
    live = kneading(0)
    live.do(cmd.MarkAt(-0.1, 0.5))
    assert live.moment().area is None
    assert live.breathe().area == 1


def test_after_two_minutes_on_one_area_it_asks():
    live = kneading(1)
    live.wait(ASK_MS - 100)
    assert not live.moment().asks
    live.wait(150)
    assert live.moment().asks
    assert live.moment().area_ms >= ASK_MS
    live.do(SOFTENED)
    live.breathe()
    assert not live.moment().asks


def test_it_asks_only_what_can_be_answered():
    live = kneading(1)
    live.do(cmd.Hold())
    live.wait(ASK_MS + 10_000, tick_ms=500)
    assert live.moment().asks
    live.do(SOFTENED)
    assert live.moment().area == 1
    assert not live.moment().asks
    live.do(cmd.Undo())
    assert live.moment().asks
    live.do(SOFTENED, cmd.Tap())
    go_to(live, VIBRATION)
    live.do(cmd.Hold())
    live.wait(ASK_MS + 10_000, tick_ms=500)
    assert (live.moment().area, live.moment().asks) == (1, False)


def test_a_pause_does_not_count_toward_the_two_minutes():
    live = kneading(1)
    live.wait(60_000)
    live.do(cmd.Pause())
    live.wait(300_000, tick_ms=500)
    assert not live.moment().asks
    assert live.moment().area_ms == pytest.approx(60_000, abs=20)


def test_what_will_not_be_reached_is_told_in_the_last_minute():
    live = kneading(3)
    while live.moment().stage_left_ms > UNREACHED_MS:
        assert live.moment().unreached == ()
        live.wait(1_000, tick_ms=100)
    assert live.moment().unreached == (2, 3)
    go_to(live, TRAPEZIUS)
    assert live.moment().unreached == ()
    assert [a.outcome for a in live.state.areas] == [Outcome.OPEN] * 3


def test_vibration_is_first_over_the_softened_areas_and_then_the_whole_path():
    live = kneading(3)
    for answer in (SOFTENED, NOT_SOFTENED, SOFTENED):
        live.do(answer)
        live.breathe()
    go_to(live, VIBRATION)
    worked = []
    for _ in range(2 * SOFTENED_BREATHS + 2):
        worked.append(live.moment().area)
        live.breathe()
    assert worked == [1] * SOFTENED_BREATHS + [3] * SOFTENED_BREATHS + [None, None]


def test_three_quick_presses_are_left_right_both_and_one_undo_takes_the_mark_away():
    live = Rehearsal()
    live.wait(1_000)
    sides = []
    for _ in range(4):
        live.do(cmd.MarkHere())
        sides.append([a.side for a in live.state.areas])
        live.wait(AGAIN_MS - 50)
    assert sides == [[Side.LEFT], [Side.RIGHT], [Side.BOTH], [Side.BOTH]]
    live.do(cmd.Undo())
    assert live.state.areas == ()
    with pytest.raises(RefusedError, match="nothing_to_undo"):
        live.do(cmd.Undo())


def test_a_press_after_that_is_another_mark():
    live = Rehearsal()
    live.do(cmd.MarkHere())
    live.wait(AGAIN_MS + 1)
    live.do(cmd.MarkHere())
    assert [(a.number, a.side) for a in live.state.areas] == [(1, Side.LEFT), (2, Side.LEFT)]


def test_a_mark_by_key_lies_where_the_hands_are():
    live = Rehearsal()
    go_to(live, 1)
    live.wait(900)
    hands = live.moment().hands
    live.do(cmd.MarkHere())
    (area,) = live.state.areas
    assert area.points[0] == pytest.approx(hands[0], abs=1e-4)


def test_undo_takes_back_an_answer_and_then_the_mark():
    live = kneading(2)
    live.do(SOFTENED)
    assert live.breathe().area == 2
    live.do(cmd.Undo())
    assert live.state.areas[0].outcome is Outcome.OPEN
    assert live.breathe().area == 1
    live.do(cmd.Undo())
    live.do(cmd.Undo())
    assert live.state.areas == ()
    assert live.breathe().area is None


def test_the_number_of_an_area_in_work_goes_to_no_other():
    live = kneading(1)
    live.do(cmd.Hold())
    live.wait(6_000)
    live.do(cmd.Undo(), cmd.MarkAt(-0.12, 0.8))
    (other,) = live.state.areas
    assert other.number == 2
    assert live.moment().area == 1
    with pytest.raises(RefusedError, match="no_area_in_work"):
        live.do(SOFTENED)
    live.do(cmd.Tap())
    assert live.moment().area == 2


def test_the_number_of_a_mark_that_was_never_in_work_is_free_again():
    live = Rehearsal()
    live.do(cmd.MarkAt(0.1, 0.5), cmd.Undo(), cmd.MarkAt(-0.1, 0.5))
    assert [area.number for area in live.state.areas] == [1]


def test_a_click_near_the_spine_is_moved_off_it():
    live = Rehearsal()
    live.do(cmd.MarkAt(-0.001, 0.6), cmd.MarkAt(0.0, 0.6))
    left, right = live.state.areas
    assert (left.side, left.offset) == (Side.LEFT, LEAST_OFFSET)
    assert (right.side, right.offset) == (Side.RIGHT, LEAST_OFFSET)


@given(st.floats(-1.0, 1.0), st.floats(-0.5, 1.5))
def test_a_click_off_the_back_is_refused(x, y):
    live = Rehearsal()
    assert live.offer(cmd.MarkAt(x, y)) is is_on_back(x, y)
    if live.state.areas:
        (area,) = live.state.areas
        assert (area.side is Side.LEFT) == (x < 0)
        assert area.y == pytest.approx(y, abs=1e-4)


@pytest.mark.parametrize("place", [(float("nan"), 0.5), (0.1, float("inf"))])
def test_a_click_nowhere_is_refused(place):
    with pytest.raises(RefusedError, match="not_a_number"):
        Rehearsal().do(cmd.MarkAt(*place))


def test_marks_end_where_their_numbers_do():
    live = Rehearsal()
    for _ in range(999):
        live.do(cmd.MarkAt(0.1, 0.5))
    with pytest.raises(RefusedError, match="too_many_areas"):
        live.do(cmd.MarkAt(0.1, 0.5))


def test_a_mark_is_refused_by_key_once_the_massage_is_finished():
    live = Rehearsal()
    go_to(live, 6)
    with pytest.raises(RefusedError, match="finished"):
        live.do(cmd.MarkHere())
    assert live.t_ms < MINUTE_MS
