"""What a session is after its events: the fold. Runs no algorithm; refuses what cannot be."""

import enum
from bisect import bisect_right
from collections.abc import Callable
from itertools import pairwise
from operator import attrgetter
from typing import Any

import msgspec

from coach.breath.holds import with_hold
from coach.breath.lead import Led, Standing
from coach.breath.pattern import BreathPattern
from coach.breath.rate_plan import RatePlan
from coach.breath.taps import TapSeries, last_alone, with_tap
from coach.breath.tempo_map import TempoMap
from coach.massage.back import Outcome, TenseArea
from coach.massage.detour import Ways, ways_round
from coach.massage.protocol import Protocol
from coach.massage.route import Route, stage_route
from coach.session import events as ev
from coach.session.prepared import Hands, Prepared


class Status(enum.Enum):
    """RUNNING breathes, HELD rests while time runs, PAUSED stands, ENDED is over."""

    RUNNING = "running"
    HELD = "held"
    PAUSED = "paused"
    ENDED = "ended"


class IllegalEventError(ValueError):
    """An event that cannot follow. The state is as it was."""


class ClockMark(msgspec.Struct, frozen=True):
    """From `t_ms` on, hands-on time runs from `elapsed_ms`, or stands there."""

    t_ms: int
    elapsed_ms: int
    runs: bool


class State(msgspec.Struct, frozen=True):
    """A session up to its last event, at `last_ms`."""

    protocol: Protocol
    routes: tuple[Route, ...]
    plan_ms: tuple[int, ...]
    planned_ms: int
    tempo: TempoMap
    rate_bpm: float
    inhale_share: float
    pause_share: float
    pacing: ev.Pacing
    clock: tuple[ClockMark, ...]
    works: tuple[ev.Work, ...]
    taps: TapSeries
    last_tap_ms: int | None
    pressure_step: int
    ways: Ways
    """The hands' ways round the areas to avoid."""
    hands: Hands = Hands.BOTH
    pressed_ms: int | None = None
    """When the last tap's key was pressed, until it is let go or the breath is broken off."""
    holds_ms: tuple[int, ...] = ()
    """How long the latest breaths in were, by a key held through them."""
    rate_plan: RatePlan | None = None
    plan_scale: float = 1.0
    led: Led | None = None
    last_ms: int = 0
    touched_ms: int = 0
    """The last sign of life: any event but those that time alone brings."""
    status: Status = Status.RUNNING
    pause_reason: ev.PauseReason | None = None
    hold_reason: ev.HoldReason | None = None
    areas: tuple[TenseArea, ...] = ()
    undo: tuple[tuple[int, TenseArea | None], ...] = ()
    """What `Undo` brings back, latest last: a mark's number and what it was before."""
    area_set_ms: int | None = None
    before_next: tuple[int, tuple[int, ...]] | None = None
    """The stage that the practitioner went on from early, and the plan before: until the next one
    begins ← takes that back."""
    ended_ms: int | None = None
    end_reason: ev.EndReason | None = None

    @property
    def pattern(self) -> BreathPattern:
        """The breathing as set."""
        return BreathPattern(self.rate_bpm, self.inhale_share, self.pause_share)

    @property
    def waits(self) -> bool:
        """Whether each breath ends in a rest until the next tap."""
        return self.pacing is ev.Pacing.TAPS or self.status is Status.HELD

    def elapsed_at(self, t_ms: int) -> int:
        """Hands-on time: pauses left out, holds counted."""
        mark = self.clock[max(0, bisect_right(self.clock, t_ms, key=_t_ms) - 1)]
        return mark.elapsed_ms + (t_ms - mark.t_ms if mark.runs else 0)

    def work_at(self, breath: int) -> ev.Work:
        """What the hands do in a breath."""
        return self.works[max(0, bisect_right(self.works, breath, key=_at_breath) - 1)]

    def route_of(self, work: ev.Work) -> Route:
        """Where the hands go in that work."""
        stage = min(work.stage, len(self.routes) - 1)
        if work.area is None:
            return self.routes[stage]
        worked = self.protocol.stage[stage]
        return self.ways.area_route(work.area, worked.hand, presses_out=worked.presses_out)

    def can_work(self, area: TenseArea, stage: int) -> bool:
        """Whether the hands of a stage may go over a tense area."""
        return self.ways.can_work(area, self.protocol.stage[stage].hand)


_t_ms = attrgetter("t_ms")
_at_breath = attrgetter("at_breath")
_replace = msgspec.structs.replace

_ACTIVE = frozenset({Status.RUNNING, Status.HELD})
_OPEN = frozenset({Status.RUNNING, Status.HELD, Status.PAUSED})
_LEGAL: dict[type[ev.Event], frozenset[Status]] = {
    ev.Tapped: _ACTIVE,
    ev.BreathedOut: frozenset({Status.RUNNING}),
    ev.TempoSet: _OPEN,
    ev.LeadSet: _OPEN,
    ev.PacingSet: _OPEN,
    ev.Held: frozenset({Status.RUNNING}),
    ev.Paused: _ACTIVE,
    ev.Resumed: frozenset({Status.HELD, Status.PAUSED}),
    ev.WorkPlanned: _OPEN,
    ev.PlanLaid: _OPEN,
    ev.AreaSet: _OPEN,
    ev.PressureSet: _OPEN,
    ev.Ended: _OPEN,
}


