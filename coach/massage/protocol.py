"""Protocol, Stage, Stroke: the method as data, decoded from TOML text and validated."""

import enum
import math
from typing import Annotated

import msgspec

from coach.breath.pattern import (
    START_INHALE_SHARE,
    START_RATE_BPM,
    InhaleShare,
    PauseShare,
    RateBpm,
)
from coach.massage.back import SPINE_HALF_WIDTH
from coach.massage.data_file import DataError, decode

FORMAT = 1
MOST_STAGES = 24
MOST_MINUTES = 240.0
JOIN = 0.005
"""Paths whose ends lie nearer than this are joined."""

Text = Annotated[
    dict[Annotated[str, msgspec.Meta(pattern="^[a-z]{2,3}(-[A-Za-z0-9]+)*$")], str],
    msgspec.Meta(min_length=1),
]
"""Words by language code, such as {"en": "Glide up"}."""
Offset = Annotated[float, msgspec.Meta(ge=SPINE_HALF_WIDTH, le=0.4)]
Height = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
Pressure = Annotated[int, msgspec.Meta(ge=1, le=5)]
Minutes = Annotated[float, msgspec.Meta(gt=0.0, le=MOST_MINUTES)]


class ProtocolError(DataError):
    """A protocol that cannot be used: where (a line or a key) and why."""


class Hand(enum.Enum):
    """The part of the hand that works."""

    PALMS = "palms"
    THUMBS = "thumbs"
    FINGERTIPS = "fingertips"
    VIBRATING_PALMS = "vibrating palms"


class Stand(enum.Enum):
    """Where the practitioner stands."""

    HIP = "hip"
    SIDE = "side"
    HEAD = "head"


class Works(enum.Enum):
    """What the hands go over: the whole path, each open tense area, or first the softened ones."""

    PATH = "path"
    AREAS = "areas"
    SOFTENED = "softened"


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a card says, and the pressure on Walton's 1 to 5."""

    text: Text
    pressure: Pressure


class Stroke(Cue, frozen=True, forbid_unknown_fields=True):
    """A cue and the right hand's path, (distance from the spine, height) per point; the left hand
    goes the mirrored way. A path of one point rests there.
    """

    path: Annotated[tuple[tuple[Offset, Height], ...], msgspec.Meta(min_length=1, max_length=64)]


class Plain(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every so many breaths a plain one, because the stroke tires."""

    every: Annotated[int, msgspec.Meta(ge=2, le=20)]
    inhale: Cue
    exhale: Cue


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named part of the massage. `share` is its part of the length, `least_min` its minimum.

    Without a share, 0, it lasts its minimum, however long the massage is.
    """

    id: Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9-]*$", max_length=40)]
    name: Text
    aim: Text
    stand: Stand
    hand: Hand
    share: Annotated[float, msgspec.Meta(ge=0.0, le=1000.0)]
    least_min: Annotated[float, msgspec.Meta(ge=0.1, le=120.0)]
    inhale: Stroke
    exhale: Stroke
    works: Works = Works.PATH
    optional: bool = False
    stairs: Annotated[int, msgspec.Meta(ge=1, le=6)] = 1
    plain: Plain | None = None

    @property
    def least_ms(self) -> int:
        """The minimum in milliseconds."""
        return round(self.least_min * 60_000)


class Length(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long the massage lasts, in minutes."""

    least: Minutes
    usual: Minutes
    most: Minutes


class Protocol(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole massage: its stages in order, its length, and the breathing that it starts with."""

    format: Annotated[int, msgspec.Meta(ge=1, le=FORMAT)]
    id: Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9-]*$", max_length=40)]
    name: Text
    summary: Text
    minutes: Length
    stage: Annotated[tuple[Stage, ...], msgspec.Meta(min_length=1, max_length=MOST_STAGES)]
    rate_bpm: RateBpm = START_RATE_BPM
    inhale_share: InhaleShare = START_INHALE_SHARE
    pause_share: PauseShare = 0.0

    def without(self, stage_ids: frozenset[str]) -> "Protocol":
        """The protocol with those of its optional stages left out, where others fill its length."""
        kept = tuple(s for s in self.stage if not (s.optional and s.id in stage_ids))
        fills = any(stage.share > 0.0 for stage in kept)
        return msgspec.structs.replace(self, stage=kept if fills else self.stage)


def spoken(text: dict[str, str], language: str = "en") -> str:
    """The words in a language, else in English, else in whatever there is."""
    return text.get(language) or text.get("en") or next(iter(text.values()))


def parse(toml: str) -> Protocol:
    """A protocol from the text of its TOML file. Raises ProtocolError."""
    try:
        protocol = decode(toml, Protocol, FORMAT)
    except DataError as error:
        raise ProtocolError(error.where, error.reason) from None
    check(protocol)
    return protocol


def check(protocol: Protocol) -> None:
    """What the types cannot say. Raises ProtocolError."""
    length = protocol.minutes
    if not length.least <= length.usual <= length.most:
        raise ProtocolError("minutes", "least, usual and most are not in order")
    if sum(stage.least_min for stage in protocol.stage) > length.least:
        raise ProtocolError("minutes.least", "shorter than the stages' minimums together")
    if not any(stage.share > 0.0 for stage in protocol.stage):
        raise ProtocolError("stage", "one of them needs a share above 0, to fill the length")
    ids = [stage.id for stage in protocol.stage]
    for index, stage in enumerate(protocol.stage):
        where = f"stage[{index}]"
        if ids.index(stage.id) != index:
            raise ProtocolError(f"{where}.id", f"'{stage.id}' is used twice")
        _check_path(f"{where}.inhale.path", stage.inhale.path)
        _check_path(f"{where}.exhale.path", stage.exhale.path)
        if math.dist(stage.inhale.path[-1], stage.exhale.path[0]) > JOIN:
            raise ProtocolError(f"{where}.exhale.path", "does not begin where the inhale path ends")
        if math.dist(stage.exhale.path[-1], stage.inhale.path[0]) > JOIN:
            raise ProtocolError(f"{where}.exhale.path", "does not end where the inhale path begins")


def _check_path(where: str, path: tuple[tuple[float, float], ...]) -> None:
    for index, (x, y) in enumerate(path):
        if not (math.isfinite(x) and math.isfinite(y)):
            raise ProtocolError(f"{where}[{index}]", "not a number")
        if index and math.dist(path[index - 1], (x, y)) < 1e-6:
            raise ProtocolError(f"{where}[{index}]", "the same point twice")
