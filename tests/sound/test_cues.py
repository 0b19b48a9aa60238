"""The cues: at once, without a click, up for in and down for out."""

import numpy as np
import pytest

from coach.sound.cues import CUE_PEAK, CUES
from coach.sound.loudness import loudest
from coach.sound.struck import SHORT_SOUND_LUFS
from coach.sound.voicing import RATE_HZ
from tests.sound.listening import centroid_hz, share_above

every_sound = pytest.mark.parametrize(
    "sound",
    [
        pytest.param(sound, id=f"{name}-{turn}")
        for name, make in CUES.items()
        for turn, sound in vars(make()).items()
    ],
)


@every_sound
def test_it_is_there_within_5_ms(sound):
    assert np.abs(sound[: RATE_HZ // 200]).max() > 0.35 * np.abs(sound).max()


@every_sound
def test_it_begins_and_ends_in_silence_without_a_click(sound):
    assert abs(sound[0]) < 1e-3
    assert abs(sound[-1]) < 1e-6
    assert np.abs(sound[-RATE_HZ // 100 :]).max() < 1e-4
    assert np.abs(np.diff(sound)).max() < 0.04


@every_sound
def test_it_is_short_soft_and_within_its_peak(sound):
    assert 0.1 * RATE_HZ < len(sound) < 1.5 * RATE_HZ
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() <= CUE_PEAK + 1e-12
    assert abs(sound.mean()) < 1e-4
    assert share_above(sound, 3000.0) < 0.002


@every_sound
def test_it_is_as_loud_as_the_others(sound):
    assert loudest(sound) == pytest.approx(SHORT_SOUND_LUFS, abs=2.0)


@pytest.mark.parametrize("name", CUES)
def test_in_is_clearly_above_out(name):
    cue = CUES[name]()
    assert centroid_hz(cue.inhale) > 1.25 * centroid_hz(cue.exhale)


@pytest.mark.parametrize("name", ["wood", "drop", "harp"])
def test_in_goes_up_and_out_goes_down(name):
    def early_and_late(sound):
        # The beginning, before a second stroke; then once all strokes are under way.
        pieces = sound[: int(0.07 * RATE_HZ)], sound[int(0.2 * RATE_HZ) : int(0.4 * RATE_HZ)]
        return [_strongest_hz(piece) for piece in pieces]

    cue = CUES[name]()
    early, late = early_and_late(cue.inhale)
    assert late > 1.1 * early
    early, late = early_and_late(cue.exhale)
    assert late < early / 1.1


def _strongest_hz(piece):
    spectrum = np.abs(np.fft.rfft(piece * np.hanning(len(piece)), RATE_HZ))
    return float(np.argmax(spectrum))
