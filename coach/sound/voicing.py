"""What a voicing of the breath is: from the breath along a block of frames to its samples."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 48_000
"""Frames a second, of all that is rendered."""

Samples = NDArray[np.float64]
"""One channel, (frames,), -1 to 1."""


class Voicing(Protocol):
    """Sounds on through the breath; keeps its oscillators' phase from one block to the next.

    Blocks may be of any length from one frame on, and the samples do not depend on how the frames
    are cut into blocks.
    """

    def render(self, level: Samples, inhaling: NDArray[np.bool_]) -> Samples:
        """The samples for consecutive frames.

        `level` (frames,) is how full the lungs are, 0 to 1, continuous from block to block, no
        faster than 13 a second (quiet breathing: 1; the glide of a tap: 6.3); `inhaling` (frames,)
        says where the client breathes in.
        """
        ...


class Cue(Protocol):
    """A short sound at each turn of the breath."""

    inhale: Samples
    """From the turn to the breath in on; its attack is within the first 5 ms."""
    exhale: Samples
