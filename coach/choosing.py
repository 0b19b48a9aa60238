"""Between the settings, the protocols and Prepare: what was chosen last, and what a start takes."""

from collections.abc import Sequence

import msgspec

from coach.breath.lead import Lead, suggested_goal
from coach.breath.pattern import BreathPattern
from coach.library.protocols import ProtocolFile
from coach.library.settings import Settings
from coach.massage.protocol import Protocol
from coach.massage.settling import with_settling
from coach.session.events import Pacing
from coach.ui.prepare.choice import Choice, Length, Restored


class Start(msgspec.Struct, frozen=True):
    """What `coach start` asks for; None is as last time, or as the protocol has it."""

    protocol: str | None = None
    minutes: float | None = None
    rate_bpm: float | None = None
    speed: float = 1.0
    save: bool = True


class Replay(msgspec.Struct, frozen=True):
    """What `coach replay` asks for."""

    session_id: int


class BadStartError(ValueError):
    """A start that cannot be; its sentence says why."""


def restored(settings: Settings, files: Sequence[ProtocolFile]) -> Restored:
    """What Prepare opens with; a protocol that is gone gives way to the first there is."""
    protocol = _protocol(settings.protocol_id, files) or _any_protocol(files)
    others = (settings.minutes.keys() | settings.skipped_stages.keys()) - {settings.protocol_id}
    return Restored(
        protocol_id="" if protocol is None else protocol.id,
        minutes=0.0 if protocol is None else _minutes(protocol, settings),
        skipped=() if protocol is None else tuple(settings.skipped_stages.get(protocol.id, ())),
        pattern=BreathPattern(settings.rate_bpm, settings.inhale_share, settings.pause_share),
        pacing=Pacing(settings.pacing),
        lead_on=settings.lead_on,
        lead_goal_bpm=settings.lead_goal_bpm,
        lead_minutes=settings.lead_minutes,
        oil=settings.oil,
        others={each: _length(each, settings) for each in others},
    )


def remember(choice: Choice, settings: Settings) -> None:
    """Takes up what was chosen into the settings."""
    if choice.oil is not None:
        settings.oil = choice.oil
    settings.protocol_id = choice.protocol.id
    settings.minutes[choice.protocol.id] = choice.minutes
    settings.skipped_stages[choice.protocol.id] = list(choice.skipped)
    settings.rate_bpm = choice.pattern.rate_bpm
    settings.inhale_share = choice.pattern.inhale_share
    settings.pause_share = choice.pattern.pause_share
    settings.pacing = choice.pacing.value
    if choice.pacing is Pacing.STEADY:  # else nobody could be led
        settings.lead_on = choice.lead is not None
    if choice.lead is not None:
        goal = choice.lead.goal_bpm
        suggested = goal == suggested_goal(choice.pattern.rate_bpm)
        settings.lead_goal_bpm = None if suggested else goal
        settings.lead_minutes = round(choice.lead.over_ms / 60_000)


def settled(choice: Choice, settings: Settings) -> Choice:
    """With the countdown, and a minute of rest first where it is wanted.

    A plan given again has its own stages.
    """
    choice = msgspec.structs.replace(choice, countdown_s=settings.countdown_s)
    if not settings.sound.settle or choice.plan_ms is not None:
        return choice
    protocol = with_settling(choice.protocol)
    minutes = max(choice.minutes, protocol.minutes.least)
    return msgspec.structs.replace(choice, protocol=protocol, minutes=minutes)


def choice_of(start: Start, files: Sequence[ProtocolFile], settings: Settings) -> Choice:
    """What `coach start` begins. Raises BadStartError."""
    protocol = _protocol(start.protocol or settings.protocol_id, files)
    if protocol is None and start.protocol is None:
        protocol = _any_protocol(files)
    if protocol is None:
        known = ", ".join(f.protocol.id for f in files if f.protocol is not None) or "none"
        raise BadStartError(f"no protocol '{start.protocol}'; there are: {known}")
    length = protocol.minutes
    minutes = _minutes(protocol, settings) if start.minutes is None else start.minutes
    if not length.least <= minutes <= length.most:
        raise BadStartError(
            f"{protocol.id} lasts {length.least:g} to {length.most:g} minutes, not {minutes:g}"
        )
    skipped = tuple(settings.skipped_stages.get(protocol.id, ()))
    rate = settings.rate_bpm if start.rate_bpm is None else start.rate_bpm
    return Choice(
        protocol=protocol.without(frozenset(skipped)),
        skipped=skipped,
        minutes=minutes,
        pattern=BreathPattern(rate, settings.inhale_share, settings.pause_share),
        pacing=Pacing(settings.pacing),
        client="",
        lead=_lead(settings, rate),
    )


def _lead(settings: Settings, rate_bpm: float) -> Lead | None:
    """As last time, where the client breathes faster than its goal."""
    goal = settings.lead_goal_bpm or suggested_goal(rate_bpm)
    if not settings.lead_on or goal is None or goal >= rate_bpm:
        return None
    return Lead(goal, settings.lead_minutes * 60_000)


def _length(protocol_id: str, settings: Settings) -> Length:
    skipped = tuple(settings.skipped_stages.get(protocol_id, ()))
    return Length(settings.minutes.get(protocol_id), skipped)


def _minutes(protocol: Protocol, settings: Settings) -> float:
    length = protocol.minutes
    return min(length.most, max(length.least, settings.minutes.get(protocol.id, length.usual)))


def _protocol(name: str, files: Sequence[ProtocolFile]) -> Protocol | None:
    wanted = name.casefold()
    for file in files:
        found = file.protocol
        if found is not None and wanted in {found.id, *map(str.casefold, found.name.values())}:
            return found
    return None


def _any_protocol(files: Sequence[ProtocolFile]) -> Protocol | None:
    return next((file.protocol for file in files if file.protocol is not None), None)
