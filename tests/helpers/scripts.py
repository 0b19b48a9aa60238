"""Hypothesis: anything that a practitioner may do, at any time, as a script to perform."""

from collections.abc import Callable, Iterator

import msgspec
from hypothesis import strategies as st

from coach.breath.lead import Lead
from coach.breath.pattern import BreathPattern
from coach.massage.back import Outcome
from coach.massage.protocol import Length, Protocol
from coach.massage.settling import with_settling
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.prepared import Hands, Prepared
from coach.session.state import State
from tests.helpers.avoiding import avoids
from tests.helpers.sessions import SHIPPED, TICK_MS, Rehearsal, shipped

Leap = int
"""Milliseconds that the computer sleeps."""
Step = tuple[int, tuple[cmd.Command | Leap, ...]]
"""A wait in milliseconds, then commands within one millisecond."""


def brief(protocol: Protocol) -> Protocol:
    """The same massage in one to three minutes, so that a script sees all its stages."""
    stages = tuple(msgspec.structs.replace(s, least_min=0.1) for s in protocol.stage)
    return msgspec.structs.replace(protocol, minutes=Length(1, 1.5, 3), stage=stages)


_PROTOCOLS = {name: shipped(name) for name in SHIPPED} | {
    "brief": brief(shipped()),
    "settling": brief(with_settling(shipped())),
}

rates = st.one_of(st.sampled_from([4.0, 6.5, 14.0, 15.5, 16.5, 24.0]), st.floats(4.0, 24.0))
inhale_shares = st.one_of(st.sampled_from([0.25, 0.4, 0.6]), st.floats(0.25, 0.60))
pause_shares = st.one_of(st.sampled_from([0.0, 0.0, 0.25]), st.floats(0.0, 0.25))
patterns = st.builds(BreathPattern, rates, inhale_shares, pause_shares)

_TURNING: list[st.SearchStrategy[cmd.Command]] = [
    st.just(cmd.Tap()),
    st.just(cmd.BreatheOut()),
    st.builds(cmd.Hold, st.sampled_from(ev.HoldReason)),
    st.just(cmd.Pause()),
]
_TEMPO: list[st.SearchStrategy[cmd.Command]] = [
    st.builds(cmd.SetTempo, rate_bpm=rates),
    st.builds(cmd.SetTempo, inhale_share=inhale_shares),
    st.builds(cmd.SetTempo, pause_share=pause_shares),
    st.builds(cmd.NudgeTempo, st.sampled_from([-1, 1])),
    st.builds(cmd.SetPacing, st.sampled_from(ev.Pacing)),
    st.builds(cmd.SetLead, st.sampled_from([None, True, False])),
]
_WORK: list[st.SearchStrategy[cmd.Command]] = [
    st.just(cmd.NextStage()),
    st.just(cmd.StayLonger()),
    st.just(cmd.MarkHere()),
    st.builds(cmd.MarkAt, st.floats(-0.3, 0.3), st.floats(0.1, 1.0)),
    st.just(cmd.Undo()),
    st.builds(cmd.Answer, st.sampled_from([Outcome.SOFTENED, Outcome.NOT_SOFTENED])),
    st.builds(cmd.ChangePressure, st.sampled_from([-1, 1])),
]
leaps = st.integers(3_001, 3_600_000)

turning = st.one_of(_TURNING)
tempo = st.one_of(_TEMPO)
commands = st.one_of(st.just(cmd.Tap()), st.just(cmd.BreatheOut()), *_TURNING, *_TEMPO, *_WORK)
waits = st.one_of(
    st.sampled_from([0, 1, 16, 125, 249, 250, 251, 700, 1714, 4286]),
    st.integers(0, 300),
    st.integers(0, 5_000),
)


held: st.SearchStrategy[list[Step]] = st.tuples(waits, st.integers(300, 3_500)).map(
    lambda ms: [(ms[0], (cmd.Tap(),)), (ms[1], (cmd.BreatheOut(),))]
)
"""A key held through a breath in."""


def steps(
    *, with_leaps: bool = True, waits_ms: st.SearchStrategy[int] = waits
) -> st.SearchStrategy[Step]:
    """One wait and a burst of one to three commands."""
    one: st.SearchStrategy[cmd.Command | Leap] = commands
    if with_leaps:
        one = st.one_of(commands, commands, commands, commands, commands, leaps)
    return st.tuples(waits_ms, st.lists(one, min_size=1, max_size=3).map(tuple))


def scripts(most: int = 30, *, with_leaps: bool = True) -> st.SearchStrategy[list[Step]]:
    """A number of steps; long ones are as likely as short ones. A breath held is two of them."""
    step = steps(with_leaps=with_leaps).map(lambda one: [one])
    part = st.one_of(step, step, step, held)
    parts = st.integers(1, most).flatmap(lambda n: st.lists(part, min_size=n, max_size=n))
    return parts.map(lambda several: [one for part in several for one in part])


leads = st.builds(Lead, rates, st.integers(60_000, 1_200_000))


def begun(
    name: str,
    pattern: BreathPattern,
    pacing: ev.Pacing,
    lead: Lead | None = None,
    *,
    tapped: bool,
    prepared: Prepared | None = None,
) -> Rehearsal:
    """A session just begun, by the name of its protocol."""
    return Rehearsal(
        _PROTOCOLS[name],
        pattern=pattern,
        pacing=pacing,
        lead=lead,
        tapped=tapped,
        prepared=prepared,
    )


def _rehearsals(prepared: st.SearchStrategy[Prepared | None]) -> st.SearchStrategy[Rehearsal]:
    return st.builds(
        begun,
        st.sampled_from([*SHIPPED, "brief", "brief", "settling"]),
        patterns,
        st.sampled_from(ev.Pacing),
        st.one_of(st.none(), leads),
        tapped=st.booleans(),
        prepared=prepared,
    )


rehearsals = _rehearsals(st.none())
avoiding_rehearsals = _rehearsals(st.builds(Prepared, avoid=avoids, hands=st.sampled_from(Hands)))
"""Sessions with areas to avoid, and one hand or both."""


def perform(
    live: Rehearsal,
    script: list[Step],
    *,
    tick_ms: int = TICK_MS,
    then: Callable[[], None] = lambda: None,
) -> Iterator[None]:
    """Plays a script; yields at every tick, once all that happens in its millisecond has.

    `then` is called before and after each command, so that a law can look between two of them.
    """
    for wait_ms, burst in script:
        until_ms = live.t_ms + wait_ms
        while live.t_ms < until_ms and not live.ended:
            live.wait(min(tick_ms, until_ms - live.t_ms), tick_ms=tick_ms)
            if live.t_ms < until_ms:
                yield
        for command in burst:
            if live.ended:
                return
            then()
            if isinstance(command, Leap):
                live.do(cmd.Pause(ev.PauseReason.SLEPT))
                yield
                live.leap(command)
            else:
                live.offer(command)
            then()
        yield


def each_ms(live: Rehearsal, script: list[Step]) -> Iterator[tuple[int, State]]:
    """Every millisecond of a script with the state that it was shown from; sleep is left out."""
    last_ms, state = live.t_ms, live.state
    for _ in perform(live, script):
        if live.t_ms - last_ms <= TICK_MS:
            for t_ms in range(last_ms + 1, live.t_ms):
                yield t_ms, state
        last_ms, state = live.t_ms, live.state
        yield last_ms, state
