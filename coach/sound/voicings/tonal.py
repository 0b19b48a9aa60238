"""Voicings of a few sines: a gliding tone, a singing bowl."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coach.sound.dsp import Cycles, Turn, sine, swell
from coach.sound.pitch import Pitch
from coach.sound.voicing import Samples

Growth = Sequence[tuple[float, float, float]]
"""For each partial, how strong it is: a + b·level + c·level²."""


class Additive:
    """Sines in fixed proportion to a pitch that the level may move."""

    def __init__(
        self,
        ratios: Sequence[float],
        inhale: Growth,
        exhale: Growth,
        low_hz: float,
        octaves: float,
        loud: float,
    ) -> None:
        self._ratios = np.array(ratios)[:, None]
        # Spread, so that the partials do not all peak at once.
        self._starts = (np.arange(len(ratios)) * 0.381966)[:, None]
        self._strengths = np.vstack([np.transpose(exhale), np.transpose(inhale)]) * loud
        self._low_hz, self._octaves = low_hz, octaves
        self._turn, self._cycles = Turn(), Cycles()

    def render(self, level: Samples, inhaling: NDArray[np.bool_]) -> Samples:
        """As `Voicing` says."""
        cycles = self._cycles.render(self._low_hz * np.exp2(self._octaves * level))
        parts = self._strengths @ sine(self._starts + self._ratios * cycles)
        exhale, inhale = (a + level * (b + level * c) for a, b, c in (parts[:3], parts[3:]))
        sound = exhale + self._turn.render(inhaling) * (inhale - exhale)
        return np.asarray(sound * swell(level, 0.2))


class Tone(Additive):
    """One soft warm tone that glides up a fifth and down again, with a slow beat in it."""

    def __init__(self) -> None:
        super().__init__(
            ratios=(1.0, 1.0023, 2.0, 2.0031, 3.0, 4.0),
            inhale=(
                (0.75, 0, 0),
                (0.2, 0, 0),
                (0.2, 0.1, 0),
                (0.1, 0, 0),
                (0.05, 0.06, 0),
                (0, 0.03, 0),
            ),
            exhale=(
                (0.85, 0, 0),
                (0.22, 0, 0),
                (0.12, 0.04, 0),
                (0.04, 0, 0),
                (0.02, 0, 0),
                (0, 0, 0),
            ),
            low_hz=Pitch.G3,
            octaves=7 / 12,
            loud=0.107,
        )


class Bowl(Additive):
    """A singing bowl rubbed along its rim: its pitch stays, its overtones come and go.

    Overtones about as measured on bowls (Inácio, Henrique and Antunes, "The physics of Tibetan
    singing bowls", 2004), each a pair that beats.
    """

    def __init__(self) -> None:
        super().__init__(
            ratios=(1.0, 1.0031, 2.74, 2.7418, 5.12, 5.1212, 7.9),
            inhale=(
                (0.67, -0.13, -0.06),
                (0.19, 0, -0.04),
                (0.1, 0.35, 0),
                (0.03, 0.12, 0),
                (0, 0.05, 0.2),
                (0, 0, 0.08),
                (0, 0, 0.04),
            ),
            exhale=(
                (0.75, -0.1, 0),
                (0.24, 0, -0.05),
                (0.05, 0.2, 0),
                (0.02, 0.08, 0),
                (0, 0.02, 0.05),
                (0, 0, 0.02),
                (0, 0, 0),
            ),
            low_hz=Pitch.G3,
            octaves=0.0,
            loud=0.13,
        )
