"""The chimes: gentle, told from one another, and ending in silence."""

import itertools

import numpy as np
import pytest

from coach.sound.chimes import CHIME_PEAK, CHIMES
from coach.sound.cues import CUE_PEAK
from coach.sound.loudness import loudest
from coach.sound.struck import SHORT_SOUND_LUFS
from coach.sound.voicing import RATE_HZ
from coach.sound.voicings import PEAK
from tests.sound.listening import share_above

every_chime = pytest.mark.parametrize("name", CHIMES)


def test_there_is_one_for_each_moment():
    assert set(CHIMES) == {"before_stage", "stage", "end"}


def test_breath_cue_and_chime_together_do_not_clip():
    assert PEAK + CUE_PEAK + CHIME_PEAK <= 1.0


@every_chime
def test_it_begins_and_ends_in_silence_without_a_click(name):
    sound = CHIMES[name]()
    assert abs(sound[0]) < 1e-3
    assert np.abs(sound[-RATE_HZ // 50 :]).max() < 1e-4
    assert np.abs(np.diff(sound)).max() < 0.03


@every_chime
def test_it_is_gentle(name):
    sound = CHIMES[name]()
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() <= CHIME_PEAK + 1e-12
    assert loudest(sound) == pytest.approx(SHORT_SOUND_LUFS, abs=1.0)
    assert abs(sound.mean()) < 1e-4
    assert share_above(sound, 2000.0) < 0.01


def test_no_two_are_alike_and_the_end_is_the_longest():
    sounds = {name: make() for name, make in CHIMES.items()}
    lengths = {name: len(sound) / RATE_HZ for name, sound in sounds.items()}
    assert 2.0 < lengths["before_stage"] < lengths["stage"] < 5.0
    assert 6.0 < lengths["end"] < 12.0
    for one, other in itertools.combinations(sounds.values(), 2):
        shorter = min(len(one), len(other))
        assert abs(np.corrcoef(one[:shorter], other[:shorter])[0, 1]) < 0.5
