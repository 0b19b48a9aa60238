"""What a stroke can be: its kind, direction and second cadence, and the sound that goes along."""

import enum
from typing import Annotated

import msgspec


class StrokeKind(enum.Enum):
    """The classic strokes of the back."""

    EFFLEURAGE = "effleurage"
    KNEADING = "kneading"
    FRICTION = "friction"
    FINGERTIP_PRESSURE = "fingertip pressure"
    TAPOTEMENT = "tapotement"
    VIBRATION = "vibration"
    STRETCH = "stretch"
    HOLD = "hold"


class Direction(enum.Enum):
    """Where the hands go, as the client lies: toward the head, the feet, the spine or the sides."""

    UP = "up"
    DOWN = "down"
    IN = "in"
    OUT = "out"
    STAY = "stay"


class StageSound(enum.Enum):
    """The sound of the breath through a stage: one of coach/sound's voicings, or none."""

    AIR = "air"
    WAVES = "waves"
    WIND = "wind"
    TONE = "tone"
    BOWL = "bowl"
    CHOIR = "choir"
    SILENCE = "silence"


Cadence = Annotated[float, msgspec.Meta(ge=0.2, le=12.0)]
"""Strokes a second within the breath."""

WITH_CADENCE = frozenset(
    {StrokeKind.KNEADING, StrokeKind.FRICTION, StrokeKind.TAPOTEMENT, StrokeKind.VIBRATION}
)
VIBRATION_HZ = 6.0
"""Where a vibration names none. Therapists measured 3 to 11 a second; 5 to 10 is usual."""
