"""Presses and releases of keys → a press, a double press, a long press; a bounce is none of them.

No Qt and no clock: the caller says what time it is, and asks again at `next_ms`.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

BOUNCE_MS = 50
"""A key that goes down again so soon never was up."""
LONG_MS = 600
"""A key held this long means the other thing."""
DOUBLE_MS = 350
"""A second press may come so long after the first was let go."""

Kind = Literal["press", "double", "long", "up"]


class Manner(NamedTuple):
    """What a key can be told apart in. `at_once`: its press is told when it goes down, always."""

    at_once: bool = False
    double: bool = False
    long: bool = False
    up: bool = False
    repeats: bool = False

    @property
    def waits(self) -> bool:
        """Whether a press is known to be just that only after the key was let go."""
        return not self.at_once and (self.double or self.long)


class Gesture(NamedTuple):
    """What was done with which key."""

    trigger: str
    kind: Kind


class _Key:
    """One key's state; times in ms."""

    def __init__(self, down_ms: int) -> None:
        self.down = True
        self.down_ms = self.edge_ms = down_ms
        self.up_ms: int | None = None
        """Let go, unless it comes down again within a bounce."""
        self.told = False
        self.may_be_long = False
        self.second_until_ms: int | None = None
        """Let go once, and not told yet: a second press may come."""


class Gestures:
    """Tells gestures apart; `manner_of(trigger)` says in which each key is to be told apart."""

    def __init__(self, manner_of: Callable[[str], Manner]) -> None:
        self._manner_of = manner_of
        self._keys: dict[str, _Key] = {}
        self._strays: dict[str, int] = {}
        """When keys went up that went down elsewhere."""

    @property
    def next_ms(self) -> int | None:
        """When `pass_to` has something to tell; None while nothing is awaited."""
        awaited = (self._due_ms(key) for key in self._keys.values())
        return min((due_ms for due_ms in awaited if due_ms is not None), default=None)

    def press(self, trigger: str, now_ms: int) -> list[Gesture]:
        """The key goes down."""
        told = self.pass_to(now_ms)
        key = self._keys.get(trigger)
        if key is not None and key.down:
            if now_ms - key.edge_ms < BOUNCE_MS:
                key.edge_ms, key.up_ms = now_ms, None
                return told
            told += self._let_go(trigger, key, key.edge_ms)  # its release was lost on the way
            told += self.pass_to(now_ms)
            key = self._keys.get(trigger)
        second = key is not None and key.second_until_ms is not None
        self._keys[trigger] = key = _Key(now_ms)
        if now_ms - self._strays.pop(trigger, -BOUNCE_MS) < BOUNCE_MS:
            key.told = True  # held since before, on another page; the system repeats it
            return told
        manner = self._manner_of(trigger)
        if second:
            told.append(Gesture(trigger, "double"))
            key.told = True
            return told
        key.may_be_long = manner.long
        if not manner.waits:
            told.append(Gesture(trigger, "press"))
            key.told = True
        return told

    def repeat(self, trigger: str, now_ms: int) -> list[Gesture]:
        """The system repeats a key that is held down."""
        told = self.pass_to(now_ms)
        manner = self._manner_of(trigger)
        if manner.repeats and not manner.waits:
            told.append(Gesture(trigger, "press"))
        return told

    def release(self, trigger: str, now_ms: int) -> list[Gesture]:
        """The key goes up, or only bounces."""
        told = self.pass_to(now_ms)
        key = self._keys.get(trigger)
        if key is not None and key.down:
            key.up_ms = key.edge_ms = now_ms
        elif key is None:
            self._strays[trigger] = now_ms
        return told

    def pass_to(self, now_ms: int) -> list[Gesture]:
        """All that is known by now, in its order."""
        told: list[Gesture] = []
        while True:
            due = [
                (due_ms, trigger)
                for trigger, key in self._keys.items()
                if (due_ms := self._due_ms(key)) is not None and due_ms <= now_ms
            ]
            if not due:
                return told
            told += self._tell(min(due)[1])

    def forget(self) -> None:
        """Keys that are down will be let go elsewhere: they mean nothing more."""
        self._keys = {trigger: key for trigger, key in self._keys.items() if not key.down}

    def _due_ms(self, key: _Key) -> int | None:
        if not key.down:
            return key.second_until_ms
        if key.up_ms is not None:
            return key.up_ms + BOUNCE_MS
        return key.down_ms + LONG_MS if key.may_be_long else None

    def _tell(self, trigger: str) -> list[Gesture]:
        key = self._keys[trigger]
        if not key.down:
            del self._keys[trigger]
            return [Gesture(trigger, "press")]
        if key.up_ms is not None:
            return self._let_go(trigger, key, key.up_ms)
        key.may_be_long, key.told = False, True
        return [Gesture(trigger, "long")]

    def _let_go(self, trigger: str, key: _Key, up_ms: int) -> list[Gesture]:
        manner = self._manner_of(trigger)
        told = [Gesture(trigger, "up")] if manner.up else []
        if key.told or not manner.double:
            del self._keys[trigger]
            return told if key.told else [*told, Gesture(trigger, "press")]
        key.down = False
        key.second_until_ms = up_ms + DOUBLE_MS
        return told
