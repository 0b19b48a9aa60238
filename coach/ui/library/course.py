"""A session's course for a chart: stages, rate, plan, taps and marks over hands-on time."""

from collections.abc import Sequence
from itertools import groupby, pairwise, zip_longest

import msgspec
from PySide6.QtCore import QCoreApplication

from coach.breath.lead import Standing, curve
from coach.breath.rate_plan import Point, RatePlan
from coach.massage.back import Outcome
from coach.massage.protocol import spoken
from coach.session import events as ev
from coach.session.state import State
from coach.session.summary import worked
from coach.session.timeline import Timeline
from coach.ui import words

translate = QCoreApplication.translate

_LEAST_WAIT_MS = 1_000


class Band(msgspec.Struct, frozen=True):
    """A stage from one hands-on time to another, in ms."""

    name: str
    from_ms: int
    until_ms: int


class Mark(msgspec.Struct, frozen=True):
    """A tense area's number where it was marked or answered, and what is said of it."""

    at_ms: int
    number: int
    outcome: Outcome
    words: str


class Stand(msgspec.Struct, frozen=True):
    """A hold, which takes hands-on time, or a pause, which takes none; and what is said of it."""

    from_ms: int
    until_ms: int
    words: str

    @property
    def is_pause(self) -> bool:
        """Whether the clock stood."""
        return self.from_ms == self.until_ms


class Wait(msgspec.Struct, frozen=True):
    """A lead that waited for the client or for taps, or was `stopped` by hand; and its words."""

    from_ms: int
    until_ms: int
    stopped: bool
    words: str


class Course(msgspec.Struct, frozen=True):
    """Times are hands-on, in ms; rates in breaths/min, each from its time on."""

    length_ms: int
    bands: tuple[Band, ...]
    rates: tuple[Point, ...]
    plan: tuple[Point, ...]
    """What the rate was to follow, or to be led along; empty where there was nothing."""
    taps_ms: tuple[int, ...]
    marks: tuple[Mark, ...]
    stands: tuple[Stand, ...]
    waits: tuple[Wait, ...] = ()


def course_of(timeline: Timeline, until_ms: int, language: str) -> Course:
    """The course of a session seen up to `until_ms` of its own time."""
    state, started = timeline.final, timeline.events[0]
    length_ms = state.elapsed_at(until_ms)
    taps = (e for e in timeline.events if isinstance(e, ev.Tapped) and e.counted)
    return Course(
        length_ms=length_ms,
        bands=_bands(state, until_ms, language),
        rates=RatePlan.of_tempo(state.tempo, state.elapsed_at, until_ms).points,
        plan=_plan(started),
        taps_ms=tuple(state.elapsed_at(tap.t_ms) for tap in taps),
        marks=_marks(timeline.events, state),
        stands=_stands(timeline.events, state, until_ms),
        waits=_waits(timeline.events, state, until_ms),
    )


def steps(points: tuple[Point, ...], until_ms: int) -> tuple[list[int], list[float]]:
    """Corners of a curve that holds each rate until the next."""
    within = [point for point in points if point[0] <= until_ms]
    x, y = [within[0][0]], [within[0][1]]
    for (_, before), (t_ms, after) in pairwise(within):
        x += [t_ms, t_ms]
        y += [before, after]
    return [*x, until_ms], [*y, y[-1]]


def _plan(started: ev.AnyEvent) -> tuple[Point, ...]:
    if not isinstance(started, ev.Started):
        return ()
    if started.rate_plan is not None:
        followed, scale = started.rate_plan, started.plan_scale
        return tuple((t_ms, followed.rate_at(t_ms, scale)) for t_ms, _ in followed.points)
    return () if started.lead is None else curve(started.lead, started.rate_bpm).points


def _waits(events: Sequence[ev.AnyEvent], state: State, until_ms: int) -> tuple[Wait, ...]:
    """Where a lead stood, each up to what came after it, with the pauses in between left out."""
    if state.led is None:
        return ()
    turns = [(0, Standing.UNTAPPED)]
    turns += [(e.t_ms, e.standing) for e in events if isinstance(e, ev.LeadSet)]
    found = []
    for (from_ms, standing), (then_ms, _) in pairwise([*turns, (until_ms, Standing.LEADS)]):
        begin, end = state.elapsed_at(from_ms), state.elapsed_at(min(then_ms, until_ms))
        if standing is not Standing.LEADS and end - begin >= _LEAST_WAIT_MS:
            said = words.lead_was(standing, end - begin)
            found.append(Wait(begin, end, standing is Standing.STOPPED, said))
    return tuple(found)


def _bands(state: State, until_ms: int, language: str) -> tuple[Band, ...]:
    stages, length_ms = state.protocol.stage, state.elapsed_at(until_ms)
    begins = [
        (stage, next(spans).from_ms)
        for stage, spans in groupby(worked(state, until_ms), key=lambda span: span.work.stage)
    ]
    ends = [*(begin_ms for _, begin_ms in begins[1:]), length_ms]
    return tuple(
        Band(
            spoken(stages[stage].name, language)
            if stage < len(stages)
            else translate("library", "End"),
            begin_ms,
            max(begin_ms, end_ms),
        )
        for (stage, begin_ms), end_ms in zip(begins, ends, strict=True)
    )


def _marks(events: Sequence[ev.AnyEvent], state: State) -> tuple[Mark, ...]:
    """Where each area that was left at the end was marked, and where it was last answered."""
    answers: dict[int, int] = {}
    for event in events:
        if isinstance(event, ev.AreaSet) and event.area is not None:
            answers[event.number] = event.t_ms
    marks = []
    for area in state.areas:
        place = f"{area.number} · {words.place(area)}"
        marks.append(Mark(state.elapsed_at(area.marked_ms), area.number, Outcome.OPEN, place))
        if area.outcome is not Outcome.OPEN:
            at_ms = state.elapsed_at(answers[area.number])
            said = f"{place} · {words.outcome(area.outcome)}"
            marks.append(Mark(at_ms, area.number, area.outcome, said))
    return tuple(marks)


def _stands(events: Sequence[ev.AnyEvent], state: State, until_ms: int) -> tuple[Stand, ...]:
    """Pauses and holds, each up to what came after it."""
    turns = [e for e in events if isinstance(e, ev.Paused | ev.Held | ev.Resumed)]
    found = []
    for turn, after in zip_longest(turns, turns[1:]):
        end_ms = until_ms if after is None else min(until_ms, after.t_ms)
        if isinstance(turn, ev.Resumed) or turn.t_ms > until_ms:
            continue
        end = state.elapsed_at(end_ms)
        said = words.stood(turn.reason, end_ms - turn.t_ms)
        found.append(Stand(min(state.elapsed_at(turn.t_ms), end), end, said))
    return tuple(found)
