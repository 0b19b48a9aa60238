"""What a Moment costs, few events or many, and how exact the clock is after 45 minutes."""

import json
import random
import statistics
import time

from coach.breath.pattern import BreathPattern
from coach.live.clock import SessionClock
from coach.session import commands as cmd
from coach.session.decide import begin, decide
from coach.session.events import Pacing
from coach.session.moment import moment_at
from coach.session.state import State, apply, start
from tests.helpers.clock import FakeClock
from tests.helpers.sessions import shipped

ROUNDS = 60
MOMENTS = 200


def state_of(events: int) -> tuple[State, int]:
    """A session with so many events, most of them taps, and the time of the last."""
    rand = random.Random(1)
    state = start(begin(shipped(), 2_400_000, BreathPattern(), Pacing.STEADY, tapped=True))
    count, t_ms = 1, 0
    while count < events:
        t_ms += round(rand.gauss(4_200, 150))
        for event in decide(state, cmd.Tap(), t_ms):
            state = apply(state, event)
            count += 1
    return state, t_ms


def moment_us(events: int) -> float:
    """Median over rounds of one moment's cost, in microseconds."""
    state, t_ms = state_of(events)
    costs = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for frame in range(MOMENTS):
            moment_at(state, t_ms + frame * 16)
        costs.append((time.perf_counter() - began) / MOMENTS * 1e6)
    return statistics.median(costs)


def clock_error_ms() -> float:
    """Session time against real time after 45 minutes of frames of uneven length."""
    rand = random.Random(2)
    now = FakeClock()
    clock = SessionClock(now)
    real_ms = 0
    while real_ms < 45 * 60_000:
        step = rand.choice((15, 16, 17, 33))
        now.pass_ms(step)
        real_ms += step
        t_ms = clock.read().t_ms
    return abs(t_ms - real_ms)


if __name__ == "__main__":
    figures = {
        "moment_us_10_events": moment_us(10),
        "moment_us_10000_events": moment_us(10_000),
        "clock_error_ms": clock_error_ms(),
    }
    print(json.dumps(figures))
