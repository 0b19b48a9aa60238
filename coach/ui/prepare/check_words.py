"""What the answers to the checks say, in words."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from coach.massage.checks import Check, Finding, Means, Verdict
from coach.massage.protocol import spoken

translate = QCoreApplication.translate


def headline(verdict: Verdict, language: str) -> str:
    """The gravest that the answers say, in a sentence."""
    stops, asks = verdict.of(Means.STOP), verdict.of(Means.ASK)
    if stops:
        said = translate("checks", "Not today. Advise a doctor: {what}.")
        return said.replace("{what}", named((each.check for each in stops), language))
    if asks:
        said = translate("checks", "Ask a doctor first: {what}.")
        return said.replace("{what}", named((each.check for each in asks), language))
    if verdict.findings:
        what = named((each.check for each in verdict.findings), language)
        return translate("checks", "With care: {what}.").replace("{what}", what)
    if verdict.unanswered:
        return to_answer(len(verdict.unanswered))
    return translate("checks", "Asked today: nothing speaks against it.")


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
