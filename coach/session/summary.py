"""The figures of a session, from its events: what a list, a report or a comparison shows."""

import math
import statistics
from bisect import bisect_left
from collections.abc import Sequence
from typing import Annotated

import msgspec

from coach.breath.rate_plan import RatePlan
from coach.breath.tempo_map import Course
from coach.massage.back import Outcome, Region, Side
from coach.massage.protocol import Text
from coach.session import events as ev
from coach.session.state import State
from coach.session.timeline import Timeline

FORMAT = 1
WINDOW_MS = 300_000
"""The first and the last rate are means over so much hands-on time."""


class _Figures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Read only as a whole."""


class StageFigures(_Figures, frozen=True):
    """A stage's hands-on time, as planned at the start and as it was."""

    id: str
    name: Text
    planned_ms: int
    actual_ms: int


class AreaFigures(_Figures, frozen=True):
    """A tense area, and the hands-on time that was spent on it."""

    number: int
    side: Side
    region: Region
    outcome: Outcome
    worked_ms: int


class SideFigures(_Figures, frozen=True):
    """One of the client's sides; an area on both counts on each."""

    areas: int
    softened: int
    worked_ms: int


class Stop(_Figures, frozen=True):
    """A pause or a hold: when it began, how long it lasted, and the reason's code."""

    t_ms: int
    length_ms: int
    reason: str


class Summary(_Figures, frozen=True):
    """Times in ms, rates in breaths/min; hands-on time leaves pauses out and counts holds.

    `first_bpm` and `last_bpm` are over the first and last five minutes of hands-on time, and
    `slowing_bpm` is what lies between them. A correction is the distance between a tap and the
    paced breath in nearest to it, before the tap acted; the median is without its sign, and None
    where no tap corrected anything.
    """

    whole_ms: int
    hands_on_ms: int
    planned_ms: int
    breaths: int
    first_bpm: float
    last_bpm: float
    mean_bpm: float
    slowing_bpm: float
    taps: int
    correction_ms: float | None
    correction_cycles: float | None
    stages: tuple[StageFigures, ...]
    areas: tuple[AreaFigures, ...]
    left: SideFigures
    right: SideFigures
    pauses: tuple[Stop, ...]
    holds: tuple[Stop, ...]
    format: Annotated[int, msgspec.Meta(ge=1, le=FORMAT)] = FORMAT


class Span(msgspec.Struct, frozen=True):
    """Work that was done from one hands-on time to another, in ms."""

    work: ev.Work
    from_ms: int
    until_ms: int


def summarise(events: Sequence[ev.AnyEvent], until_ms: int = 0) -> Summary:
    """The figures of a session; one that has not ended is taken up to its last sign of life, at
    `until_ms`.

    Raises IllegalEventError where the events do not make a session.
    """
    state = Timeline(events).final
    end_ms = end_of(state, until_ms)
    hands_on_ms = state.elapsed_at(end_ms)
    rates = RatePlan.of_tempo(state.tempo, state.elapsed_at, end_ms)
    first = rates.mean_bpm(0, min(WINDOW_MS, hands_on_ms))
    last = rates.mean_bpm(max(0, hands_on_ms - WINDOW_MS), hands_on_ms)
    taps = [e for e in events if isinstance(e, ev.Tapped) and e.counted]
    corrections = _corrections(state, taps)
    spans = worked(state, until_ms)
    areas = _areas(state, spans)
    return Summary(
        whole_ms=end_ms,
        hands_on_ms=hands_on_ms,
        planned_ms=state.planned_ms,
        breaths=state.tempo.place_at(end_ms).breath + 1,
        first_bpm=round(first, 3),
        last_bpm=round(last, 3),
        mean_bpm=round(rates.mean_bpm(0, hands_on_ms), 3),
        slowing_bpm=round(first - last, 3),
        taps=len(taps) + (isinstance(events[0], ev.Started) and events[0].tapped),
        correction_ms=_median([ms for _, ms in corrections], 1),
        correction_cycles=_median([cycles for cycles, _ in corrections], 4),
        stages=_stages(state, events, spans),
        areas=areas,
        left=_side(areas, Side.LEFT),
        right=_side(areas, Side.RIGHT),
        pauses=_stops(events, ev.Paused, end_ms),
        holds=_stops(events, ev.Held, end_ms),
    )


