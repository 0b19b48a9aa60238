"""The small strokes within a breath: how far a hand is off its way, so many times a second."""

import math

from coach.massage.back import Point
from coach.massage.strokes import StrokeKind

TREMBLE = 0.0035
CIRCLE = 0.009
BEAT = 0.008
"""How far, in the back's unit: too little to be anything but a movement."""


def small_stroke(kind: StrokeKind, cadence_hz: float, t_ms: int, hand: int) -> Point:
    """Vibration trembles, kneading and friction circle, tapotement beats hand after hand.

    `hand` is 0 for the left one, 1 for the right one.
    """
    turn = 2 * math.pi * cadence_hz * t_ms / 1000
    if kind in (StrokeKind.KNEADING, StrokeKind.FRICTION):
        side = -1 if hand == 0 else 1
        return side * CIRCLE * math.cos(turn), CIRCLE * math.sin(turn)
    if kind is StrokeKind.TAPOTEMENT:
        return 0.0, BEAT * math.sin(turn + math.pi * hand)
    return TREMBLE * math.sin(turn), TREMBLE * 0.4 * math.sin(turn)
