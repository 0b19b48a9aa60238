"""moment_at(state, t_ms) → Moment: all that a painter, a speaker or a chart needs."""

import enum

import msgspec

from coach.breath.lead import Led
from coach.breath.pattern import Phase
from coach.massage.avoid import Avoid
from coach.massage.back import Outcome, Point, TenseArea
from coach.massage.protocol import Cue, Hand, Stage, Works
from coach.massage.route import Route
from coach.massage.strokes import Direction, StrokeKind
from coach.session.events import HoldReason, Pacing, PauseReason, Work
from coach.session.hands import hands_at
from coach.session.prepared import Hands
from coach.session.state import State, Status

COMING_MS = 20_000
"""What comes next is shown this long ahead."""
ASK_MS = 120_000
"""After so long on one area: "Stay, or move on?"."""
UNREACHED_MS = 60_000
"""Areas that will not be reached are named this long before the stage ends."""


class Force(enum.Enum):
    """Which card is in force."""

    INHALE = "inhale"
    EXHALE = "exhale"
    STAY = "stay"
    """Hands stay, wait: between out and in, and at rest."""
    STEP = "step"
    """Hands stay where they are through a breath out: on the stairs of a long stroke."""


class Moment(msgspec.Struct, frozen=True):
    """One instant of a session. Times in ms; level, progress 0 to 1; places in the back's
    coordinates; numbers, never words.
    """

    t_ms: int
    status: Status
    pause_reason: PauseReason | None
    hold_reason: HoldReason | None

    breath: int
    phase: Phase
    progress: float
    level: float
    phase_left_ms: float
    resting: bool
    rate_bpm: float
    inhale_share: float
    pause_share: float
    pacing: Pacing
    lead: Led | None
    tap_age_ms: int | None
    """None before the first tap of the session."""

    force: Force
    inhale: Cue
    exhale: Cue
    """The two cards of this breath, as the protocol has them."""
    inhale_way: Direction
    exhale_way: Direction
    presses_out: bool
    """The hands press on this breath out; else on this breath in."""
    climbing: bool
    """This breath out rests in place, on the stairs of a long stroke."""
    next_inhale: Cue | None
    """The card of the next breath in, as planned; None where the massage ends before it."""
    next_way: Direction
    inhale_pressure: int
    exhale_pressure: int
    """With this client's steps taken in."""
    pressure_step: int

    hand: Hand
    hands: tuple[Point, Point]
    """The left-hand hand on the screen, then the right-hand one."""
    hands_shown: Hands
    stroke: StrokeKind
    trembles: bool
    """The hands make small strokes of their own now, `cadence_hz` a second."""
    cadence_hz: float
    route: Route
    stairs: int
    """Breaths in that one stroke is spread over."""

    avoid: Avoid
    """What the hands go round."""
    areas: tuple[TenseArea, ...]
    area: int | None
    """Number of the area in work."""
    area_ms: int
    asks: bool
    """Two minutes on one area: stay, or move on?"""
    unreached: tuple[int, ...]
    """Areas that will not be reached before the stage ends; only in its last minute."""

    stages: tuple[Stage, ...]
    plan_ms: tuple[int, ...]
    stage: int
    """Index of the stage; the number of stages once the massage is finished."""
    stage_left_ms: int
    coming: int | None
    """Index of the next stage, from 20 s before it on; the number of stages for the end."""
    coming_ms: int
    finished: bool

    elapsed_ms: int
    """Hands-on: pauses left out, holds counted; up to the end once it has ended."""
    planned_ms: int
    overtime_ms: int
    paused_ms: int

    @property
    def presses(self) -> bool:
        """Whether the hands press in the phase in force: that of the greater pressure."""
        return self.force is (Force.EXHALE if self.presses_out else Force.INHALE)


