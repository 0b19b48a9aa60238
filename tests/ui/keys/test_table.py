"""Every command has its keys, and a key that means two things means one of them at a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.settings import Binding, Keys
from coach.massage.back import Outcome
from coach.session import commands as cmd
from coach.ui.keys import names
from coach.ui.keys.actions import COMMANDS, Action
from coach.ui.keys.presets import PRESETS, USUAL
from coach.ui.keys.situations import EVERY, IN_PREPARE, IN_READY, Situation, chosen
from coach.ui.keys.table import KeyTable, Slot, bindings_of, table_of
from coach.ui.keys.under_way import in_session
from tests.helpers.sessions import Rehearsal
from tests.ui.session.conftest import in_kneading

RUNNING = (Situation.UNDER_WAY, Situation.SESSION)
ANSWERING = (Situation.ANSWERING, *RUNNING)
ASKED = (Situation.QUESTION, *RUNNING)
OVERTIME = (Situation.SESSION,)
ENDED = (Situation.ENDED,)
KEYLESS = {Action.BREATHE_OUT}


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_has_a_key_for_every_command(preset):
    table = KeyTable(PRESETS[preset])
    for action in set(Action) - KEYLESS:
        slots = table.keys_of(action)
        assert any(table.ever_meant(slot, action) for slot in slots), action


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_has_no_key_that_never_acts(preset):
    table = KeyTable(PRESETS[preset])
    for binding in PRESETS[preset]:
        assert not table.is_void(binding), binding
        slot = Slot(binding.trigger, binding.press)
        assert table.ever_meant(slot, Action(binding.action)), binding


@pytest.mark.parametrize("preset", PRESETS)
def test_esc_goes_back_in_every_preset_and_never_ends(preset):
    table = KeyTable(PRESETS[preset])
    for now in EVERY:
        assert table.meant(Slot("Esc", "press"), now) is not Action.END
    for now in (IN_READY, ASKED):
        assert table.meant(Slot("Esc", "press"), now) is Action.BACK_OUT


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_has_a_name_and_a_meaning(preset):
    assert names.preset_name(preset)
    assert names.preset_meaning(preset)


def test_every_action_has_a_name_and_a_meaning():
    assert all(names.name(action) and names.meaning(action) for action in Action)


def meant(preset, trigger, press, now):
    return KeyTable(PRESETS[preset]).meant(Slot(trigger, press), now)


@pytest.mark.parametrize(
    ("trigger", "press", "now", "action"),
    [
        ("A", "press", IN_PREPARE, Action.CONFIRM),
        ("B", "press", IN_READY, Action.TAP),
        ("A", "long", IN_READY, Action.BACK_OUT),
        ("A", "press", RUNNING, Action.NEXT_STAGE),
        ("A", "double", RUNNING, Action.PAUSE),
        ("A", "long", RUNNING, Action.END),
        ("A", "press", ASKED, Action.CONFIRM),
        ("A", "long", ASKED, Action.BACK_OUT),
        ("C", "press", RUNNING, Action.MARK),
        ("C", "press", ANSWERING, Action.SOFTENED),
        ("C", "long", ANSWERING, Action.NOT_SOFTENED),
        ("C", "long", RUNNING, Action.UNDO),
        ("B", "long", RUNNING, Action.HOLD),
        ("A", "press", OVERTIME, Action.END),
        ("A", "press", ENDED, Action.CONFIRM),
    ],
)
def test_three_pedals_are_enough_for_a_whole_session(trigger, press, now, action):
    assert meant("three-pedals", trigger, press, now) is action


@pytest.mark.parametrize(
    ("press", "now", "action"),
    [
        ("long", IN_PREPARE, Action.CONFIRM),
        ("press", IN_READY, Action.TAP),
        ("long", RUNNING, Action.HOLD),
        ("long", OVERTIME, Action.END),
        ("long", (Situation.QUESTION, *OVERTIME), Action.CONFIRM),
        ("long", ENDED, Action.CONFIRM),
    ],
)
def test_one_pedal_goes_from_prepare_to_the_end(press, now, action):
    assert meant("one-pedal", "B", press, now) is action


bindings = st.lists(
    st.builds(
        Binding,
        trigger=st.sampled_from(["A", "B", "C"]),
        action=st.sampled_from([action.value for action in Action]),
        press=st.sampled_from(["press", "double", "long"]),
    ),
    max_size=12,
)


@given(bindings, st.booleans())
def test_a_key_that_taps_always_taps_and_waits_for_nothing(given_bindings, hold):
    table = KeyTable(given_bindings, hold_to_inhale=hold)
    for binding in given_bindings:
        if (binding.action, binding.press) == ("tap", "press"):
            manner = table.manner(binding.trigger)
            assert manner.at_once
            assert not manner.waits
            assert not manner.double
            assert manner.up is hold
            for now in EVERY:
                if now != ENDED:
                    assert table.meant(Slot(binding.trigger, "press"), now) is Action.TAP


@given(bindings)
def test_no_key_has_a_long_meaning_where_it_is_held_to_breathe_in(given_bindings):
    table = KeyTable(given_bindings, hold_to_inhale=True)
    assert not any(table.manner(trigger).long for trigger in "ABC")


@given(bindings, st.sampled_from(EVERY))
def test_what_a_key_means_makes_sense_where_any_of_its_meanings_does(given_bindings, now):
    table = KeyTable(given_bindings)
    for binding in given_bindings:
        slot = Slot(binding.trigger, binding.press)
        if table.is_void(binding):
            assert Action(binding.action) not in table.actions(slot)
        else:
            assert table.meant(slot, now) in table.actions(slot)


def test_the_users_own_bindings_come_before_the_preset_and_strange_ones_harm_nothing():
    own = (Binding("F9", "mark"), Binding("F10", "of_a_newer_version"))
    table = table_of(Keys(preset="three-pedals", bindings=own))
    assert table.keys_of(Action.MARK) == [Slot("F9", "press")]
    assert not table.knows("F10")
    assert not table.knows("A")
    assert bindings_of(Keys(preset="of a newer version")) == PRESETS[USUAL]


def test_where_nothing_makes_sense_the_first_is_meant_so_that_the_session_says_why():
    assert chosen((Action.SOFTENED, Action.NOT_SOFTENED), RUNNING) is Action.SOFTENED
    assert chosen((), RUNNING) is None


def test_what_is_going_on_is_read_from_the_moment():
    rehearsal = Rehearsal()
    assert in_session(None) == RUNNING
    assert in_session(rehearsal.moment()) == RUNNING
    assert in_session(rehearsal.moment(), question=True) == ASKED
    assert in_session(in_kneading(rehearsal, cmd.MarkAt(-0.1, 0.5))) == ANSWERING
    rehearsal.do(cmd.Answer(Outcome.SOFTENED))
    rehearsal.wait_for(lambda m: m.finished, within_ms=3_000_000, tick_ms=500)
    assert in_session(rehearsal.moment()) == OVERTIME
    rehearsal.do(cmd.End())
    assert in_session(rehearsal.moment(), question=True) == ENDED
    assert {in_session(None), ASKED, ANSWERING, OVERTIME, ENDED} <= set(EVERY)


def test_each_command_is_asked_for_by_one_action():
    assert len(set(COMMANDS.values())) == len(COMMANDS)
