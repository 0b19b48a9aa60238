"""The breath ahead, block by block: level, presence, and the frames at which something sounds."""

from itertools import pairwise
from math import ceil, pi
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coach.breath.pattern import Phase
from coach.breath.tempo_map import TempoMap
from coach.session.moment import COMING_MS
from coach.session.state import State, Status
from coach.sound.curve import Curve, curve
from coach.sound.glide import Glide
from coach.sound.score import Score
from coach.sound.voicing import RATE_HZ, Samples

SWIFTEST = 13.0
"""The level never moves faster, in whole breaths a second: a glide of the tempo map, and as much
again to come from what was rendered ahead to what the map says since."""
_STEER_S, _LEAST_STEER_S = 0.25, 0.06
"""A whole breath off is made good within the one, anything less within its part, or the other."""
SOFT = 0.4
"""Presence while the hands rest for a tap."""
_BEGIN_S, _AGAIN_S, _REST_S, _PAUSE_S, _LEAVE_S = 2.5, 0.5, 1.0, 0.5, 5.0
LATE_CUE_MS = 250.0
"""A turn that was known only so long after it is not sounded any more."""
LATE_CHIME_MS = 2_000.0
SAME_TURN_MS = 400.0
"""A turn that was sounded ahead and is put off by less is not sounded again."""

Sound = tuple[int, str]
"""The frame within the block, and "inhale", "exhale" or the key of a chime."""


class Block(NamedTuple):
    """Consecutive frames of the breath."""

    level: Samples
    inhaling: NDArray[np.bool_]
    presence: Samples | float
    """How much of the tone is heard, 0 to 1."""
    sounds: tuple[Sound, ...]


