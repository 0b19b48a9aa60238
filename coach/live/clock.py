"""The one reader of time: real time, sleep of the computer included, a session's own, the day."""

import sys
import threading
import time
from collections.abc import Callable
from datetime import date, datetime

import msgspec

LEAP_MS = 3_000
"""A gap between two readings longer than this: the computer slept, or the system froze."""

NowMs = Callable[[], int]
NowNs = Callable[[], int]


def today() -> date:
    """The day here."""
    return datetime.now().astimezone().date()


class _BootTime:
    """CLOCK_BOOTTIME, because Linux's CLOCK_MONOTONIC stands still in sleep."""

    def __call__(self) -> int:
        return self.ns() // 1_000_000

    @staticmethod
    def ns() -> int:
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)


class _WallAgainstMonotonic:
    """Monotonic time, plus what the wall clock says was slept away meanwhile."""

    def __init__(self) -> None:
        self._slept_ns = 0
        self._last = self._read()
        self._lock = threading.Lock()  # the sound reads it in a thread of its own

    @staticmethod
    def _read() -> tuple[int, int]:
        return time.monotonic_ns(), time.time_ns()

    def __call__(self) -> int:
        return self.ns() // 1_000_000

    def ns(self) -> int:
        with self._lock:
            steady_ns, wall_ns = self._read()
            missed_ns = (wall_ns - self._last[1]) - (steady_ns - self._last[0])
            if missed_ns > LEAP_MS * 1_000_000:
                self._slept_ns += missed_ns
            self._last = (steady_ns, wall_ns)
            return steady_ns + self._slept_ns


def system_clock() -> NowMs:
    """Milliseconds since some moment, never going back; counts the time that the computer sleeps.

    Any thread may read it.
    """
    return _BootTime() if sys.platform == "linux" else _WallAgainstMonotonic()


def fine(now_ms: NowMs) -> NowNs:
    """The same clock in nanoseconds; in steps of a millisecond where it has nothing finer."""
    ns: NowNs | None = getattr(now_ms, "ns", None)
    return ns or (lambda: now_ms() * 1_000_000)


class TimeLine(msgspec.Struct, frozen=True):
    """Real time, in nanoseconds of `now_ns`, against a session's time: linear, pauses included."""

    now_ns: NowNs
    origin_ns: int
    start_ms: float
    speed: float

    def t_ms(self, real_ns: float) -> float:
        """The session's time, in ms and parts of one, then."""
        return self.start_ms + (real_ns - self.origin_ns) * self.speed / 1e6

    def real_ns(self, t_ms: float) -> float:
        """When the session's time is that."""
        return self.origin_ns + (t_ms - self.start_ms) * 1e6 / self.speed


class Reading(msgspec.Struct, frozen=True):
    """The session's time now; `leapt_from_ms` is the last reading before a leap of real time."""

    t_ms: int
    leapt_from_ms: int | None


class SessionClock:
    """Real time → a session's `t_ms`, `speed` times as fast in a rehearsal."""

    def __init__(self, now_ms: NowMs, *, speed: float = 1.0, start_ms: int = 0) -> None:
        self._now_ms = now_ms
        self._speed = speed
        self._start_ms = start_ms
        self._origin_ms = self._last_ms = now_ms()
        self._last_t_ms = start_ms

    @property
    def line(self) -> TimeLine:
        """The same map for those who look ahead, finer than a millisecond."""
        origin_ns = self._origin_ms * 1_000_000
        return TimeLine(fine(self._now_ms), origin_ns, self._start_ms, self._speed)

    def read(self) -> Reading:
        """The time now; a leap is told once, by the first reading after it."""
        now_ms = self._now_ms()
        leapt = now_ms - self._last_ms > LEAP_MS
        before_ms = self._last_t_ms
        self._last_ms = now_ms
        t_ms = self._start_ms + round((now_ms - self._origin_ms) * self._speed)
        self._last_t_ms = max(before_ms, t_ms)
        return Reading(self._last_t_ms, before_ms if leapt else None)
