"""What a new session takes over from a saved one: all of it, its rhythm, or its stages."""

import enum
from collections.abc import Sequence

import msgspec

from coach.breath.pattern import BreathPattern
from coach.breath.rate_plan import RatePlan
from coach.massage.plan import Plan
from coach.massage.protocol import Protocol
from coach.session.events import AnyEvent, Pacing
from coach.session.state import State
from coach.session.summary import end_of, worked
from coach.session.timeline import Timeline


class Part(enum.Enum):
    """How much of a saved session is given again."""

    ALL = "all"
    """Again like this."""
    RHYTHM = "rhythm"
    """The rate over hands-on time; the stages are laid anew."""
    STAGES = "stages"
    """Stage times and pressures; the rate is the client's of today."""


class Repeat(msgspec.Struct, frozen=True):
    """What `decide.begin` needs for it, by the same names.

    `pattern` is how the saved session began, with the shares that were set last. `plan_ms` is None
    where the stages are laid anew, `rate_plan` where the rate is not followed.
    """

    protocol: Protocol
    length_ms: int
    pattern: BreathPattern
    pacing: Pacing
    pressure_step: int = 0
    plan_ms: Plan | None = None
    rate_plan: RatePlan | None = None


def repeat_of(events: Sequence[AnyEvent], part: Part) -> Repeat:
    """What a new session takes over from these events.

    A rate is followed steadily: a session that was paced by taps is too. The pressures are those
    that the client had last. Raises IllegalEventError where the events do not make a session.
    """
    timeline = Timeline(events)
    state = timeline.final
    rates = RatePlan.of_tempo(state.tempo, state.elapsed_at, end_of(state))
    pattern = BreathPattern(rates.rate_at(0), state.inhale_share, state.pause_share)
    if part is Part.RHYTHM:
        shortest_ms = sum(stage.least_ms for stage in state.protocol.stage)
        length_ms = max(shortest_ms, state.planned_ms)
        return Repeat(
            state.protocol,
            length_ms,
            pattern,
            Pacing.STEADY,
            pressure_step=state.pressure_step,
            rate_plan=rates,
        )
    plan_ms = _stage_ends(state)
    everything = part is Part.ALL
    return Repeat(
        protocol=state.protocol,
        length_ms=plan_ms[-1],
        pattern=pattern,
        pacing=Pacing.STEADY if everything else state.pacing,
        pressure_step=state.pressure_step,
        plan_ms=plan_ms,
        rate_plan=rates if everything else None,
    )


def _stage_ends(state: State) -> Plan:
    """When each stage ended, in hands-on time; as planned last where it did not come to that."""
    ends: list[int] = []
    spans = worked(state)
    for stage, planned_ms in enumerate(state.plan_ms):
        ended_ms = next((s.from_ms for s in spans if s.work.stage > stage), planned_ms)
        ends.append(max(ended_ms, ends[-1] if ends else 0))
    return tuple(ends)