def start(event: ev.Started) -> State:
    """The state that a session's first event makes. Raises IllegalEventError."""
    protocol = event.protocol
    if event.t_ms != 0 or not event.anchors or len(event.plan_ms) != len(protocol.stage):
        raise IllegalEventError("a session starts at 0, with anchors and a plan for each stage")
    _check_order(event.plan_ms)
    _check_anchors(event.anchors, 0)
    prepared = event.prepared or Prepared()
    ways = ways_round(prepared.avoid)
    return State(
        protocol=protocol,
        routes=tuple(ways.stage_route(stage_route(s), s.hand) for s in protocol.stage),
        ways=ways,
        hands=prepared.hands,
        plan_ms=event.plan_ms,
        planned_ms=event.plan_ms[-1],
        tempo=TempoMap(event.anchors),
        rate_bpm=event.rate_bpm,
        inhale_share=event.inhale_share,
        pause_share=event.pause_share,
        pacing=event.pacing,
        clock=(ClockMark(0, 0, True),),
        works=(event.work,),
        taps=TapSeries((0,), (0,)) if event.tapped else TapSeries(),
        last_tap_ms=0 if event.tapped else None,
        pressure_step=event.pressure_step,
        pressed_ms=0 if event.tapped else None,
        rate_plan=event.rate_plan,
        plan_scale=event.plan_scale,
        led=None if event.lead is None else Led(event.lead, event.rate_bpm),
    )


def apply(state: State, event: ev.AnyEvent) -> State:
    """The state after an event. Raises IllegalEventError and changes nothing."""
    if isinstance(event, ev.Started):
        raise IllegalEventError("a session starts once")
    if event.t_ms < state.last_ms:
        raise IllegalEventError(f"an event at {event.t_ms} after one at {state.last_ms}")
    if state.status not in _LEGAL[type(event)]:
        raise IllegalEventError(f"{type(event).__name__} while {state.status.value}")
    after = _APPLY[type(event)](state, event)
    touched_ms = state.touched_ms if _by_time(event) else event.t_ms
    return _replace(after, last_ms=event.t_ms, touched_ms=touched_ms)


def _by_time(event: ev.AnyEvent) -> bool:
    """Whether time alone brought it, and no hand."""
    if isinstance(event, ev.Paused):
        return event.reason is ev.PauseReason.SLEPT
    if isinstance(event, ev.TempoSet | ev.LeadSet):
        return event.planned
    return isinstance(event, ev.WorkPlanned)


def _tapped(state: State, event: ev.Tapped) -> State:
    if not event.counted:
        return state
    return _replace(
        state,
        tempo=_tempo(state, event.anchors, event.t_ms),
        rate_bpm=event.rate_bpm,
        taps=with_tap(state.taps, event.t_ms, event.breaths),
        last_tap_ms=event.t_ms,
        pressed_ms=event.t_ms,
        plan_scale=state.plan_scale if event.plan_scale is None else event.plan_scale,
        led=None if state.led is None else state.led.told(event.client_bpm),
    )


def _breathed_out(state: State, event: ev.BreathedOut) -> State:
    if state.pressed_ms is None:
        raise IllegalEventError("a breath out ends a breath in that began with a tap")
    return _replace(
        state,
        tempo=_tempo(state, event.anchors, event.t_ms),
        inhale_share=event.inhale_share,
        pressed_ms=None,
        holds_ms=with_hold(state.holds_ms, event.t_ms - state.pressed_ms),
    )


def _tempo_set(state: State, event: ev.TempoSet) -> State:
    by_hand = event.rate_bpm != state.rate_bpm and not event.planned
    same_share = event.inhale_share == state.inhale_share
    led = state.led
    if by_hand:
        led = _led(state, client_bpm=None, known_bpm=None)
    elif event.planned:
        led = _led(state, stepped=state.tempo.place_at(event.t_ms).breath + 1)
    return _replace(
        state,
        tempo=_tempo(state, event.anchors, event.t_ms),
        rate_bpm=event.rate_bpm,
        inhale_share=event.inhale_share,
        pause_share=event.pause_share,
        taps=last_alone(state.taps) if by_hand else state.taps,
        holds_ms=state.holds_ms if same_share else (),
        plan_scale=state.plan_scale if event.plan_scale is None else event.plan_scale,
        led=led,
    )


def _lead_set(state: State, event: ev.LeadSet) -> State:
    if state.led is None:
        raise IllegalEventError("nothing leads")
    led = _led(state, standing=event.standing, since_ms=event.t_ms)
    stops = event.standing is Standing.STOPPED
    return _replace(state, led=led, taps=last_alone(state.taps) if stops else state.taps)


