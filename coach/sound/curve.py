"""The tempo map along many times at once: what `TempoMap.place_at` says, as arrays."""

from math import floor, pi
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coach.breath.tempo_map import Anchor, Course, TempoMap
from coach.sound.voicing import Samples


class Curve(NamedTuple):
    """The breath at each of some times."""

    level: Samples
    """(frames,) how full, 0 to 1."""
    turn: NDArray[np.int64]
    """(frames,) turns of the breath so far: 2 n from the breath in of breath n on, 2 n + 1 from
    its breath out on."""
    resting: NDArray[np.bool_]
    """(frames,) waits, empty, for a tap."""

    @property
    def inhaling(self) -> NDArray[np.bool_]:
        """(frames,) whether the client breathes in."""
        even: NDArray[np.bool_] = self.turn % 2 == 0
        return even


def curve(tempo: TempoMap, t_ms: float, step_ms: float, frames: int) -> Curve:
    """The breath at so many times, at least one, `step_ms` apart from `t_ms` on."""
    times: Samples = t_ms + np.arange(frames, dtype=np.float64) * step_ms
    made = Curve(np.zeros(frames), np.empty(frames, np.int64), np.zeros(frames, np.bool_))
    index, start = tempo.index_at(t_ms), 0
    while start < frames:
        end = frames
        if index + 1 < len(tempo.anchors):
            end = int(np.searchsorted(times, tempo.anchors[index + 1].t_ms, side="left"))
        if end > start:
            part = slice(start, end)
            here = Curve(made.level[part], made.turn[part], made.resting[part])
            _along(tempo.anchors[index], times[part], here)
        index, start = index + 1, max(start, end)
    return made


def _along(anchor: Anchor, t_ms: Samples, here: Curve) -> None:
    """Fills in the times of one anchor; the same sums as `place_at`, in the same order."""
    if anchor.course is Course.REST:
        here.turn[:] = 2 * max(0, round(anchor.cycle) - 1) + 1
        here.resting[:] = True
        return
    cycle = anchor.cycle + np.maximum(0.0, t_ms - anchor.t_ms) * anchor.cycles_per_ms
    if floor(cycle[0]) == floor(cycle[-1]):
        breath: Samples | float = float(floor(cycle[0]))
    else:
        breath = np.floor(cycle)
    part = cycle - breath
    share, pause_start = anchor.inhale_share, 1.0 - anchor.pause_share
    inhaling = part < share
    out = np.minimum(1.0, (part - share) / (pause_start - share))
    progress = np.where(inhaling, part / share, 1.0 + out)
    here.level[:] = 0.5 - 0.5 * np.cos(pi * progress)
    here.turn[:] = 2 * breath + np.where(inhaling, 0, 1)
