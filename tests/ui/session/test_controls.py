"""The bar and the panel send commands, follow the session, and never answer themselves."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from coach.massage.back import Outcome
from coach.session import commands as cmd
from coach.session.events import Pacing
from coach.ui.keys.actions import Action
from tests.ui.session.conftest import in_kneading

LEFT = Qt.MouseButton.LeftButton


def test_the_slider_sets_the_tempo_in_half_breaths(page, sent):
    page.bar.slider.setValue(23)
    assert sent == [cmd.SetTempo(rate_bpm=11.5)]


@pytest.mark.parametrize("part", [0.2, 0.8])
def test_a_touch_on_the_rail_brings_the_handle_there(qtbot, page, part):
    slider = page.bar.slider
    at = QPoint(12 + round(part * (slider.width() - 24)), slider.height() // 2)
    qtbot.mouseClick(slider, LEFT, pos=at)
    assert slider.value() / 2 == pytest.approx(4.0 + 20.0 * part, abs=0.5)


def test_the_slider_follows_the_taps_and_sends_nothing_back(page, sent, rehearsal):
    rehearsal.do(cmd.SetTempo(rate_bpm=17.3))
    page.show_moment(rehearsal.moment())
    assert page.bar.slider.value() == 35
    assert page.bar.rate.text() == "17.3"
    assert sent == []


def test_the_slider_stays_under_the_finger(page, rehearsal):
    page.bar.slider.setSliderDown(True)
    rehearsal.do(cmd.SetTempo(rate_bpm=20.0))
    page.show_moment(rehearsal.moment())
    assert page.bar.slider.value() == 24


def test_dragging_and_being_shown_what_came_of_it_comes_to_rest(page, rehearsal):
    taken = []

    def perform(command):
        taken.append(command)
        rehearsal.do(command)
        page.show_moment(rehearsal.moment())

    page.command_requested.connect(perform)
    for value in (25, 27, 26):
        page.bar.slider.setValue(value)
    assert [c.rate_bpm for c in taken] == [12.5, 13.5, 13.0]
    assert rehearsal.moment().rate_bpm == 13.0


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("pause", cmd.Pause()),
        ("hold", cmd.Hold()),
        ("mark", cmd.MarkHere()),
        ("next", cmd.NextStage()),
    ],
)
def test_a_button_sends_its_command(qtbot, page, sent, name, command):
    qtbot.mouseClick(getattr(page.bar, name), LEFT)
    assert sent == [command]


def test_the_age_of_the_last_tap_is_shown(page, rehearsal):
    rehearsal.wait(8_000)
    page.show_moment(rehearsal.moment())
    assert page.bar.age.text().split() == ["tapped", "8", "s", "ago"]


def test_the_answers_stand_in_the_bar_only_while_an_area_is_in_work(qtbot, page, sent, rehearsal):
    assert not page.bar.softened.isVisible()
    page.show_moment(in_kneading(rehearsal, cmd.MarkAt(-0.1, 0.5)))
    qtbot.mouseClick(page.bar.softened, LEFT)
    qtbot.mouseClick(page.bar.not_softened, LEFT)
    assert sent == [cmd.Answer(Outcome.SOFTENED), cmd.Answer(Outcome.NOT_SOFTENED)]


def test_the_panel_opens_above_the_bar_and_esc_closes_it(qtbot, page):
    qtbot.mouseClick(page.bar.more, LEFT)
    assert page.more.isVisible()
    assert page.more.geometry().bottom() < page.bar.y()
    qtbot.keyPress(page, Qt.Key.Key_Escape)
    assert not page.more.isVisible()
    assert not page.bar.more.isChecked()


def test_the_panel_steps_the_shares_within_their_limits(page, sent, rehearsal):
    page.bar.more.setChecked(True)
    assert page.more.inhale.value.text() == "40 %"
    page.more.inhale.more.click()
    page.more.rest.more.click()
    rehearsal.do(cmd.SetTempo(inhale_share=0.60, pause_share=0.0))
    page.show_moment(rehearsal.moment())
    page.more.inhale.more.click()
    page.more.rest.less.click()
    assert sent == [
        cmd.SetTempo(inhale_share=0.45),
        cmd.SetTempo(pause_share=0.05),
        cmd.SetTempo(inhale_share=0.60),
        cmd.SetTempo(pause_share=0.0),
    ]


def test_a_share_between_two_steps_goes_to_the_next_one(page, sent, rehearsal):
    rehearsal.do(cmd.SetTempo(inhale_share=0.42))
    page.show_moment(rehearsal.moment())
    page.more.inhale.more.click()
    page.more.inhale.less.click()
    assert [c.inhale_share for c in sent] == [0.45, 0.40]


def test_the_panel_shows_and_changes_pacing_and_pressure(page, sent, rehearsal):
    page.bar.more.setChecked(True)
    assert page.more.pacings[Pacing.STEADY].isChecked()
    page.more.pacings[Pacing.TAPS].click()
    page.more.pressure.less.click()
    assert sent == [cmd.SetPacing(Pacing.TAPS), cmd.ChangePressure(-1)]
    rehearsal.do(*sent)
    page.show_moment(rehearsal.moment())
    assert page.more.pacings[Pacing.TAPS].isChecked()
    assert page.more.pressure.value.text() == "-1"


def test_every_target_is_large_enough_for_a_finger(page, rehearsal):
    page.show_moment(in_kneading(rehearsal, cmd.MarkAt(-0.1, 0.5)))
    page.bar.more.setChecked(True)
    bar, more = page.bar, page.more
    steppers = (more.inhale, more.rest, more.pressure)
    targets = [
        *(bar.pause, bar.hold, bar.mark, bar.slider, bar.more, bar.next, bar.softened),
        *(more.buttons.values()),
        *(button for stepper in steppers for button in (stepper.less, stepper.more)),
    ]
    assert all(min(t.width(), t.height()) >= 44 for t in targets)


class TestInFullScreen:
    @pytest.fixture(autouse=True)
    def full(self, page, qtbot):
        page.set_full_screen(True)
        page.fading.fade()
        page.fading._animation.setCurrentTime(page.fading._animation.duration())
        qtbot.waitUntil(lambda: not page.bar.isVisible(), timeout=2000)

    def test_the_controls_and_the_pointer_are_gone_and_the_scene_stands(self, page):
        assert page.cursor().shape() is Qt.CursorShape.BlankCursor
        assert page.cue.isVisible()

    @pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_M])
    def test_a_key_with_a_command_does_not_bring_them_back(self, qtbot, page, key):
        qtbot.keyClick(page, key)
        assert not page.bar.isVisible()

    @pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_X])
    def test_tab_or_a_key_without_a_command_does(self, qtbot, page, key):
        qtbot.keyClick(page, key)
        assert page.bar.isVisible()
        assert page.cursor().shape() is not Qt.CursorShape.BlankCursor

    def test_the_pointer_does(self, qtbot, page):
        window = page.window()  # a pointer over the screen may meet another test's window first
        for point in (QPoint(30, 30), QPoint(60, 40)):
            QTest.mouseMove(window.windowHandle(), page.cue.mapTo(window, point))
        qtbot.waitUntil(page.bar.isVisible)

    def test_they_stay_while_the_panel_is_open(self, page, qtbot):
        page.fading.wake()
        page.bar.more.setChecked(True)
        assert not page.fading.timer.isActive()
        page.bar.more.setChecked(False)
        assert page.fading.timer.isActive()

    def test_they_stay_while_the_end_is_asked_for(self, page):
        page.ask_to_end()
        assert page.bar.isVisible()
        assert not page.fading.timer.isActive()
        page.act(Action.BACK_OUT)
        assert page.fading.timer.isActive()

    def test_they_are_there_when_a_session_begins(self, page):
        page.begin(language="en", turn_degrees=0, rehearsal_speed=None)
        assert page.bar.isVisible()
        assert page.fading.timer.isActive()

    def test_outside_of_full_screen_they_stay(self, page):
        page.set_full_screen(False)
        assert page.bar.isVisible()
        assert not page.fading.timer.isActive()


@pytest.mark.parametrize(
    "action",
    [Action.QUIET, Action.BREATH_SOUND, Action.GLANCE, Action.DIM, Action.SETTINGS],
)
def test_the_panel_asks_for_what_a_key_does(page, action):
    asked = []
    page.asked.connect(asked.append)
    page.bar.more.setChecked(True)
    page.more.buttons[action].click()
    assert asked == [action]


def test_a_switch_shows_what_is_so_and_not_what_was_asked_for(page):
    page.bar.more.setChecked(True)
    quiet = page.more.buttons[Action.QUIET]
    quiet.click()
    assert not quiet.isChecked()
    page.show_state(Action.QUIET, True)
    assert quiet.isChecked()
    quiet.click()
    assert quiet.isChecked()


def test_the_panel_tells_the_pages_light(page):
    page.show_light(50)
    assert page.more.buttons[Action.DIM].text() == "Light 50 %"


@pytest.mark.parametrize("by", ["Enter", "button"])
def test_after_the_last_stage_the_end_is_one_step_away(qtbot, page, rehearsal, by):
    assert page.bar.end.isHidden()
    rehearsal.wait_for(lambda moment: moment.finished, within_ms=4_000_000, tick_ms=500)
    page.show_moment(rehearsal.moment())
    if by == "Enter":
        qtbot.keyClick(page, Qt.Key.Key_Return)
    else:
        page.bar.end.click()
    assert page.end_panel.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Return)
    rehearsal.do(cmd.End())
    page.show_moment(rehearsal.moment())
    assert page.bar.end.isHidden()
    assert page.bar.done.isVisible()


def test_after_the_end_nothing_asks_for_it_again(page, rehearsal):
    rehearsal.do(cmd.End())
    page.show_moment(rehearsal.moment())
    page.act(Action.END)
    assert not page.end_panel.isVisible()


def test_the_end_closes_the_panel_that_has_no_button_then(page, rehearsal):
    page.bar.more.setChecked(True)
    rehearsal.do(cmd.End())
    page.show_moment(rehearsal.moment())
    assert not page.more.isVisible()
    assert not page.bar.more.isChecked()


def test_the_slider_shows_what_changed_while_it_was_held(page, rehearsal):
    page.bar.slider.setSliderDown(True)
    rehearsal.do(cmd.SetTempo(rate_bpm=16.0))
    page.show_moment(rehearsal.moment())
    page.bar.slider.setSliderDown(False)
    page.show_moment(rehearsal.moment())
    assert page.bar.slider.value() == 32


def test_a_control_that_goes_leaves_the_focus_to_the_page(page, rehearsal):
    page.activateWindow()
    page.bar.hold.setFocus()
    assert page.bar.hold.hasFocus()
    rehearsal.do(cmd.Pause())
    page.show_moment(rehearsal.moment())
    assert page.hasFocus()
    rehearsal.do(cmd.Pause())
    page.show_moment(rehearsal.moment())
    page.bar.more.setChecked(True)
    page.more.buttons[Action.DIM].setFocus()
    assert page.more.buttons[Action.DIM].hasFocus()
    page.bar.more.setChecked(False)
    assert page.hasFocus()
    page.bar.pause.setFocus()
    rehearsal.do(cmd.End())
    page.show_moment(rehearsal.moment())
    assert page.hasFocus()
