"""Holds → inhale share: of a key that is held down while the client breathes in."""

from coach.breath.pattern import clamp_inhale_share
from coach.breath.taps import middle

KEPT = 5
MERE_TAP_MS = 300
"""A key let go sooner was tapped, not held."""
BELIEVED = (0.125, 0.8)
"""A breath in takes no smaller and no larger share of the breath: half the least that is paced,
and what a foot left on the pedal is told by."""


def is_breath_in(held_ms: int, period_ms: float) -> bool:
    """Whether a key was held for a breath in, at the present period."""
    least, most = BELIEVED
    return held_ms >= MERE_TAP_MS and least * period_ms <= held_ms <= most * period_ms


def with_hold(holds_ms: tuple[int, ...], held_ms: int) -> tuple[int, ...]:
    """The latest holds, with one more."""
    return (*holds_ms, held_ms)[-KEPT:]


def inhale_share(holds_ms: tuple[int, ...], period_ms: float, present: float) -> float:
    """The share to pace at, by the latest holds; the present one counts as one hold more."""
    shares = [clamp_inhale_share(held_ms / period_ms) for held_ms in holds_ms]
    return clamp_inhale_share(middle([*shares, present]))
