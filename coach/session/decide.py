"""decide(state, command, t_ms) → the events that follow. All algorithms run here, once, live."""

import math
from collections.abc import Callable
from typing import Any

import msgspec

from coach.breath import holds, steering, taps
from coach.breath import lead as leading
from coach.breath.lead import Lead, Standing
from coach.breath.pattern import (
    MAX_PAUSE_SHARE,
    RATE_STEP_BPM,
    BreathPattern,
    clamp_inhale_share,
    clamp_rate,
)
from coach.breath.rate_plan import RatePlan
from coach.massage import plan
from coach.massage.back import (
    LEAST_OFFSET,
    MOST_AREAS,
    Outcome,
    Point,
    Side,
    TenseArea,
    is_on_back,
)
from coach.massage.protocol import Protocol, Works
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.due import Events, due, is_finished, next_onset_elapsed, stairs_at
from coach.session.hands import Hands, hands_at
from coach.session.prepared import Hands as Shown
from coach.session.prepared import Prepared
from coach.session.state import State, Status, apply

STAY_MS = 60_000
UNTOUCHED_MS = 600_000
"""So long after the planned end without a sign of life the session ends itself."""
_LEFT_FIRST = (Side.LEFT, Side.RIGHT, Side.BOTH)
_RIGHT_FIRST = (Side.RIGHT, Side.LEFT, Side.BOTH)
"""The sides that the mark key goes through: from the hand that is shown; left where both are."""


class RefusedError(Exception):
    """A command that makes no sense now; `code` names why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def begin(
    protocol: Protocol,
    length_ms: int,
    pattern: BreathPattern,
    pacing: ev.Pacing,
    *,
    tapped: bool,
    pressure_step: int = 0,
    plan_ms: plan.Plan | None = None,
    rate_plan: RatePlan | None = None,
    prepared: Prepared | None = None,
    lead: Lead | None = None,
) -> ev.Started:
    """The event that starts a session now, on a breath in.

    `plan_ms` are the stages' ends of a session to give again, stretched to the length; without
    them the stages are laid over it. A `rate_plan` is followed, scaled to begin at the pattern's
    rate. A `lead` gives way to a rate plan, and is none where its goal is no slower than the
    pattern. Raises ValueError where the stages do not fit the length.
    """
    if lead is not None and (rate_plan is not None or lead.goal_bpm >= pattern.rate_bpm):
        lead = None
    if plan_ms is None:
        plan_ms = plan.lay(protocol.stage, length_ms)
    else:
        plan_ms = plan.stretch(protocol.stage, (0, *plan_ms), 0, length_ms)[1:]
    stairs = stairs_at(protocol, 0, None, pattern.rate_bpm, 1)
    return ev.Started(
        t_ms=0,
        protocol=protocol,
        plan_ms=plan_ms,
        rate_bpm=pattern.rate_bpm,
        inhale_share=pattern.inhale_share,
        pause_share=pattern.pause_share,
        pacing=pacing,
        anchors=steering.begin(0, pattern, waits=pacing is ev.Pacing.TAPS),
        work=ev.Work(known_ms=0, at_breath=0, stage=0, stage_breath=0, stairs=stairs),
        tapped=tapped,
        pressure_step=pressure_step,
        rate_plan=rate_plan,
        plan_scale=1.0 if rate_plan is None else rate_plan.scale_at(0, pattern.rate_bpm),
        prepared=prepared,
        lead=lead,
        format=ev.format_of(protocol, prepared, lead),
    )


def decide(state: State, command: cmd.Command, t_ms: int) -> Events:
    """The events of a command, and those that are due by then.

    Raises RefusedError, with nothing changed, for a command that makes no sense now.
    """
    if state.status is Status.ENDED:
        raise RefusedError("ended")
    events = _DECIDE[type(command)](state, command, t_ms)
    for event in events:
        state = apply(state, event)
    return (*events, *due(state, t_ms))


def _tick(state: State, _command: cmd.Tick, t_ms: int) -> Events:
    over_ms = _over_since(state, t_ms)
    if over_ms is not None:
        sign_ms = max(state.touched_ms, over_ms)
        if t_ms - sign_ms >= UNTOUCHED_MS:
            return (ev.Ended(t_ms=t_ms, reason=ev.EndReason.UNTOUCHED, as_of_ms=sign_ms),)
    return ()


def _over_since(state: State, t_ms: int) -> int | None:
    """When the hands left, or by the plan should have: at rest no breath in comes to end it. None:
    not over yet.
    """
    if state.works[-1].stage >= len(state.protocol.stage) and is_finished(state, t_ms):
        began = state.tempo.onset_ms(state.works[-1].at_breath)
        return t_ms if began is None else math.ceil(began)
    late_ms = state.elapsed_at(t_ms) - state.plan_ms[-1]
    return None if late_ms < 0 or state.status is Status.PAUSED else t_ms - late_ms


def _tap(state: State, _command: cmd.Tap, t_ms: int) -> Events:
    if state.status in (Status.HELD, Status.PAUSED):
        resumed = _resume(state, t_ms)
        tapped = ev.Tapped(t_ms=t_ms, counted=True, breaths=0, rate_bpm=state.rate_bpm)
        return (resumed, tapped)
    period_ms = state.pattern.period_ms
    if taps.is_double(state.taps, t_ms, period_ms):
        return (ev.Tapped(t_ms=t_ms, counted=False, breaths=0, rate_bpm=state.rate_bpm),)
    breaths = taps.breaths_since(state.taps, t_ms, period_ms)
    rate, client = state.rate_bpm, _client_bpm(state, t_ms)
    led = None if state.waits else state.led
    tells = client is not None or (led is not None and led.client_bpm is not None)
    if led is not None and led.standing is not Standing.STOPPED and tells:
        rate = leading.tapped_bpm(led, rate, client, t_ms)
    elif breaths or not state.waits:  # a rest until the tap ran neither ahead nor behind
        rate = taps.paced_rate_bpm(state.taps, t_ms, breaths, rate)
    pattern = BreathPattern(rate, state.inhale_share, state.pause_share)
    return (
        ev.Tapped(
            t_ms=t_ms,
            counted=True,
            breaths=breaths,
            rate_bpm=rate,
            anchors=steering.onset(state.tempo, t_ms, pattern, waits=state.waits),
            plan_scale=_plan_scale(state, rate, t_ms),
            client_bpm=client,
        ),
    )


def _client_bpm(state: State, t_ms: int) -> float | None:
    """What a tap says of the client's own rate, where somebody wants to know it."""
    if state.led is None or state.last_tap_ms is None:
        return None
    return leading.client_bpm(state.led.known_bpm or state.rate_bpm, t_ms - state.last_tap_ms)


