"""Building blocks of the synthesised sounds: seamless loops of noise, oscillators, crossfades.

NumPy alone serves: the noise is shaped once, in the frequency domain, so no filter runs while
sound is rendered, and SciPy would be a large library for a window and a filter.
"""

from collections.abc import Sequence
from functools import cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from coach.sound.loudness import k_weight
from coach.sound.voicing import RATE_HZ, Samples

TOP_HZ = 6000.0
"""Nothing is synthesised above: there hiss begins."""
LENGTHS = (2**4 * 3**7 * 7, 2**11 * 5**3, 2**4 * 7**5, 2 * 3**2 * 5**6)
"""Frames of the loops, 5.1 to 5.9 s, quickly transformed.

Together they come round again after days; and none is as long as a breath at a rate of the slider,
so that the same noise does not meet the same place in the breath again and again.
"""
TURN_FRAMES = int(0.06 * RATE_HZ)
"""How long the crossfade at a turn takes."""

Loop = NDArray[np.float32]
"""Noise, (frames,), whose end joins its beginning."""
AnyLoop = TypeVar("AnyLoop", Loop, NDArray[np.complex64])


@cache
def bins(frames: int) -> Samples:
    """The frequencies in Hz, below TOP_HZ and without 0, that make a loop of so many frames."""
    return np.arange(1.0, int(TOP_HZ * frames / RATE_HZ)) * (RATE_HZ / frames)


@cache
def _weights(frames: int) -> Samples:
    return k_weight(bins(frames))


def noise(amplitude: Samples, frames: int, seed: int) -> Loop:
    """A loop with these amplitudes at `bins(frames)`, of loudness 1 (K-weighted mean square)."""
    random = np.random.default_rng(seed)
    drawn = random.standard_normal((2, len(amplitude)))
    # Below -120 dB nothing is heard, and numbers too small for their type would slow the transform.
    amplitude = np.where(amplitude > 1e-6 * amplitude.max(), amplitude, 0.0)
    amplitude /= np.sqrt(np.sum(amplitude**2 * _weights(frames)))
    spectrum = np.zeros(frames // 2 + 1, np.complex64)
    spectrum[1 : len(amplitude) + 1] = (drawn[0] + 1j * drawn[1]) * amplitude
    return np.fft.irfft(spectrum, frames, norm="forward").astype(np.float32) / np.float32(2.0)


def bell(hz: Samples, centre_hz: float, octaves: float) -> Samples:
    """Amplitudes of a soft band around a centre; `octaves` is the deviation of its bell."""
    soft_top = 1.0 / (1.0 + (hz / (0.75 * TOP_HZ)) ** 8)
    return np.asarray(np.exp(-0.5 * (np.log2(hz / centre_hz) / octaves) ** 2) * soft_top)


def read(loop: AnyLoop, start: int, frames: int) -> AnyLoop:
    """So many frames of a loop from any place on, round and round."""
    start %= len(loop)
    if start + frames <= len(loop):
        return loop[start : start + frames]
    return loop.take(np.arange(start, start + frames), mode="wrap")


class Bank:
    """Loops in a row, the sound moving along them: equal in power between two neighbours."""

    def __init__(self, loops: Sequence[Loop]) -> None:
        self._loops = tuple(loops)

    def render(self, start: int, along: Samples) -> Samples:
        """The frames from `start` on; `along` (frames,) is the place in the row, 0 to 1."""
        place = along * (len(self._loops) - 1)
        sound = np.zeros(len(along))
        for index in range(int(place.min()), min(int(place.max()) + 2, len(self._loops))):
            near = np.maximum(0.0, 1.0 - np.abs(place - index))
            sound += equal_power(near) * read(self._loops[index], start, len(along))
        return sound


class Turn:
    """The crossfade from breath to breath: 0 is out, 1 is in."""

    def __init__(self) -> None:
        self._past: NDArray[np.bool_] | None = None

    def render(self, inhaling: NDArray[np.bool_]) -> Samples:
        """Where the crossfade stands, (frames,): reached TURN_FRAMES after a turn, smoothly."""
        if self._past is None:
            self._past = np.full(TURN_FRAMES, inhaling[0])
        known = np.concatenate([self._past, inhaling])
        change = known[TURN_FRAMES:].astype(np.int64) - known[:-TURN_FRAMES]
        share = (np.count_nonzero(self._past) + np.cumsum(change)) / TURN_FRAMES
        self._past = known[len(inhaling) :]
        return np.asarray(share * share * (3.0 - 2.0 * share))


class Cycles:
    """An oscillator's turns since it began; exact to 1e-9 through hours."""

    def __init__(self) -> None:
        self._done = 0.0

    def render(self, hz: Samples) -> Samples:
        """Turns done at each frame, (frames,), when it turns `hz` (frames,) times a second."""
        cycles = np.cumsum(np.concatenate([[self._done], hz / RATE_HZ]))[1:]
        self._done = float(cycles[-1])
        return cycles


def sine(cycles: Samples) -> Samples:
    """The sine after so many turns; the whole ones are dropped first, to be quick and exact."""
    return np.sin((cycles - np.floor(cycles)) * (2.0 * np.pi))


def equal_power(share: Samples) -> Samples:
    """sin(share * pi/2) to 1.5 %, so that what fades out and what fades in are even in power."""
    return share * (1.5708 - 0.5708 * share * share)


def swell(level: Samples, ease: float) -> Samples:
    """The loudness of a breath, as a factor: nearly silent at rest, then quickly there.

    `ease` is the level at which about half is reached.
    """
    whisper = 0.012
    return np.asarray(whisper + (1.0 - whisper) * level * (1.0 + ease) / (level + ease))


def soft_limit(samples: Samples, peak: float) -> Samples:
    """The same, rounded off toward a peak that it never reaches."""
    return np.asarray(peak * np.tanh(samples / peak))
