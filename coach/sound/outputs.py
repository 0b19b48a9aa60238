"""An output as it is shown and kept, and how it does; nothing of the sound library."""

import msgspec


class OutputName(msgspec.Struct, frozen=True):
    """One output: Qt's id, what the system calls it, whether it is the system's own choice."""

    id: str
    name: str
    is_default: bool


class Figures(msgspec.Struct, frozen=True):
    """How the output does."""

    output: str
    """What sounds now; empty for none."""
    underruns: int
    """How often it ran dry since the program began."""
    late_ms: float
    """From a frame's being rendered to its being heard, as far as is known."""
    ahead_ms: float
    """How much is kept rendered before the system takes it."""
    drift_ppm: float
    """How much slower the card's clock runs than the computer's, in millionths."""
