"""Protocols in the making: new ones, copies, their stages; each is what a file may hold."""

import re
from collections.abc import Collection

import msgspec

from coach.massage.protocol import (
    FORMAT,
    Hand,
    Length,
    Protocol,
    ProtocolError,
    Stage,
    Stand,
    Stroke,
    Text,
    check,
    needed_format,
)

LONGEST_ID = 40
_PRESS = ((0.08, 0.85), (0.08, 0.60), (0.09, 0.40))
_BACK = ((0.09, 0.40), (0.15, 0.52), (0.14, 0.70), (0.08, 0.85))

replace = msgspec.structs.replace


def validated(protocol: Protocol) -> Protocol:
    """The protocol with the oldest format that it needs, as a file would give it back.

    Raises ProtocolError where no file could hold it.
    """
    protocol = replace(protocol, format=needed_format(protocol))
    try:
        checked = msgspec.convert(msgspec.to_builtins(protocol), Protocol)
    except msgspec.ValidationError as error:
        raise ProtocolError.of(str(error)) from None
    check(checked)
    return checked


def an_id(name: str, taken: Collection[str]) -> str:
    """An id made of a name: small letters, figures and hyphens, and not taken."""
    words = re.findall(r"[a-z0-9]+", name.casefold())
    base = "-".join(words).lstrip("-0123456789")[:LONGEST_ID].strip("-") or "massage"
    found, number = base, 2
    while found in taken:
        ending = f"-{number}"
        found, number = base[: LONGEST_ID - len(ending)].strip("-") + ending, number + 1
    return found


def in_words(text: Text, language: str, words: str) -> Text:
    """The text with other words in one language; the other languages as they were."""
    return {**text, language: words}


def blank(name: str, language: str, taken: Collection[str]) -> Protocol:
    """A massage of one stage, to begin with."""
    return Protocol(
        format=FORMAT,
        id=an_id(name, taken),
        name={language: name},
        summary={language: ""},
        minutes=Length(least=20.0, usual=30.0, most=45.0),
        stage=(
            Stage(
                id="glide",
                name={language: ""},
                aim={language: ""},
                stand=Stand.HIP,
                hand=Hand.PALMS,
                share=1.0,
                least_min=2.0,
                inhale=Stroke(text={language: ""}, pressure=3, path=_PRESS),
                exhale=Stroke(text={language: ""}, pressure=1, path=_BACK),
            ),
        ),
    )


def copy_of(protocol: Protocol, name: str, language: str, taken: Collection[str]) -> Protocol:
    """The same massage under another name and id; its sources are kept, they are still true."""
    return replace(
        protocol,
        id=an_id(name, taken),
        name=in_words(protocol.name, language, name),
    )


def another_stage(protocol: Protocol, name: str, language: str) -> Stage:
    """One more stage, to be filled in."""
    made = blank(name, language, ()).stage[0]
    taken = {stage.id for stage in protocol.stage}
    return replace(made, id=an_id(name, taken), name={language: name})


def twin_of(protocol: Protocol, index: int) -> Stage:
    """A stage once more, under an id of its own."""
    stage = protocol.stage[index]
    return replace(stage, id=an_id(stage.id, {each.id for each in protocol.stage}))


def with_stage(protocol: Protocol, index: int, stage: Stage) -> Protocol:
    """The stage in the place of the one at the index."""
    stages = list(protocol.stage)
    stages[index] = stage
    return replace(protocol, stage=tuple(stages))


def inserted(protocol: Protocol, index: int, stage: Stage) -> Protocol:
    """The stage before the one at the index."""
    return replace(protocol, stage=(*protocol.stage[:index], stage, *protocol.stage[index:]))


def removed(protocol: Protocol, index: int) -> Protocol:
    """Without the stage at the index."""
    return replace(protocol, stage=(*protocol.stage[:index], *protocol.stage[index + 1 :]))


def moved(protocol: Protocol, index: int, to: int) -> Protocol:
    """The stage at the index where `to` is, the others closing up."""
    return inserted(removed(protocol, index), to, protocol.stage[index])
