"""A new key: what it meets, who wins, and what a person is told about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.settings import Binding
from coach.ui.keys import editing
from coach.ui.keys.actions import Action
from coach.ui.keys.editing import FIXED, Clash, acts, added, clash, of_action, removed, times
from coach.ui.keys.notes import notes
from coach.ui.keys.presets import PRESETS, USUAL
from coach.ui.keys.situations import EVERY, Situation
from coach.ui.keys.table import KeyTable, Slot

KEYBOARD = PRESETS[USUAL]


def met(bindings, trigger, action, press="press", *, hold=False):
    return clash(bindings, Binding(trigger, action, press), hold_to_inhale=hold)


def test_a_free_key_meets_nothing():
    assert met(KEYBOARD, "F9", "mark") == Clash()
    assert met(KEYBOARD, "M", "undo", "long") == Clash()


def test_a_key_that_does_it_already_is_refused():
    assert met(KEYBOARD, "M", "mark").refused == "there"


def test_a_breath_key_waits_for_no_second_press_but_may_be_held():
    assert met(KEYBOARD, "Space", "pause", "double").refused == "tap_first"
    assert met(KEYBOARD, "Space", "hold", "long") == Clash()


def test_where_keys_are_held_to_breathe_in_there_is_no_long_press():
    assert met(KEYBOARD, "F9", "hold", "long", hold=True).refused == "no_long"
    assert met(KEYBOARD, "F9", "hold", "press", hold=True) == Clash()


def test_of_two_that_are_meant_at_the_same_time_one_must_go():
    assert met(KEYBOARD, "P", "oil") == Clash(others=(Binding("P", "pause"),), both=False)
    assert met(KEYBOARD, "M", "tap") == Clash(others=(Binding("M", "mark"),), both=False)


def test_two_that_have_each_their_time_may_both_stay():
    assert met(KEYBOARD, "M", "softened") == Clash(others=(Binding("M", "mark"),), both=True)
    assert met(KEYBOARD, "Right", "confirm").both


def test_a_double_press_is_in_the_way_of_a_breath_key():
    bindings = (Binding("F9", "pause", "double"),)
    assert met(bindings, "F9", "tap") == Clash(others=bindings, both=False)


known = st.sampled_from([action.value for action in Action])
binding = st.builds(
    Binding,
    trigger=st.sampled_from(["A", "B"]),
    action=known,
    press=st.sampled_from(["press", "double", "long"]),
)


@given(st.lists(binding, max_size=6, unique=True), binding, st.booleans())
def test_what_is_taken_acts_and_takes_no_other_its_key_unasked(bindings, new, hold):
    bindings = tuple(bindings)
    acted = [each for each in bindings if acts(KeyTable(bindings, hold_to_inhale=hold), each)]
    found = clash(bindings, new, hold_to_inhale=hold)
    if found.refused:
        return
    if found.both:
        table = KeyTable(added(bindings, new), hold_to_inhale=hold)
        assert acts(table, new)
        assert all(acts(table, each) for each in acted)
    table = KeyTable(added(bindings, new, found.others), hold_to_inhale=hold)
    assert acts(table, new)
    assert all(acts(table, each) for each in acted if each not in found.others)


def test_esc_keeps_its_way_back():
    assert FIXED in KEYBOARD
    assert removed(KEYBOARD, FIXED) == KEYBOARD
    assert Binding("M", "mark") not in removed(KEYBOARD, Binding("M", "mark"))


def test_bindings_of_a_newer_version_stay():
    strange = Binding("F9", "of_a_newer_version")
    assert strange in added((strange,), Binding("F9", "mark"))
    assert met((strange,), "F9", "mark") == Clash()


def test_the_times_that_are_told_are_among_those_that_can_be():
    assert {now for _, now in editing.TIMES} <= set(EVERY)
    board = KeyTable(PRESETS["three-pedals"])
    left = Slot("A", "press")
    assert times(board, left, Action.NEXT_STAGE) == [Situation.UNDER_WAY, Situation.ANSWERING]
    assert times(board, left, Action.END) == [Situation.SESSION]


def told(bindings, action, *, hold=False):
    table = KeyTable(bindings, hold_to_inhale=hold)
    return notes(action, of_action(bindings, action), table)


def test_of_the_keyboard_nothing_is_told_but_that_one_has_no_key():
    assert told(KEYBOARD, Action.BREATHE_OUT) == ["No key."]
    for action in set(Action) - {Action.BREATHE_OUT}:
        assert told(KEYBOARD, action) == []


@pytest.mark.parametrize(
    ("bindings", "action", "note"),
    [
        ((Binding("A", "tap"), Binding("A", "mark")), Action.MARK, "“The client breathes in”"),
        ((Binding("A", "tap"), Binding("A", "mark", "double")), Action.MARK, "acts at once"),
        ((Binding("A", "tap"), Binding("A", "hold", "long")), Action.HOLD, "told first"),
        ((Binding("A", "mark"), Binding("A", "softened")), Action.SOFTENED, "A: only while an ar"),
    ],
)
def test_what_is_in_a_keys_way_is_told(bindings, action, note):
    assert note in told(bindings, action)[0]


def test_a_long_press_waits_while_keys_are_held_to_breathe_in():
    told_now = told((Binding("A", "hold", "long"),), Action.HOLD, hold=True)
    assert told_now == ["A held waits: keys are held to breathe in.", "No key."]
