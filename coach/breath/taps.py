"""Taps → rate and steadiness: which of them count, and what breathing they speak of."""

import statistics
from itertools import pairwise

import msgspec

from coach.breath.pattern import clamp_rate

KEPT = 6
DOUBLE_SHARE = 0.4
"""A tap nearer to the last than this share of the present period is a double."""
MOST_PERIODS = 3
"""A gap of up to so many periods is taken for as many breaths, some without their tap."""
SERIES_GAP_MS = 15_000
"""After so long without a tap a new series begins."""
SHORTEST_PERIOD_MS = 2_500.0


class TapSeries(msgspec.Struct, frozen=True):
    """The latest taps that count, oldest first: their times and the breaths between them.

    `breaths[i]` is how many breaths lie between `times_ms[i - 1]` and `times_ms[i]`; the first: 0.
    """

    times_ms: tuple[int, ...] = ()
    breaths: tuple[int, ...] = ()

    @property
    def periods_ms(self) -> list[float]:
        """Length of one breath by each interval, in milliseconds."""
        pairs = zip(pairwise(self.times_ms), self.breaths[1:], strict=True)
        return [(late - early) / breaths for (early, late), breaths in pairs]


def is_double(series: TapSeries, t_ms: int, period_ms: float) -> bool:
    """Whether a tap comes too soon after the last to be a breath of its own."""
    return bool(series.times_ms) and t_ms - series.times_ms[-1] < DOUBLE_SHARE * period_ms


def breaths_since(series: TapSeries, t_ms: int, period_ms: float) -> int:
    """Breaths between the last tap and one now; 0 where a tap now begins a new series."""
    if not series.times_ms or t_ms - series.times_ms[-1] >= SERIES_GAP_MS:
        return 0
    return min(MOST_PERIODS, max(1, round((t_ms - series.times_ms[-1]) / period_ms)))


def with_tap(series: TapSeries, t_ms: int, breaths: int) -> TapSeries:
    """The series with a tap that counts, `breaths` after the last; a new one for 0."""
    if breaths == 0:
        return TapSeries((t_ms,), (0,))
    return TapSeries((*series.times_ms, t_ms)[-KEPT:], (*series.breaths, breaths)[-KEPT:])


def rate_bpm(series: TapSeries) -> float | None:
    """Breaths/min by the median of the last intervals; None before the second tap."""
    periods = series.periods_ms
    return clamp_rate(60_000.0 / statistics.median(periods)) if periods else None


def variation(series: TapSeries) -> float | None:
    """How unsteady the breathing is: the intervals' standard deviation over their mean.

    None before the third tap.
    """
    periods = series.periods_ms
    if len(periods) < 2:
        return None
    return statistics.stdev(periods) / statistics.fmean(periods)


def usual_period_ms(series: TapSeries) -> float:
    """The period to judge the next tap by while no pacer runs: in Prepare."""
    rate = rate_bpm(series)
    return SHORTEST_PERIOD_MS if rate is None else 60_000.0 / rate
