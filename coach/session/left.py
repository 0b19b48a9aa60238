"""What a session leaves for the next one with the same client."""

from collections.abc import Sequence

import msgspec

from coach.breath.pattern import BreathPattern
from coach.massage.back import AreaLeft, Outcome, Region, Side
from coach.massage.plan import lay
from coach.session import events as ev
from coach.session.state import State
from coach.session.summary import worked
from coach.session.timeline import Timeline


class Left(msgspec.Struct, frozen=True):
    """`pattern` is the client's own rhythm at the end; `areas` each place once, in order.

    `again`: a saved session, or a part of it, was given again, with its length and without a lead.
    """

    started: ev.Started
    again: bool
    pattern: BreathPattern
    pacing: ev.Pacing
    pressure_step: int
    minutes: float
    areas: tuple[AreaLeft, ...]


def left_of(events: Sequence[ev.AnyEvent]) -> Left:
    """What a session leaves. Raises IllegalEventError where the events do not make one.

    A session that led to a slower breath leaves the rhythm that it began with.
    """
    timeline = Timeline(events)
    started, state = timeline.events[0], timeline.final
    assert isinstance(started, ev.Started)  # noqa: S101 -- the timeline has seen to it
    rate_bpm = state.rate_bpm if started.lead is None else started.rate_bpm
    return Left(
        started=started,
        again=_is_again(started),
        pattern=BreathPattern(rate_bpm, state.inhale_share, state.pause_share),
        pacing=state.pacing,
        pressure_step=state.pressure_step,
        minutes=started.plan_ms[-1] / 60_000,
        areas=_areas(state),
    )


def _is_again(started: ev.Started) -> bool:
    """Whether it brought its rate, or its stages' ends: they are not as they would be laid."""
    plan_ms = started.plan_ms
    try:
        return started.rate_plan is not None or plan_ms != lay(started.protocol.stage, plan_ms[-1])
    except ValueError:  # too short for its stages
        return True


def _areas(state: State) -> tuple[AreaLeft, ...]:
    """What did not soften, then what was begun, then what was not reached; a place is told once."""
    begun = {span.work.area.number for span in worked(state) if span.work.area is not None}
    left = [
        AreaLeft(area.side, area.region, area.outcome, area.number in begun)
        for area in state.areas
        if area.outcome is not Outcome.SOFTENED
    ]
    left.sort(key=lambda each: (each.outcome is Outcome.OPEN, not each.begun))
    places: dict[tuple[Side, Region], AreaLeft] = {}
    for each in left:
        places.setdefault((each.side, each.region), each)
    return tuple(places.values())
