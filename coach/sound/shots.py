"""Sounds of a given length that play over the tone: cues and chimes."""

import numpy as np

from coach.sound.voicing import Samples


class Shots:
    """What plays now; each sound from the frame it was begun at to its end."""

    def __init__(self) -> None:
        self._playing: list[tuple[Samples, int]] = []

    def __bool__(self) -> bool:
        """Whether anything plays."""
        return bool(self._playing)

    def begin(self, samples: Samples, frame: int = 0) -> None:
        """Play from `frame` of the next block on."""
        self._playing.append((samples, -frame))

    def stop(self) -> None:
        """Drop what plays; its gain must be 0."""
        self._playing.clear()

    def run(self, frames: int) -> Samples | None:
        """Their sum over the next frames; None for silence."""
        if not self._playing:
            return None
        mixed = np.zeros(frames)
        still: list[tuple[Samples, int]] = []
        for samples, at in self._playing:
            start = max(0, -at)
            part = samples[max(0, at) : max(0, at + frames)]
            mixed[start : start + len(part)] += part
            if at + frames < len(samples):
                still.append((samples, at + frames))
        self._playing = still
        return mixed
