"""A gain that moves to where it is wanted along a straight line, so that nothing clicks."""

import numpy as np

from coach.sound.voicing import RATE_HZ, Samples


class Glide:
    """A value that follows its target no faster than `seconds` for the whole way from 0 to 1."""

    def __init__(self, value: float, seconds: float) -> None:
        self.value = self.target = value
        self._seconds = seconds

    @property
    def is_silent(self) -> bool:
        """At 0, and meant to stay there."""
        return self.value == 0.0 == self.target

    def to(self, target: float, seconds: float | None = None) -> None:
        """Move there from the next frame on; `seconds` for the whole way, where told."""
        self.target = target
        self._seconds = seconds or self._seconds

    def run(self, frames: int) -> Samples | float:
        """The value at each of the next frames, (frames,); one number where it stands still."""
        if self.value == self.target:
            return self.value
        step = 1.0 / (self._seconds * RATE_HZ)
        ramp = np.arange(1, frames + 1) * step
        path: Samples
        if self.target > self.value:
            path = np.minimum(self.target, self.value + ramp)
        else:
            path = np.maximum(self.target, self.value - ramp)
        self.value = float(path[-1])
        return path
