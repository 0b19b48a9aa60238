"""Moments of every kind that a session shows."""

from functools import cache

from coach.breath.pattern import BreathPattern, Phase
from coach.massage.avoid import Patch
from coach.massage.back import Outcome
from coach.session import commands as cmd
from coach.session.events import HoldReason, Pacing, PauseReason
from coach.session.prepared import Prepared
from tests.helpers.sessions import Rehearsal

SLOW = BreathPattern(10.0, 0.4, 0.1)


def _within(phase, at=0.5):
    return lambda m: m.phase is phase and m.progress > at


def _stage(stage, phase, *before, prepared=None):
    """A whole breath into the stage, with three marks on the way there."""
    rehearsal = Rehearsal(pattern=SLOW, tapped=True, prepared=prepared)
    rehearsal.do(cmd.MarkAt(-0.09, 0.44), cmd.MarkAt(0.10, 0.62), cmd.MarkAt(0.12, 0.75))
    while rehearsal.moment().stage < stage:
        reached = rehearsal.moment().stage + 1
        rehearsal.do(cmd.NextStage())
        rehearsal.wait_for(lambda m, reached=reached: m.stage == reached, tick_ms=20)
    rehearsal.breathe()
    for command in before:
        rehearsal.do(command)
        rehearsal.breathe()
    rehearsal.wait_for(_within(phase), tick_ms=20)
    return rehearsal.moment()


def _asks():
    rehearsal = Rehearsal(pattern=SLOW, tapped=True)
    rehearsal.do(cmd.MarkAt(-0.09, 0.44), cmd.NextStage())
    rehearsal.wait_for(lambda m: m.stage == 1, tick_ms=20)
    rehearsal.do(cmd.NextStage())
    rehearsal.wait_for(lambda m: m.asks, within_ms=200_000, tick_ms=500)
    rehearsal.wait_for(_within(Phase.INHALE), tick_ms=20)
    return rehearsal.moment()


def _coming():
    rehearsal = Rehearsal(tapped=True)
    rehearsal.wait_for(lambda m: m.coming == 3, within_ms=2_400_000, tick_ms=500)
    rehearsal.wait_for(_within(Phase.INHALE), tick_ms=20)
    return rehearsal.moment()


def _resting():
    rehearsal = Rehearsal(pacing=Pacing.TAPS)
    rehearsal.wait(9_000)
    return rehearsal.moment()


def _held():
    rehearsal = Rehearsal()
    rehearsal.do(cmd.Hold(HoldReason.OIL))
    rehearsal.wait(9_000)
    return rehearsal.moment()


def _slept():
    rehearsal = Rehearsal()
    rehearsal.wait_until(60_000, tick_ms=500)
    rehearsal.do(cmd.Pause(PauseReason.SLEPT))
    rehearsal.wait(65_000, tick_ms=1000)
    return rehearsal.moment()


def _over(*commands):
    rehearsal = Rehearsal(minutes=30.0)
    rehearsal.wait_for(lambda m: m.finished, within_ms=2_500_000, tick_ms=500)
    rehearsal.wait(80_000, tick_ms=500)
    rehearsal.do(*commands)
    return rehearsal.moment()


_MADE = {
    "in": lambda: _stage(1, Phase.INHALE),
    "out": lambda: _stage(1, Phase.EXHALE),
    "wait": lambda: _stage(1, Phase.PAUSE),
    "kneading": lambda: _stage(2, Phase.INHALE, cmd.Answer(Outcome.SOFTENED)),
    "kneading out": lambda: _stage(2, Phase.EXHALE, cmd.Answer(Outcome.NOT_SOFTENED)),
    "trapezius": lambda: _stage(3, Phase.INHALE),
    "vibration": lambda: _stage(4, Phase.INHALE),
    "asks": _asks,
    "coming": _coming,
    "resting": _resting,
    "held": _held,
    "slept": _slept,
    "finished": _over,
    "ended": lambda: _over(cmd.End()),
}
SITUATIONS = tuple(_MADE)
AVOID = tuple(
    Patch(x, y, 0.035)
    for x, y in ((-0.2, 0.31), (-0.17, 0.305), (-0.14, 0.3), (0.09, 0.86), (0.105, 0.89))
)
_MADE["avoid"] = lambda: _stage(1, Phase.INHALE, prepared=Prepared(avoid=AVOID))


@cache
def moment_of(situation):
    """The Moment of a situation by its name."""
    return _MADE[situation]()
