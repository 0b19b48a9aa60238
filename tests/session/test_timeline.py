"""Replay: the state at any time, in any order, over more events than are kept apart."""

import random

from coach.session import commands as cmd
from coach.session.moment import Moment
from coach.session.timeline import SPACING, Timeline
from tests.helpers.sessions import Rehearsal, stored


def long_session() -> tuple[Rehearsal, dict[int, Moment]]:
    live = Rehearsal(tapped=True)
    shown: dict[int, Moment] = {}
    for step in range(4 * SPACING):
        live.wait(1_100 + step % 7 * 90, tick_ms=100)
        live.do(cmd.Tap() if step % 3 else cmd.ChangePressure(1 if step % 2 else -1))
        shown[live.t_ms] = live.moment()
    return live, shown


def test_any_order_of_seeking_shows_the_same():
    live, shown = long_session()
    timeline = Timeline(stored(live.events))
    assert timeline.final == live.state
    orders = [list(shown), list(shown)[::-1], random.sample(list(shown), len(shown))]
    for times in orders:
        for t_ms in times:
            assert timeline.moment_at(t_ms) == shown[t_ms]


def test_between_two_events_the_earlier_state_is_in_force_and_before_all_the_first():
    live, _ = long_session()
    timeline = Timeline(live.events)
    last = live.events[-1]
    assert timeline.state_at(last.t_ms - 1).last_ms < last.t_ms
    assert timeline.state_at(last.t_ms + 10**6) == timeline.final
    assert timeline.state_at(-5).last_ms == 0
