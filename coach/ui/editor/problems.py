"""What keeps a protocol from being saved, in words, and at which field."""

import re
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from coach.massage.drafts import validated
from coach.massage.protocol import Cue, Protocol, ProtocolError, Stage, spoken

translate = QCoreApplication.translate
_STAGE = re.compile(r"^stage\[(\d+)\]\.?(.*)$")


class Problem(NamedTuple):
    """`stage` is an index, -1 for the massage as a whole; `key` is a field's, as in the file."""

    stage: int
    key: str
    words: str


def problems(protocol: Protocol, language: str) -> tuple[Problem, ...]:
    """All that is missing, and the first thing that is wrong."""
    found = []
    if not spoken(protocol.name, language).strip():
        found.append(Problem(-1, "name", translate("editor", "Give the massage a name.")))
    for index, stage in enumerate(protocol.stage):
        found += _missing(index, stage, language)
    try:
        validated(protocol)
    except ProtocolError as error:
        found.append(_problem(error, protocol))
    return tuple(found)


def _missing(index: int, stage: Stage, language: str) -> list[Problem]:
    said = translate("editor", "Say what the hands do.")
    found = []
    if not spoken(stage.name, language).strip():
        found.append(Problem(index, "name", translate("editor", "Give the stage a name.")))
    cues: list[tuple[str, Cue]] = [("inhale.text", stage.inhale), ("exhale.text", stage.exhale)]
    if stage.plain is not None:
        cues += [
            ("plain.inhale.text", stage.plain.inhale),
            ("plain.exhale.text", stage.plain.exhale),
        ]
    found += [
        Problem(index, key, said) for key, cue in cues if not spoken(cue.text, language).strip()
    ]
    return found


def _problem(error: ProtocolError, protocol: Protocol) -> Problem:
    if error.where in _KNOWN:
        return Problem(-1, error.where, _KNOWN[error.where](protocol))
    match = _STAGE.match(error.where)
    words = _said(error.reason)
    if match is not None:
        return Problem(int(match[1]), match[2], words)
    return Problem(-1, error.where, words)


_BOUND = re.compile(r"^Expected `\w+` (?:of length )?(>=|<=|>|<) ([\d.]+)$")


def _said(reason: str) -> str:
    """A reason of the file's reader as a sentence."""
    match = _BOUND.match(reason)
    if match is None:
        return f"{reason[:1].upper()}{reason[1:]}."
    pattern = {
        ">=": translate("editor", "No less than {n}."),
        "<=": translate("editor", "No more than {n}."),
        ">": translate("editor", "More than {n}."),
        "<": translate("editor", "Less than {n}."),
    }[match[1]]
    return pattern.replace("{n}", match[2])


def _too_short(protocol: Protocol) -> str:
    needed = sum(stage.least_min for stage in protocol.stage)
    said = translate("editor", "The stages need {n} min at least.")
    return said.replace("{n}", f"{needed:g}")


_KNOWN: dict[str, Callable[[Protocol], str]] = {
    "minutes": lambda _: translate("editor", "Least, usual and most: each no less than the last."),
    "minutes.least": _too_short,
    "stage": lambda _: translate(
        "editor", "One stage needs a share above 0, to fill the length that is chosen."
    ),
}