def _led(state: State, **parts: Any) -> Led | None:
    return None if state.led is None else _replace(state.led, **parts)


def _pacing_set(state: State, event: ev.PacingSet) -> State:
    return _replace(state, tempo=_tempo(state, event.anchors, event.t_ms), pacing=event.pacing)


def _held(state: State, event: ev.Held) -> State:
    tempo = _tempo(state, event.anchors, event.t_ms)
    return _replace(
        state, tempo=tempo, status=Status.HELD, hold_reason=event.reason, pressed_ms=None
    )


def _paused(state: State, event: ev.Paused) -> State:
    return _replace(
        state,
        tempo=_tempo(state, event.anchors, event.t_ms),
        status=Status.PAUSED,
        pause_reason=event.reason,
        hold_reason=None,
        pressed_ms=None,
        clock=(*state.clock, ClockMark(event.t_ms, state.elapsed_at(event.t_ms), False)),
    )


def _resumed(state: State, event: ev.Resumed) -> State:
    clock = state.clock
    if state.status is Status.PAUSED:
        clock = (*clock, ClockMark(event.t_ms, state.elapsed_at(event.t_ms), True))
    return _replace(
        state,
        tempo=_tempo(state, event.anchors, event.t_ms),
        status=Status.RUNNING,
        pause_reason=None,
        hold_reason=None,
        clock=clock,
        taps=TapSeries(),
    )


def _work_planned(state: State, event: ev.WorkPlanned) -> State:
    work = event.work
    if work.at_breath <= state.tempo.place_at(event.t_ms).breath:
        raise IllegalEventError("work changes at a breath to come")
    if work.stage > len(state.protocol.stage):
        raise IllegalEventError(f"no stage {work.stage}")
    kept = state.works[: bisect_right(state.works, work.at_breath, key=_at_breath)]
    return _replace(state, works=(*kept, work))


def _plan_laid(state: State, event: ev.PlanLaid) -> State:
    if len(event.plan_ms) != len(state.plan_ms):
        raise IllegalEventError("a plan has an end for each stage")
    _check_order(event.plan_ms)
    stage = state.work_at(state.tempo.place_at(event.t_ms).breath).stage
    earlier = stage < len(state.plan_ms) and event.plan_ms[stage] < state.plan_ms[stage]
    before_next = (stage, state.plan_ms) if earlier else None
    return _replace(state, plan_ms=event.plan_ms, before_next=before_next)


def _area_set(state: State, event: ev.AreaSet) -> State:
    before = next((a for a in state.areas if a.number == event.number), None)
    if event.area is not None and event.area.number != event.number:
        raise IllegalEventError("an area keeps its number")
    if event.area is None and before is None:
        raise IllegalEventError(f"no area {event.number}")
    others = [a for a in state.areas if a.number != event.number]
    areas = sorted([*others, event.area] if event.area else others, key=lambda a: a.number)
    undo = state.undo
    if event.undoes:
        undo = undo[:-1]
    elif before is None or event.area is None or before.outcome is not event.area.outcome:
        undo = (*undo, (event.number, before))
    marked = None if event.undoes or event.area is None else event.t_ms
    if event.area is not None and event.area.outcome is not Outcome.OPEN:
        marked = None
    return _replace(state, areas=tuple(areas), undo=undo, area_set_ms=marked)


def _pressure_set(state: State, event: ev.PressureSet) -> State:
    return _replace(state, pressure_step=event.step)


def _ended(state: State, event: ev.Ended) -> State:
    if event.as_of_ms > event.t_ms:
        raise IllegalEventError("a session ends no later than it is said to")
    return _replace(state, status=Status.ENDED, ended_ms=event.as_of_ms, end_reason=event.reason)


_APPLY: dict[type[ev.Event], Callable[[State, Any], State]] = {
    ev.Tapped: _tapped,
    ev.BreathedOut: _breathed_out,
    ev.TempoSet: _tempo_set,
    ev.LeadSet: _lead_set,
    ev.PacingSet: _pacing_set,
    ev.Held: _held,
    ev.Paused: _paused,
    ev.Resumed: _resumed,
    ev.WorkPlanned: _work_planned,
    ev.PlanLaid: _plan_laid,
    ev.AreaSet: _area_set,
    ev.PressureSet: _pressure_set,
    ev.Ended: _ended,
}


def _tempo(state: State, anchors: ev.Anchors, t_ms: int) -> TempoMap:
    _check_anchors(anchors, t_ms)
    return state.tempo.with_anchors(anchors)


def _check_anchors(anchors: ev.Anchors, t_ms: int) -> None:
    if anchors and anchors[0].t_ms < t_ms:
        raise IllegalEventError("the past stays as it was")
    if any(late.t_ms < early.t_ms for early, late in pairwise(anchors)):
        raise IllegalEventError("anchors out of order")


def _check_order(plan_ms: tuple[int, ...]) -> None:
    if any(late < early for early, late in pairwise(plan_ms)):
        raise IllegalEventError("stages out of order")
