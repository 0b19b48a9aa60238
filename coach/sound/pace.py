"""When a frame is heard: the sound card's clock against the computer's, filtered.

Two sources. The sound server's own answers (`watch.py`) tell which frame was heard when, to a
fraction of a millisecond. Without them the output is asked how many frames it has taken: it takes
them by the piece, so an answer is out of date by anything up to a piece, and a busy processor makes
some later still; of each span's answers the lower end is reckoned from two quantiles. Either way a
delay-locked loop of the second order follows (F. Adriaensen, "Using a DLL to filter time", 2005).
"""

from math import pi, sqrt
from statistics import median

SPAN_NS, FIRST_SPAN_NS = 500_000_000, 250_000_000
"""Readings of so long make one; at first, of less."""
_FIRST_HZ, _LAST_HZ, _NARROWING = 0.2, 0.03, 0.85
"""Bandwidth of the loop: wide at first, narrower with each step."""
_TOLD_LOST_NS, _TAKEN_LOST_NS = 3_000_000.0, 8_000_000.0
"""So far off, frames were lost or put in between, and it locks anew: at once where the server tells
so, the second time in a row where it is only reckoned. Less is chance: how full a sound server
keeps its buffer wanders by a piece, 5 ms, while the sound goes on."""
_MOST_DRIFT = 0.002
"""No sound card's clock is further off."""

Reading = tuple[float, float]
"""(ns, frames by then)."""


class Pace:
    """Frames given to the output → nanoseconds of the clock by which they are read."""

    def __init__(self, rate_hz: int, usual_ms: float) -> None:
        """`usual_ms` from being taken to being heard, where nobody tells."""
        self._nominal = 1e9 / rate_hz
        self._usual_ns = usual_ms * 1e6
        self._took: list[Reading] = []
        self._told: list[Reading] = []
        self._is_told = False
        self._at: Reading | None = None
        self._ns_per_frame = self._nominal
        self._bandwidth_hz = _FIRST_HZ
        self._off_before = False
        self._astray = True
        """The next reading is believed as it is."""

    def slip(self) -> None:
        """The output ran dry and put silence in between."""
        self._took.clear()
        self._told.clear()
        self._astray = True

    @property
    def drift_ppm(self) -> float:
        """How much slower the card's clock runs than the computer's, in millionths."""
        return (self._ns_per_frame / self._nominal - 1.0) * 1e6

    def tell(self, now_ns: float, heard: float) -> None:
        """The sound server's answer: that frame was heard then."""
        self._told.append((now_ns, heard))

    def observe(self, now_ns: float, taken: int) -> None:
        """By `now_ns` the output has taken so many frames since it began."""
        self._took.append((now_ns, taken))
        began_ns, began = self._took[0]
        passed_ns = now_ns - began_ns
        if passed_ns < (FIRST_SPAN_NS if self._at is None else SPAN_NS):
            return
        if abs((taken - began) * self._nominal / passed_ns - 1.0) < 0.2:
            if len(self._told) > 1:
                self._astray = self._astray or not self._is_told
                self._is_told = True
                self._step(*self._middle(), lost_ns=_TOLD_LOST_NS)
            elif not self._is_told:
                late_ns = self._lower_end() + self._usual_ns
                self._step(late_ns, began, lost_ns=_TAKEN_LOST_NS)
        self._took.clear()
        self._told.clear()

    def when(self, frame: float) -> float | None:
        """When a frame is heard; None before that is known."""
        if self._at is None:
            return None
        at_ns, at = self._at
        return at_ns + (frame - at) * self._ns_per_frame

    def _middle(self) -> Reading:
        """The median of what the server told, at the last frame that it told of."""
        frame = self._told[-1][1]
        return median(ns + (frame - at) * self._ns_per_frame for ns, at in self._told), frame

    def _lower_end(self) -> float:
        """When the first frame of this span was taken, by the readings that were least late."""
        began = self._took[0][1]
        ns = sorted(now_ns - (taken - began) * self._ns_per_frame for now_ns, taken in self._took)
        tenth, middle = ns[len(ns) // 10], ns[len(ns) // 2]
        return tenth - (middle - tenth) / 4.0

    def _step(self, now_ns: float, frame: float, *, lost_ns: float) -> None:
        expected_ns = self.when(frame)
        if expected_ns is None or self._at is None:
            self._lock(now_ns, frame)
            return
        off_ns = now_ns - expected_ns
        is_off = abs(off_ns) > lost_ns
        if self._astray or (is_off and (self._is_told or self._off_before)):
            self._lock(now_ns, frame)
            return
        self._off_before = is_off
        passed = frame - self._at[1]
        if is_off or passed <= 0.0:
            return
        turn = 2.0 * pi * self._bandwidth_hz * passed * self._nominal / 1e9
        self._bandwidth_hz = max(_LAST_HZ, self._bandwidth_hz * _NARROWING)
        self._at = (expected_ns + min(1.0, sqrt(2.0) * turn) * off_ns, frame)
        per_frame = self._ns_per_frame + min(0.5, turn * turn) * off_ns / passed
        span = self._nominal * _MOST_DRIFT
        self._ns_per_frame = min(self._nominal + span, max(self._nominal - span, per_frame))

    def _lock(self, now_ns: float, frame: float) -> None:
        self._at, self._bandwidth_hz = (now_ns, frame), _FIRST_HZ
        self._astray = self._off_before = False
