"""Pedals and keys in Settings: bound by pressing them once, and told in words what they do."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

from coach.library.search import words
from coach.library.settings import Binding, Keys, Settings
from coach.live.midi import MidiState
from coach.ui.keys.actions import Action
from coach.ui.keys.gestures import BOUNCE_MS, DOUBLE_MS, LONG_MS
from coach.ui.keys.presets import PRESETS, USUAL
from coach.ui.keys.table import Slot, table_of
from coach.ui.settings.dialog import SettingsDialog
from coach.ui.settings.keys import OWN, KeysPart
from coach.ui.settings.sheet import dialog_sheet
from coach.ui.theme import DARK
from tests.helpers.clock import FakeClock
from tests.helpers.pages import Doubling, clipped, show

K = Qt.Key
M = Qt.KeyboardModifier


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def settings():
    return Settings()


@pytest.fixture
def part(qtbot, settings, clock):
    part = show(qtbot, KeysPart(clock), 900, 2_600)
    part.show_settings(settings)
    return part


@pytest.fixture
def changes(part):
    seen = []
    part.changed.connect(lambda: seen.append(part.settings.keys.bindings))
    return seen


@pytest.fixture
def capture(part):
    """Wait for a key for an action."""

    def opened(action):
        part.lists[action].add.click()
        return part.lists[action].capture

    return opened


def keys_of(settings, action):
    return table_of(settings.keys).keys_of(action)


def note(part, action):
    return part._commands[action].explanation.text()


def test_the_keys_are_shown(part):
    assert [chip.text() for chip in part.lists[Action.SOFTENED].chips.values()] == ["S  ×"]
    assert [chip.text() for chip in part.lists[Action.NOT_SOFTENED].chips.values()] == [
        "S held  ×",
        "N  ×",
    ]


def test_every_command_has_a_row(part):
    assert set(part.lists) == set(Action)


def test_a_key_is_bound_by_pressing_it_once(qtbot, part, settings, capture, changes):
    qtbot.keyClick(capture(Action.MARK).field, K.Key_F9)
    assert keys_of(settings, Action.MARK) == [Slot("M", "press"), Slot("F9", "press")]
    assert len(changes) == 1
    assert part.lists[Action.MARK].capture is None
    assert part.preset.chips[OWN].isChecked()
    assert settings.keys.preset == USUAL


@pytest.mark.parametrize(
    ("key", "modifiers", "trigger"),
    [
        (K.Key_Space, M.NoModifier, "Space"),
        (K.Key_Return, M.NoModifier, "Return"),
        (K.Key_5, M.KeypadModifier, "Num+5"),
        (K.Key_F, M.ControlModifier, "Ctrl+F"),
        (K.Key_MediaNext, M.NoModifier, "Media Next"),
        (K.Key_A, M.ShiftModifier, "A"),
    ],
)
def test_any_key_may_be_taken(qtbot, settings, part, capture, key, modifiers, trigger):
    settings.keys.bindings = ()
    part.show_settings(settings)
    qtbot.keyClick(capture(Action.MARK).field, key, modifiers)
    assert keys_of(settings, Action.MARK) == [Slot(trigger, "press")]


def test_a_pedal_without_a_name_is_taken_by_its_number(settings, part, capture):
    event = QKeyEvent(QEvent.Type.KeyPress, 0, M.NoModifier, 240, 0, 0)
    capture(Action.MARK).field.keyPressEvent(event)
    assert Slot("scan:240", "press") in keys_of(settings, Action.MARK)
    assert "Key number 240  ×" in [c.text() for c in part.lists[Action.MARK].chips.values()]


@pytest.mark.parametrize(
    ("key", "modifiers", "said"),
    [
        (K.Key_Control, M.ControlModifier, "alone are no keys"),
        (K.Key_F4, M.AltModifier, "belong to the system"),
    ],
)
def test_what_cannot_be_a_key_is_said(qtbot, part, changes, capture, key, modifiers, said):
    waiting = capture(Action.MARK)
    qtbot.keyClick(waiting.field, key, modifiers)
    assert said in waiting.said.text()
    assert changes == []
    assert part.lists[Action.MARK].capture is waiting


def test_esc_gives_up_and_closes_no_dialog(qtbot, settings):
    part = KeysPart()
    dialog = SettingsDialog(settings, [part], DARK)
    qtbot.addWidget(dialog)
    dialog.open_at("keys")
    qtbot.waitExposed(dialog)
    part.lists[Action.MARK].add.click()
    qtbot.keyClick(part.lists[Action.MARK].capture.field, K.Key_Escape)
    assert part.lists[Action.MARK].capture is None
    assert dialog.focusWidget() is part.lists[Action.MARK].add
    assert dialog.isVisible()
    assert settings == Settings()


def test_what_is_waited_for_is_seen_in_the_dialog(qtbot, settings):
    part = KeysPart()
    dialog = SettingsDialog(settings, [part], DARK)
    qtbot.addWidget(dialog)
    dialog.open_at("keys")
    qtbot.waitExposed(dialog)
    part.lists[Action.GLANCE].add.click()
    capture = part.lists[Action.GLANCE].capture
    capture.take("M")

    def seen():
        assert capture.visibleRegion().boundingRect() == capture.rect()

    qtbot.waitUntil(seen, timeout=2_000)


def test_tab_goes_on_to_the_next_control(qtbot, part, changes, capture):
    waiting = capture(Action.MARK)
    assert waiting.field.hasFocus()
    qtbot.keyClick(waiting.field, K.Key_Tab)
    assert not waiting.field.hasFocus()
    assert changes == []


@pytest.mark.parametrize("press", ["double", "long"])
def test_a_double_and_a_long_press_are_chosen_first(qtbot, settings, capture, press):
    waiting = capture(Action.MARK)
    waiting.presses[press].click()
    assert waiting.field.hasFocus()
    qtbot.keyClick(waiting.field, K.Key_H)
    assert Slot("H", press) in keys_of(settings, Action.MARK)


def test_a_breath_key_is_pressed_once_and_in_no_other_way(capture):
    waiting = capture(Action.TAP)
    assert [press for press, chip in waiting.presses.items() if chip.isEnabled()] == ["press"]


def test_a_key_that_is_taken_is_moved_or_left(qtbot, part, settings, changes, capture):
    waiting = capture(Action.OIL)
    qtbot.keyClick(waiting.field, K.Key_P)
    assert waiting.said.text() == "P is “Pause” now."
    assert waiting.move_here.isVisible()
    assert not waiting.keep_both.isVisible()
    assert changes == []
    waiting.move_here.click()
    assert keys_of(settings, Action.OIL) == [Slot("O", "press"), Slot("P", "press")]
    assert keys_of(settings, Action.PAUSE) == []
    assert note(part, Action.PAUSE).endswith("No key.")


def test_two_with_each_their_time_share_a_key_and_it_is_said(qtbot, part, settings, capture):
    waiting = capture(Action.SOFTENED)
    qtbot.keyClick(waiting.field, K.Key_M)
    assert "each has its time" in waiting.said.text()
    waiting.keep_both.click()
    assert Slot("M", "press") in keys_of(settings, Action.MARK)
    assert "M: only while an area is in work." in note(part, Action.SOFTENED)
    assert "M: only in the stages" in note(part, Action.MARK)


def test_another_key_may_be_pressed_after_one_that_was_taken(qtbot, settings, capture):
    waiting = capture(Action.OIL)
    qtbot.keyClick(waiting.field, K.Key_P)
    qtbot.keyClick(waiting.field, K.Key_F9)
    assert Slot("F9", "press") in keys_of(settings, Action.OIL)
    assert keys_of(settings, Action.PAUSE) == [Slot("P", "press")]


def test_a_double_press_of_a_breath_key_is_refused_with_the_reason(qtbot, changes, capture):
    waiting = capture(Action.PAUSE)
    waiting.presses["double"].click()
    qtbot.keyClick(waiting.field, K.Key_Space)
    assert "cannot wait for a second press" in waiting.said.text()
    assert not waiting.move_here.isVisible()
    assert changes == []


def test_a_key_is_taken_away(part, settings):
    part.lists[Action.MARK].chips[Binding("M", "mark")].click()
    assert keys_of(settings, Action.MARK) == []
    assert part.lists[Action.MARK].chips == {}


def test_esc_cannot_be_taken_away(part):
    assert not part.lists[Action.BACK_OUT].chips[Binding("Esc", "back_out")].isEnabled()


def test_only_one_key_is_waited_for_at_a_time(part, capture):
    capture(Action.MARK)
    capture(Action.OIL)
    assert part.lists[Action.MARK].capture is None
    assert part.lists[Action.OIL].capture is not None
    part.leave()
    assert part.lists[Action.OIL].capture is None


@pytest.mark.parametrize("preset", PRESETS)
def test_a_set_of_keys_is_chosen(part, settings, preset):
    part.preset.chips[preset].click()
    assert settings.keys.preset == preset
    assert settings.keys.bindings is None
    shown = [binding for keys in part.lists.values() for binding in keys.chips]
    assert set(shown) == set(PRESETS[preset])


def test_ones_own_keys_come_back_after_another_set_was_tried(qtbot, part, settings, capture):
    assert not part.preset.chips[OWN].isEnabled()
    qtbot.keyClick(capture(Action.MARK).field, K.Key_F9)
    own = settings.keys.bindings
    part.preset.chips["presenter"].click()
    assert settings.keys.bindings is None
    part.preset.chips[OWN].click()
    assert settings.keys.bindings == own


def test_a_reset_gives_the_keyboard_back(qtbot, part, settings, capture):
    qtbot.keyClick(capture(Action.MARK).field, K.Key_F9)
    part.reset_button.click()
    assert settings.keys == Keys()
    assert part.preset.chips[USUAL].isChecked()
    assert len(part.lists[Action.MARK].chips) == 1
    part.reset_button.click()
    assert Binding("F9", "mark") in settings.keys.bindings


def test_holding_to_breathe_in_says_which_keys_wait(part, settings, capture):
    switch = next(row.control for row in part.rows if "Hold the key" in row.label.text())
    switch.box.click()
    assert settings.keys.hold_to_inhale
    assert "S held waits" in note(part, Action.NOT_SOFTENED)
    assert not capture(Action.OIL).presses["long"].isEnabled()


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (MidiState(problem="no_library"), "pip install python-rtmidi"),
        (MidiState(problem="no_system"), "has no MIDI"),
        (MidiState(ports=("Sustain", "Board")), "Sustain, Board"),
    ],
)
def test_what_is_heard_by_midi_is_said(part, state, said):
    part.show_midi(state)
    assert said in part._midi_row.explanation.text()


def test_a_midi_pedal_is_bound_like_a_key(settings, part, capture):
    capture(Action.MARK)
    part.press_trigger("midi:note:36")
    part.release_trigger("midi:note:36")
    assert Slot("midi:note:36", "press") in keys_of(settings, Action.MARK)


class TestTrying:
    @pytest.fixture
    def step(self, qtbot, part, clock):
        def stepping(key, held_ms=100, times=1):
            field = part.trying
            for _ in range(times):
                qtbot.keyPress(field, key)
                clock.pass_ms(held_ms)
                field.reader._timer.timeout.emit()
                qtbot.keyRelease(field, key)
                clock.pass_ms(BOUNCE_MS)
                field.reader._timer.timeout.emit()
            clock.pass_ms(DOUBLE_MS)
            field.reader._timer.timeout.emit()
            return field.answer.text()

        return stepping

    def test_it_says_what_a_key_does(self, step, changes):
        assert step(K.Key_M) == "M: Tense here"
        assert step(K.Key_S) == "S: Softened"
        assert step(K.Key_S, held_ms=LONG_MS) == "S held: Not softened"
        assert step(K.Key_F9) == "F9: no command"
        assert changes == []

    def test_it_tells_the_gestures_of_a_board(self, part, step):
        part.preset.chips["three-pedals"].click()
        assert step(K.Key_A) == "A: Next stage or Ready, yes, done or End session"
        assert step(K.Key_A, times=2) == "A twice: Pause"
        assert step(K.Key_C) == "C: Softened or Tense here"

    def test_it_tells_that_a_breath_key_was_let_go(self, part, settings, step):
        settings.keys.hold_to_inhale = True
        part.show_settings(settings)
        assert step(K.Key_Space, held_ms=1_500) == "Space let go: the client breathes out"

    def test_it_hears_midi(self, part):
        part.press_trigger("midi:cc:64")
        assert part.trying.answer.text() == "MIDI sustain pedal: The client breathes in"
        part.press_trigger("midi:note:36")
        assert part.trying.answer.text() == "MIDI note 36: no command"

    def test_esc_is_the_windows(self, part):
        event = QKeyEvent(QEvent.Type.KeyPress, K.Key_Escape, M.NoModifier)
        part.trying.keyPressEvent(event)
        assert not event.isAccepted()


def test_a_command_is_found_by_its_name(part):
    assert part.search(words("not softened"))
    shown = [row.label.text() for row in part.rows if not row.isHidden()]
    assert shown == ["Not softened"]


def test_every_target_is_large_enough_and_has_a_name(part, capture):
    part.setStyleSheet(dialog_sheet(DARK, 1.0))
    waiting = capture(Action.MARK)
    waiting.take("P")
    for button in part.findChildren(QAbstractButton):
        if button.isVisible():
            assert min(button.width(), button.height()) >= 44, button.text()
            assert button.accessibleName() or button.text()


def full(qtbot, settings, scale):
    """The part with most to say: shared keys, and one that is taken."""
    settings.keys.preset = "three-pedals"
    part = KeysPart()
    part.show_settings(settings)
    part.show_midi(MidiState(problem="no_library"))
    part.lists[Action.MARK].add.click()
    part.lists[Action.MARK].capture.take("A")
    return show(qtbot, part, 1_000, 12_000, scale)


def test_every_word_can_be_read_twice_as_large(qtbot, settings):
    assert clipped(full(qtbot, settings, 2.0)) == []


def test_every_word_can_be_read_twice_as_long(qtbot, qapp, settings):
    long = Doubling()
    qapp.installTranslator(long)
    try:
        assert clipped(full(qtbot, settings, 1.0)) == []
    finally:
        qapp.removeTranslator(long)


def test_tab_goes_through_the_controls_as_they_are_read(part, capture):
    waiting = capture(Action.MARK)
    part.lists[Action.OIL].chips[Binding("O", "oil")].click()
    qt_order, widget = [], part
    while widget not in qt_order:
        qt_order.append(widget)
        widget = widget.nextInFocusChain()
    expected = list(part.preset.chips.values())
    for action in Action:
        expected += [*part.lists[action].chips.values(), part.lists[action].add]
        if action is Action.MARK:
            expected += waiting.controls()
    reached = [each for each in qt_order if each in expected]
    assert reached == expected


def test_own_keys_from_a_file_are_kept_when_a_set_is_chosen(part, settings):
    mine = (Binding("F5", "tap"),)
    settings.keys = Keys(bindings=mine)
    part.show_settings(settings)
    part.preset.chips["presenter"].click()
    part.show_settings(settings)  # as the program does after each change
    part.preset.chips[OWN].click()
    assert settings.keys.bindings == mine


def test_what_is_set_elsewhere_ends_no_waiting_for_a_key(part, settings, capture):
    waiting = capture(Action.HOLD)
    settings.look.theme = "light"
    part.show_settings(settings)
    assert part.lists[Action.HOLD].capture is waiting
    settings.keys.hold_to_inhale = True
    part.show_settings(settings)
    assert part.lists[Action.HOLD].capture is None
