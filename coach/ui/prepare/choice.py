"""What the Prepare page is given, and what it answers."""

import msgspec

from coach.breath.lead import SUGGESTED_MIN, Lead
from coach.breath.pattern import BreathPattern
from coach.breath.rate_plan import RatePlan
from coach.massage.blend import OilWish
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
    countdown_s: int = 60
    """Ready starts by itself after so long."""
    pressure_step: int = 0
    plan_ms: Plan | None = None
    rate_plan: RatePlan | None = None
    prepared: Prepared | None = None
    lead: Lead | None = None
    oil: OilWish | None = None
    """What the blend was made from; None where nobody was asked."""
    client_token: str | None = None
    """Of the client's record, where there is one."""
    cautions: str = ""
    """What Ready says of the questions: what is to be minded, and how many were not asked."""


class Length(msgspec.Struct, frozen=True):
    """How long a protocol was the last time, and without which stages; None: as it has it."""

    minutes: float | None = None
    skipped: tuple[str, ...] = ()


class Restored(msgspec.Struct, frozen=True):
    """The last settings; `others` is of the protocols that were not the last."""

    protocol_id: str
    minutes: float
    skipped: tuple[str, ...] = ()
    pattern: BreathPattern = BreathPattern()
    pacing: Pacing = Pacing.STEADY
    client: str = ""
    lead_on: bool = False
    lead_goal_bpm: float | None = None
    """None: as suggested."""
    lead_minutes: int = SUGGESTED_MIN
    oil: OilWish = OilWish()
    others: dict[str, Length] = {}
