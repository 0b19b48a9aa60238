"""The meter of loudness, against what the recommendation itself says."""

import numpy as np
import pytest

from coach.sound.loudness import k_weight, loudest, loudness
from coach.sound.voicing import RATE_HZ


def sine(hz, seconds=5.0, peak=1.0):
    return peak * np.sin(2.0 * np.pi * hz * np.arange(int(seconds * RATE_HZ)) / RATE_HZ)


def test_a_full_sine_of_997_hz_on_one_channel_is_at_minus_3_01():
    assert loudness(sine(997.0)) == pytest.approx(-3.01, abs=0.02)


def test_it_follows_the_level_and_leaves_silence_out():
    quiet = sine(997.0, peak=0.1)
    assert loudness(quiet) == pytest.approx(-23.01, abs=0.02)
    assert loudness(np.concatenate([quiet, np.zeros(20 * RATE_HZ)])) == pytest.approx(
        -23.0, abs=0.3
    )
    assert loudness(np.zeros(RATE_HZ)) == -np.inf


def test_the_ear_hears_deep_sound_less_and_high_sound_more():
    deep, middle, high = k_weight(np.array([30.0, 1000.0, 5000.0]))
    assert deep < 0.5 < middle < 0.75 * high


def test_the_loudest_part_is_found_and_a_short_sound_counts_with_its_silence():
    beep = sine(997.0, seconds=0.4)
    assert loudest(beep) == pytest.approx(-3.01, abs=0.05)
    assert loudest(beep[: RATE_HZ // 5]) == pytest.approx(-6.02, abs=0.1)
