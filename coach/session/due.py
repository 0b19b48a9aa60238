"""What time alone brings: the rate by a plan or a lead, and the work of the next breath in."""

import math

from coach.breath import lead, steering
from coach.breath.lead import Standing
from coach.breath.pattern import BreathPattern, Phase
from coach.breath.tempo_map import BreathPlace, Course
from coach.massage.back import Outcome, TenseArea
from coach.massage.protocol import Protocol, Works
from coach.session import events as ev
from coach.session.state import State, Status, apply

STAIRS_ABOVE_BPM = 16.0
STAIRS_BELOW_BPM = 15.0
SOFTENED_BREATHS = 4
"""Breaths over each softened area before the whole path."""
PLAN_STEP_BPM = 0.02
"""A rate plan moves the rate once it is so far off."""

Events = tuple[ev.AnyEvent, ...]


def due(state: State, t_ms: int) -> Events:
    """What time brings: the rate by its plan or lead, and the work of the next breath in."""
    if state.status is Status.ENDED:
        return ()
    events: Events = ()
    for what in (_planned_tempo, _lead_standing, _lead_step, _planned_work):
        found = what(state, t_ms)
        for event in found:
            state = apply(state, event)
        events += found
    return events


def _planned_tempo(state: State, t_ms: int) -> Events:
    """The rate that the plan has now, where it is another; a correction is played to its end."""
    if state.rate_plan is None or state.status is Status.PAUSED:
        return ()
    rate = state.rate_plan.rate_at(state.elapsed_at(t_ms), state.plan_scale)
    course = state.tempo.place_at(t_ms).anchor.course
    if abs(rate - state.rate_bpm) < PLAN_STEP_BPM or course in (Course.GLIDE, Course.CATCH_UP):
        return ()
    pattern = BreathPattern(rate, state.inhale_share, state.pause_share)
    return (
        ev.TempoSet(
            t_ms=t_ms,
            rate_bpm=rate,
            inhale_share=state.inhale_share,
            pause_share=state.pause_share,
            anchors=steering.retempo(state.tempo, t_ms, pattern, waits=state.waits),
            planned=True,
        ),
    )


def _leads_now(state: State) -> bool:
    """With taps each tap turns the breath and nothing runs ahead of the client to lead them."""
    return (
        state.led is not None
        and state.status is Status.RUNNING
        and state.pacing is ev.Pacing.STEADY
    )


def _lead_standing(state: State, t_ms: int) -> Events:
    """Whether the lead goes on, where the taps say otherwise than before."""
    if state.led is None or not _leads_now(state):
        return ()
    standing = lead.standing(state.led, state.rate_bpm, t_ms, state.last_tap_ms)
    if standing is state.led.standing:
        return ()
    return (ev.LeadSet(t_ms=t_ms, standing=standing, planned=True),)


def _lead_step(state: State, t_ms: int) -> Events:
    """A step of the lead, told in the breath out before the breath in that it begins with."""
    led = state.led
    if led is None or led.standing is not Standing.LEADS or not _leads_now(state):
        return ()
    here = state.tempo.place_at(t_ms)
    if here.phase is Phase.INHALE or led.stepped > here.breath:
        return ()
    rate = lead.next_bpm(led.lead, led.from_bpm, state.rate_bpm)
    onset = state.tempo.onset_ms(here.breath + 1)
    if rate == state.rate_bpm or onset is None:
        return ()
    at_ms = max(t_ms, math.ceil(onset))
    if state.tempo.place_at(at_ms).anchor.course is not Course.STEADY:
        return ()
    pattern = BreathPattern(rate, state.inhale_share, state.pause_share)
    return (
        ev.TempoSet(
            t_ms=t_ms,
            rate_bpm=rate,
            inhale_share=state.inhale_share,
            pause_share=state.pause_share,
            anchors=steering.retempo(state.tempo, at_ms, pattern, waits=False),
            planned=True,
        ),
    )


