"""What Settings lets hear: a tone for some breaths, a cue in and out, a chime."""

import numpy as np

from coach.breath import steering
from coach.breath.pattern import BreathPattern
from coach.breath.tempo_map import TempoMap
from coach.sound.curve import curve
from coach.sound.glide import Glide
from coach.sound.mixer import Voices, amplitude
from coach.sound.voicing import RATE_HZ, Samples, Voicing

_BREATHS = 3
_PATTERN = BreathPattern()
_TEMPO = TempoMap(steering.begin(0, _PATTERN, waits=False))
_BETWEEN_S = 1.2
_FRAME_MS = 1_000.0 / RATE_HZ
_FADE_S, _LEAVE_S = 0.3, 0.8


class Preview:
    """Plays once through; `leave` ends it before."""

    def __init__(self, kind: str, name: str, volume: float) -> None:
        self.kind, self.name = kind, name
        self._gain = Glide(0.0 if kind == "tone" else amplitude(volume), _FADE_S)
        self._gain.to(amplitude(volume))
        self._at = 0

    def set_volume(self, volume: float) -> None:
        """Louder or softer while it plays."""
        self._gain.to(amplitude(volume), _FADE_S)

    def leave(self) -> None:
        """End soon, without a click."""
        self._gain.to(0.0, _FADE_S)

    def run(self, frames: int) -> Samples | None:
        """The next frames; None once it is over."""
        if self._gain.is_silent:
            return None
        made = self._made(frames)
        if made is None:
            return None
        self._at += frames
        return made * self._gain.run(frames)

    def _made(self, frames: int) -> Samples | None:
        raise NotImplementedError


class _Tone(Preview):
    """Some breaths of a voicing."""

    def __init__(self, name: str, volume: float, voicing: Voicing) -> None:
        super().__init__("tone", name, volume)
        self._voicing = voicing
        self._end = round(_BREATHS * _PATTERN.period_ms * RATE_HZ / 1_000)

    def _made(self, frames: int) -> Samples:
        if self._at >= self._end:
            self._gain.to(0.0, _LEAVE_S)
        along = curve(_TEMPO, self._at * _FRAME_MS, _FRAME_MS, frames)
        return self._voicing.render(along.level, along.inhaling)


class _Once(Preview):
    """Samples as they are."""

    def __init__(self, kind: str, name: str, volume: float, samples: Samples) -> None:
        super().__init__(kind, name, volume)
        self._samples = samples

    def _made(self, frames: int) -> Samples | None:
        part = self._samples[self._at : self._at + frames]
        return np.pad(part, (0, frames - len(part))) if len(part) else None


def preview_of(voices: Voices, kind: str, name: str, volume: float) -> Preview | None:
    """The preview of a "tone", "cue" or "chime" by its id; None for one that there is not."""
    if kind == "tone" and name in voices.tones:
        return _Tone(name, volume, voices.tones[name]())
    if kind == "cue" and name in voices.cues:
        cue = voices.cues[name]()
        gap = max(0, round(_BETWEEN_S * RATE_HZ) - len(cue.inhale))
        both = np.concatenate([cue.inhale, np.zeros(gap), cue.exhale])
        return _Once(kind, name, volume, both)
    if kind == "chime" and name in voices.chimes:
        return _Once(kind, name, volume, voices.chimes[name]())
    return None
