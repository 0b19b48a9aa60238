"""Each key does what the product says, wherever the focus is."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from coach.massage.back import Outcome
from coach.session import commands as cmd
from coach.session.events import HoldReason, Pacing
from coach.ui.session.keys import COMMANDS, DEFAULT_KEYS, LONG, Action

K = Qt.Key


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
        (K.Key_Plus, cmd.ChangePressure(1)),
        (K.Key_Minus, cmd.ChangePressure(-1)),
        (K.Key_W, cmd.SetPacing(Pacing.TAPS)),
    ],
)
def test_a_key_sends_its_command_on_press(qtbot, page, sent, key, command):
    qtbot.keyPress(page, key)
    assert sent == [command]


def test_the_numeric_pad_and_shift_make_no_difference(qtbot, page, sent):
    qtbot.keyPress(page, K.Key_Plus, Qt.KeyboardModifier.KeypadModifier)
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


def test_s_answers_softened_when_it_is_let_go(qtbot, page, sent):
    qtbot.keyPress(page, K.Key_S)
    assert sent == []
    qtbot.keyRelease(page, K.Key_S)
    assert sent == [cmd.Answer(Outcome.SOFTENED)]


def test_a_long_s_answers_did_not_soften_and_only_that(qtbot, page, sent):
    qtbot.keyPress(page, K.Key_S)
    page.keys._long.timeout.emit()
    qtbot.keyRelease(page, K.Key_S)
    assert sent == [cmd.Answer(Outcome.NOT_SOFTENED)]


def test_auto_repeat_does_not_begin_a_long_key_anew(page, sent):
    page.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, K.Key_S, Qt.KeyboardModifier(0), "s"))
    started_ms = page.keys._long.remainingTime()
    page.keyPressEvent(auto_repeat(QEvent.Type.KeyPress, K.Key_S, "s"))
    page.keyReleaseEvent(auto_repeat(QEvent.Type.KeyRelease, K.Key_S, "s"))
    assert page.keys._long.isActive()
    assert page.keys._long.remainingTime() <= started_ms
    assert sent == []


def test_r_turns_the_back_by_a_quarter(qtbot, page):
    turns: list[int] = []
    page.turn_changed.connect(turns.append)
    for _ in range(4):
        qtbot.keyPress(page, K.Key_R)
    assert turns == [90, 180, 270, 0]


def test_f11_asks_for_full_screen_and_esc_only_leaves_it(qtbot, page, sent):
    wanted: list[bool] = []
    page.full_screen_requested.connect(wanted.append)
    qtbot.keyPress(page, K.Key_Escape)
    assert wanted == []
    qtbot.keyPress(page, K.Key_F11)
    page.set_full_screen(True)
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


def test_every_action_but_a_long_key_has_a_key_of_its_own_meaning():
    assert set(DEFAULT_KEYS.values()) == set(Action) - set(LONG.values())
    assert set(LONG.values()) <= set(COMMANDS)


def test_enter_presses_the_button_that_has_the_focus(qtbot, page, sent):
    page.bar.hold.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(page.bar.hold, Qt.Key.Key_Return)
    assert sent == [cmd.Hold()]


def test_enter_answers_the_question_though_a_button_of_the_bar_has_the_focus(qtbot, page, sent):
    page.bar.hold.setFocus(Qt.FocusReason.TabFocusReason)
    page.ask_to_end()
    qtbot.keyClick(page.bar.hold, Qt.Key.Key_Return)
    assert sent == [cmd.End()]
