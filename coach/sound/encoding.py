"""Stereo samples as an output wants them: its rate, its channels, its sample format."""

from collections.abc import Callable

import numpy as np
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat

from coach.sound.voicing import RATE_HZ, Samples

Render = Callable[[int], Samples]
"""So many of the next frames at RATE_HZ, (frames, 2)."""

_F = QAudioFormat.SampleFormat


def format_for(device: QAudioDevice) -> QAudioFormat:
    """What is rendered, where the device takes it; what the device prefers, where it does not."""
    wanted = QAudioFormat()
    wanted.setSampleRate(RATE_HZ)
    wanted.setChannelCount(2)
    wanted.setSampleFormat(_F.Float)
    return wanted if device.isFormatSupported(wanted) else device.preferredFormat()


def encoded(stereo: Samples, sound_format: QAudioFormat) -> bytes:
    """(frames, 2) between -1 and 1 as bytes; one channel hears both, a third and more nothing."""
    channels = sound_format.channelCount()
    if channels == 1:
        stereo = stereo.mean(axis=1, keepdims=True)
    elif channels > 2:
        stereo = np.pad(stereo, ((0, 0), (0, channels - 2)))
    kind = sound_format.sampleFormat()
    if kind == _F.Float:
        return stereo.astype(np.float32).tobytes()
    if kind == _F.Int16:
        return np.round(stereo * 32_767.0).astype(np.int16).tobytes()
    if kind == _F.Int32:
        return np.round(stereo * 2_147_483_647.0).astype(np.int32).tobytes()
    return np.round(stereo * 127.0 + 128.0).astype(np.uint8).tobytes()


class Resampler:
    """Renders at another rate than RATE_HZ: cubic between the frames (Catmull-Rom)."""

    def __init__(self, rate_hz: int) -> None:
        self._step = RATE_HZ / rate_hz
        self._have = np.zeros((3, 2))
        self._at = 1.0

    def render(self, render: Render, frames: int) -> Samples:
        """The next frames at the device's rate."""
        if self._step == 1.0:
            return render(frames)
        places = self._at + np.arange(frames) * self._step
        need = int(places[-1]) + 3 - len(self._have)
        if need > 0:
            self._have = np.concatenate([self._have, render(need)])
        index = places.astype(np.int64)
        part = (places - index)[:, None]
        a, b, c, d = (self._have[index + step] for step in (-1, 0, 1, 2))
        bend = 2.0 * a - 5.0 * b + 4.0 * c - d + part * (3.0 * (b - c) + d - a)
        made: Samples = b + 0.5 * part * (c - a + part * bend)
        passed = int(self._at + frames * self._step) - 1
        self._have = self._have[passed:]
        self._at += frames * self._step - passed
        return made
