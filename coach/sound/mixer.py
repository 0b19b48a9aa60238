"""Tone, cues and chimes into what both ears hear: volumes, quiet, ducking, and never a click."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

import numpy as np

from coach.library.settings import BreathSound
from coach.sound.glide import Glide
from coach.sound.renderer import Block
from coach.sound.shots import Shots
from coach.sound.voicing import Cue, Samples, Voicing

DUCKED = 0.25
"""12 dB softer while the voice speaks."""
_VOLUME_S, _CHANGE_S, _QUIET_S, _DUCK_S, _UNDUCK_S = 0.1, 0.15, 0.015, 0.2, 0.6
_KNEE, _CEILING = 0.7, 0.98
_EARS = {"both": (1.0, 1.0), "left": (1.0, 0.0), "right": (0.0, 1.0)}


class Voices(NamedTuple):
    """All that can sound, by id; a factory makes each anew."""

    tones: Mapping[str, Callable[[], Voicing]]
    cues: Mapping[str, Callable[[], Cue]]
    chimes: Mapping[str, Callable[[], Samples]]


class Layer(Protocol):
    """Samples of one channel, as many as asked for; None once it is over."""

    def run(self, frames: int) -> Samples | None:
        """The next frames."""
        ...


def amplitude(volume: float) -> float:
    """The gain of a slider's place, 0 to 1: half the way is half as loud to the ear (10 dB)."""
    return float(volume ** (np.log2(10.0) / 2.0))


def limited(samples: Samples) -> Samples:
    """Straight up to the knee, from there bent softly, so that it never reaches 1."""
    size = np.abs(samples)
    if float(size.max(initial=0.0)) <= _KNEE:
        return samples
    room = _CEILING - _KNEE
    bent = _KNEE + room * np.tanh((size - _KNEE) / room)
    over: Samples = np.where(size > _KNEE, np.sign(samples) * bent, samples)
    return over


class _Tone:
    """One voicing of the breath, on its way in or out."""

    def __init__(self, name: str, voicing: Voicing) -> None:
        self.name, self._voicing = name, voicing
        self.gain = Glide(0.0, _CHANGE_S)

    def run(self, block: Block) -> Samples | None:
        presence = block.presence
        if self.gain.is_silent or (np.isscalar(presence) and presence == 0.0):
            self.gain.run(len(block.level))
            return None
        made = self._voicing.render(block.level, block.inhaling)
        loud: Samples = made * presence * self.gain.run(len(block.level))
        return loud


class Mixer:
    """Mixes block after block; every gain moves along a ramp."""

    def __init__(self, voices: Voices) -> None:
        self._voices = voices
        self._tones: list[_Tone] = []
        self._cue_id: str | None = None
        self._cue: Cue | None = None
        self._chimes: dict[str, Samples] = {}
        self._rung, self._turned = Shots(), Shots()
        self._cue_gain, self._chime_gain = Glide(0.0, _VOLUME_S), Glide(0.0, _VOLUME_S)
        self._duck = Glide(1.0, _DUCK_S)
        self._ears = (Glide(1.0, _VOLUME_S), Glide(1.0, _VOLUME_S))
        self._layers: list[Layer] = []
        self._quiet = False

    @property
    def is_busy(self) -> bool:
        """Whether a cue, a chime or a layer still plays."""
        return bool(self._rung or self._turned or self._layers)

    def set(self, settings: BreathSound, *, quiet: bool, ducked: bool) -> None:
        """Sound like this from the next frame on."""
        self._choose_tone(settings.tone, on=settings.tone_on, volume=settings.tone_volume)
        self._choose_cue(settings.cue, on=settings.cue_on, volume=settings.cue_volume)
        self._quiet = quiet or not settings.chimes_on
        chime = 0.0 if self._quiet else amplitude(settings.chime_volume)
        self._chime_gain.to(chime, _QUIET_S if self._quiet else _VOLUME_S)
        self._duck.to(DUCKED if ducked else 1.0, _DUCK_S if ducked else _UNDUCK_S)
        for glide, gain in zip(self._ears, _EARS[settings.ear], strict=True):
            glide.to(gain)

    def add(self, layer: Layer) -> None:
        """Play a layer over the rest, until it is over."""
        self._layers.append(layer)

    def drop(self) -> None:
        """Let go of all that plays: there is no output to hear it."""
        self._rung.stop()
        self._turned.stop()
        self._layers.clear()

    def render(self, block: Block) -> Samples:
        """(frames, 2), left and right, each sample between -1 and 1."""
        frames = len(block.level)
        self._begin(block)
        mixed = np.zeros(frames)
        for tone in self._tones:
            if (made := tone.run(block)) is not None:
                mixed += made
        self._tones = [tone for tone in self._tones if not tone.gain.is_silent]
        for shots, glide in ((self._turned, self._cue_gain), (self._rung, self._chime_gain)):
            gain = glide.run(frames)
            if (made := shots.run(frames)) is not None:
                mixed += made * gain
            if glide.is_silent:
                shots.stop()
        mixed *= self._duck.run(frames)
        for layer in list(self._layers):
            if (made := layer.run(frames)) is None:
                self._layers.remove(layer)
            else:
                mixed += made
        mixed = limited(mixed)
        return np.stack([mixed * ear.run(frames) for ear in self._ears], axis=1)

    def _begin(self, block: Block) -> None:
        for frame, name in block.sounds:
            if name in ("inhale", "exhale"):
                if self._cue is not None:
                    self._turned.begin(getattr(self._cue, name), frame)
            elif not self._quiet:
                if name not in self._chimes:
                    self._chimes[name] = self._voices.chimes[name]()
                self._rung.begin(self._chimes[name], frame)

    def _choose_tone(self, name: str, *, on: bool, volume: float) -> None:
        name = name if name in self._voices.tones else next(iter(self._voices.tones))
        present = next((tone for tone in self._tones if tone.name == name), None)
        for tone in self._tones:
            if tone is not present:
                tone.gain.to(0.0, _CHANGE_S)
        if on and present is None:
            present = _Tone(name, self._voices.tones[name]())
            self._tones.append(present)
        if present is not None:
            present.gain.to(amplitude(volume) if on else 0.0)

    def _choose_cue(self, name: str, *, on: bool, volume: float) -> None:
        name = name if name in self._voices.cues else next(iter(self._voices.cues))
        if on and name != self._cue_id:
            self._cue_id, self._cue = name, self._voices.cues[name]()
        self._cue_gain.to(amplitude(volume) if on else 0.0)
