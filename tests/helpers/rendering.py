"""A session at a fake clock whose sound is rendered ahead, as the real one is."""

import numpy as np

from coach.live.clock import TimeLine
from coach.sound.renderer import Renderer
from coach.sound.score import Score
from coach.sound.voicing import RATE_HZ
from tests.helpers.scripts import perform

FRAME_MS = 1_000.0 / RATE_HZ
HORIZON_MS = 110.0
BLOCK = 1_200
LINE = TimeLine(lambda: 0, 0, 0.0, 1.0)


class Rendered:
    """Frame i is heard at i * FRAME_MS; `sounds` are (frame, name)."""

    def __init__(self, live, *, line=LINE, step_ms=FRAME_MS, block=BLOCK):
        self.live, self._line, self._step_ms, self._block = live, line, step_ms, block
        self.renderer = Renderer()
        self.levels, self.presence, self.sounds = [], [], []
        self.frames = 0
        self.states = []
        """(first frame, state) of each block."""

    def ahead(self, horizon_ms=HORIZON_MS):
        """Renders up to so long after the session's time."""
        while self.frames * self._step_ms < self.live.t_ms + horizon_ms:
            self.one(self._block)

    def one(self, frames):
        """The next block."""
        state = self.live.state
        self.states.append((self.frames, state))
        t_ms = self.frames * self._step_ms
        made = self.renderer.render(Score(state, self._line), t_ms, self._step_ms, frames)
        self.levels.append(made.level)
        self.presence.append(np.broadcast_to(made.presence, frames))
        self.sounds += [(self.frames + frame, name) for frame, name in made.sounds]
        self.frames += frames

    def perform(self, script):
        """Plays a script and renders beside it."""
        self.ahead()
        for _ in perform(self.live, script):
            self.ahead()
        return self

    def wait(self, ms):
        """Time passes, and is rendered."""
        until_ms = self.live.t_ms + ms
        while self.live.t_ms < until_ms and not self.live.ended:
            self.live.wait(min(25, until_ms - self.live.t_ms), tick_ms=25)
            self.ahead()

    @property
    def level(self):
        return np.concatenate(self.levels)

    def at(self, t_ms):
        """The presence heard at a time."""
        return float(np.concatenate(self.presence)[round(t_ms / self._step_ms)])

    def times(self, name):
        """When a sound was heard, in ms."""
        return [frame * self._step_ms for frame, each in self.sounds if each == name]
