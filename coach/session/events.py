"""What happened, as frozen events: outcomes, never intentions, so that a replay computes nothing.

Stored as one JSON object an event. An unknown type, an unknown field or a value out of range is
refused.
"""

import enum
from typing import Annotated

import msgspec

from coach.breath.lead import Lead, Standing
from coach.breath.pattern import InhaleShare, PauseShare, RateBpm
from coach.breath.rate_plan import RatePlan, Scale
from coach.breath.tempo_map import Anchor, TimeMs
from coach.massage.back import MOST_AREAS, TenseArea
from coach.massage.protocol import Protocol, needed_format
from coach.session.prepared import Prepared

FORMAT = 3
"""Since 2 a stage may have no share of the length, and a path may rest in one point; since 3 a
session may keep what was prepared with the client, may lead to a slower breath, and its protocol
may be one of format 2.

A session that has none of it is still written as 1. A type of event that is new needs no other
format: who does not know it knows that it is new.
"""
MOST_PRESSURE_STEPS = 2

Anchors = tuple[Anchor, ...]
Number = Annotated[int, msgspec.Meta(ge=1, le=MOST_AREAS)]
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


class Pacing(enum.Enum):
    """Who turns the breath: the set tempo, or each tap."""

    STEADY = "steady"
    TAPS = "taps"


class HoldReason(enum.Enum):
    """Why the hands rest."""

    ASKED = "asked"
    OIL = "oil"


class PauseReason(enum.Enum):
    """Why the clock stands."""

    ASKED = "asked"
    SLEPT = "slept"
    INTERRUPTED = "interrupted"


class EndReason(enum.Enum):
    """Who ended the session."""

    ASKED = "asked"
    UNTOUCHED = "untouched"
    INTERRUPTED = "interrupted"


class Work(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the hands do from the breath in of `at_breath` on, as known since `known_ms`.

    `stage` is an index into the protocol; the number of stages means that the massage is finished.
    `area` is the tense area worked on, as it lay then; None for the stage's whole path. `stairs`
    is how many breaths in one long stroke is spread over.
    """

    known_ms: TimeMs
    at_breath: Count
    stage: Count
    stage_breath: Count
    area: TenseArea | None = None
    stairs: Annotated[int, msgspec.Meta(ge=1, le=6)] = 1


class Event(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="type"
):
    """Something that happened `t_ms` after the session's start."""

    t_ms: TimeMs


class Started(Event, frozen=True, tag="started"):
    """The session began: all that it starts from.

    With a `rate_plan` the rate follows it, times `plan_scale`, over hands-on time; with a `lead` it
    goes down to a slower one while the taps agree.
    """

    protocol: Protocol
    plan_ms: tuple[TimeMs, ...]
    rate_bpm: RateBpm
    inhale_share: InhaleShare
    pause_share: PauseShare
    pacing: Pacing
    anchors: Anchors
    work: Work
    tapped: bool = False
    pressure_step: Annotated[int, msgspec.Meta(ge=-2, le=2)] = 0
    rate_plan: RatePlan | None = None
    plan_scale: Scale = 1.0
    prepared: Prepared | None = None
    lead: Lead | None = None
    format: Annotated[int, msgspec.Meta(ge=1, le=FORMAT)] = 1


class Tapped(Event, frozen=True, tag="tapped"):
    """The client breathes in now. `breaths` since the tap before; 0: cannot be told.

    A double has `counted` false and changes nothing. `plan_scale` is what the rest of a rate plan
    is multiplied by from now on; None where that stays. `client_bpm`, in a session that leads, is
    the client's own rate by this tap and those before; None where they do not tell.
    """

    counted: bool
    breaths: Annotated[int, msgspec.Meta(ge=0, le=3)]
    rate_bpm: RateBpm
    anchors: Anchors = ()
    plan_scale: Scale | None = None
    client_bpm: RateBpm | None = None


class BreathedOut(Event, frozen=True, tag="breathed_out"):
    """The client breathes out now, after a breath in through which a key was held since the last
    tap. `inhale_share` is paced from now on.
    """

    inhale_share: InhaleShare
    anchors: Anchors


class TempoSet(Event, frozen=True, tag="tempo_set"):
    """The slider, or its neighbours for the shares, moved; or, `planned`, the rate plan or the
    lead did.

    `plan_scale` is what the rest of a rate plan is multiplied by from now on; None where that
    stays.
    """

    rate_bpm: RateBpm
    inhale_share: InhaleShare
    pause_share: PauseShare
    anchors: Anchors
    planned: bool = False
    plan_scale: Scale | None = None


class LeadSet(Event, frozen=True, tag="lead_set"):
    """The lead stands otherwise: a hand stopped it or let it go on; or, `planned`, the taps did."""

    standing: Standing
    planned: bool = False


class PacingSet(Event, frozen=True, tag="pacing_set"):
    """Steady, or with the practitioner's taps."""

    pacing: Pacing
    anchors: Anchors


class Held(Event, frozen=True, tag="held"):
    """The breath out ends and the hands rest, while time runs."""

    reason: HoldReason
    anchors: Anchors


class Paused(Event, frozen=True, tag="paused"):
    """The clock and the breath stand."""

    reason: PauseReason
    anchors: Anchors


class Resumed(Event, frozen=True, tag="resumed"):
    """A hold or a pause ended with a breath in."""

    anchors: Anchors


class WorkPlanned(Event, frozen=True, tag="work_planned"):
    """The hands will do other work from a breath in to come. The last word for that breath wins."""

    work: Work


class PlanLaid(Event, frozen=True, tag="plan_laid"):
    """The stages end at other times."""

    plan_ms: tuple[TimeMs, ...]


class AreaSet(Event, frozen=True, tag="area_set"):
    """A tense area was marked, moved or answered; None takes mark `number` away.

    `undoes` says that this takes back the last such event.
    """

    number: Number
    area: TenseArea | None
    undoes: bool = False


class PressureSet(Event, frozen=True, tag="pressure_set"):
    """All pressures so many steps up or down, for this client."""

    step: Annotated[int, msgspec.Meta(ge=-MOST_PRESSURE_STEPS, le=MOST_PRESSURE_STEPS)]


class Ended(Event, frozen=True, tag="ended"):
    """The session ended, as of `as_of_ms`: the last sign of life where nobody ended it."""

    reason: EndReason
    as_of_ms: TimeMs


AnyEvent = (
    Started
    | Tapped
    | BreathedOut
    | TempoSet
    | LeadSet
    | PacingSet
    | Held
    | Paused
    | Resumed
    | WorkPlanned
    | PlanLaid
    | AreaSet
    | PressureSet
    | Ended
)


def format_of(
    protocol: Protocol, prepared: Prepared | None = None, lead: Lead | None = None
) -> int:
    """The oldest format that has all that such a session needs."""
    if prepared is not None or lead is not None or needed_format(protocol) > 1:
        return 3
    paths = (cue.path for stage in protocol.stage for cue in (stage.inhale, stage.exhale))
    rests = any(len(path) == 1 for path in paths)
    return 2 if rests or any(stage.share == 0.0 for stage in protocol.stage) else 1


_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)


class BadEventError(ValueError):
    """Bytes that are no event this program knows."""


def encode(event: AnyEvent) -> bytes:
    """One JSON object, UTF-8."""
    return _encoder.encode(event)


def decode(data: bytes) -> AnyEvent:
    """The event in one JSON object. Raises BadEventError."""
    try:
        return _decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadEventError(str(error)) from None