def moment_at(state: State, t_ms: int) -> Moment:
    """The Moment at a time not before the state's last event. Computes; decides nothing."""
    here = state.tempo.place_at(t_ms)
    work = state.work_at(here.breath)
    stages = state.protocol.stage
    finished = work.stage >= len(stages)
    stage = stages[min(work.stage, len(stages) - 1)]
    clock_ms = t_ms if state.ended_ms is None else min(t_ms, state.ended_ms)
    elapsed_ms = state.elapsed_at(clock_ms)
    inhale, exhale, plain = _cues(stage, work, here.breath)
    then = state.work_at(here.breath + 1)
    next_inhale, next_way = None, Direction.STAY
    if then.stage < len(stages):
        next_inhale = _cues(stages[then.stage], then, here.breath + 1)[0]
        next_way = next_inhale.direction or stages[then.stage].inhale.way
    climbing = (here.breath - work.at_breath) % work.stairs < work.stairs - 1
    force = _force(here.phase, climbing=climbing)
    route = state.route_of(work)
    area_ms = 0
    if work.area is not None:
        began = state.tempo.onset_ms(work.at_breath)
        area_ms = elapsed_ms - state.elapsed_at(t_ms if began is None else round(began))
    stage_left_ms = 0 if finished else max(0, state.plan_ms[work.stage] - elapsed_ms)
    coming, coming_ms = _coming(state, t_ms, elapsed_ms, work.stage)
    step = state.pressure_step
    return Moment(
        t_ms=t_ms,
        status=state.status,
        pause_reason=state.pause_reason,
        hold_reason=state.hold_reason,
        breath=here.breath,
        phase=here.phase,
        progress=here.progress,
        level=here.level,
        phase_left_ms=state.tempo.phase_left_ms(t_ms),
        resting=here.resting,
        rate_bpm=state.rate_bpm,
        inhale_share=state.inhale_share,
        pause_share=state.pause_share,
        pacing=state.pacing,
        lead=state.led,
        tap_age_ms=None if state.last_tap_ms is None else t_ms - state.last_tap_ms,
        force=force,
        inhale=inhale,
        exhale=exhale,
        climbing=climbing,
        inhale_way=inhale.direction or stage.inhale.way,
        exhale_way=exhale.direction or stage.exhale.way,
        presses_out=exhale.pressure > inhale.pressure,
        next_inhale=next_inhale,
        next_way=next_way,
        inhale_pressure=min(5, max(1, inhale.pressure + step)),
        exhale_pressure=min(5, max(1, exhale.pressure + step)),
        pressure_step=step,
        hand=stage.hand,
        hands=hands_at(state, here, t_ms),
        hands_shown=state.hands,
        stroke=stage.kind,
        trembles=(
            stage.cadence_hz > 0.0
            and not plain
            and force is (Force.EXHALE if stage.presses_out else Force.INHALE)
            and not finished
        ),
        cadence_hz=stage.cadence_hz,
        route=route,
        stairs=work.stairs,
        avoid=state.ways.avoid,
        areas=state.areas,
        area=None if work.area is None else work.area.number,
        area_ms=area_ms,
        asks=area_ms >= ASK_MS and _is_open(state, work),
        unreached=_unreached(state, work, stage_left_ms),
        stages=stages,
        plan_ms=state.plan_ms,
        stage=work.stage,
        stage_left_ms=stage_left_ms,
        coming=coming,
        coming_ms=coming_ms,
        finished=finished,
        elapsed_ms=elapsed_ms,
        planned_ms=state.planned_ms,
        overtime_ms=max(0, elapsed_ms - state.planned_ms),
        paused_ms=clock_ms - elapsed_ms,
    )


def _cues(stage: Stage, work: Work, breath: int) -> tuple[Cue, Cue, bool]:
    """The cards of a breath in and out, and whether they are the plain ones of a tiring stroke."""
    plain = stage.plain
    if plain is None or (breath - work.stage_breath) % plain.every < plain.every - 1:
        return stage.inhale, stage.exhale, False
    return plain.inhale, plain.exhale, True


def stilled(moment: Moment) -> Moment:
    """The moment with its breath standing still, half way up: for time that runs too fast."""
    left, right = moment.route.press
    return msgspec.structs.replace(
        moment,
        phase=Phase.INHALE,
        progress=0.5,
        level=0.5,
        phase_left_ms=0.0,
        force=Force.INHALE,
        hands=(left.at(0.5), right.at(0.5)),
        trembles=False,
    )


def _force(phase: Phase, *, climbing: bool) -> Force:
    if phase is Phase.INHALE:
        return Force.INHALE
    if phase is Phase.PAUSE:
        return Force.STAY
    return Force.STEP if climbing else Force.EXHALE


def _coming(state: State, t_ms: int, elapsed_ms: int, stage: int) -> tuple[int | None, int]:
    """The stage to come and the time until it begins, once that is 20 s or less."""
    if stage >= len(state.protocol.stage):
        return None, 0
    planned = state.works[-1]
    onset = state.tempo.onset_ms(planned.at_breath) if planned.stage > stage else None
    if onset is not None and onset > t_ms:
        return planned.stage, round(onset - t_ms)
    left_ms = max(0, state.plan_ms[stage] - elapsed_ms)
    return (stage + 1, left_ms) if left_ms <= COMING_MS else (None, 0)


def _is_open(state: State, work: Work) -> bool:
    """Whether the area in work is to be answered, and is not yet."""
    if work.area is None or state.protocol.stage[work.stage].works is not Works.AREAS:
        return False
    area = next((a for a in state.areas if a.number == work.area.number), None)
    return area is not None and area.outcome is Outcome.OPEN


def _unreached(state: State, work: Work, stage_left_ms: int) -> tuple[int, ...]:
    stages = state.protocol.stage
    if work.stage >= len(stages) or stages[work.stage].works is not Works.AREAS:
        return ()
    if stage_left_ms > UNREACHED_MS:
        return ()
    in_work = None if work.area is None else work.area.number
    open_ = (a for a in state.areas if a.outcome is Outcome.OPEN and a.number != in_work)
    return tuple(a.number for a in open_ if state.can_work(a, work.stage))
