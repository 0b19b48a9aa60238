"""Samples as an output wants them."""

import numpy as np
import pytest

pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError)

from PySide6.QtMultimedia import QAudioFormat

from coach.sound.encoding import Resampler, encoded
from coach.sound.voicing import RATE_HZ

KINDS = {
    QAudioFormat.SampleFormat.Float: (np.float32, 1.0, 0.0, 1e-6),
    QAudioFormat.SampleFormat.Int16: (np.int16, 32_767.0, 0.0, 1e-4),
    QAudioFormat.SampleFormat.Int32: (np.int32, 2_147_483_647.0, 0.0, 1e-6),
    QAudioFormat.SampleFormat.UInt8: (np.uint8, 127.0, 128.0, 1e-2),
}


def a_format(kind, channels=2):
    made = QAudioFormat()
    made.setSampleRate(RATE_HZ)
    made.setChannelCount(channels)
    made.setSampleFormat(kind)
    return made


def stereo(frames=500):
    at = np.arange(frames) / RATE_HZ
    return np.stack([np.sin(2e3 * at), 0.5 * np.cos(1e3 * at)], axis=1)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_sample_format_holds_the_samples(kind):
    dtype, scale, zero, near = KINDS[kind]
    read = (np.frombuffer(encoded(stereo(), a_format(kind)), dtype).astype(float) - zero) / scale
    assert read.reshape(-1, 2) == pytest.approx(stereo(), abs=near)


def test_one_channel_hears_both_and_a_third_hears_nothing():
    kind = QAudioFormat.SampleFormat.Float
    mono = np.frombuffer(encoded(stereo(), a_format(kind, 1)), np.float32)
    assert mono == pytest.approx(stereo().mean(axis=1), abs=1e-6)
    six = np.frombuffer(encoded(stereo(), a_format(kind, 6)), np.float32).reshape(-1, 6)
    assert six[:, :2] == pytest.approx(stereo(), abs=1e-6)
    assert not six[:, 2:].any()


@pytest.mark.parametrize("rate_hz", [44_100, 48_000, 96_000, 16_000])
def test_another_rate_plays_the_same_sound_whatever_the_blocks(rate_hz):
    place = 0

    def render(frames):
        nonlocal place
        at = (place + np.arange(frames)) / RATE_HZ
        place += frames
        return np.stack([np.sin(2 * np.pi * 500 * at)] * 2, axis=1)

    resampler = Resampler(rate_hz)
    made = np.concatenate([resampler.render(render, n) for n in (1, 700, 33, 1_000, 2, 500)])
    lead = 0 if rate_hz == RATE_HZ else 2  # the frames that the curve needs before it
    at = np.arange(len(made)) / rate_hz - lead / RATE_HZ
    settled = slice(10, None)
    assert made[settled, 0] == pytest.approx(np.sin(2 * np.pi * 500 * at)[settled], abs=2e-4)
    assert place / RATE_HZ == pytest.approx(len(made) / rate_hz, abs=4 / RATE_HZ)
