"""What the practitioner, or the passing of time, asks for."""

import msgspec

from coach.massage.back import Outcome
from coach.session.events import EndReason, HoldReason, Pacing, PauseReason

AGAIN_MS = 700
"""A second press on the mark key within this real time changes the side."""


class Tap(msgspec.Struct, frozen=True):
    """The client breathes in now."""


class BreatheOut(msgspec.Struct, frozen=True):
    """The client breathes out now: the key of the last tap, held while they breathed in, is let go.

    After a mere tap, and where no breath in is under way, it does nothing.
    """


class SetTempo(msgspec.Struct, frozen=True):
    """What is None stays."""

    rate_bpm: float | None = None
    inhale_share: float | None = None
    pause_share: float | None = None


class NudgeTempo(msgspec.Struct, frozen=True):
    """So many half breaths/min up or down, onto the slider's steps."""

    steps: int


class SetLead(msgspec.Struct, frozen=True):
    """Stop leading to a slower breath and keep the rate, or go on with it; None: the other."""

    on: bool | None = None


class SetPacing(msgspec.Struct, frozen=True):
    """Steady, or with my taps."""

    pacing: Pacing


class Hold(msgspec.Struct, frozen=True):
    """Finish the breath out and rest; while it rests, breathe in again."""

    reason: HoldReason = HoldReason.ASKED


class Pause(msgspec.Struct, frozen=True):
    """Stop the clock; while it stands and `reason` is ASKED, go on with a breath in."""

    reason: PauseReason = PauseReason.ASKED


class NextStage(msgspec.Struct, frozen=True):
    """Go on at the next breath in."""


class StayLonger(msgspec.Struct, frozen=True):
    """One minute more in this stage; before a stage gone on to has begun: back to this one."""


class MarkHere(msgspec.Struct, frozen=True):
    """A tense area on the client's left where the hands are; again at once: right; then both.

    `again_ms` is how much of the session's time is at once: in a rehearsal that runs faster.
    """

    again_ms: int = AGAIN_MS


class MarkAt(msgspec.Struct, frozen=True):
    """A tense area where the back was clicked, in the back's coordinates."""

    x: float
    y: float


class Undo(msgspec.Struct, frozen=True):
    """Take back the last mark, or the last answer on one."""


class Answer(msgspec.Struct, frozen=True):
    """The area in work softened, or did not: on to the next."""

    outcome: Outcome


class ChangePressure(msgspec.Struct, frozen=True):
    """All pressures a step up (+1) or down (-1)."""

    steps: int


class End(msgspec.Struct, frozen=True):
    """End the session now; `as_of_ms` when the last sign of life came earlier."""

    reason: EndReason = EndReason.ASKED
    as_of_ms: int | None = None


class Tick(msgspec.Struct, frozen=True):
    """Time passed."""


Command = (
    Tap
    | BreatheOut
    | SetTempo
    | NudgeTempo
    | SetLead
    | SetPacing
    | Hold
    | Pause
    | NextStage
    | StayLonger
    | MarkHere
    | MarkAt
    | Undo
    | Answer
    | ChangePressure
    | End
    | Tick
)
