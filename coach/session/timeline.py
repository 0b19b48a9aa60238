"""Events → the state at any time, for replay: seek back and forth, play on."""

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from coach.session.events import AnyEvent, Started
from coach.session.moment import Moment, moment_at
from coach.session.state import IllegalEventError, State, apply, start

SPACING = 64
"""Events between two states that are kept."""

_t_ms = attrgetter("t_ms")
_elapsed_ms = attrgetter("elapsed_ms")


class Timeline:
    """A session's events, and its state just after any of them."""

    def __init__(self, events: Sequence[AnyEvent]) -> None:
        """Raises IllegalEventError where the events do not make a session."""
        if not events or not isinstance(events[0], Started):
            raise IllegalEventError("a session begins with its start")
        self.events = tuple(events)
        state = start(events[0])
        self._kept = [state]
        for count, event in enumerate(self.events[1:], start=1):
            state = apply(state, event)
            if count % SPACING == 0:
                self._kept.append(state)
        self.final = state
        self._cursor = (len(self.events) - 1, state)

    def state_at(self, t_ms: int) -> State:
        """The state after all events up to and at a time."""
        index = max(0, bisect_right(self.events, t_ms, key=_t_ms) - 1)
        at, state = self._cursor
        if not at <= index < at + SPACING:
            at = index - index % SPACING
            state = self._kept[at // SPACING]
        for event in self.events[at + 1 : index + 1]:
            state = apply(state, event)
        self._cursor = (index, state)
        return state

    def t_at(self, elapsed_ms: int) -> int:
        """When hands-on time was so long; after the pause, where there was one just then."""
        running = [mark for mark in self.final.clock if mark.runs]
        mark = running[max(0, bisect_right(running, elapsed_ms, key=_elapsed_ms) - 1)]
        return mark.t_ms + max(0, elapsed_ms - mark.elapsed_ms)

    def moment_at(self, t_ms: int) -> Moment:
        """What was on the screen at a time."""
        return moment_at(self.state_at(t_ms), t_ms)
