"""RatePlan: breaths/min over hands-on time, as a saved session had them, for another to follow."""

from bisect import bisect_right
from collections.abc import Callable
from itertools import pairwise
from operator import itemgetter
from typing import Annotated

import msgspec

from coach.breath.pattern import RateBpm, clamp_rate
from coach.breath.tempo_map import TempoMap, TimeMs

MOST_POINTS = 100_000
Point = tuple[TimeMs, RateBpm]
Scale = Annotated[float, msgspec.Meta(ge=0.1, le=10.0)]
"""What a plan's rates are multiplied by; no two rates that are paced lie further apart."""

_time = itemgetter(0)


class RatePlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From each point's hands-on time, in ms, its rate holds until the next point; the last stays.

    The first point lies at 0, the others after it in order. Raises ValueError.
    """

    points: Annotated[tuple[Point, ...], msgspec.Meta(min_length=1, max_length=MOST_POINTS)]

    def __post_init__(self) -> None:
        if not self.points or self.points[0][0] != 0:
            raise ValueError("a rate plan begins at 0")
        if any(late[0] <= early[0] for early, late in pairwise(self.points)):
            raise ValueError("a rate plan's points are out of order")

    @classmethod
    def of_tempo(
        cls, tempo: TempoMap, elapsed_at: Callable[[int], int], until_ms: int
    ) -> "RatePlan":
        """The paced rate of a session that ended at `until_ms`.

        `elapsed_at` tells hands-on time from the session's. An anchor's rate is the paced one, also
        in a correction, so that nothing needs to be smoothed away.
        """
        rates: dict[int, float] = {}
        for anchor in tempo.anchors:
            if anchor.t_ms <= until_ms or not rates:
                rates[elapsed_at(anchor.t_ms) if rates else 0] = anchor.rate_bpm
        points: list[Point] = []
        for point in rates.items():
            if not points or point[1] != points[-1][1]:
                points.append(point)
        return cls(tuple(points))

    def rate_at(self, elapsed_ms: int, scale: float = 1.0) -> float:
        """Breaths/min at a hands-on time, times `scale`, within what the program paces."""
        index = max(0, bisect_right(self.points, elapsed_ms, key=_time) - 1)
        return clamp_rate(self.points[index][1] * scale)

    def scale_at(self, elapsed_ms: int, rate_bpm: float) -> float:
        """The scale by which the plan has that rate at a hands-on time."""
        return rate_bpm / self.rate_at(elapsed_ms)

    def mean_bpm(self, from_ms: int, until_ms: int) -> float:
        """The mean over a span of hands-on time; the rate itself where the span is empty."""
        if until_ms <= from_ms:
            return self.rate_at(from_ms)
        inner = [t_ms for t_ms, _ in self.points if from_ms < t_ms < until_ms]
        spans = pairwise((from_ms, *inner, until_ms))
        return sum(self.rate_at(a) * (b - a) for a, b in spans) / (until_ms - from_ms)
