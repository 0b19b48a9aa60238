"""The back: where a click falls, which hands are drawn, what the marks say."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor

from coach.breath.pattern import Phase
from coach.massage.back import Outcome
from coach.massage.protocol import Hand
from coach.session import commands as cmd
from tests.ui.session.conftest import in_kneading, in_the_middle_of

PLACES = [(-0.13, 0.42), (0.11, 0.62), (0.25, 0.45)]


def light_at(page, point):
    """How bright the picture is at a point of the back."""
    image = page.back.grab().toImage()
    at = page.back.frame.pixel(point).toPoint()
    return image.pixelColor(at)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("place", PLACES)
def test_a_click_marks_where_the_back_was_clicked_in_every_turn(qtbot, page, sent, turn, place):
    page.back.turn_to(turn)
    qtbot.mouseClick(
        page.back, Qt.MouseButton.LeftButton, pos=page.back.frame.pixel(place).toPoint()
    )
    (command,) = sent
    pixel = 1.0 / page.back.frame.scale
    assert command.x == pytest.approx(place[0], abs=pixel)
    assert command.y == pytest.approx(place[1], abs=pixel)


def test_the_clients_left_is_left_on_the_screen_and_up_when_turned_clockwise(page):
    left = (-0.2, 0.5)
    middle = QPointF(page.back.rect().center())
    assert page.back.frame.pixel(left).x() < middle.x()
    page.back.turn_to(90)
    assert page.back.frame.pixel(left).y() < middle.y()


def test_a_click_beside_the_body_marks_nothing(qtbot, page, sent):
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert sent == []


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_whole_back_is_in_the_picture(page, turn):
    page.back.turn_to(turn)
    for corner in ((-0.334, 0.0), (0.334, 0.0), (-0.334, 1.0), (0.334, 1.0)):
        assert page.back.rect().contains(page.back.frame.pixel(corner).toPoint())


def test_hands_are_filled_on_the_breath_in_and_outlined_on_the_breath_out(page, rehearsal):
    moment = rehearsal.wait_for(in_the_middle_of(Phase.INHALE))
    page.show_moment(moment)
    assert all(look.filled for look in page.back._looks)
    hand = light_at(page, moment.hands[1])
    assert hand.red() > 200
    assert hand.red() - hand.blue() > 80
    moment = rehearsal.wait_for(in_the_middle_of(Phase.EXHALE))
    page.show_moment(moment)
    assert not any(look.filled for look in page.back._looks)
    assert light_at(page, moment.hands[1]).lightness() < 90


def test_every_stage_has_its_hands_and_those_at_the_head_point_down(page, rehearsal):
    seen = {}
    for stage in range(6):
        rehearsal.wait_for(lambda m, s=stage: m.stage == s, within_ms=2_000_000, tick_ms=500)
        page.show_moment(rehearsal.moment())
        look = page.back._looks[0]
        seen[look.hand] = look.from_head
    assert seen == {
        Hand.PALMS: False,
        Hand.THUMBS: False,
        Hand.FINGERTIPS: True,
        Hand.VIBRATING_PALMS: False,
    }


def test_vibrating_palms_tremble_about_their_place(page, rehearsal):
    rehearsal.wait_for(lambda m: m.trembles, within_ms=2_400_000, tick_ms=200)
    moment = rehearsal.wait_for(in_the_middle_of(Phase.INHALE))
    offsets = []
    for _ in range(25):
        rehearsal.wait(16)
        moment = rehearsal.moment()
        page.show_moment(moment)
        offsets.append(page.back._hands[0].x() - page.back.frame.pixel(moment.hands[0]).x())
    assert max(offsets) > 0.5
    assert min(offsets) < -0.5
    assert max(map(abs, offsets)) < 4.0


def test_marks_lie_above_the_hands_with_a_dark_rim(page, rehearsal):
    rehearsal.wait(100)
    hands = rehearsal.wait_for(in_the_middle_of(Phase.INHALE)).hands
    rehearsal.do(cmd.MarkAt(*hands[1]))
    page.show_moment(rehearsal.moment())
    size = page.height() * 0.04
    tense, rim = QColor(page.back.theme.tense), QColor(page.back.theme.ground)
    area = rehearsal.state.areas[0]
    x, y = area.points[0]
    pixel = 1.0 / page.back.frame.scale
    inside = light_at(page, (x - 0.30 * size * pixel, y))
    edge = light_at(page, (x - 0.46 * size * pixel, y))
    assert abs(inside.red() - tense.red()) < 12
    assert edge.lightness() < rim.lightness() + 30


def test_an_answered_mark_is_drawn_with_another_sign(page, rehearsal):
    moment = in_kneading(rehearsal, cmd.MarkAt(-0.1, 0.5), cmd.MarkAt(0.1, 0.7))
    page.show_moment(moment)
    ring_and_two = len(page.back._discs)
    rehearsal.do(cmd.Answer(Outcome.SOFTENED))
    page.show_moment(rehearsal.moment())
    assert ring_and_two == 3
    assert [a.outcome for a in page.back._areas] == [Outcome.SOFTENED, Outcome.OPEN]


def test_no_hand_is_drawn_once_the_massage_is_finished(page, rehearsal):
    rehearsal.wait_for(lambda m: m.finished, within_ms=2_500_000, tick_ms=1000)
    page.show_moment(rehearsal.moment())
    assert page.back.hand_rects() == ()
