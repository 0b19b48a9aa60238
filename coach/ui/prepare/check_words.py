"""What the answers to the checks say, in words."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from coach.massage.checks import Check, Finding, Means, Verdict
from coach.massage.protocol import spoken

translate = QCoreApplication.translate


def headline(verdict: Verdict, language: str) -> str:
    """The gravest that the answers say, in a sentence."""
    if verdict.findings:
        return found(verdict, language)[0]
    if verdict.unanswered:
        return to_answer(len(verdict.unanswered))
    return translate("checks", "Asked today: nothing speaks against it.")


def found(verdict: Verdict, language: str) -> list[str]:
    """All that the answers say, a sentence for each of what they mean, the gravest first."""
    patterns = {
        Means.STOP: translate("checks", "Not today. Advise a doctor: {what}."),
        Means.ASK: translate("checks", "Ask a doctor first: {what}."),
        Means.ADAPT: translate("checks", "With care: {what}."),
    }
    said = []
    for means, pattern in patterns.items():
        what = named((each.check for each in verdict.of(means)), language)
        said += [pattern.replace("{what}", what)] if what else []
    return said


def at_ready(verdict: Verdict, language: str) -> str:
    """What to mind once all is chosen: what was found, and what was not asked; else empty."""
    count = len(verdict.unanswered)
    said = translate("checks", "{n} questions not asked: Esc goes back to them.")
    if count == 1:
        said = translate("checks", "One question not asked: Esc goes back to it.")
    unasked = [said.replace("{n}", str(count))] if count else []
    return "\n".join((*found(verdict, language), *unasked))


def details(verdict: Verdict, language: str) -> list[str]:
    """Why not today, or what to do, a sentence or two for each."""
    if verdict.stops:
        told = [spoken(each.check.reason, language) for each in verdict.of(Means.STOP)]
        return list(dict.fromkeys(told))
    return [_advice(each, language) for each in verdict.findings]


def to_answer(number: int) -> str:
    """How many questions there are before the start."""
    if number == 1:
        return translate("checks", "One short question.")
    said = translate("checks", "{n} short questions.")
    return said.replace("{n}", str(number))


def still_to_answer(count: int) -> str:
    """Beside what was found already."""
    return translate("checks", "Still to ask: {n}.").replace("{n}", str(count))


def named(checks: Iterable[Check], language: str) -> str:
    """What they are about, in a row."""
    return ", ".join(spoken(check.short, language) for check in checks)


def _advice(finding: Finding, language: str) -> str:
    short = spoken(finding.check.short, language)
    advice = "" if finding.advice is None else spoken(finding.advice, language)
    return f"{short[:1].upper()}{short[1:]}: {advice[:1].lower()}{advice[1:]}"
