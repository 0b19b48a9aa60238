"""The building blocks: loops without a seam, oscillators without drift, even crossfades."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.sound.dsp import (
    LENGTHS,
    TOP_HZ,
    TURN_FRAMES,
    Cycles,
    Turn,
    bell,
    bins,
    equal_power,
    noise,
    read,
    sine,
    soft_limit,
    swell,
)
from coach.sound.loudness import k_power
from coach.sound.voicing import RATE_HZ


@pytest.mark.parametrize("frames", LENGTHS)
def test_a_loop_of_noise_has_no_seam_no_offset_and_nothing_above_the_top(frames):
    loop = noise(bell(bins(frames), 800.0, 0.6), frames, seed=1).astype(np.float64)
    steps = np.abs(np.diff(loop))
    assert abs(loop[0] - loop[-1]) <= steps.max()
    assert abs(loop.mean()) < 1e-4
    power = np.abs(np.fft.rfft(loop)) ** 2
    assert power[int(TOP_HZ * frames / RATE_HZ) + 1 :].sum() < 1e-9 * power.sum()
    assert k_power(loop) == pytest.approx(1.0, rel=0.05)


@given(st.integers(0, 10**9), st.integers(1, 50))
def test_a_loop_is_read_round_and_round(start, frames):
    loop = np.arange(17, dtype=np.float32)
    expected = [(start + index) % 17 for index in range(frames)]
    assert read(loop, start, frames).tolist() == expected


@given(st.lists(st.booleans(), min_size=1, max_size=40), st.integers(1, 500))
def test_a_crossfade_goes_smoothly_and_arrives(turns, each):
    inhaling = np.repeat(np.array(turns), each)
    inhaling = np.concatenate([inhaling, np.full(TURN_FRAMES, inhaling[-1])])
    share = Turn().render(inhaling)
    assert share[0] == inhaling[0]
    assert np.abs(np.diff(share)).max() <= 1.5 / TURN_FRAMES + 1e-12
    assert share.min() >= 0.0
    assert share.max() <= 1.0
    assert share[-1] == inhaling[-1]


def test_an_oscillator_does_not_drift_within_an_hour():
    cycles = Cycles()
    for _ in range(600):
        last = cycles.render(np.full(6 * RATE_HZ, 293.66))[-1]
    assert last == pytest.approx(293.66 * 3600, abs=1e-3)


def test_a_sine_is_a_sine_after_a_million_turns():
    turns = np.array([0.0, 0.25, 0.5, 1_000_000.25])
    np.testing.assert_allclose(sine(turns), [0.0, 1.0, 0.0, 1.0], atol=1e-9)


def test_a_crossfade_is_even_in_power():
    share = np.linspace(0.0, 1.0, 101)
    power = equal_power(share) ** 2 + equal_power(1.0 - share) ** 2
    assert np.abs(power - 1.0).max() < 0.04


def test_the_swell_is_a_whisper_at_rest_and_whole_when_full():
    level = np.linspace(0.0, 1.0, 101)
    factor = swell(level, 0.2)
    assert factor[0] == pytest.approx(0.012)
    assert factor[-1] == pytest.approx(1.0)
    assert (np.diff(factor) > 0.0).all()


@given(st.floats(-10.0, 10.0))
def test_the_limit_is_kept_and_small_sounds_pass(sample):
    limited = float(soft_limit(np.array([sample]), 0.5)[0])
    assert abs(limited) <= 0.5
    if abs(sample) < 0.05:
        assert limited == pytest.approx(sample, rel=0.005)
