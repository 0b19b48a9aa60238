"""The cues at the turns of the breath, by id: upward to the breath in, downward to the breath out.

id      name        what is heard
wood    Wood        Two soft strokes on wood, rising in, falling out.
bell    Bell        One small bell, higher in, lower out.
drop    Drop        A drop of water, gliding up in, down out.
harp    Harp        Three plucked strings, upward in, downward out.
"""

from collections.abc import Callable, Mapping

from coach.sound.pitch import Pitch
from coach.sound.struck import BELL, STRING, WOOD, drop, evened, one_after_another, strike
from coach.sound.voicing import Cue, Samples

CUE_PEAK = 0.3
"""No sample of a cue is beyond."""


class _Pair:
    """A cue of two sounds, made equally loud."""

    def __init__(self, inhale: Samples, exhale: Samples) -> None:
        self.inhale = evened(inhale, CUE_PEAK)
        self.exhale = evened(exhale, CUE_PEAK)


class Wood(_Pair):
    """Two soft strokes on a marimba, a minor third up or down."""

    def __init__(self) -> None:
        def strokes(*pitches: float) -> Samples:
            return one_after_another([strike(WOOD, hz, 0.8) for hz in pitches], 0.13, 0.85)

        super().__init__(strokes(Pitch.B4, Pitch.D5), strokes(Pitch.G4, Pitch.E4))


class Bell(_Pair):
    """One stroke of a small bell; the two are a fifth apart."""

    def __init__(self) -> None:
        super().__init__(strike(BELL, Pitch.D5, 1.4), strike(BELL, Pitch.G4, 1.4))


class Drop(_Pair):
    """A drop and its echo."""

    def __init__(self) -> None:
        def drops(low_hz: float, high_hz: float, *, rising: bool) -> Samples:
            first = drop(low_hz, high_hz, 0.5, rising=rising)
            return one_after_another([first, first], 0.19, 0.3)

        super().__init__(
            drops(Pitch.G4, Pitch.G5, rising=True), drops(Pitch.D4, Pitch.D5, rising=False)
        )


class Harp(_Pair):
    """Three strings of a chord, one after another."""

    def __init__(self) -> None:
        def strings(*pitches: float) -> Samples:
            return one_after_another([strike(STRING, hz, 1.1) for hz in pitches], 0.08, 0.95)

        super().__init__(
            strings(Pitch.G4, Pitch.B4, Pitch.D5), strings(Pitch.B4, Pitch.G4, Pitch.D4)
        )


CUES: Mapping[str, Callable[[], Cue]] = {"wood": Wood, "bell": Bell, "drop": Drop, "harp": Harp}
"""Each call makes the two sounds, in a few milliseconds."""
