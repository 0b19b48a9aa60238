"""Struck sounds, of which cues and chimes are made: partials that die away each at its own pace."""

from collections.abc import Sequence

import numpy as np

from coach.sound.dsp import TOP_HZ
from coach.sound.loudness import loudest
from coach.sound.voicing import RATE_HZ, Samples

SHORT_SOUND_LUFS = -22.0
"""The loudest 0.4 s of a cue or chime: a little above the breath, at the same volume."""

Partials = Sequence[tuple[float, float, float]]
"""(times the pitch, strength, seconds until it has fallen to 1/e)."""

WOOD: Partials = ((1.0, 1.0, 0.24), (3.93, 0.16, 0.06), (9.2, 0.02, 0.015))
STRING: Partials = tuple((n, n**-1.8, 0.5 / n**0.8) for n in (1.0, 2.001, 3.003, 4.007, 5.01))
BELL: Partials = (
    (1.0, 0.8, 0.7),
    (1.003, 0.3, 0.7),
    (2.0, 0.3, 0.4),
    (2.74, 0.16, 0.28),
    (5.12, 0.03, 0.1),
)
BOWL: Partials = tuple((ratio, strength, 2.4 * decay) for ratio, strength, decay in BELL)


def strike(partials: Partials, hz: float, seconds: float, attack_s: float = 0.003) -> Samples:
    """One stroke; it begins and ends in silence. Partials that would hiss are left out."""
    t = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    sound = np.zeros(len(t))
    for ratio, strength, decay_s in partials:
        if ratio * hz < TOP_HZ:
            sound += strength * _dying_sine(ratio * hz, decay_s, len(t))
    return sound * _ramp(t, attack_s) * _ramp(t[::-1], 0.3 * seconds)


def drop(low_hz: float, high_hz: float, seconds: float, *, rising: bool) -> Samples:
    """A drop of water: a bubble's sine that glides within some hundredths of a second."""
    t = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    done = 1.0 - np.exp(-t / 0.035)
    hz = low_hz * (high_hz / low_hz) ** (done if rising else 1.0 - done)
    sound = np.sin(2.0 * np.pi * np.cumsum(hz) / RATE_HZ) * np.exp(-t / 0.085)
    return np.asarray(sound * _ramp(t, 0.004) * _ramp(t[::-1], 0.3 * seconds))


def one_after_another(sounds: Sequence[Samples], gap_s: float, softer: float) -> Samples:
    """The sounds, each begun `gap_s` after the one before and `softer` times as strong."""
    starts = [int(index * gap_s * RATE_HZ) for index in range(len(sounds))]
    ends = [start + len(sound) for start, sound in zip(starts, sounds, strict=True)]
    joined = np.zeros(max(ends))
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        joined[start:end] += sounds[index] * softer**index
    return joined


def evened(sound: Samples, peak: float) -> Samples:
    """The same as loud as other short sounds, or as loud as `peak` lets it be."""
    factor = 10.0 ** ((SHORT_SOUND_LUFS - loudest(sound)) / 20.0)
    return np.asarray(sound * min(factor, peak / float(np.abs(sound).max())))


def _dying_sine(hz: float, decay_s: float, frames: int) -> Samples:
    """One partial: the powers of one complex number, each the product of two of a few."""
    step = (2j * np.pi * hz - 1.0 / decay_s) / RATE_HZ
    row = np.exp(step * np.arange(512))
    starts = np.exp(step * np.arange(0, frames, 512))
    return np.outer(starts, row).imag.ravel()[:frames]


def _ramp(t: Samples, seconds: float) -> Samples:
    """0 where `t` is 0, then half a cosine up to 1."""
    return 0.5 - 0.5 * np.cos(np.pi * np.minimum(1.0, t / seconds))
