"""Bindings as a table: what a key means now, and by which keys an action is reached."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from coach.library.settings import Binding, Keys
from coach.ui.keys import situations
from coach.ui.keys.actions import REPEATS, Action
from coach.ui.keys.gestures import Manner
from coach.ui.keys.presets import PRESETS, USUAL
from coach.ui.keys.situations import Now

Press = Literal["press", "double", "long"]
_ACTIONS = {action.value: action for action in Action}


class Slot(NamedTuple):
    """A key and how it is pressed."""

    trigger: str
    press: Press


class KeyTable:
    """What each key does. Bindings of actions that this version does not know are passed over.

    A key that taps does it at once: it can wait for no second press. With `hold_to_inhale` it says
    by its release that the client breathes out, and no key means anything else when it is held.
    """

    def __init__(self, bindings: Iterable[Binding], *, hold_to_inhale: bool = False) -> None:
        self.hold_to_inhale = hold_to_inhale
        self._slots: dict[Slot, tuple[Action, ...]] = {}
        known = [binding for binding in bindings if binding.action in _ACTIONS]
        self._taps = {
            each.trigger
            for each in known
            if each.press == "press" and _ACTIONS[each.action] is Action.TAP
        }
        for binding in known:
            if self.is_void(binding):
                continue
            slot = Slot(binding.trigger, binding.press)
            actions = self._slots.get(slot, ())
            if _ACTIONS[binding.action] not in actions:
                self._slots[slot] = (*actions, _ACTIONS[binding.action])

    def is_void(self, binding: Binding) -> bool:
        """Whether the key cannot be pressed in that way."""
        if binding.press == "double":
            return binding.trigger in self._taps
        return binding.press == "long" and self.hold_to_inhale

    def knows(self, trigger: str) -> bool:
        """Whether the key has any meaning."""
        return any((trigger, press) in self._slots for press in ("press", "double", "long"))

    def manner(self, trigger: str) -> Manner:
        """In what its gestures are told apart."""
        taps = trigger in self._taps
        pressed = self._slots.get(Slot(trigger, "press"), ())
        return Manner(
            at_once=taps,
            double=Slot(trigger, "double") in self._slots,
            long=Slot(trigger, "long") in self._slots,
            up=taps and self.hold_to_inhale,
            repeats=not REPEATS.isdisjoint(pressed),
        )

    def actions(self, slot: Slot) -> tuple[Action, ...]:
        """All that the key may mean, so pressed."""
        return self._slots.get(slot, ())

    def meant(self, slot: Slot, now: Now) -> Action | None:
        """What the key means now, so pressed."""
        return situations.chosen(self.actions(slot), now)

    def ever_meant(self, slot: Slot, action: Action) -> bool:
        """Whether there is any time when the key means that action."""
        return any(
            situations.makes_sense(action, now) and self.meant(slot, now) is action
            for now in situations.EVERY
        )

    def keys_of(self, action: Action, now: Now | None = None) -> Sequence[Slot]:
        """The keys for an action, of the preset first; with `now` those that mean it now."""
        return [
            slot
            for slot, actions in self._slots.items()
            if action in actions and (now is None or self.meant(slot, now) is action)
        ]


def bindings_of(keys: Keys) -> tuple[Binding, ...]:
    """The user's own, else the preset's."""
    if keys.bindings is not None:
        return keys.bindings
    return PRESETS.get(keys.preset, PRESETS[USUAL])


def table_of(keys: Keys) -> KeyTable:
    """The table for the user's settings."""
    return KeyTable(bindings_of(keys), hold_to_inhale=keys.hold_to_inhale)
