"""Taps → rate and steadiness: which of them count, and what breathing they speak of."""

from bisect import bisect_right
from itertools import pairwise

import msgspec

from coach.breath.pattern import clamp_rate

KEPT = 10
"""Nine intervals: fewer follow one odd breath, more lag behind a client who grows calm."""
DOUBLE_SHARE = 0.4
"""A tap nearer to the last than this share of the present period is a double."""
COUNTS_BELOW = (1.5, 2.75, 3.75)
"""A gap below so many periods is one breath, two, three, some without their tap; a longer one
cannot be counted. Three from 2.75 on: two, and a rate that lags, are likelier than two misses."""
AS_USUAL = 0.75
"""A gap within so many periods of the usual number of breaths a tap is that number: an uneven
breath, or a rate that lags, is likelier than another habit."""
SERIES_GAP_MS = 15_000
"""After so long without a tap a new series begins."""
PULL = 0.25
"""How much a gap too long to count moves the rate, of what would have kept the pacer in phase.

The rest of the difference is the breath's own unevenness; all of it would chase that."""
SHORTEST_PERIOD_MS = 2_500.0


class TapSeries(msgspec.Struct, frozen=True):
    """The latest taps that count, oldest first: their times and the breaths between them.

    `breaths[i]` is how many breaths lie between `times_ms[i - 1]` and `times_ms[i]`; 0 where that
    is unknown, as before the first.
    """

    times_ms: tuple[int, ...] = ()
    breaths: tuple[int, ...] = ()

    @property
    def periods_ms(self) -> list[float]:
        """Length of one breath by each interval that is known, in milliseconds."""
        pairs = zip(pairwise(self.times_ms), self.breaths[1:], strict=True)
        return [(late - early) / breaths for (early, late), breaths in pairs if breaths]


def is_double(series: TapSeries, t_ms: int, period_ms: float) -> bool:
    """Whether a tap comes too soon after the last to be a breath of its own."""
    return bool(series.times_ms) and t_ms - series.times_ms[-1] < DOUBLE_SHARE * period_ms


def breaths_since(series: TapSeries, t_ms: int, period_ms: float) -> int:
    """Breaths between the last tap and one now; 0 where a tap now cannot tell."""
    import statistics  # noqa: PLC0415 -- not before the first paint: it is slow to load

    if not series.times_ms or t_ms - series.times_ms[-1] >= SERIES_GAP_MS:
        return 0
    periods = (t_ms - series.times_ms[-1]) / period_ms
    counted = [breaths for breaths in series.breaths if breaths]
    if counted and abs(periods - statistics.median_low(counted)) < AS_USUAL:
        return statistics.median_low(counted)
    return _count(periods) or 0


def with_tap(series: TapSeries, t_ms: int, breaths: int) -> TapSeries:
    """The series with a tap that counts, `breaths` after the last; a new one after a silence."""
    if not series.times_ms or t_ms - series.times_ms[-1] >= SERIES_GAP_MS:
        return TapSeries((t_ms,), (0,))
    return TapSeries((*series.times_ms, t_ms)[-KEPT:], (*series.breaths, breaths)[-KEPT:])


def last_alone(series: TapSeries) -> TapSeries:
    """The series without its intervals: a rate set by hand overrules the taps before it."""
    return TapSeries(series.times_ms[-1:], (0,) if series.times_ms else ())


def rate_bpm(series: TapSeries) -> float | None:
    """Breaths/min by the middle half of the last intervals; None before the second tap."""
    periods = series.periods_ms
    return clamp_rate(60_000.0 / middle(periods)) if periods else None


def paced_rate_bpm(series: TapSeries, t_ms: int, breaths: int, present_bpm: float) -> float:
    """The rate to pace at from a tap on, `breaths` after the last of `series`.

    The present rate counts as one interval more, so that the first taps of a series do not throw
    it about. A gap too long to count still says how far the pacer had run ahead or behind.
    """
    if breaths:
        periods = with_tap(series, t_ms, breaths).periods_ms
        return clamp_rate(60_000.0 / middle([*periods, 60_000.0 / present_bpm]))
    if not series.times_ms:
        return present_bpm
    cycles = (t_ms - series.times_ms[-1]) * present_bpm / 60_000.0
    nearest = _count(cycles) or round(cycles)
    return clamp_rate(present_bpm / (1.0 + PULL * (cycles - nearest) / nearest))


def variation(series: TapSeries) -> float | None:
    """How unsteady the breathing is: the intervals' standard deviation over their mean.

    None before the third tap.
    """
    import statistics  # noqa: PLC0415 -- not before the first paint: it is slow to load

    periods = series.periods_ms
    if len(periods) < 2:
        return None
    return statistics.stdev(periods) / statistics.fmean(periods)


def usual_period_ms(series: TapSeries) -> float:
    """The period to judge the next tap by while no pacer runs: in Prepare."""
    rate = rate_bpm(series)
    return SHORTEST_PERIOD_MS if rate is None else 60_000.0 / rate


def _count(periods: float) -> int | None:
    """Breaths in a gap of so many periods; None where they are too many to tell."""
    breaths = bisect_right(COUNTS_BELOW, periods) + 1
    return breaths if breaths <= len(COUNTS_BELOW) else None


def middle(periods: list[float]) -> float:
    """The interquartile mean: deaf to sighs and missed breaths like the median, but steadier."""
    import statistics  # noqa: PLC0415 -- not before the first paint: it is slow to load

    cut = (len(periods) + 1) // 4
    return statistics.fmean(sorted(periods)[cut : len(periods) - cut])
