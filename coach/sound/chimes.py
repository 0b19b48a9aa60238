"""The chimes of a session: before a stage ends, at its change, at the end."""

from collections.abc import Callable, Mapping

from coach.sound.pitch import Pitch
from coach.sound.struck import BOWL, evened, one_after_another, strike
from coach.sound.voicing import Samples

CHIME_PEAK = 0.25
"""No sample of a chime is beyond."""
_GENTLE_S = 0.01


def before_stage() -> Samples:
    """One low stroke of a bowl: something will change."""
    return evened(_bowl(Pitch.D4, 3.5), CHIME_PEAK)


def stage() -> Samples:
    """Two strokes, rising a fifth: now."""
    return evened(
        one_after_another([_bowl(Pitch.G4, 4.0), _bowl(Pitch.D5, 4.0)], 0.35, 0.8), CHIME_PEAK
    )


def end() -> Samples:
    """Four slow strokes that come down to a deep one and ring out."""
    pitches = (Pitch.D5, Pitch.B4, Pitch.G4, Pitch.G3)
    strokes = [_bowl(hz, 6.0) for hz in pitches]
    return evened(one_after_another(strokes, 0.9, 1.0), CHIME_PEAK)


def _bowl(hz: float, seconds: float) -> Samples:
    return strike(BOWL, hz, seconds, _GENTLE_S)


CHIMES: Mapping[str, Callable[[], Samples]] = {
    "before_stage": before_stage,
    "stage": stage,
    "end": end,
}