def _breathe_out(state: State, _command: cmd.BreatheOut, t_ms: int) -> Events:
    if state.pressed_ms is None:
        return ()
    held_ms, period_ms = t_ms - state.pressed_ms, state.pattern.period_ms
    began = state.tempo.onset_ms(state.tempo.place_at(t_ms).breath)
    another = began is None or began > state.pressed_ms + steering.GLIDE_MS
    if another or not holds.is_breath_in(held_ms, period_ms):
        return ()
    held = holds.with_hold(state.holds_ms, held_ms)
    share = holds.inhale_share(held, period_ms, state.inhale_share)
    pattern = BreathPattern(state.rate_bpm, share, state.pause_share)
    anchors = steering.turn(state.tempo, t_ms, pattern, waits=state.waits)
    return (ev.BreathedOut(t_ms=t_ms, inhale_share=share, anchors=anchors),)


def _plan_scale(state: State, rate_bpm: float, t_ms: int) -> float | None:
    """How the rest of the rate plan is scaled where a hand changes the rate; None: as it was."""
    if state.rate_plan is None or rate_bpm == state.rate_bpm:
        return None
    return state.rate_plan.scale_at(state.elapsed_at(t_ms), rate_bpm)


def _resume(state: State, t_ms: int) -> ev.Resumed:
    waits = state.pacing is ev.Pacing.TAPS
    return ev.Resumed(
        t_ms=t_ms, anchors=steering.onset(state.tempo, t_ms, state.pattern, waits=waits)
    )


def _set_tempo(state: State, command: cmd.SetTempo, t_ms: int) -> Events:
    wanted = (command.rate_bpm, command.inhale_share, command.pause_share)
    if any(value is not None and not math.isfinite(value) for value in wanted):
        raise RefusedError("not_a_number")
    rate, inhale, pause = state.rate_bpm, state.inhale_share, state.pause_share
    if command.rate_bpm is not None:
        rate = clamp_rate(command.rate_bpm)
    if command.inhale_share is not None:
        inhale = clamp_inhale_share(command.inhale_share)
    if command.pause_share is not None:
        pause = min(MAX_PAUSE_SHARE, max(0.0, command.pause_share))
    if (rate, inhale, pause) == (state.rate_bpm, state.inhale_share, state.pause_share):
        return ()
    pattern = BreathPattern(rate, inhale, pause)
    return (
        ev.TempoSet(
            t_ms=t_ms,
            rate_bpm=rate,
            inhale_share=inhale,
            pause_share=pause,
            anchors=steering.retempo(state.tempo, t_ms, pattern, waits=state.waits),
            plan_scale=_plan_scale(state, rate, t_ms),
        ),
    )


