"""Simulated clients: how they breathe beside a pacer, and when a foot taps for them."""

import random
from collections.abc import Callable, Iterator

from coach.session import commands as cmd
from tests.helpers.sessions import Rehearsal

Breathes = Callable[[float, float, float], float]
"""(their rate, the paced one, seconds since their last breath in) → their next rate."""


def following(lag_s: float, *, least_bpm: float = 4.0) -> Breathes:
    """Drawn to the paced rate with a time constant, but to none slower than their least."""

    def breathes(own: float, paced: float, passed_s: float) -> float:
        return own + (max(least_bpm, paced) - own) * min(1.0, passed_s / lag_s)

    return breathes


def unmoved(own: float, _paced: float, _passed_s: float) -> float:
    """Never slows."""
    return own


def massage(
    live: Rehearsal,
    breathes: Breathes,
    *,
    minutes: float,
    own_bpm: float,
    every: int = 2,
    unevenness: float = 0.0,
    seed: int = 1,
    tick_ms: int = 250,
    taps_until_min: float = 1e9,
) -> Iterator[tuple[float, float]]:
    """(the client's rate, the paced one) at each of their breaths in, the first of which began the
    session. Every so many are tapped, with a foot's 60 ms of error.
    """
    rand = random.Random(seed)
    at_ms, breath = float(live.t_ms), 0
    until_ms = live.t_ms + minutes * 60_000
    while True:
        period_ms = 60_000 / own_bpm * max(0.5, rand.gauss(1.0, unevenness))
        at_ms += period_ms
        breath += 1
        if at_ms > until_ms:
            return
        tapped_ms = max(live.t_ms, round(at_ms + rand.gauss(0.0, 60.0)))
        live.wait_until(tapped_ms, tick_ms=tick_ms)
        if breath % every == 0 and tapped_ms < taps_until_min * 60_000:
            live.do(cmd.Tap())
        paced = live.state.rate_bpm
        own_bpm = breathes(own_bpm, paced, period_ms / 1000)
        yield own_bpm, paced
