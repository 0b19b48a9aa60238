"""A session performed at a fake clock: commands and ticks in, events and moments out. No Qt."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from coach.assets import asset_folder
from coach.breath.lead import Lead
from coach.breath.pattern import BreathPattern
from coach.breath.rate_plan import RatePlan
from coach.massage.protocol import Protocol, parse
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.decide import RefusedError, begin, decide
from coach.session.moment import Moment, moment_at
from coach.session.prepared import Prepared
from coach.session.state import State, Status, apply, start

SHIPPED = ("back-pain", "breath-out", "chair", "swedish", "trapezius")
MINUTE_MS = 60_000
TICK_MS = 16
AT_14 = BreathPattern(14.0, 0.4, 0.0)
E = TypeVar("E", bound=ev.Event)


def shipped(name: str = "back-pain") -> Protocol:
    """A protocol that comes with the program."""
    return parse((asset_folder("protocols") / f"{name}.toml").read_text(encoding="utf-8"))


def stored(events: Sequence[ev.AnyEvent]) -> list[ev.AnyEvent]:
    """The events as a file gives them back."""
    return [ev.decode(ev.encode(event)) for event in events]


class Rehearsal:
    """One session, live, at a clock that only moves when told.

    `events` are all that happened, `state` is their fold, `t_ms` the clock's time. Everything that
    a performer does is here but the waiting.
    """

    def __init__(
        self,
        protocol: Protocol | None = None,
        *,
        minutes: float | None = None,
        pattern: BreathPattern = AT_14,
        pacing: ev.Pacing = ev.Pacing.STEADY,
        tapped: bool = False,
        rate_plan: RatePlan | None = None,
        lead: Lead | None = None,
        prepared: Prepared | None = None,
    ) -> None:
        protocol = protocol or shipped()
        length_ms = round((minutes or protocol.minutes.usual) * MINUTE_MS)
        started = begin(
            protocol,
            length_ms,
            pattern,
            pacing,
            tapped=tapped,
            rate_plan=rate_plan,
            lead=lead,
            prepared=prepared,
        )
        self._begin(started)

    @classmethod
    def of(cls, started: ev.Started) -> "Rehearsal":
        """A session from its first event."""
        live = cls.__new__(cls)
        live._begin(started)
        return live

    def _begin(self, started: ev.Started) -> None:
        self.events: list[ev.AnyEvent] = [started]
        self.state: State = start(started)
        self.t_ms = 0

    @property
    def ended(self) -> bool:
        """Whether the session is over."""
        return self.state.status is Status.ENDED

    def moment(self, t_ms: int | None = None) -> Moment:
        """The Moment now, or at another time by what is known now."""
        return moment_at(self.state, self.t_ms if t_ms is None else t_ms)

    def do(self, *commands: cmd.Command) -> list[ev.AnyEvent]:
        """The commands, all in this millisecond; answers with their events. Raises RefusedError."""
        new: list[ev.AnyEvent] = []
        for command in commands:
            for event in decide(self.state, command, self.t_ms):
                self.state = apply(self.state, event)
                self.events.append(event)
                new.append(event)
        return new

    def offer(self, command: cmd.Command) -> bool:
        """Whether the command was taken; a refusal changes nothing."""
        try:
            self.do(command)
        except RefusedError:
            return False
        return True

    def wait(self, ms: int, *, tick_ms: int = TICK_MS) -> None:
        """Time passes in ticks, the last one at its end; it stops where the session ends."""
        until_ms = self.t_ms + ms
        while self.t_ms < until_ms and not self.ended:
            self.t_ms = min(until_ms, self.t_ms + tick_ms)
            self.do(cmd.Tick())

    def wait_for(
        self, happens: Callable[[Moment], bool], *, within_ms: int = 120_000, tick_ms: int = 1
    ) -> Moment:
        """Ticks until the Moment is as wished, and that Moment. Raises AssertionError if never."""
        until_ms = self.t_ms + within_ms
        while not happens(moment := self.moment()):
            assert self.t_ms < until_ms, f"not within {within_ms} ms: {moment}"
            self.wait(tick_ms, tick_ms=tick_ms)
        return moment

    def wait_until(self, t_ms: int, *, tick_ms: int = TICK_MS) -> None:
        """Ticks up to a time."""
        self.wait(t_ms - self.t_ms, tick_ms=tick_ms)

    def breathe(self, breaths: int = 1) -> Moment:
        """Ticks until so many breaths in have begun, and the Moment at the last."""
        goal = self.moment().breath + breaths
        return self.wait_for(lambda m: m.breath >= goal, within_ms=breaths * 20_000)

    def leap(self, ms: int) -> None:
        """The computer sleeps: the clock leaps, and the last tick becomes a pause."""
        if not self.ended:
            self.do(cmd.Pause(ev.PauseReason.SLEPT))
            self.t_ms += ms
            self.do(cmd.Tick())

    def of_type(self, kind: type[E]) -> list[E]:
        """The events of one type so far."""
        return [event for event in self.events if isinstance(event, kind)]
