"""A choir's hum that opens: chords whose partials are narrow bands, as many voices make them."""

import numpy as np

from coach.sound.dsp import LENGTHS, Loop, bins, noise
from coach.sound.pitch import Pitch
from coach.sound.voicing import Samples
from coach.sound.voicings.banked import Banked

_MM = ((250, 0),)
_OO = ((330, 0), (700, -14))
_OH = ((450, 0), (850, -5))
_AH = ((700, 0), (1150, -4))
_INHALE = (
    ((Pitch.G3, Pitch.D4), _MM),
    ((Pitch.G3, Pitch.D4), _OO),
    ((Pitch.G3, Pitch.D4, Pitch.G4), _OH),
    ((Pitch.G3, Pitch.D4, Pitch.G4, Pitch.B4), _AH),
)
_EXHALE = (
    ((Pitch.G2, Pitch.G3), _MM),
    ((Pitch.G2, Pitch.G3, Pitch.D4), _MM),
    ((Pitch.G2, Pitch.G3, Pitch.D4), _OO),
    ((Pitch.G2, Pitch.G3, Pitch.D4, Pitch.G4), _OH),
)
_SPREAD = 0.006
"""How far the voices are apart, as a part of the pitch: about a tenth of a tone."""


class Choir(Banked):
    """Voices that open from a hum into a chord on "ah"; lower and closed on the breath out."""

    def __init__(self) -> None:
        inhale = [_voices(step, *sung) for step, sung in enumerate(_INHALE)]
        exhale = [_voices(step + 5, *sung) for step, sung in enumerate(_EXHALE)]
        super().__init__(inhale, exhale, loud=0.066, ease=0.2)


def _voices(seed: int, notes: tuple[float, ...], vowel: tuple[tuple[int, int], ...]) -> Loop:
    """A loop of a chord sung on a vowel, which is given as (Hz, dB) of its formants.

    After P. O. Nasca's PADsynth: each partial is a bell in the spectrum, its phases drawn.
    """
    frames = LENGTHS[seed % 4]
    hz = bins(frames)
    power = np.zeros(len(hz))
    for note in notes:
        partials = note * np.arange(1.0, int(2200.0 / note) + 1.0)
        for number, (partial, strength) in enumerate(
            zip(partials, _sung(partials, vowel), strict=True)
        ):
            width = _SPREAD * partial
            near = slice(*np.searchsorted(hz, (partial - 4 * width, partial + 4 * width)))
            bell = np.exp(-0.5 * ((hz[near] - partial) / width) ** 2) / width
            power[near] += bell * strength / (number + 1)
    return noise(np.sqrt(power), frames, 200 + seed)


def _sung(hz: Samples, vowel: tuple[tuple[int, int], ...]) -> Samples:
    """The power that a vowel lets through at these frequencies."""
    power = 0.002 * (200.0 / hz)
    for centre, db in vowel:
        power = power + 10 ** (db / 10) / (1.0 + ((hz - centre) / (0.12 * centre + 60.0)) ** 2)
    return power
