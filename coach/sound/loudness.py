"""How loud samples are to the ear, by ITU-R BS.1770-4's K-weighting."""

from functools import lru_cache

import numpy as np

from coach.sound.voicing import RATE_HZ, Samples

# BS.1770-4, tables 1 and 2, at 48 kHz: the head's shelf, then the low cut. Rows: b, a.
_STAGES = (
    (
        (1.53512485958697, -2.69169618940638, 1.19839281085285),
        (1.0, -1.69065929318241, 0.73248077421585),
    ),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)
_BLOCK = int(0.4 * RATE_HZ)
_OFFSET_DB = -0.691


def k_weight(hz: Samples) -> Samples:
    """What the ear makes of power at these frequencies, as a factor."""
    z = np.exp(-2j * np.pi * hz / RATE_HZ)
    weight = np.ones_like(hz)
    for top, bottom in _STAGES:
        weight *= np.abs(np.polyval(top[::-1], z) / np.polyval(bottom[::-1], z)) ** 2
    return weight


@lru_cache(maxsize=4)
def _weights(frames: int) -> Samples:
    return k_weight(np.arange(frames // 2 + 1.0) * (RATE_HZ / frames))


def k_power(samples: Samples) -> float:
    """The mean square after K-weighting, of samples taken as one period."""
    spectrum = np.fft.rfft(samples)
    power = np.abs(spectrum) ** 2 * _weights(len(samples))
    return float(2.0 * power.sum() / len(samples) ** 2)


def loudness(samples: Samples) -> float:
    """Integrated, gated loudness in LUFS of one channel of at least 0.4 s; -inf for silence."""
    starts = range(0, len(samples) - _BLOCK + 1, _BLOCK // 4)
    powers = np.array([k_power(samples[start : start + _BLOCK]) for start in starts])
    heard = powers[_lufs(powers) > -70.0]
    if not heard.size:
        return -np.inf
    return float(_lufs(heard[_lufs(heard) > _lufs(heard.mean()) - 10.0].mean()))


def loudest(samples: Samples) -> float:
    """The loudness in LUFS of the loudest 0.4 s; what is shorter is heard with silence after it."""
    padded = np.concatenate([samples, np.zeros(_BLOCK)])
    starts = range(0, len(padded) - _BLOCK + 1, _BLOCK // 4)
    return float(_lufs(max(k_power(padded[start : start + _BLOCK]) for start in starts)))


def _lufs(power: Samples | float) -> Samples:
    return np.asarray(_OFFSET_DB + 10.0 * np.log10(np.maximum(power, 1e-12)))
