"""Breaths to render, and what an ear would tell of the sound."""

import copy
from functools import cache

import numpy as np
from hypothesis import strategies as st

from coach.sound.voicing import RATE_HZ
from coach.sound.voicings import TONES

FASTEST_PER_S = 6.3
"""The level's steepest slope in a glide of 250 ms: a half cosine's."""


@cache
def _made(tone):
    return TONES[tone]()


def fresh(tone):
    """A voicing as it is when made, without making its loops again."""
    return copy.deepcopy(_made(tone))


def breathing(seconds, rate_bpm=14.0, inhale_share=0.4):
    """Quiet breathing without pauses, from the start of a breath in."""
    part = (np.arange(int(seconds * RATE_HZ)) / RATE_HZ * rate_bpm / 60.0) % 1.0
    inhaling = part < inhale_share
    progress = np.where(inhaling, part / inhale_share, (part - inhale_share) / (1 - inhale_share))
    level = 0.5 - 0.5 * np.cos(np.pi * progress)
    return np.where(inhaling, level, 1.0 - level), inhaling


def still(level, seconds=1.0, *, inhaling):
    frames = int(seconds * RATE_HZ)
    return np.full(frames, float(level)), np.full(frames, inhaling)


@st.composite
def breaths(draw):
    """Any breath: a level that goes any way it may, and turns wherever they fall."""
    legs = draw(
        st.lists(
            st.tuples(
                st.integers(1, 6000),
                st.floats(-FASTEST_PER_S, FASTEST_PER_S),
                st.booleans(),
            ),
            min_size=1,
            max_size=8,
        )
    )
    slope = np.concatenate([np.full(frames, by) for frames, by, _ in legs])
    level = folded(draw(st.floats(0.0, 1.0)) + np.cumsum(slope) / RATE_HZ)
    return level, np.concatenate([np.full(frames, inhaling) for frames, _, inhaling in legs])


def folded(level):
    """Back into 0 to 1 as a ball between two walls."""
    return 1.0 - np.abs(1.0 - level % 2.0)


def rendered(voicing, level, inhaling, cuts=()):
    """All frames, rendered in blocks that end at the cuts."""
    ends = [*sorted({cut for cut in cuts if 0 < cut < len(level)}), len(level)]
    starts = [0, *ends[:-1]]
    blocks = zip(starts, ends, strict=True)
    return np.concatenate([voicing.render(level[a:b], inhaling[a:b]) for a, b in blocks])


def centroid_hz(samples):
    """The middle of the spectrum's power: how bright it is."""
    power = np.abs(np.fft.rfft(samples * np.hanning(len(samples)))) ** 2
    return float(np.sum(power * np.fft.rfftfreq(len(samples), 1 / RATE_HZ)) / np.sum(power))


def share_above(samples, hz):
    """The part of the power above a frequency."""
    power = np.abs(np.fft.rfft(samples)) ** 2
    return float(power[int(hz * len(samples) / RATE_HZ) :].sum() / power.sum())
