"""What to ask before starting, what was answered, and what follows from the answers."""

import enum
from collections.abc import Iterable, Sequence
from typing import Annotated

import msgspec

from coach.massage.cautions import Caution
from coach.massage.data_file import DataError, decode
from coach.massage.protocol import Text

FORMAT = 1
MOST_CHECKS = 60
"""In one file."""
MOST_ASKED = 100
"""Of all files; no session keeps more answers."""
MOST_WEEKS = 45
LONGEST_WORDS = 400

CheckId = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9-]*$", max_length=40)]
Weeks = Annotated[int, msgspec.Meta(ge=1, le=MOST_WEEKS)]
Source = Annotated[str, msgspec.Meta(min_length=1, max_length=2_000)]
"""Author, work, year; or "our choice"."""


class Means(enum.Enum):
    """What a yes means, the gravest first: not today; a doctor's word first; another way."""

    STOP = "stop"
    ASK = "ask"
    ADAPT = "adapt"


class Late(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Other advice from so many weeks of a pregnancy on."""

    from_weeks: Weeks
    advice: Text
    source: Source


class Check(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A question, and what a yes means. `short` is what it is about, within a sentence.

    One that `changes` is asked at every visit. With `late` a yes asks for the weeks. `caution` is
    what a yes writes into the client's record.
    """

    id: CheckId
    question: Text
    short: Text
    means: Means
    reason: Text
    changes: bool
    source: Source
    advice: Text | None = None
    late: Late | None = None
    caution: Caution | None = None


class CheckSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of checks."""

    format: Annotated[int, msgspec.Meta(ge=1, le=FORMAT)]
    check: Annotated[tuple[Check, ...], msgspec.Meta(min_length=1, max_length=MOST_CHECKS)]


class Answered(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A check as it was asked, by its id and words, and the answer: yes is what speaks against.

    `weeks` is of a pregnancy.
    """

    check: CheckId
    asked: Text
    yes: bool
    weeks: Weeks | None = None


class Finding(msgspec.Struct, frozen=True):
    """A check that was answered with yes."""

    check: Check
    weeks: int | None

    @property
    def advice(self) -> dict[str, str] | None:
        """What to do; without its weeks a pregnancy has the advice that speaks of both times."""
        late = self.check.late
        if late is not None and self.weeks is not None and self.weeks >= late.from_weeks:
            return late.advice
        return self.check.advice


class Verdict(msgspec.Struct, frozen=True):
    """What speaks against the massage, the gravest first, and what was not answered yet."""

    findings: tuple[Finding, ...] = ()
    unanswered: tuple[Check, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether there is to be no massage today."""
        return any(finding.check.means is Means.STOP for finding in self.findings)

    @property
    def is_fine(self) -> bool:
        """Whether all was answered, and nothing speaks against it."""
        return not self.findings and not self.unanswered

    def of(self, means: Means) -> tuple[Finding, ...]:
        """The findings of one kind."""
        return tuple(finding for finding in self.findings if finding.check.means is means)


def parse_checks(toml: str) -> tuple[Check, ...]:
    """The checks in a TOML file's text. Raises DataError."""
    checks = decode(toml, CheckSet, FORMAT).check
    ids = [check.id for check in checks]
    for index, check in enumerate(checks):
        where = f"check[{index}]"
        if ids.index(check.id) != index:
            raise DataError(f"{where}.id", f"'{check.id}' is used twice")
        if (check.advice is None) != (check.means is Means.STOP):
            reason = "a stop has none, all others need one"
            raise DataError(f"{where}.advice", reason)
        if check.late is not None and check.means is Means.STOP:
            raise DataError(f"{where}.late", "a stop is one at any time")
        _check_words(where, check)
    return checks


def _check_words(where: str, check: Check) -> None:
    texts = {"question": check.question, "short": check.short, "reason": check.reason}
    texts |= {} if check.advice is None else {"advice": check.advice}
    texts |= {} if check.late is None else {"late.advice": check.late.advice}
    for key, text in texts.items():
        for language, said in text.items():
            if not said.strip() or len(said) > LONGEST_WORDS:
                reason = f"is empty, or longer than {LONGEST_WORDS} letters"
                raise DataError(f"{where}.{key}.{language}", reason)
    if not check.source.strip():
        raise DataError(f"{where}.source", "is empty")


def answer(check: Check, *, yes: bool, weeks: int | None = None) -> Answered:
    """The answer to a check as it is worded now."""
    return Answered(check.id, check.question, yes, weeks if yes and check.late else None)


def to_ask(checks: Sequence[Check], previous: Iterable[Answered]) -> tuple[Check, ...]:
    """What to ask at this visit: all the first time, then only what may have changed.

    That is what changes from visit to visit, what was answered with yes, and what was never asked
    in these words.
    """
    same = {each.check: each for each in previous}
    return tuple(check for check in checks if check.changes or not _stands(check, same))


def standing(
    checks: Sequence[Check], previous: Iterable[Answered], given: Iterable[Answered]
) -> tuple[Answered, ...]:
    """The answers that hold: today's, and of those before whatever is not asked again or was a yes.

    A yes holds until it is answered anew. In the order of the checks.
    """
    return _held(checks, previous, given, same=False)


def unchanged(
    checks: Sequence[Check], previous: Iterable[Answered], given: Iterable[Answered]
) -> tuple[Answered, ...]:
    """The answers that hold where whatever was not answered today is as it was the last time.

    What was never asked in these words stays without an answer.
    """
    return _held(checks, previous, given, same=True)


def cautions_of(
    checks: Sequence[Check], answers: Iterable[Answered], known: Iterable[Caution] = ()
) -> frozenset[Caution]:
    """The cautions that are known of a client, as the answers change them."""
    said = {each.check: each.yes for each in answers}
    found = set(known)
    for check in checks:
        if check.caution is not None and check.id in said:
            (found.add if said[check.id] else found.discard)(check.caution)
    return frozenset(found)


def verdict_of(checks: Sequence[Check], answers: Iterable[Answered]) -> Verdict:
    """What follows from the answers; those to checks that are no more say nothing."""
    held = {each.check: each for each in answers}
    findings = [
        Finding(check, held[check.id].weeks)
        for check in checks
        if check.id in held and held[check.id].yes
    ]
    gravest = list(Means)
    findings.sort(key=lambda finding: gravest.index(finding.check.means))
    unanswered = tuple(check for check in checks if check.id not in held)
    return Verdict(tuple(findings), unanswered)


def _held(
    checks: Sequence[Check], previous: Iterable[Answered], given: Iterable[Answered], *, same: bool
) -> tuple[Answered, ...]:
    """One answer a check, today's before those that hold; `same`: what may change did not."""
    before = {each.check: each for each in previous}
    held = {
        check.id: before[check.id]
        for check in checks
        if check.id in before
        and (before[check.id].yes or ((same or not check.changes) and _stands(check, before)))
    }
    held |= {each.check: each for each in given}
    return tuple(held[check.id] for check in checks if check.id in held)


def _stands(check: Check, before: dict[str, Answered]) -> bool:
    """Whether a no from before is one to this very question."""
    found = before.get(check.id)
    return found is not None and not found.yes and found.asked == check.question
