"""What the Prepare page is given, and what it answers."""

import msgspec

from coach.breath.lead import Lead
from coach.breath.pattern import BreathPattern
from coach.breath.rate_plan import RatePlan
from coach.massage.plan import Plan
from coach.massage.protocol import Protocol
from coach.session.events import Pacing
from coach.session.prepared import Prepared

COUNTDOWNS_S = (30, 60, 120)


class ProtocolCard(msgspec.Struct, frozen=True):
    """A protocol file: its protocol, or the problem why it cannot be used. `where`: which file;
    `own`: it is the user's.
    """

    protocol: Protocol | None
    where: str
    problem: str | None = None
    own: bool = False


class Choice(msgspec.Struct, frozen=True):
    """A session as prepared. Its protocol lacks the stages in `skipped` already.

    A saved one that is given again brings its stages' ends, in ms, its rate, or both.
    """

    protocol: Protocol
    skipped: tuple[str, ...]
    minutes: float
    pattern: BreathPattern
    pacing: Pacing
    client: str
    countdown_s: int
    pressure_step: int = 0
    plan_ms: Plan | None = None
    rate_plan: RatePlan | None = None
    prepared: Prepared | None = None
    lead: Lead | None = None


class Restored(msgspec.Struct, frozen=True):
    """The last settings."""

    protocol_id: str
    minutes: float
    skipped: tuple[str, ...] = ()
    pattern: BreathPattern = BreathPattern()
    pacing: Pacing = Pacing.STEADY
    client: str = ""
    countdown_s: int = 60
