"""Anchors → the cycle, and the place within the breath, at any time, in closed form."""

import enum
import math
from bisect import bisect_right
from operator import attrgetter
from typing import Annotated

import msgspec

from coach.breath.pattern import InhaleShare, PauseShare, Phase, RateBpm, fraction, level, place

TimeMs = Annotated[int, msgspec.Meta(ge=0, le=7 * 24 * 3_600_000)]


class Course(enum.Enum):
    """What the breath does from an anchor to the next.

    STEADY plays at the nominal rate. GLIDE lets out what is left of a breath at once.
    CATCH_UP plays a breath in or out faster or slower than nominal, to end it when the client's
    ends.
    REST waits, empty, at the end of a breath. FROZEN stands still wherever it was.
    """

    STEADY = "steady"
    GLIDE = "glide"
    CATCH_UP = "catch_up"
    REST = "rest"
    FROZEN = "frozen"


class Anchor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """From `t_ms` on, the cycle runs from `cycle` at `rate_bpm` times `speed`.

    `rate_bpm` is always the paced rate, also while a correction or a rest makes `speed` differ
    from 1, so that a chart of the rate needs no cleaning. `retrace` marks a breath in that was let
    go unfinished: it empties as a breath out, and the hands go back the way they came.
    """

    t_ms: TimeMs
    cycle: Annotated[float, msgspec.Meta(ge=0.0, le=1e6)]
    rate_bpm: RateBpm
    inhale_share: InhaleShare
    pause_share: PauseShare = 0.0
    course: Course = Course.STEADY
    speed: Annotated[float, msgspec.Meta(ge=0.0, le=1e3)] = 1.0
    retrace: bool = False

    @property
    def cycles_per_ms(self) -> float:
        """Slope of the cycle."""
        return self.rate_bpm * self.speed / 60_000.0


class BreathPlace(msgspec.Struct, frozen=True):
    """Where in which breath: `breath` counts from 0, progress and level run from 0 to 1."""

    breath: int
    phase: Phase
    progress: float
    level: float
    anchor: Anchor

    @property
    def resting(self) -> bool:
        """Whether the breath waits, empty, for a tap."""
        return self.anchor.course is Course.REST


_t_ms = attrgetter("t_ms")
_cycle = attrgetter("cycle")


class TempoMap(msgspec.Struct, frozen=True):
    """Anchors in the order of their times; at least one."""

    anchors: tuple[Anchor, ...]

    def index_at(self, t_ms: float) -> int:
        """Index of the anchor in force; the first one also before its time."""
        return max(0, bisect_right(self.anchors, t_ms, key=_t_ms) - 1)

    def cycle_at(self, t_ms: float) -> float:
        """Breaths since the start, as a real number."""
        anchor = self.anchors[self.index_at(t_ms)]
        return anchor.cycle + (t_ms - anchor.t_ms) * anchor.cycles_per_ms

    def place_at(self, t_ms: float) -> BreathPlace:
        """The place within the breath at a time."""
        anchor = self.anchors[self.index_at(t_ms)]
        if anchor.course is Course.REST:
            return BreathPlace(max(0, round(anchor.cycle) - 1), Phase.PAUSE, 1.0, 0.0, anchor)
        cycle = anchor.cycle + max(0.0, t_ms - anchor.t_ms) * anchor.cycles_per_ms
        breath = math.floor(cycle)
        phase, progress = place(cycle - breath, anchor.inhale_share, anchor.pause_share)
        return BreathPlace(breath, phase, progress, level(phase, progress), anchor)

    def onset_ms(self, breath: int) -> float | None:
        """When the breath in of `breath` begins; None where the map rests or stands before it."""
        index = bisect_right(self.anchors, breath - 1e-12, key=_cycle)
        while index < len(self.anchors) and self.anchors[index].course is Course.REST:
            index += 1  # a rest at cycle n is still the end of breath n - 1
        before = self.anchors[index - 1]
        if before.cycle < breath and before.cycles_per_ms > 0.0:
            at_ms = before.t_ms + (breath - before.cycle) / before.cycles_per_ms
            if index == len(self.anchors) or at_ms <= self.anchors[index].t_ms:
                return at_ms
        return float(self.anchors[index].t_ms) if index < len(self.anchors) else None

    def exhale_ms(self, breath: int) -> float | None:
        """When the breath out of `breath` begins; None where it is not planned to."""
        onset = self.onset_ms(breath)
        if onset is None:
            return None
        for index in range(self.index_at(onset), len(self.anchors)):
            anchor = self.anchors[index]
            if anchor.cycle >= breath + anchor.inhale_share:
                return float(max(onset, anchor.t_ms))
            if anchor.cycles_per_ms > 0.0:
                turn = anchor.t_ms + (breath + anchor.inhale_share - anchor.cycle) / (
                    anchor.cycles_per_ms
                )
                if index + 1 == len(self.anchors) or turn < self.anchors[index + 1].t_ms:
                    return turn
        return None

    def phase_left_ms(self, t_ms: float) -> float:
        """Time left in the phase, along the planned anchors; 0 at rest.

        A frozen breath answers with what would be left at its nominal rate.
        """
        here = self.place_at(t_ms)
        if here.resting:
            return 0.0
        anchor = here.anchor
        if anchor.course is Course.FROZEN:
            end = fraction(here.phase, 1.0, anchor.inhale_share, anchor.pause_share)
            return (here.breath + end - anchor.cycle) * 60_000.0 / anchor.rate_bpm
        for index in range(self.index_at(t_ms), len(self.anchors)):
            anchor = self.anchors[index]
            end = fraction(here.phase, 1.0, anchor.inhale_share, anchor.pause_share)
            if anchor.cycle >= here.breath + end or anchor.cycles_per_ms <= 0.0:
                return max(0.0, anchor.t_ms - t_ms)
            turn = anchor.t_ms + (here.breath + end - anchor.cycle) / anchor.cycles_per_ms
            if index + 1 == len(self.anchors) or turn <= self.anchors[index + 1].t_ms:
                return max(0.0, turn - t_ms)
        return 0.0

    def let_go_level(self, t_ms: float) -> float:
        """The level at which the breath in under way at `t_ms` was let go; 1 where it was not."""
        top = 1.0
        for index in range(self.index_at(t_ms), -1, -1):
            anchor = self.anchors[index]
            if not anchor.retrace:
                break
            part = anchor.cycle - math.floor(anchor.cycle)
            top = level(*place(part, anchor.inhale_share, anchor.pause_share))
        return max(top, 1e-9)

    def with_anchors(self, anchors: tuple[Anchor, ...]) -> "TempoMap":
        """The map with `anchors` in place of all that began at or after the first of them."""
        if not anchors:
            return self
        if self.anchors[-1].t_ms < anchors[0].t_ms:
            return TempoMap(self.anchors + anchors)
        kept = bisect_right(self.anchors, anchors[0].t_ms - 1, key=_t_ms)
        return TempoMap(self.anchors[:kept] + anchors)
