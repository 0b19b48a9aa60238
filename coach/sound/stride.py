"""The session's time along the frames: steered to the clock, never stepping where it need not."""

from coach.live.clock import TimeLine
from coach.sound.voicing import RATE_HZ

JUMP_MS = 30.0
"""Of real time. Further off than this, frames were lost or the output changed: it steps at once."""
_MOST_BEND = 0.005
"""Time is stretched or squeezed by no more to come back to the clock."""
_FRAME_NS = 1e9 / RATE_HZ


class Stride:
    """One block follows the last, a little longer or shorter where the clocks drift apart."""

    def __init__(self) -> None:
        self._next_ms: float | None = None

    def block(self, line: TimeLine, heard_ns: float, frames: int) -> tuple[float, float]:
        """The session's time of a block's first frame, heard then, and from frame to frame."""
        step_ms = line.speed * _FRAME_NS / 1e6
        t_ms = line.t_ms(heard_ns)
        if self._next_ms is not None and abs(t_ms - self._next_ms) <= JUMP_MS * line.speed:
            t_ms = self._next_ms
        off_ms = line.t_ms(heard_ns + frames * _FRAME_NS) - (t_ms + frames * step_ms)
        most_ms = step_ms * _MOST_BEND
        step_ms += min(most_ms, max(-most_ms, off_ms / frames))
        self._next_ms = t_ms + frames * step_ms
        return t_ms, step_ms
