"""The voicings: they follow the breath without a click, and none is a surprise beside another."""

import itertools

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.sound.loudness import k_power, loudness
from coach.sound.voicing import RATE_HZ
from coach.sound.voicings import LARGEST_STEP, LOUDNESS_LUFS, PEAK, TONES
from tests.sound.listening import (
    breathing,
    breaths,
    centroid_hz,
    fresh,
    rendered,
    share_above,
    still,
)

every_tone = pytest.mark.parametrize("tone", TONES)
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def decibels(samples):
    return 10.0 * np.log10(k_power(samples))


@every_tone
@few
@given(breath=breaths())
def test_any_breath_sounds_within_bounds_and_without_a_click(tone, breath):
    sound = rendered(fresh(tone), *breath)
    assert sound.shape == breath[0].shape
    assert sound.dtype == np.float64
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() <= PEAK
    assert np.abs(np.diff(sound)).max(initial=0.0) <= LARGEST_STEP


@every_tone
@few
@given(breath=breaths(), cuts=st.lists(st.integers(1, 40_000), max_size=12))
def test_the_samples_do_not_depend_on_how_the_frames_are_cut(tone, breath, cuts):
    whole = rendered(fresh(tone), *breath)
    cut = rendered(fresh(tone), *breath, cuts)
    np.testing.assert_allclose(cut, whole, rtol=0.0, atol=1e-9)


@every_tone
def test_a_block_may_be_one_frame_or_longer_than_any_loop(tone):
    breath = breathing(12.0)
    np.testing.assert_allclose(
        rendered(fresh(tone), *breath, [1, 2, 3, 100]),
        rendered(fresh(tone), *breath, range(1024, len(breath[0]), 1024)),
        rtol=0.0,
        atol=1e-9,
    )


@every_tone
def test_a_turn_in_full_breath_is_a_crossfade_and_no_step(tone):
    """Against the same breath without a turn: what the turn adds grows from nothing."""
    level, inhaling = still(1.0, inhaling=True)
    turned = inhaling.copy()
    turned[RATE_HZ // 2 :] = False
    kept, sound = rendered(fresh(tone), level, inhaling), rendered(fresh(tone), level, turned)
    added = (sound - kept)[RATE_HZ // 2 - 1 :]
    assert np.abs(added[:10]).max() < 1e-4
    assert np.abs(added).max() > 0.01
    breath_out = rendered(fresh(tone), level, np.zeros_like(inhaling))
    after = RATE_HZ // 2 + int(0.061 * RATE_HZ)
    np.testing.assert_allclose(sound[after:], breath_out[after:], rtol=0.0, atol=1e-9)


@every_tone
@pytest.mark.parametrize("inhaling", [True, False])
def test_the_place_is_heard_brighter_with_every_step_of_the_level(tone, inhaling):
    levels = [0.1, 0.3, 0.5, 0.7, 0.9]
    heard = [
        centroid_hz(rendered(fresh(tone), *still(level, 4.0, inhaling=inhaling)))
        for level in levels
    ]
    assert all(after > 1.01 * before for before, after in itertools.pairwise(heard)), heard
    assert heard[-1] > 1.2 * heard[0]


@every_tone
def test_the_place_is_heard_louder_the_fuller_the_lungs(tone):
    for inhaling in (True, False):
        quiet, full = (
            decibels(rendered(fresh(tone), *still(level, 4.0, inhaling=inhaling)))
            for level in (0.1, 1.0)
        )
        assert 4.0 < full - quiet < 14.0


@every_tone
def test_the_breath_in_is_told_from_the_breath_out_at_the_same_level(tone):
    """By brightness; about as loud, so that a turn does not jump."""
    for level in (0.3, 0.6, 1.0):
        inward, outward = (
            rendered(fresh(tone), *still(level, 4.0, inhaling=inhaling))
            for inhaling in (True, False)
        )
        ratio = centroid_hz(inward) / centroid_hz(outward)
        assert max(ratio, 1 / ratio) > 1.08
        assert abs(decibels(inward) - decibels(outward)) < 1.5


@every_tone
def test_at_rest_it_nearly_falls_silent(tone):
    full = rendered(fresh(tone), *still(1.0, 4.0, inhaling=False))
    rest = rendered(fresh(tone), *still(0.0, 4.0, inhaling=False))
    assert decibels(full) - decibels(rest) > 34.0


@every_tone
def test_quiet_breathing_is_as_loud_as_stated(tone):
    sound = rendered(fresh(tone), *breathing(30.0))
    assert loudness(sound) == pytest.approx(LOUDNESS_LUFS, abs=1.0)


@every_tone
def test_no_constant_offset_no_rumble_and_no_hiss(tone):
    sound = rendered(fresh(tone), *breathing(30.0))
    assert abs(sound.mean()) < 1e-4
    assert share_above(sound, 60.0) > 0.99
    assert share_above(sound, 6000.0) < 1e-4


@pytest.mark.parametrize("tone", ["air", "waves", "wind", "choir"])
@pytest.mark.parametrize("rate_bpm", [10.0, 12.0, 16.0])
def test_the_noise_does_not_come_round_again(tone, rate_bpm):
    """However it is shifted, 1 to 20 s, most of its waveform is another."""
    sound = rendered(fresh(tone), *breathing(40.0, rate_bpm))
    half = len(sound) // 2
    alike = np.fft.irfft(np.abs(np.fft.rfft(sound, 2 * len(sound))) ** 2)[:half]
    power = np.concatenate([[0.0], np.cumsum(sound**2)])
    both = np.sqrt(power[:half:-1] * (power[-1] - power[:half]))
    assert np.abs(alike / both)[RATE_HZ:].max() < 0.5


@pytest.mark.parametrize("tone", ["tone", "bowl", "choir"])
def test_what_has_a_pitch_steps_less(tone):
    sound = rendered(fresh(tone), *breathing(10.0))
    assert np.abs(np.diff(sound)).max() < 0.04


def test_the_tone_glides_up_a_fifth_and_down_again():
    def pitch_hz(level):
        sound = rendered(fresh("tone"), *still(level, 4.0, inhaling=False))
        return float(np.argmax(np.abs(np.fft.rfft(sound * np.hanning(len(sound)))))) / 4.0

    assert pitch_hz(1.0) / pitch_hz(0.0) == pytest.approx(2 ** (7 / 12), rel=0.005)


def test_two_of_a_kind_sound_the_same():
    breath = breathing(1.0)
    for tone, make in TONES.items():
        assert np.array_equal(rendered(make(), *breath), rendered(fresh(tone), *breath))
