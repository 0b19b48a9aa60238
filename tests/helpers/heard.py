"""What was heard of a session against its tempo map: turns, the tone's place, gaps, clicks."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from coach.breath.tempo_map import TempoMap
from coach.session.events import AnyEvent
from coach.session.state import State, Status, apply, start
from coach.sound.cues import CUES
from coach.sound.curve import curve
from coach.sound.pitch import Pitch
from tests.helpers.pulse import RATE_HZ, Recording
from tests.helpers.sounding import Sounded

HIGH_HZ = 1_500
"""Above the voicing "tone" and its overtones: what is left is the cue's attack."""
TONE_HZ = (150.0, 330.0)
_BEFORE_S, _AFTER_S, _TEMPLATE_S = 0.3, 0.5, 0.1
GAP_FRAMES = 24


class Turn(NamedTuple):
    """One turn of the breath."""

    t_ms: float
    inhale: bool
    lead_ms: float
    """How long before it was last changed when it would come."""


def turns(events: Sequence[AnyEvent], from_ms: float, until_ms: float) -> list[Turn]:
    """Every turn of the breath that takes a cue, in the final map."""
    states = [(0, start(events[0]))]
    for event in events[1:]:
        states.append((event.t_ms, apply(states[-1][1], event)))
    final = states[-1][1]
    found = []
    for breath in range(10_000):
        onset = final.tempo.onset_ms(breath)
        if onset is None or onset >= until_ms or is_over(final, breath):
            return found
        for inhale in (True, False):
            t_ms = _turn_ms(final.tempo, breath, inhale=inhale)
            if t_ms is None or not from_ms <= t_ms < until_ms:
                continue
            then = [(at, state) for at, state in states if at <= t_ms]
            if then[-1][1].status is Status.PAUSED:
                continue
            lead_ms = t_ms
            for at, state in reversed(then):
                planned = _turn_ms(state.tempo, breath, inhale=inhale)
                if planned is None or abs(planned - t_ms) > 0.1:
                    break
                lead_ms = t_ms - at
            found.append(Turn(t_ms, inhale, lead_ms))
    return found


def is_over(state: State, breath: int) -> bool:
    """Whether the massage is finished by that breath."""
    return state.work_at(breath).stage >= len(state.protocol.stage)


def _turn_ms(tempo: TempoMap, breath: int, *, inhale: bool) -> float | None:
    return tempo.onset_ms(breath) if inhale else tempo.exhale_ms(breath)


class Ear:
    """Listens to a recording of a session."""

    def __init__(self, recording: Recording, sounded: Sounded, cue: str = "wood") -> None:
        self._sound = recording.samples[:, 0].astype(float)
        self._recording, self._sounded = recording, sounded
        both = CUES[cue]()
        self._templates = {True: _high(_cut(both.inhale)), False: _high(_cut(both.exhale))}

    def error_ms(self, turn: Turn) -> tuple[float, float]:
        """How late the turn's cue was heard, and how much it was like one: 1 is all of it."""
        real_ns = self._sounded.line.real_ns(turn.t_ms)
        due = float(self._recording.frame_at(real_ns))
        begin = round(due - _BEFORE_S * RATE_HZ)
        part = _high(self._sound[begin : begin + round((_BEFORE_S + _AFTER_S) * RATE_HZ)])
        template = self._templates[turn.inhale]
        likeness = _correlate(part, template)
        at = int(np.argmax(likeness))
        return (begin + at + _bulge(likeness, at) - due) * 1_000.0 / RATE_HZ, float(likeness[at])

    def tone_late_ms(self, from_ms: float, to_ms: float) -> float:
        """How late the tone's pitch went up and down, over a stretch of the session."""
        line = self._sounded.line
        begin, end = (
            round(float(self._recording.frame_at(line.real_ns(t_ms)))) for t_ms in (from_ms, to_ms)
        )
        pad = RATE_HZ // 5
        level = _pitch_level(self._sound[begin - pad : end + pad])[pad:-pad]
        times = np.array([line.t_ms(ns) for ns in self._recording.heard_ns(np.arange(begin, end))])
        step_ms = (times[-1] - times[0]) / (len(times) - 1)
        late_ms = 0.0
        for _ in range(5):
            true = curve(self._sounded.final.tempo, times[0] - late_ms, step_ms, len(times)).level
            slope = np.gradient(true, step_ms)
            late_ms -= float((level - true) @ slope / (slope @ slope))
        return late_ms

    def gaps(self, stretches: list[tuple[float, float]]) -> int:
        """Where the tone was missing within stretches of the session's time."""
        line, count = self._sounded.line, 0
        for stretch in stretches:
            begin, end = (round(float(self._recording.frame_at(line.real_ns(t)))) for t in stretch)
            silent = np.concatenate([[0], self._sound[begin:end] == 0.0, [0]]).astype(int)
            edges = np.flatnonzero(np.diff(silent))
            count += int((edges[1::2] - edges[::2] >= GAP_FRAMES).sum())
        return count

    @property
    def largest_step(self) -> float:
        return float(np.abs(np.diff(self._sound)).max())

    @property
    def peak(self) -> float:
        return float(np.abs(self._sound).max())


def _cut(cue):
    """The cue's beginning, with room before it for the filter."""
    piece = np.zeros(round(2 * _TEMPLATE_S * RATE_HZ))
    part = cue[: round(_TEMPLATE_S * RATE_HZ)]
    piece[: len(part)] = part
    return piece


def _high(samples):
    spectrum = np.fft.rfft(samples)
    spectrum[np.fft.rfftfreq(len(samples), 1.0 / RATE_HZ) < HIGH_HZ] = 0.0
    return np.fft.irfft(spectrum, len(samples))


def _correlate(samples, template):
    """At each frame, how much of the template begins there."""
    frames = len(samples)
    spectrum = np.fft.rfft(samples, 2 * frames) * np.fft.rfft(template, 2 * frames).conj()
    return np.fft.irfft(spectrum)[: frames - len(template)] / (template @ template)


def _bulge(values, at):
    """Where between the frames the top lies, by a parabola."""
    if not 0 < at < len(values) - 1:
        return 0.0
    a, b, c = values[at - 1 : at + 2]
    return 0.5 * (a - c) / (a - 2.0 * b + c)


def _pitch_level(samples):
    """The level that the voicing "tone" was given, by the pitch of its lowest partial."""
    spectrum = np.fft.fft(samples)
    hz = np.fft.fftfreq(len(samples), 1.0 / RATE_HZ)
    spectrum[(hz < TONE_HZ[0]) | (hz > TONE_HZ[1])] = 0.0
    phase = np.unwrap(np.angle(np.fft.ifft(spectrum)))
    pitch = np.gradient(phase) * RATE_HZ / (2.0 * np.pi)
    width = RATE_HZ // 50
    smooth = np.convolve(pitch, np.ones(width) / width, mode="same")
    return np.log2(np.maximum(smooth, 1.0) / Pitch.G3) * 12.0 / 7.0
