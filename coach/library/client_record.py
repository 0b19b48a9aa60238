"""A client's record, what it becomes by a session, and which of its answers still count."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated

import msgspec

from coach.breath.lead import Lead
from coach.breath.pattern import InhaleShare, PauseShare, RateBpm
from coach.library.locks import new_token
from coach.massage.avoid import Avoid
from coach.massage.back import AreaLeft
from coach.massage.blend import OilWish
from coach.massage.cautions import Caution
from coach.massage.checks import MOST_WEEKS, Answered, Check, Weeks, answer, cautions_of
from coach.session import events as ev
from coach.session.prepared import Hands, Prepared

FORMAT = 1
LONGEST_NAME = 80
LONGEST_NOTES = 10_000
FIRST_YEAR = 1900
ANSWERS_COUNT_DAYS = 365
"""An answer older than this is asked for anew; our choice."""

Token = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_NAME)]
Minutes = Annotated[float, msgspec.Meta(gt=0.0, le=10_000.0)]
Step = Annotated[int, msgspec.Meta(ge=-ev.MOST_PRESSURE_STEPS, le=ev.MOST_PRESSURE_STEPS)]
Rhythm = tuple[RateBpm, InhaleShare, PauseShare]


class _Stored(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Read only as a whole."""


class DatedAnswer(_Stored, frozen=True):
    """An answer to a check, and the day it was given or confirmed."""

    answer: Answered
    on: date


class Pregnant(_Stored, frozen=True):
    """So many weeks on a day."""

    weeks: Weeks
    on: date

    def said_again(self, weeks: int, on: date) -> "Pregnant":
        """These weeks on a later day; where they are as expected, the days since go on to count."""
        return self if self.weeks_at(on) == weeks else Pregnant(weeks, on)

    def weeks_at(self, today: date) -> int | None:
        """The weeks on another day; None where they would be more than there are."""
        weeks = self.weeks + (today - self.on).days // 7
        return weeks if 1 <= weeks <= MOST_WEEKS else None


class LastTime(_Stored, frozen=True):
    """The last session, by its token and its start in UTC, and what it left; `on` is its day."""

    session: Token
    started_at: Annotated[str, msgspec.Meta(max_length=40)]
    on: date
    rate_bpm: RateBpm
    minutes: Minutes
    areas: tuple[AreaLeft, ...] = ()


class Given(msgspec.Struct, frozen=True):
    """A session that was given to a client: its token, its start in UTC and its day there."""

    session: str
    started_at: str
    on: date


class ClientRecord(_Stored, frozen=True, omit_defaults=False):
    """What is known of a client, and what the next session starts from. None: nothing is known."""

    token: Token
    name: Name
    birth_year: Annotated[int, msgspec.Meta(ge=FIRST_YEAR, le=2200)] | None = None
    cautions: Annotated[tuple[Caution, ...], msgspec.Meta(max_length=len(Caution))] = ()
    pregnant: Pregnant | None = None
    avoid: Avoid = ()
    pressure_step: Step = 0
    hands: Hands = Hands.BOTH
    rhythm: Rhythm | None = None
    pacing: ev.Pacing = ev.Pacing.STEADY
    lead: Lead | None = None
    oil: OilWish = OilWish()
    protocol_id: Annotated[str, msgspec.Meta(max_length=40)] = ""
    minutes: Minutes | None = None
    notes: Annotated[str, msgspec.Meta(max_length=LONGEST_NOTES)] = ""
    answers: Annotated[tuple[DatedAnswer, ...], msgspec.Meta(max_length=200)] = ()
    last: LastTime | None = None
    format: Annotated[int, msgspec.Meta(ge=1, le=FORMAT)] = FORMAT

    def age_at(self, today: date) -> int | None:
        """In whole years, at least; None where the birth year is not known."""
        return None if self.birth_year is None else max(0, today.year - self.birth_year - 1)


def new_record(name: str) -> ClientRecord:
    """A client of whom only the name is known."""
    return ClientRecord(new_token(), name)


def previous_answers(
    record: ClientRecord, checks: Sequence[Check], today: date
) -> tuple[Answered, ...]:
    """The answers from before that still count, for `checks.to_ask` and its like.

    Where a check is about a caution the record has the last word, and the weeks go on by the day.
    """
    found = {
        each.answer.check: each.answer
        for each in record.answers
        if each.answer.yes or _counts(each, today)
    }
    weeks = None if record.pregnant is None else record.pregnant.weeks_at(today)
    for check in checks:
        if check.caution in record.cautions:
            found[check.id] = answer(check, yes=True, weeks=weeks)
        elif check.caution is not None and check.id in found:
            found[check.id] = answer(check, yes=False)
    return tuple(found.values())


def _counts(said: DatedAnswer, today: date) -> bool:
    return (today - said.on).days <= ANSWERS_COUNT_DAYS


def with_answers(
    record: ClientRecord, answers: Iterable[Answered], checks: Sequence[Check], on: date
) -> ClientRecord:
    """The record with the answers of a day, and with the cautions that follow from them.

    What is not asked at each visit was not asked anew on that day: it keeps the day it was.
    """
    given = {each.check: each for each in answers}
    cautions = cautions_of(checks, given.values(), record.cautions)
    pregnant = record.pregnant
    for check in checks:
        said = given.get(check.id)
        if said is not None and check.caution is Caution.PREGNANCY:
            if not said.yes:
                pregnant = None
            elif said.weeks is not None:
                pregnant = pregnant or Pregnant(said.weeks, on)
                pregnant = pregnant.said_again(said.weeks, on)
    each_visit = {check.id for check in checks if check.changes}
    kept = {each.answer.check: each for each in record.answers}
    for check_id, said in given.items():
        held = kept.get(check_id)
        if held is None or held.answer != said or check_id in each_visit or not _counts(held, on):
            kept[check_id] = DatedAnswer(said, on)
    return msgspec.structs.replace(
        record,
        cautions=tuple(caution for caution in Caution if caution in cautions),
        pregnant=pregnant,
        answers=tuple(kept.values()),
    )


def updated(record: ClientRecord, events: Sequence[ev.AnyEvent], given: Given) -> ClientRecord:
    """The record after a session: the next one starts from it. What was settled before it was kept
    as it began, and may have changed since. A saved session given again says nothing of the usual
    length of that protocol, nor of a lead.

    Raises IllegalEventError where the events do not make a session.
    """
    from coach.session.left import left_of  # noqa: PLC0415 -- not before the first paint

    left = left_of(events)
    started, pattern = left.started, left.pattern
    steady = started.pacing is ev.Pacing.STEADY  # else nobody could be led
    leads = started.lead is not None or (steady and not left.again)
    usual = record.minutes if record.protocol_id == started.protocol.id else None
    return msgspec.structs.replace(
        record,
        rhythm=(pattern.rate_bpm, pattern.inhale_share, pattern.pause_share),
        pacing=left.pacing,
        lead=started.lead if leads else record.lead,
        pressure_step=left.pressure_step,
        protocol_id=started.protocol.id,
        minutes=usual if left.again and usual is not None else left.minutes,
        last=LastTime(
            given.session, given.started_at, given.on, pattern.rate_bpm, left.minutes, left.areas
        ),
    )


def prepared_for(
    record: ClientRecord, prepared: Prepared | None, checks: Sequence[Check], on: date
) -> ClientRecord:
    """The record with what was settled before a session on that day."""
    if prepared is None:
        return record
    changed = msgspec.structs.replace(record, hands=prepared.hands, avoid=prepared.avoid)
    return with_answers(changed, prepared.answers, checks, on)
