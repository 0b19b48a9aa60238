"""Voicings of shaped noise: air, waves, wind."""

import numpy as np
from numpy.typing import NDArray

from coach.sound.dsp import (
    LENGTHS,
    Cycles,
    Loop,
    Turn,
    bell,
    bins,
    noise,
    read,
    sine,
    soft_limit,
    swell,
)
from coach.sound.voicing import RATE_HZ, Samples
from coach.sound.voicings.banked import Banked
from coach.sound.voicings.limits import PEAK


class Air(Banked):
    """Breath-like: brightens as the lungs fill, and is darker on the breath out."""

    def __init__(self) -> None:
        inhale = [_air(step, hz) for step, hz in enumerate((330.0, 560.0, 930.0, 1500.0))]
        exhale = [_air(step + 4, hz) for step, hz in enumerate((240.0, 380.0, 620.0, 1000.0))]
        super().__init__(inhale, exhale, loud=0.068, ease=0.25)


class Waves(Banked):
    """Surf: a swell gathers on the breath in, breaks at its top and draws back fizzing."""

    def __init__(self) -> None:
        swells = ((170.0, 0.6, 0.0), (310.0, 0.8, 0.0), (680.0, 1.0, 0.25))
        foams = ((230.0, 0.65, 0.0), (440.0, 0.85, 0.25), (850.0, 1.0, 0.5))
        inhale = [_surf(step + 20, *shape) for step, shape in enumerate(swells)]
        exhale = [_surf(step + 23, *shape) for step, shape in enumerate(foams)]
        super().__init__(inhale, exhale, loud=0.068, ease=0.3)


class Wind:
    """A hollow wind, far off: two broad bands of noise that glide up and down with the breath."""

    _LOW_HZ = 210.0
    _OCTAVES = 1.5
    _SECOND = 2.3

    def __init__(self) -> None:
        self._turn, self._cycles = Turn(), Cycles()
        self._first = _drifting(LENGTHS[2], 45.0, 40)
        self._second = _drifting(LENGTHS[1], 90.0, 41)
        self._frame = 0

    def render(self, level: Samples, inhaling: NDArray[np.bool_]) -> Samples:
        """As `Voicing` says."""
        turn = self._turn.render(inhaling)
        cycles = self._cycles.render(self._LOW_HZ * np.exp2(self._OCTAVES * level))
        first = _carried(self._first, self._frame, cycles)
        second = _carried(self._second, self._frame, cycles * self._SECOND)
        self._frame += len(level)
        sound = first + second * (0.12 + 0.4 * turn)
        return soft_limit(sound * swell(level, 0.25) * 0.063, PEAK)


def _air(step: int, centre_hz: float) -> Loop:
    frames = LENGTHS[step % 4]
    hz = bins(frames)
    # Breath has a little of the nose and mouth in it: a faint second band above the first.
    return noise(
        bell(hz, centre_hz, 0.6) + 0.18 * bell(hz, 2.6 * centre_hz, 0.35), frames, 100 + step
    )


def _surf(seed: int, centre_hz: float, octaves: float, fizz: float) -> Loop:
    """Noise that is alive: it heaves slowly, and its foam bubbles."""
    frames = LENGTHS[seed % 4]
    hz = bins(frames)
    water = noise(bell(hz, centre_hz, octaves), frames, seed) * _heaving(frames, 1.2, 0.22, seed)
    if not fizz:
        return water
    foam = noise(bell(hz, 2300.0, 0.45), frames, seed + 60) * _heaving(frames, 25.0, 0.4, seed)
    return np.asarray(water * np.sqrt(1.0 - fizz**2) + foam * fizz, np.float32)


def _heaving(frames: int, top_hz: float, depth: float, seed: int) -> Loop:
    """A factor around 1 in power, that wanders up to `top_hz` times a second."""
    random = np.random.default_rng(seed + 1000)
    count = int(top_hz * frames / RATE_HZ)
    spectrum = np.concatenate([[0.0], random.standard_normal((count, 2)) @ (1.0, 1j)])
    points = np.fft.irfft(spectrum, 32 * count)
    factor = np.exp(points * (depth / points.std()))
    factor /= np.sqrt(np.mean(factor**2))
    places = np.arange(frames) * (len(points) / frames)
    round_again = np.append(factor, factor[0])
    return np.asarray(np.interp(places, np.arange(len(round_again)), round_again), np.float32)


def _drifting(frames: int, width_hz: float, seed: int) -> NDArray[np.complex64]:
    """A complex loop of mean square 2, slowly wandering: carried to a pitch, a band of noise."""
    random = np.random.default_rng(seed)
    hz = np.fft.fftfreq(frames, 1 / RATE_HZ)
    near = np.abs(hz) < 5.0 * width_hz
    spectrum = np.zeros(frames, np.complex64)
    drawn = random.standard_normal((np.count_nonzero(near), 2)) @ (1.0, 1j)
    spectrum[near] = drawn * np.exp(-0.5 * (hz[near] / width_hz) ** 2)
    loop = np.fft.ifft(spectrum)
    return np.asarray(loop * np.sqrt(2.0 / np.mean(np.abs(loop) ** 2)), np.complex64)


def _carried(loop: NDArray[np.complex64], start: int, cycles: Samples) -> Samples:
    wander = read(loop, start, len(cycles))
    return wander.real * sine(cycles + 0.25) - wander.imag * sine(cycles)
