"""One breath: its shares, its phases, and how full the lungs are along it."""

import enum
import math
from typing import Annotated

import msgspec

MIN_RATE_BPM = 4.0
MAX_RATE_BPM = 24.0
RATE_STEP_BPM = 0.5
START_RATE_BPM = 14.0
MIN_INHALE_SHARE = 0.25
MAX_INHALE_SHARE = 0.60
START_INHALE_SHARE = 0.40
MAX_PAUSE_SHARE = 0.25

RateBpm = Annotated[float, msgspec.Meta(ge=MIN_RATE_BPM, le=MAX_RATE_BPM)]
InhaleShare = Annotated[float, msgspec.Meta(ge=MIN_INHALE_SHARE, le=MAX_INHALE_SHARE)]
PauseShare = Annotated[float, msgspec.Meta(ge=0.0, le=MAX_PAUSE_SHARE)]


class Phase(enum.Enum):
    """The part of a breath. PAUSE is the stillness between out and in."""

    INHALE = "inhale"
    EXHALE = "exhale"
    PAUSE = "pause"


class BreathPattern(msgspec.Struct, frozen=True):
    """Rate in breaths/min; shares are fractions of one cycle, the exhale takes what is left."""

    rate_bpm: RateBpm = START_RATE_BPM
    inhale_share: InhaleShare = START_INHALE_SHARE
    pause_share: PauseShare = 0.0

    @property
    def period_ms(self) -> float:
        """Length of one cycle in milliseconds."""
        return 60_000.0 / self.rate_bpm

    @property
    def inhale_ms(self) -> float:
        """Length of one breath in, in milliseconds."""
        return self.period_ms * self.inhale_share

    @property
    def exhale_ms(self) -> float:
        """Length of one breath out, in milliseconds."""
        return self.period_ms * (1.0 - self.inhale_share - self.pause_share)


def clamp_rate(rate_bpm: float) -> float:
    """The nearest rate that the program paces. Raises ValueError for NaN."""
    if math.isnan(rate_bpm):
        raise ValueError("rate is not a number")
    return min(MAX_RATE_BPM, max(MIN_RATE_BPM, rate_bpm))


def clamp_inhale_share(share: float) -> float:
    """The nearest inhale share that the program paces."""
    return min(MAX_INHALE_SHARE, max(MIN_INHALE_SHARE, share))


def place(fraction: float, inhale_share: float, pause_share: float) -> tuple[Phase, float]:
    """Phase, and progress 0 to 1 within it, at `fraction` (0 to 1) of a cycle."""
    if fraction < inhale_share:
        return Phase.INHALE, fraction / inhale_share
    pause_start = 1.0 - pause_share
    if fraction < pause_start:
        return Phase.EXHALE, (fraction - inhale_share) / (pause_start - inhale_share)
    if pause_share <= 0.0:
        return Phase.PAUSE, 1.0
    return Phase.PAUSE, min(1.0, (fraction - pause_start) / pause_share)


def fraction(phase: Phase, progress: float, inhale_share: float, pause_share: float) -> float:
    """The inverse of `place`: the fraction of the cycle at `progress` within `phase`."""
    if phase is Phase.INHALE:
        return progress * inhale_share
    pause_start = 1.0 - pause_share
    if phase is Phase.EXHALE:
        return inhale_share + progress * (pause_start - inhale_share)
    return pause_start + progress * pause_share


def level(phase: Phase, progress: float) -> float:
    """How full, 0 to 1: a half cosine up through the breath in, the same down."""
    if phase is Phase.INHALE:
        return 0.5 - 0.5 * math.cos(math.pi * progress)
    if phase is Phase.EXHALE:
        return 0.5 + 0.5 * math.cos(math.pi * progress)
    return 0.0