def _nudge_tempo(state: State, command: cmd.NudgeTempo, t_ms: int) -> Events:
    place = state.rate_bpm / RATE_STEP_BPM
    whole = math.floor(place + 1e-9) if command.steps > 0 else math.ceil(place - 1e-9)
    rate = clamp_rate((whole + command.steps) * RATE_STEP_BPM)
    if rate == state.rate_bpm:
        raise RefusedError("tempo_limit")
    return _set_tempo(state, cmd.SetTempo(rate_bpm=rate), t_ms)


def _set_lead(state: State, command: cmd.SetLead, t_ms: int) -> Events:
    if state.led is None:
        raise RefusedError("no_lead")
    stopped = state.led.standing is Standing.STOPPED
    if command.on is not None and command.on is not stopped:
        return ()
    standing = Standing.UNTAPPED if stopped else Standing.STOPPED
    return (ev.LeadSet(t_ms=t_ms, standing=standing),)


def _set_pacing(state: State, command: cmd.SetPacing, t_ms: int) -> Events:
    if command.pacing is state.pacing:
        return ()
    anchors: ev.Anchors = ()
    if state.status is Status.RUNNING:
        here = state.tempo.place_at(t_ms)
        if command.pacing is ev.Pacing.TAPS:
            anchors = steering.rest(state.tempo, t_ms, state.pattern)
        elif here.resting:
            anchors = steering.onset(state.tempo, t_ms, state.pattern, waits=False)
        else:
            anchors = steering.retempo(state.tempo, t_ms, state.pattern, waits=False)
    return (ev.PacingSet(t_ms=t_ms, pacing=command.pacing, anchors=anchors),)


def _hold(state: State, command: cmd.Hold, t_ms: int) -> Events:
    if state.status is Status.PAUSED:
        raise RefusedError("paused")
    if state.status is Status.HELD:
        return (_resume(state, t_ms),)
    if is_finished(state, t_ms):
        raise RefusedError("finished")
    anchors = steering.rest(state.tempo, t_ms, state.pattern)
    return (ev.Held(t_ms=t_ms, reason=command.reason, anchors=anchors),)


def _pause(state: State, command: cmd.Pause, t_ms: int) -> Events:
    if state.status is Status.PAUSED:
        return (_resume(state, t_ms),) if command.reason is ev.PauseReason.ASKED else ()
    anchors = steering.freeze(state.tempo, t_ms, state.pattern)
    return (ev.Paused(t_ms=t_ms, reason=command.reason, anchors=anchors),)


def _next_stage(state: State, _command: cmd.NextStage, t_ms: int) -> Events:
    here = state.tempo.place_at(t_ms)
    stage = state.work_at(here.breath).stage
    if stage >= len(state.protocol.stage):
        raise RefusedError("finished")
    if state.works[-1].stage > stage:
        raise RefusedError("going_on")
    at_ms = next_onset_elapsed(state, here, t_ms)
    plan_ms = plan.go_on(state.protocol.stage, state.plan_ms, stage, at_ms)
    return (ev.PlanLaid(t_ms=t_ms, plan_ms=plan_ms),)


def _stay_longer(state: State, _command: cmd.StayLonger, t_ms: int) -> Events:
    stage = state.work_at(state.tempo.place_at(t_ms).breath).stage
    if state.before_next is not None and state.before_next[0] == stage:
        _, plan_ms = state.before_next  # it was gone on early, and not begun yet: taken back
        return (ev.PlanLaid(t_ms=t_ms, plan_ms=plan_ms),)
    stages = state.protocol.stage
    stage = min(stage, len(stages) - 1)
    now_ms = state.elapsed_at(t_ms)
    ends = tuple(max(end, now_ms) if i >= stage else end for i, end in enumerate(state.plan_ms))
    return (ev.PlanLaid(t_ms=t_ms, plan_ms=plan.stay(stages, ends, stage, STAY_MS)),)


def _mark_here(state: State, command: cmd.MarkHere, t_ms: int) -> Events:
    sides = _RIGHT_FIRST if state.hands is Shown.RIGHT else _LEFT_FIRST
    recent = state.area_set_ms is not None and t_ms - state.area_set_ms <= command.again_ms
    if recent and state.areas:
        last = state.areas[-1]
        others = sides[sides.index(last.side) + 1 :]
        return _set_mark(state, last, others, t_ms) if others else ()
    if is_finished(state, t_ms):
        raise RefusedError("finished")
    hands = _shown(state, hands_at(state, state.tempo.place_at(t_ms), t_ms))
    if not hands:
        raise RefusedError("off_the_back")
    offset = math.fsum(abs(x) for x, _ in hands) / len(hands)
    return _mark(state, sides, offset, math.fsum(y for _, y in hands) / len(hands), t_ms)


