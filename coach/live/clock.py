"""The one reader of time: real time, sleep of the computer included, and a session's own time."""

import sys
import time
from collections.abc import Callable

import msgspec

LEAP_MS = 3_000
"""A gap between two readings longer than this: the computer slept, or the system froze."""

NowMs = Callable[[], int]


def _boot_ms() -> int:
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000


class _WallAgainstMonotonic:
    """Monotonic time, plus what the wall clock says was slept away meanwhile."""

    def __init__(self) -> None:
        self._slept_ms = 0
        self._last = self._read()

    @staticmethod
    def _read() -> tuple[int, int]:
        return time.monotonic_ns() // 1_000_000, time.time_ns() // 1_000_000

    def __call__(self) -> int:
        steady_ms, wall_ms = self._read()
        missed_ms = (wall_ms - self._last[1]) - (steady_ms - self._last[0])
        if missed_ms > LEAP_MS:
            self._slept_ms += missed_ms
        self._last = (steady_ms, wall_ms)
        return steady_ms + self._slept_ms


def system_clock() -> NowMs:
    """Milliseconds since some moment, never going back; counts the time that the computer sleeps.

    Linux: CLOCK_BOOTTIME, because CLOCK_MONOTONIC stands still in sleep.
    """
    return _boot_ms if sys.platform == "linux" else _WallAgainstMonotonic()


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

    def read(self) -> Reading:
        """The time now; a leap is told once, by the first reading after it."""
        now_ms = self._now_ms()
        leapt = now_ms - self._last_ms > LEAP_MS
        before_ms = self._last_t_ms
        self._last_ms = now_ms
        t_ms = self._start_ms + round((now_ms - self._origin_ms) * self._speed)
        self._last_t_ms = max(before_ms, t_ms)
        return Reading(self._last_t_ms, before_ms if leapt else None)
