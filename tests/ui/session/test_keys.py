"""Each key does what the product says, wherever the focus is."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from coach.library.settings import Binding, Keys
from coach.massage.back import Outcome
from coach.session import commands as cmd
from coach.session.events import HoldReason, Pacing
from coach.ui.keys.actions import Action
from coach.ui.keys.gestures import BOUNCE_MS, DOUBLE_MS, LONG_MS
from tests.helpers.clock import FakeClock
from tests.ui.session.conftest import in_kneading

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def clock(page):
    """Time passes only where a test says so."""
    page.keys._now_ms = FakeClock()
    return page.keys._now_ms


@pytest.fixture
def pass_ms(page, clock):
    def passing(ms):
        clock.pass_ms(ms)
        page.keys._timer.timeout.emit()

    return passing


@pytest.fixture
def step(qtbot, page, pass_ms):
    """Step on a pedal: so long, so often, and wait until it is clear what that was."""

    def stepping(key, held_ms=120, times=1):
        for _ in range(times):
            qtbot.keyPress(page, key)
            pass_ms(held_ms)
            qtbot.keyRelease(page, key)
            pass_ms(BOUNCE_MS + 50)
        pass_ms(DOUBLE_MS)

    return stepping


def auto_repeat(kind, key, text=""):
    return QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, True)


@pytest.mark.parametrize(
    ("key", "command"),
    [
        (K.Key_Space, cmd.Tap()),
        (K.Key_T, cmd.Tap()),
        (K.Key_PageDown, cmd.Tap()),
        (K.Key_P, cmd.Pause()),
        (K.Key_H, cmd.Hold()),
        (K.Key_O, cmd.Hold(HoldReason.OIL)),
        (K.Key_Right, cmd.NextStage()),
        (K.Key_Left, cmd.StayLonger()),
        (K.Key_Up, cmd.NudgeTempo(1)),
        (K.Key_Down, cmd.NudgeTempo(-1)),
        (K.Key_M, cmd.MarkHere()),
        (K.Key_U, cmd.Undo()),
        (K.Key_N, cmd.Answer(Outcome.NOT_SOFTENED)),
        (K.Key_Plus, cmd.ChangePressure(1)),
        (K.Key_Minus, cmd.ChangePressure(-1)),
        (K.Key_W, cmd.SetPacing(Pacing.TAPS)),
    ],
)
def test_a_key_sends_its_command_on_press(qtbot, page, sent, key, command):
    qtbot.keyPress(page, key)
    assert sent == [command]


def test_the_numeric_pad_and_shift_make_no_difference(qtbot, page, sent, pass_ms):
    qtbot.keyPress(page, K.Key_Plus, Qt.KeyboardModifier.KeypadModifier)
    pass_ms(BOUNCE_MS)
    qtbot.keyPress(page, K.Key_Plus, Qt.KeyboardModifier.ShiftModifier)
    assert sent == [cmd.ChangePressure(1)] * 2


def test_a_held_tap_key_taps_once(page, sent):
    page.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, K.Key_Space, Qt.KeyboardModifier(0), " "))
    for _ in range(3):
        page.keyPressEvent(auto_repeat(QEvent.Type.KeyPress, K.Key_Space, " "))
    assert sent == [cmd.Tap()]


def test_a_held_arrow_goes_on_with_the_tempo(page, sent):
    page.keyPressEvent(auto_repeat(QEvent.Type.KeyPress, K.Key_Up))
    assert sent == [cmd.NudgeTempo(1)]


def test_a_bouncing_pedal_taps_once(qtbot, page, sent, pass_ms):
    for _ in range(4):
        qtbot.keyPress(page, K.Key_PageDown)
        pass_ms(BOUNCE_MS - 1)
        qtbot.keyRelease(page, K.Key_PageDown)
        pass_ms(BOUNCE_MS - 1)
    assert sent == [cmd.Tap()]


def test_s_answers_softened_when_it_was_let_go(qtbot, page, sent, pass_ms):
    qtbot.keyPress(page, K.Key_S)
    pass_ms(100)
    qtbot.keyRelease(page, K.Key_S)
    assert sent == []
    pass_ms(BOUNCE_MS)
    assert sent == [cmd.Answer(Outcome.SOFTENED)]


def test_a_long_s_answers_did_not_soften_and_only_that(qtbot, page, sent, pass_ms):
    qtbot.keyPress(page, K.Key_S)
    pass_ms(LONG_MS)
    assert sent == [cmd.Answer(Outcome.NOT_SOFTENED)]
    qtbot.keyRelease(page, K.Key_S)
    pass_ms(BOUNCE_MS)
    assert len(sent) == 1


def test_auto_repeat_does_not_begin_a_long_key_anew(page, sent, pass_ms):
    page.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, K.Key_S, Qt.KeyboardModifier(0), "s"))
    for _ in range(6):
        pass_ms(LONG_MS // 6)
        page.keyPressEvent(auto_repeat(QEvent.Type.KeyPress, K.Key_S, "s"))
        page.keyReleaseEvent(auto_repeat(QEvent.Type.KeyRelease, K.Key_S, "s"))
    assert sent == [cmd.Answer(Outcome.NOT_SOFTENED)]


def test_a_held_key_means_nothing_more_when_the_window_lost_it(qtbot, page, sent, pass_ms):
    page.bar.slider.setFocus()  # whatever has the focus in it
    qtbot.keyPress(page.bar.slider, K.Key_S)
    QApplication.sendEvent(page, QEvent(QEvent.Type.WindowDeactivate))
    pass_ms(LONG_MS)
    assert sent == []


def test_ctrl_may_be_let_go_before_its_key(qtbot, page, pass_ms):
    page.set_keys(Keys(bindings=(Binding("Ctrl+X", "glance", "long"), Binding("Ctrl+X", "dim"))))
    asked = []
    page.asked.connect(asked.append)
    qtbot.keyPress(page, K.Key_X, CTRL)
    qtbot.keyRelease(page, K.Key_X)
    pass_ms(BOUNCE_MS)
    assert asked == [Action.DIM]


class TestHeldToBreatheIn:
    @pytest.fixture(autouse=True)
    def holding(self, page):
        page.set_keys(Keys(hold_to_inhale=True))

    def test_the_key_goes_down_and_up_with_the_breath(self, qtbot, page, sent, pass_ms):
        qtbot.keyPress(page, K.Key_Space)
        assert sent == [cmd.Tap()]
        pass_ms(1_700)
        qtbot.keyRelease(page, K.Key_Space)
        pass_ms(BOUNCE_MS)
        assert sent == [cmd.Tap(), cmd.BreatheOut()]

    def test_no_key_has_a_long_meaning(self, qtbot, page, sent, pass_ms):
        qtbot.keyPress(page, K.Key_S)
        assert sent == [cmd.Answer(Outcome.SOFTENED)]
        pass_ms(LONG_MS)
        assert len(sent) == 1


class TestWithThreePedals:
    @pytest.fixture(autouse=True)
    def board(self, page):
        page.set_keys(Keys(preset="three-pedals"))

    def test_the_middle_one_taps_at_once_and_held_it_rests(self, qtbot, page, sent, pass_ms):
        qtbot.keyPress(page, K.Key_B)
        assert sent == [cmd.Tap()]
        pass_ms(LONG_MS)
        assert sent == [cmd.Tap(), cmd.Hold()]

    def test_the_right_one_marks_and_takes_back(self, step, sent):
        step(K.Key_C)
        step(K.Key_C, held_ms=LONG_MS)
        assert sent == [cmd.MarkHere(), cmd.Undo()]

    def test_the_right_one_answers_while_an_area_is_in_work(self, page, step, sent, rehearsal):
        page.show_moment(in_kneading(rehearsal, cmd.MarkAt(-0.1, 0.5)))
        step(K.Key_C)
        step(K.Key_C, held_ms=LONG_MS)
        assert sent == [cmd.Answer(Outcome.SOFTENED), cmd.Answer(Outcome.NOT_SOFTENED)]

    def test_the_left_one_goes_on_and_twice_it_pauses(self, step, sent):
        step(K.Key_A)
        step(K.Key_A, times=2)
        assert sent == [cmd.NextStage(), cmd.Pause()]

    def test_the_left_one_ends_and_leaves(self, page, step, sent, rehearsal):
        left = []
        page.leave_requested.connect(lambda: left.append(True))
        step(K.Key_A, held_ms=LONG_MS)
        assert page.end_panel.isVisible()
        step(K.Key_A, held_ms=LONG_MS)
        assert not page.end_panel.isVisible()
        step(K.Key_A, held_ms=LONG_MS)
        step(K.Key_A)
        assert sent == [cmd.End()]
        rehearsal.do(cmd.End())
        page.show_moment(rehearsal.moment())
        step(K.Key_A)
        assert left == [True]


def test_a_midi_pedal_is_a_key_like_another(page, sent, pass_ms):
    for _ in range(2):
        page.keys.press_trigger("midi:cc:64")
        pass_ms(800)
        page.keys.release_trigger("midi:cc:64")
        pass_ms(800)
    page.keys.press_trigger("midi:note:36")
    assert sent == [cmd.Tap()] * 2


@pytest.mark.parametrize(
    ("key", "modifiers", "action"),
    [
        (K.Key_Q, Qt.KeyboardModifier(0), Action.QUIET),
        (K.Key_B, Qt.KeyboardModifier(0), Action.BREATH_SOUND),
        (K.Key_G, Qt.KeyboardModifier(0), Action.GLANCE),
        (K.Key_L, Qt.KeyboardModifier(0), Action.DIM),
        (K.Key_Comma, CTRL, Action.SETTINGS),
    ],
)
def test_what_the_page_cannot_do_itself_it_asks_for(qtbot, page, sent, key, modifiers, action):
    asked = []
    page.asked.connect(asked.append)
    qtbot.keyPress(page, key, modifiers)
    assert asked == [action]
    assert sent == []


def test_r_turns_the_back_by_a_quarter(step, page):
    turns: list[int] = []
    page.turn_changed.connect(turns.append)
    for _ in range(4):
        step(K.Key_R)
    assert turns == [90, 180, 270, 0]


def test_f11_asks_for_full_screen_and_esc_only_leaves_it(qtbot, page, sent, pass_ms):
    wanted: list[bool] = []
    page.full_screen_requested.connect(wanted.append)
    qtbot.keyPress(page, K.Key_Escape)
    assert wanted == []
    qtbot.keyPress(page, K.Key_F11)
    page.set_full_screen(True)
    pass_ms(BOUNCE_MS)
    qtbot.keyPress(page, K.Key_Escape)
    assert wanted == [True, False]
    assert sent == []


def test_ctrl_e_asks_before_it_ends_and_a_tap_is_no_answer(qtbot, page, sent):
    qtbot.keyPress(page, K.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert page.end_panel.isVisible()
    qtbot.keyPress(page, K.Key_Space)
    assert sent == [cmd.Tap()]
    qtbot.keyPress(page, K.Key_Return)
    assert sent == [cmd.Tap(), cmd.End()]
    assert not page.end_panel.isVisible()


def test_e_without_ctrl_does_nothing(qtbot, page, sent):
    qtbot.keyPress(page, K.Key_E)
    assert not page.end_panel.isVisible()
    assert sent == []


def test_a_focused_button_keeps_its_own_space(qtbot, page, sent):
    page.bar.hold.setFocus()
    qtbot.keyClick(page.bar.hold, K.Key_Space)
    assert sent == [cmd.Hold()]


@pytest.mark.parametrize("key", [K.Key_T, K.Key_PageDown])
def test_the_other_tap_keys_tap_also_on_a_focused_button(qtbot, page, sent, key):
    page.bar.hold.setFocus()
    qtbot.keyClick(page.bar.hold, key)
    assert sent == [cmd.Tap()]


@pytest.mark.parametrize(
    ("key", "command"),
    [
        (K.Key_Up, cmd.NudgeTempo(1)),
        (K.Key_Right, cmd.NextStage()),
        (K.Key_Space, cmd.Tap()),
        (K.Key_PageDown, cmd.Tap()),
    ],
)
def test_the_slider_swallows_no_key_of_the_session(qtbot, page, sent, key, command):
    page.bar.slider.setFocus()
    value = page.bar.slider.value()
    qtbot.keyClick(page.bar.slider, key)
    assert sent == [command]
    assert page.bar.slider.value() == value


def test_after_a_click_on_a_control_space_taps_again(qtbot, page, sent):
    page.bar.hold.setFocus()
    qtbot.mouseClick(page.bar.mark, Qt.MouseButton.LeftButton)
    assert page.hasFocus()
    page.bar.slider.setFocus()
    qtbot.mouseClick(page.bar.slider, Qt.MouseButton.LeftButton)
    assert page.hasFocus()
    sent.clear()
    qtbot.keyPress(page, K.Key_Space)
    assert sent == [cmd.Tap()]


def test_enter_presses_the_button_that_has_the_focus(qtbot, page, sent):
    page.bar.hold.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(page.bar.hold, Qt.Key.Key_Return)
    assert sent == [cmd.Hold()]


def test_enter_answers_the_question_though_a_button_of_the_bar_has_the_focus(qtbot, page, sent):
    page.bar.hold.setFocus(Qt.FocusReason.TabFocusReason)
    page.ask_to_end()
    qtbot.keyClick(page.bar.hold, Qt.Key.Key_Return)
    assert sent == [cmd.End()]