class Renderer:
    """Renders along a session; keeps to the newest score by steering, never by a jump."""

    def __init__(self) -> None:
        self._presence = Glide(0.0, _BEGIN_S)
        self._tempo: TempoMap | None = None
        self._next_ms = 0.0
        self._level = 0.0
        self._inhaling = False
        self._off, self._steered, self._steer_frames = 0.0, 0, 1
        self.begin()

    def begin(self) -> None:
        """Another session; what still sounds of the last one is left without a click."""
        self._present = False
        self._turn, self._stage = -1, -1
        self._sounded = (-1, 0.0)
        self._ended = False
        self._warned: set[tuple[int, int]] = set()

    def silence(self) -> None:
        """Nothing is heard of it now, whatever it was: another output begins."""
        self._presence = Glide(0.0, _AGAIN_S)

    def hush(self, frames: int) -> Block:
        """The breath stands where it is and fades out: there is nothing to follow."""
        self._tempo = None
        self._presence.to(0.0, _PAUSE_S)
        presence = self._presence.run(frames)
        level, inhaling = np.full(frames, self._level), np.full(frames, self._inhaling)
        return Block(level, inhaling, presence, ())

    def render(self, score: Score, t_ms: float, step_ms: float, frames: int) -> Block:
        """The block whose first frame is heard at `t_ms`, each next one `step_ms` later."""
        state = score.state
        along = curve(state.tempo, t_ms, step_ms, frames)
        level = self._steer(state.tempo, along.level, t_ms, step_ms)
        self._tempo, self._next_ms = state.tempo, t_ms + frames * step_ms
        self._level, self._inhaling = float(level[-1]), bool(along.turn[-1] % 2 == 0)
        sounds = self._sounds(state, along, t_ms, step_ms)
        if score.too_fast:
            sounds = ()
        presence = self._presence_along(score, along)
        return Block(level, along.inhaling, presence, sounds)

    def _steer(self, tempo: TempoMap, level: Samples, t_ms: float, step_ms: float) -> Samples:
        """The true level, or on the way to it from what was rendered before the map changed."""
        if tempo is not self._tempo or abs(t_ms - self._next_ms) > step_ms:
            before = tempo.place_at(t_ms - step_ms)
            passed = 2 * before.breath + (before.phase is not Phase.INHALE)
            self._turn = min(self._turn, passed)
            heard = self._tempo is not None or self._presence.value > 0.0
            self._off = self._level - before.level if heard else 0.0
            seconds = max(_LEAST_STEER_S, _STEER_S * abs(self._off))
            self._steered, self._steer_frames = 0, ceil(seconds * RATE_HZ)
            if abs(self._off) < 1e-9:
                self._off = 0.0
        if self._off == 0.0:
            return level
        frames = self._steered + np.arange(1, len(level) + 1)
        self._steered += len(level)
        left = 0.5 + 0.5 * np.cos(pi * np.minimum(1.0, frames / self._steer_frames))
        off = self._off * left
        if self._steered >= self._steer_frames:
            self._off = 0.0
        steered: Samples = np.clip(level + off, 0.0, 1.0)
        return steered

    def _presence_along(self, score: Score, along: Curve) -> Samples | float:
        state = score.state
        if score.too_fast or state.status is Status.PAUSED:
            return self._fade(0.0, _PAUSE_S, len(along.level))
        if state.status is Status.ENDED:
            return self._fade(0.0, _LEAVE_S, len(along.level))
        last = state.works[-1]
        finish = 2 * last.at_breath if last.stage >= len(state.protocol.stage) else None
        kinds = along.resting.astype(np.int8)
        if finish is not None:
            kinds[along.turn >= finish] = 2
        if kinds[0] == kinds[-1]:
            return self._fade(*self._wanted(kinds[0]), len(kinds))
        cuts = [0, *(np.flatnonzero(np.diff(kinds)) + 1), len(kinds)]
        return np.concatenate(
            [
                np.broadcast_to(self._fade(*self._wanted(kinds[cut]), end - cut), end - cut)
                for cut, end in pairwise(cuts)
            ]
        )

    def _wanted(self, kind: int) -> tuple[float, float]:
        if kind == 2:
            return 0.0, _LEAVE_S
        if kind == 1:
            return SOFT, _REST_S
        self._present = self._present or self._presence.value > 0.99
        return 1.0, _AGAIN_S if self._present else _BEGIN_S

    def _fade(self, target: float, seconds: float, frames: int) -> Samples | float:
        self._presence.to(target, seconds)
        return self._presence.run(frames)

    def _sounds(self, state: State, along: Curve, t_ms: float, step_ms: float) -> tuple[Sound, ...]:
        """What begins to sound within the block; each turn, each chime once."""
        sounds: list[Sound] = []
        turns = np.flatnonzero(np.diff(along.turn, prepend=self._turn) > 0)
        for frame in map(int, turns):
            turn = int(along.turn[frame])
            if turn <= self._turn:
                continue
            self._turn = turn
            at_ms = t_ms + frame * step_ms
            if self._takes_cue(state, turn, at_ms, first=frame == 0):
                self._sounded = (turn, at_ms)
                sounds.append((frame, "exhale" if turn % 2 else "inhale"))
            sounds += self._stage_chime(state, turn, frame)
        if self._stage < state.work_at(self._turn // 2).stage:  # planned for a breath rendered
            sounds += self._stage_chime(state, self._turn, 0)
        if state.status is Status.ENDED and not self._ended:
            self._ended = True
            if self._stage < len(state.protocol.stage):
                sounds.append((0, "end"))
        sounds += self._warning(state, t_ms, step_ms, len(along.level))
        return tuple(sounds)

    def _takes_cue(self, state: State, turn: int, at_ms: float, *, first: bool) -> bool:
        if state.status not in (Status.RUNNING, Status.HELD):
            return False
        if state.work_at(turn // 2).stage >= len(state.protocol.stage):
            return False
        sounded, sounded_ms = self._sounded
        if turn <= sounded and at_ms - sounded_ms < SAME_TURN_MS:
            return False
        return not first or _age_ms(state.tempo, turn, at_ms) <= LATE_CUE_MS

    def _stage_chime(self, state: State, turn: int, frame: int) -> list[Sound]:
        before, self._stage = self._stage, state.work_at(turn // 2).stage
        if self._ended or before < 0 or self._stage <= before:
            return []
        return [(frame, "end" if self._stage >= len(state.protocol.stage) else "stage")]

    def _warning(self, state: State, t_ms: float, step_ms: float, frames: int) -> list[Sound]:
        """The chime so long before the stage ends, for each end that was planned for it."""
        mark, stage = state.clock[-1], self._stage
        if not mark.runs or state.status is Status.ENDED or stage >= len(state.plan_ms):
            return []
        end = (stage, state.plan_ms[stage])
        due_ms = mark.t_ms + end[1] - COMING_MS - mark.elapsed_ms
        late_ms = t_ms + (frames - 1) * step_ms - due_ms
        if late_ms < 0.0 or end in self._warned:
            return []
        self._warned.add(end)
        if late_ms > LATE_CHIME_MS + frames * step_ms:
            return []
        return [(max(0, ceil((due_ms - t_ms) / step_ms)), "before_stage")]


def _age_ms(tempo: TempoMap, turn: int, t_ms: float) -> float:
    """How long ago the breath turned."""
    at_ms = tempo.exhale_ms(turn // 2) if turn % 2 else tempo.onset_ms(turn // 2)
    return 0.0 if at_ms is None else t_ms - at_ms