def _shown(state: State, hands: Hands) -> tuple[Point, ...]:
    """Where a mark's place is taken from: the hands that are shown and on the back; the left one
    where both are and a detour, or a way of its own, leads it elsewhere than the right one.
    """
    shown = {Shown.LEFT: hands[:1], Shown.RIGHT: hands[1:]}.get(state.hands, hands)
    there = tuple(hand for hand in shown if is_on_back(*hand))
    return there[:1] if len(there) == 2 and there[0][0] < 0.0 < there[1][0] else there


def _mark_at(state: State, command: cmd.MarkAt, t_ms: int) -> Events:
    if not (math.isfinite(command.x) and math.isfinite(command.y)):
        raise RefusedError("not_a_number")
    side = Side.LEFT if command.x < 0 else Side.RIGHT
    return _mark(state, (side,), abs(command.x), command.y, t_ms)


def _mark(state: State, sides: tuple[Side, ...], offset: float, y: float, t_ms: int) -> Events:
    if not is_on_back(offset, y):
        raise RefusedError("off_the_back")
    number = _last_number(state, t_ms) + 1
    if number > MOST_AREAS:
        raise RefusedError("too_many_areas")
    offset = round(min(0.4, max(LEAST_OFFSET, offset)), 4)
    area = TenseArea(number, sides[0], offset, round(min(1.0, max(0.0, y)), 4), t_ms)
    return _set_mark(state, area, sides, t_ms)


def _last_number(state: State, t_ms: int) -> int:
    """Also of a mark that was taken back once its area was in work: the record knows it by that."""
    breath = state.tempo.place_at(t_ms).breath
    worked = (w.area.number for w in state.works if w.area is not None and w.at_breath <= breath)
    return max((*worked, *(area.number for area in state.areas)), default=0)


def _set_mark(state: State, area: TenseArea, sides: tuple[Side, ...], t_ms: int) -> Events:
    """The mark on the first of these sides where it is not in an area to avoid."""
    for side in sides:
        placed = msgspec.structs.replace(area, side=side)
        if not any(state.ways.is_avoided(x, y) for x, y in placed.points):
            return (ev.AreaSet(t_ms=t_ms, number=area.number, area=placed),)
    raise RefusedError("avoided")


def _undo(state: State, _command: cmd.Undo, t_ms: int) -> Events:
    if not state.undo:
        raise RefusedError("nothing_to_undo")
    number, before = state.undo[-1]
    return (ev.AreaSet(t_ms=t_ms, number=number, area=before, undoes=True),)


def _answer(state: State, command: cmd.Answer, t_ms: int) -> Events:
    work = state.work_at(state.tempo.place_at(t_ms).breath)
    in_work = None if work.area is None else work.area.number
    area = next((a for a in state.areas if a.number == in_work), None)
    if area is None or state.protocol.stage[work.stage].works is not Works.AREAS:
        raise RefusedError("no_area_in_work")
    if area.outcome is not Outcome.OPEN:
        raise RefusedError("answered")
    answered = msgspec.structs.replace(area, outcome=command.outcome)
    return (ev.AreaSet(t_ms=t_ms, number=area.number, area=answered),)


def _change_pressure(state: State, command: cmd.ChangePressure, t_ms: int) -> Events:
    most = ev.MOST_PRESSURE_STEPS
    step = min(most, max(-most, state.pressure_step + command.steps))
    if step == state.pressure_step:
        raise RefusedError("pressure_limit")
    return (ev.PressureSet(t_ms=t_ms, step=step),)


def _end(_state: State, command: cmd.End, t_ms: int) -> Events:
    as_of_ms = t_ms if command.as_of_ms is None else min(t_ms, command.as_of_ms)
    return (ev.Ended(t_ms=t_ms, reason=command.reason, as_of_ms=as_of_ms),)


_DECIDE: dict[type[cmd.Command], Callable[[State, Any, int], Events]] = {
    cmd.Tap: _tap,
    cmd.BreatheOut: _breathe_out,
    cmd.SetTempo: _set_tempo,
    cmd.NudgeTempo: _nudge_tempo,
    cmd.SetLead: _set_lead,
    cmd.SetPacing: _set_pacing,
    cmd.Hold: _hold,
    cmd.Pause: _pause,
    cmd.NextStage: _next_stage,
    cmd.StayLonger: _stay_longer,
    cmd.MarkHere: _mark_here,
    cmd.MarkAt: _mark_at,
    cmd.Undo: _undo,
    cmd.Answer: _answer,
    cmd.ChangePressure: _change_pressure,
    cmd.End: _end,
    cmd.Tick: _tick,
}
