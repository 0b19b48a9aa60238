"""Keep or lead: what is suggested, what a hand sets, and where nobody can be led."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coach.breath.lead import Lead
from coach.session.events import Pacing
from coach.ui.prepare.lead import LeadChoice
from coach.ui.theme import DARK, LIGHT
from tests.helpers.pages import Doubling, clipped, show

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def choice(qtbot):
    made = show(qtbot, LeadChoice(DARK), 430, 260)
    made.set_rate(11.6)
    made.set_minutes(40)
    return made


def test_the_rhythm_is_kept_unless_lead_is_chosen(choice, qtbot):
    assert choice.lead() is None
    assert choice.keep.isChecked()
    assert not choice.goal.isVisible()
    assert choice.slower.sentence() == "From 11.6 to 7.5 over 20 min, as they follow."
    with qtbot.waitSignal(choice.changed):
        qtbot.mouseClick(choice.slower, LEFT)
    assert choice.lead() == Lead(7.5, 20 * 60_000)
    assert choice.curve.isVisible()
    with qtbot.waitSignal(choice.changed):
        qtbot.mouseClick(choice.keep, LEFT)
    assert choice.lead() is None
    assert not choice.curve.isVisible()


@pytest.mark.parametrize(
    ("rate", "goal"), [(24.0, 16.0), (14.0, 9.5), (9.0, 6.0), (6.5, 6.0), (6.0, 5.5), (4.3, 4.0)]
)
def test_a_third_slower_is_suggested_not_below_six_and_always_below_the_client(choice, rate, goal):
    choice.restore(None, 20, on=True)
    choice.set_rate(rate)
    assert choice.lead().goal_bpm == goal
    assert choice.lead().goal_bpm < rate


def test_goal_and_time_are_set_by_hand_and_stay(choice, qtbot):
    choice.restore(None, 20, on=True)
    with qtbot.waitSignal(choice.changed):
        choice.goal.setValue(round((9.0 - 4.0) / 0.5))
    with qtbot.waitSignal(choice.changed):
        choice.minutes.setValue(2)
    assert choice.lead() == Lead(9.0, 15 * 60_000)
    choice.set_rate(14.2)
    assert choice.lead() == Lead(9.0, 15 * 60_000)
    choice.set_rate(8.7)
    assert choice.lead().goal_bpm == 8.5
    choice.set_rate(14.2)
    assert choice.lead().goal_bpm == 9.0


def test_the_time_is_no_longer_than_the_massage(choice):
    choice.restore(9.0, 40, on=True)
    choice.set_minutes(12)
    assert choice.lead() == Lead(9.0, 10 * 60_000)
    choice.set_minutes(45)
    assert choice.lead() == Lead(9.0, 40 * 60_000)


def test_where_the_client_cannot_be_led_it_says_why_and_comes_back(choice):
    choice.restore(8.0, 20, on=True)
    choice.set_rate(4.0)
    assert not choice.slower.isEnabled()
    assert choice.keep.isChecked()
    assert choice.lead() is None
    assert choice.slower.sentence() == "The client breathes at 4.0 already: no slower."
    choice.set_rate(12.0)
    assert choice.lead() == Lead(8.0, 20 * 60_000)
    choice.set_pacing(Pacing.TAPS)
    assert choice.lead() is None
    assert "your taps" in choice.reason()
    choice.set_pacing(Pacing.STEADY)
    assert choice.lead() is not None


def test_the_curve_goes_from_the_client_to_the_goal(choice):
    choice.restore(8.0, 20, on=True)
    choice.resize(430, 240)
    QApplication.processEvents()
    assert choice.curve.accessibleName() == "The rate goes from 11.6 to 8.0 breaths / min."
    heights = [point.y() for point in choice.curve.corners()]
    assert heights == sorted(heights)
    assert heights[-1] - heights[0] > choice.curve.height() / 3


def test_nobody_is_told_of_what_was_not_done_by_a_person(choice):
    told: list[int] = []
    choice.changed.connect(lambda: told.append(1))
    choice.restore(9.0, 30, on=True)
    choice.set_rate(13.0)
    choice.set_minutes(30)
    choice.set_pacing(Pacing.TAPS)
    assert told == []


def test_by_keyboard_alone(choice, qtbot):
    assert choice.buttons() == [choice.keep, choice.slower, choice.goal, choice.minutes]
    choice.slower.setFocus()
    qtbot.keyClick(choice.slower, Qt.Key.Key_Space)
    choice.goal.setFocus()
    qtbot.keyClick(choice.goal, Qt.Key.Key_Right)
    assert choice.lead().goal_bpm == 8.0


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize(("scale", "width", "height"), [(1.0, 400, 250), (2.0, 640, 460)])
def test_every_word_fits(qtbot, theme, scale, width, height):
    made = show(qtbot, LeadChoice(theme), width, height, scale, theme)
    for rate in (11.6, 4.0):
        made.set_rate(rate)
        made.restore(None, 20, on=True)
        QApplication.processEvents()
        assert clipped(made) == []
        assert made.minimumSizeHint().width() <= width


def test_a_language_twice_as_long_fits(qtbot):
    translator = Doubling()
    QApplication.installTranslator(translator)
    try:
        made = show(qtbot, LeadChoice(DARK), 430, 420)
        made.restore(None, 20, on=True)
        QApplication.processEvents()
        assert clipped(made) == []
    finally:
        QApplication.removeTranslator(translator)


def test_the_cards_are_low_enough_for_a_crowded_page(choice):
    assert choice.keep.height() <= 80