def _planned_work(state: State, t_ms: int) -> Events:
    """The work of the next breath in, where it is to differ from what is planned."""
    here = state.tempo.place_at(t_ms)
    now = state.work_at(here.breath)
    planned = state.works[-1]
    stage, last = now.stage, len(state.protocol.stage) - 1
    left_ms = state.plan_ms[min(stage, last)] - next_onset_elapsed(state, here, t_ms)
    breaths_left = left_ms / state.pattern.period_ms
    if stage <= last:
        gone_on = state.before_next is not None and state.before_next[0] == stage
        if gone_on or breaths_left <= (1.5 if planned.stage > stage else 0.5):
            stage += 1
    elif planned.stage < stage or breaths_left > 0.5:
        stage = last
    work = _work(state, here, now, stage, t_ms)
    if _same(work, planned):
        return ()
    return (ev.WorkPlanned(t_ms=t_ms, work=work),)


def _work(state: State, here: BreathPlace, now: ev.Work, stage: int, t_ms: int) -> ev.Work:
    breath = here.breath + 1
    stage_breath = now.stage_breath if stage == now.stage else breath
    area = _area(state, stage, breath - stage_breath)
    stairs = 1
    if stage < len(state.protocol.stage):
        present = now.stairs if stage == now.stage and now.area is None else 1
        stairs = stairs_at(state.protocol, stage, area, state.rate_bpm, present)
        on_the_stairs = (breath - now.at_breath) % now.stairs != 0
        if stage == now.stage and area is None and on_the_stairs:
            stairs = now.stairs
    return ev.Work(
        known_ms=t_ms,
        at_breath=breath,
        stage=stage,
        stage_breath=stage_breath,
        area=area,
        stairs=stairs,
    )


def _area(state: State, stage: int, breaths: int) -> TenseArea | None:
    if stage >= len(state.protocol.stage):
        return None
    works = state.protocol.stage[stage].works
    worked = (a for a in state.areas if state.can_work(a, stage))
    if works is Works.AREAS:
        return next((a for a in worked if a.outcome is Outcome.OPEN), None)
    if works is Works.SOFTENED:
        softened = [a for a in worked if a.outcome is Outcome.SOFTENED]
        place = breaths // SOFTENED_BREATHS
        return softened[place] if place < len(softened) else None
    return None


def stairs_at(
    protocol: Protocol, stage: int, area: TenseArea | None, rate_bpm: float, present: int
) -> int:
    """Breaths that one stroke of a stage is spread over at a rate; `present`: those it is now.

    Stairs are climbed on breaths in: a stroke pressed on the breath out is never spread.
    """
    worked = protocol.stage[stage]
    most = worked.stairs
    if area is not None or most == 1 or worked.presses_out:
        return 1
    if rate_bpm > STAIRS_ABOVE_BPM:
        return most
    return present if rate_bpm > STAIRS_BELOW_BPM else 1


def _same(a: ev.Work, b: ev.Work) -> bool:
    """Whether two works put the hands to the same use."""
    if (a.stage, a.stairs) != (b.stage, b.stairs):
        return False
    if a.area is None or b.area is None:
        return a.area is b.area
    places = ((x.number, x.side, x.offset, x.y) for x in (a.area, b.area))
    return next(places) == next(places)


def is_finished(state: State, t_ms: int) -> bool:
    """Whether the hands have left: the last stage is over."""
    breath = state.tempo.place_at(t_ms).breath
    return state.work_at(breath).stage >= len(state.protocol.stage)


def next_onset_elapsed(state: State, here: BreathPlace, t_ms: int) -> int:
    """Hands-on time at the next breath in, as planned; the present one where it waits for a tap."""
    onset = state.tempo.onset_ms(here.breath + 1)
    ahead_ms = 0 if onset is None else max(0, round(onset) - t_ms)
    return state.elapsed_at(t_ms) + ahead_ms
