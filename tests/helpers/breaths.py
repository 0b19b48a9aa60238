"""A tempo map under every act of steering, without a session around it."""

import math
from collections.abc import Callable, Iterator

import msgspec
from hypothesis import strategies as st

from coach.breath import steering
from coach.breath.pattern import BreathPattern
from coach.breath.tempo_map import Anchor, BreathPlace, TempoMap
from tests.helpers.scripts import inhale_shares, pause_shares, rates

FASTEST_PER_MS = math.pi / 2 / 250
"""The level's steepest slope in a glide: a half cosine over 250 ms."""


class Breathing:
    """A map that acts steer at `t_ms`, as a session would: with taps or steady, held, paused."""

    def __init__(self, pattern: BreathPattern, *, with_taps: bool = False) -> None:
        self.pattern = pattern
        self.with_taps = with_taps
        self.held = self.paused = False
        self.t_ms = 0
        self.tempo = TempoMap(steering.begin(0, pattern, waits=with_taps))

    @property
    def waits(self) -> bool:
        return self.with_taps or self.held

    def put(self, anchors: tuple[Anchor, ...]) -> None:
        self.tempo = self.tempo.with_anchors(anchors)

    def here(self) -> BreathPlace:
        return self.tempo.place_at(self.t_ms)

    def each_ms(self, ms: int) -> Iterator[BreathPlace]:
        for _ in range(ms):
            self.t_ms += 1
            yield self.here()


Act = Callable[[Breathing], None]


def tap(breathing: Breathing) -> None:
    breathing.held = breathing.paused = False
    breathing.put(
        steering.onset(breathing.tempo, breathing.t_ms, breathing.pattern, waits=breathing.waits)
    )


def breathe_out(breathing: Breathing, **parts: float) -> None:
    if breathing.paused or breathing.held:
        return
    breathing.pattern = msgspec.structs.replace(breathing.pattern, **parts)
    breathing.put(
        steering.turn(breathing.tempo, breathing.t_ms, breathing.pattern, waits=breathing.waits)
    )


def hold(breathing: Breathing) -> None:
    if not breathing.paused:
        breathing.held = True
        breathing.put(steering.rest(breathing.tempo, breathing.t_ms, breathing.pattern))


def pause(breathing: Breathing) -> None:
    breathing.paused, breathing.held = True, False
    breathing.put(steering.freeze(breathing.tempo, breathing.t_ms, breathing.pattern))


def change_mode(breathing: Breathing) -> None:
    breathing.with_taps = not breathing.with_taps
    if breathing.paused or breathing.held:
        return
    tempo, t_ms, pattern = breathing.tempo, breathing.t_ms, breathing.pattern
    if breathing.with_taps:
        breathing.put(steering.rest(tempo, t_ms, pattern))
    elif breathing.here().resting:
        breathing.put(steering.onset(tempo, t_ms, pattern, waits=False))
    else:
        breathing.put(steering.retempo(tempo, t_ms, pattern, waits=False))


def changed(**parts: float) -> Act:
    def change(breathing: Breathing) -> None:
        breathing.pattern = msgspec.structs.replace(breathing.pattern, **parts)
        breathing.put(
            steering.retempo(
                breathing.tempo, breathing.t_ms, breathing.pattern, waits=breathing.waits
            )
        )

    change.__name__ = f"changed({parts})"
    return change


def breathed_out(inhale_share: float) -> Act:
    return lambda breathing: breathe_out(breathing, inhale_share=inhale_share)


acts: st.SearchStrategy[Act] = st.one_of(
    st.just(tap),
    st.sampled_from([tap, hold, pause, change_mode]),
    inhale_shares.map(breathed_out),
    rates.map(lambda x: changed(rate_bpm=x)),
    inhale_shares.map(lambda x: changed(inhale_share=x)),
    pause_shares.map(lambda x: changed(pause_share=x)),
)
