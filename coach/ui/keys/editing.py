"""Changing the table of keys: what stands in the way of a new binding, and who would win."""

from collections.abc import Sequence
from typing import NamedTuple

from coach.library.settings import Binding
from coach.ui.keys.actions import Action
from coach.ui.keys.situations import (
    IN_PREPARE,
    IN_READY,
    Now,
    Situation,
    makes_sense,
)
from coach.ui.keys.table import KeyTable, Slot

Bindings = tuple[Binding, ...]

_KNOWN = {action.value for action in Action}
FIXED = Binding("Esc", Action.BACK_OUT.value)
"""Stays: a binding taken by Esc could not be given back, since Esc gives up."""

TIMES: tuple[tuple[Situation, Now], ...] = (
    (Situation.PREPARE, IN_PREPARE),
    (Situation.READY, IN_READY),
    (Situation.UNDER_WAY, (Situation.UNDER_WAY, Situation.SESSION)),
    (Situation.ANSWERING, (Situation.ANSWERING, Situation.UNDER_WAY, Situation.SESSION)),
    (Situation.QUESTION, (Situation.QUESTION, Situation.UNDER_WAY, Situation.SESSION)),
    (Situation.SESSION, (Situation.SESSION,)),
    (Situation.ENDED, (Situation.ENDED,)),
)
"""When a key may mean something else, as it is told to a person; SESSION: the stages are done."""


class Clash(NamedTuple):
    """What comes of a new binding beside the present ones.

    `refused`: "there" already; "tap_first", the key taps and cannot wait for a second press;
    "no_long", keys are held to breathe in; else empty. `others` mean something by the same key;
    `both`: the old and the new would act, each at its time.
    """

    refused: str = ""
    others: Bindings = ()
    both: bool = True


def clash(bindings: Sequence[Binding], new: Binding, *, hold_to_inhale: bool) -> Clash:
    """Whether a binding can be added, and what it meets."""
    taps = Binding(new.trigger, Action.TAP.value)
    if new in bindings:
        return Clash(refused="there")
    if new.press == "long" and hold_to_inhale:
        return Clash(refused="no_long")
    if new.press == "double" and taps in bindings:
        return Clash(refused="tap_first")
    presses = {new.press, "double"} if new == taps else {new.press}
    others = tuple(
        each
        for each in bindings
        if each.trigger == new.trigger and each.press in presses and each.action in _KNOWN
    )
    table = KeyTable((*bindings, new))
    return Clash(others=others, both=all(acts(table, each) for each in (*others, new)))


def acts(table: KeyTable, binding: Binding) -> bool:
    """Whether there is any time when the binding does something."""
    slot = Slot(binding.trigger, binding.press)
    return not table.is_void(binding) and table.ever_meant(slot, Action(binding.action))


def times(table: KeyTable, slot: Slot, action: Action) -> list[Situation]:
    """When the key means that action, of all the times when it may."""
    return [
        situation
        for situation, now in TIMES
        if makes_sense(action, now) and table.meant(slot, now) is action
    ]


def of_action(bindings: Sequence[Binding], action: Action) -> Bindings:
    """The keys of an action."""
    return tuple(each for each in bindings if each.action == action.value)


def added(bindings: Bindings, new: Binding, moved: Bindings = ()) -> Bindings:
    """With one more, and without those whose key is moved to it."""
    return (*(each for each in bindings if each not in moved), new)


def removed(bindings: Bindings, old: Binding) -> Bindings:
    """Without one; Esc keeps its way back."""
    return bindings if old == FIXED else tuple(each for each in bindings if each != old)
