"""What the sound follows: a session's state, and real time against the session's."""

import msgspec

from coach.live.clock import TimeLine
from coach.live.performer import FASTEST_BPM
from coach.session.state import State


class Score(msgspec.Struct, frozen=True):
    """One reading of a session; each change makes a new one."""

    state: State
    line: TimeLine

    @property
    def too_fast(self) -> bool:
        """Time runs so fast that the breath stands still on the screen: nothing sounds."""
        return self.line.speed * self.state.rate_bpm > FASTEST_BPM