def end_of(state: State, until_ms: int = 0) -> int:
    """When the session ended; where it has not, its last sign of life, at `until_ms`, or its last
    event.
    """
    return max(state.last_ms, until_ms) if state.ended_ms is None else state.ended_ms


def worked(state: State, until_ms: int = 0) -> list[Span]:
    """What the hands did until `end_of`, in order; what was planned and never begun is left out."""
    end_ms = end_of(state, until_ms)
    starts = [_begun_ms(state, work, end_ms) for work in state.works]
    starts[0] = 0
    last_ms = state.elapsed_at(end_ms)
    spans = zip(state.works, starts, (*starts[1:], None), strict=True)
    return [
        Span(work, from_ms, last_ms if until_ms is None else until_ms)
        for work, from_ms, until_ms in spans
        if from_ms is not None
    ]


def _begun_ms(state: State, work: ev.Work, end_ms: int) -> int | None:
    """The hands-on time at which a work began; None where it did not."""
    onset = state.tempo.onset_ms(work.at_breath)
    if onset is None or onset > end_ms:
        return None
    return state.elapsed_at(math.ceil(onset))


def _corrections(state: State, taps: Sequence[ev.Tapped]) -> list[tuple[float, float]]:
    """(cycles, ms) between each tap that moved the pacer and the paced onset nearest to it.

    A tap never changes what was before it, so that the anchor it acted against is still there.
    """
    found = []
    for tap in taps:
        if not tap.anchors:
            continue
        index = bisect_left(state.tempo.anchors, tap.t_ms, key=lambda a: a.t_ms) - 1
        before = state.tempo.anchors[max(0, index)]
        if before.course in (Course.REST, Course.FROZEN):
            continue  # nothing was paced: the breath waited for this tap
        cycle = before.cycle + (tap.t_ms - before.t_ms) * before.cycles_per_ms
        off = abs(cycle - round(cycle))
        found.append((off, off * 60_000.0 / before.rate_bpm))
    return found


def _median(values: list[float], digits: int) -> float | None:
    return round(statistics.median(values), digits) if values else None


def _stages(
    state: State, events: Sequence[ev.AnyEvent], spans: Sequence[Span]
) -> tuple[StageFigures, ...]:
    started = events[0]
    plan_ms = started.plan_ms if isinstance(started, ev.Started) else state.plan_ms
    begins_ms = (0, *plan_ms)
    return tuple(
        StageFigures(
            id=stage.id,
            name=stage.name,
            planned_ms=plan_ms[index] - begins_ms[index],
            actual_ms=sum(s.until_ms - s.from_ms for s in spans if s.work.stage == index),
        )
        for index, stage in enumerate(state.protocol.stage)
    )


def _areas(state: State, spans: Sequence[Span]) -> tuple[AreaFigures, ...]:
    worked_ms: dict[int, int] = {}
    for span in spans:
        if span.work.area is not None:
            number = span.work.area.number
            worked_ms[number] = worked_ms.get(number, 0) + span.until_ms - span.from_ms
    return tuple(
        AreaFigures(
            area.number, area.side, area.region, area.outcome, worked_ms.get(area.number, 0)
        )
        for area in state.areas
    )


def _side(areas: Sequence[AreaFigures], side: Side) -> SideFigures:
    here = [area for area in areas if area.side in (side, Side.BOTH)]
    return SideFigures(
        areas=len(here),
        softened=sum(area.outcome is Outcome.SOFTENED for area in here),
        worked_ms=sum(area.worked_ms for area in here),
    )


def _stops(
    events: Sequence[ev.AnyEvent], kind: type[ev.Paused] | type[ev.Held], end_ms: int
) -> tuple[Stop, ...]:
    """Each such stop with its length: until it was resumed, became the other, or the end."""
    turns = [e for e in events if isinstance(e, ev.Paused | ev.Held | ev.Resumed)]
    untils_ms = (*(turn.t_ms for turn in turns[1:]), end_ms)
    return tuple(
        Stop(turn.t_ms, min(end_ms, until_ms) - turn.t_ms, turn.reason.value)
        for turn, until_ms in zip(turns, untils_ms, strict=False)
        if isinstance(turn, kind) and turn.t_ms <= end_ms
    )
