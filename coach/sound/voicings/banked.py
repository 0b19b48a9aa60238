"""What air, waves and choir share: two rows of loops, one for each breath, walked by the level."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coach.sound.dsp import Bank, Loop, Turn, equal_power, soft_limit, swell
from coach.sound.voicing import Samples
from coach.sound.voicings.limits import PEAK


class Banked:
    """A voicing whose loops were shaped beforehand; it only fades between them."""

    def __init__(
        self, inhale: Sequence[Loop], exhale: Sequence[Loop], loud: float, ease: float
    ) -> None:
        self._inhale, self._exhale = Bank(inhale), Bank(exhale)
        self._loud, self._ease = loud, ease
        self._turn = Turn()
        self._frame = 0

    def render(self, level: Samples, inhaling: NDArray[np.bool_]) -> Samples:
        """As `Voicing` says."""
        turn = self._turn.render(inhaling)
        sound = np.zeros(len(level))
        for bank, share in ((self._inhale, turn), (self._exhale, 1.0 - turn)):
            if share.any():
                sound += equal_power(share) * bank.render(self._frame, level)
        self._frame += len(level)
        return soft_limit(sound * swell(level, self._ease) * self._loud, PEAK)
