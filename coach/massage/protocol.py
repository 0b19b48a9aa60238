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
from coach.massage.data_file import DataError, complaint, decode
from coach.massage.strokes import (
    VIBRATION_HZ,
    WITH_CADENCE,
    Cadence,
    Direction,
    StageSound,
    StrokeKind,
)

FORMAT = 2
"""Since 2 a stage may name its stroke, cadence, sound and source, a cue its direction, the left
hand may have a path of its own, and the client may sit. A protocol with none of it is still
written as 1.
"""
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

    @classmethod
    def of(cls, message: str) -> "ProtocolError":
        """From msgspec's message."""
        found = complaint(message)
        return cls(found.where, found.reason)


class Hand(enum.Enum):
    """The part of the hand that works."""

    PALMS = "palms"
    THUMBS = "thumbs"
    FINGERTIPS = "fingertips"
    VIBRATING_PALMS = "vibrating palms"


class Stand(enum.Enum):
    """Where the practitioner stands: at the table, or behind a client who sits."""

    HIP = "hip"
    SIDE = "side"
    HEAD = "head"
    BEHIND = "behind"


class Works(enum.Enum):
    """What the hands go over: the whole path, each open tense area, or first the softened ones."""

    PATH = "path"
    AREAS = "areas"
    SOFTENED = "softened"


Path = Annotated[tuple[tuple[Offset, Height], ...], msgspec.Meta(min_length=1, max_length=64)]
"""(distance from the spine, height) per point. A path of one point rests there."""
Source = Annotated[str, msgspec.Meta(max_length=1000)]
"""Where the facts come from: author, work, year."""


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a card says, and the pressure on Walton's 1 to 5.

    Without a direction it is that of the path.
    """

    text: Text
    pressure: Pressure
    direction: Direction | None = None


class Stroke(Cue, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A cue and the right hand's path; the left hand goes the mirrored way, or its own: that is
    given as if it were the right one's.
    """

    path: Path
    left_path: Path | None = None

    @property
    def way(self) -> Direction:
        """The direction that is said, or else where the path leads: up or down before in or out."""
        if self.direction is not None:
            return self.direction
        (x0, y0), (x1, y1) = self.path[0], self.path[-1]
        if abs(y1 - y0) > JOIN:
            return Direction.UP if y1 < y0 else Direction.DOWN
        if abs(x1 - x0) > JOIN:
            return Direction.IN if x1 < x0 else Direction.OUT
        return Direction.STAY


class Plain(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Every so many breaths a plain one, because the stroke tires."""

    every: Annotated[int, msgspec.Meta(ge=2, le=20)]
    inhale: Cue
    exhale: Cue


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A named part of the massage. `share` is its part of the length, `least_min` its minimum.

    Without a share, 0, it lasts its minimum, however long the massage is. `cadence` is how many
    small strokes a second the hands make where they press. Without a sound it is the one chosen in
    the settings.
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
    stroke: StrokeKind | None = None
    cadence: Cadence | None = None
    sound: StageSound | None = None
    source: Source = ""

    @property
    def least_ms(self) -> int:
        """The minimum in milliseconds."""
        return round(self.least_min * 60_000)

    @property
    def kind(self) -> StrokeKind:
        """The stroke that is named, or else what such a hand usually does."""
        if self.stroke is not None:
            return self.stroke
        if len(self.inhale.path) == len(self.exhale.path) == 1:
            return StrokeKind.HOLD
        return _USUAL[self.hand]

    @property
    def cadence_hz(self) -> float:
        """Small strokes a second; 0 where it has none."""
        if self.cadence is not None:
            return self.cadence
        return VIBRATION_HZ if self.kind is StrokeKind.VIBRATION else 0.0

    @property
    def presses_out(self) -> bool:
        """Whether the hands press on the breath out; else on the breath in."""
        return self.exhale.pressure > self.inhale.pressure


_USUAL = {
    Hand.PALMS: StrokeKind.EFFLEURAGE,
    Hand.THUMBS: StrokeKind.KNEADING,
    Hand.FINGERTIPS: StrokeKind.FINGERTIP_PRESSURE,
    Hand.VIBRATING_PALMS: StrokeKind.VIBRATION,
}


class Length(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long the massage lasts, in minutes."""

    least: Minutes
    usual: Minutes
    most: Minutes


class Protocol(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
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
    source: Source = ""

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


def needed_format(protocol: Protocol) -> int:
    """The oldest format that has all that the protocol uses."""
    return 1 if _newer_key(protocol) is None else 2


def check(protocol: Protocol) -> None:
    """What the types cannot say. Raises ProtocolError."""
    key = _newer_key(protocol)
    if key is not None and protocol.format < 2:
        raise ProtocolError(key, "needs format = 2 at the head of the file")
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
        if stage.cadence is not None and stage.kind not in WITH_CADENCE:
            raise ProtocolError(f"{where}.cadence", f"{stage.kind.value} has none")
        _check_paths(where, stage)


def _newer_key(protocol: Protocol) -> str | None:
    """The first key that format 1 does not have."""
    if protocol.source:
        return "source"
    for index, stage in enumerate(protocol.stage):
        where = f"stage[{index}]"
        used = (stage.stroke, stage.cadence, stage.sound, stage.source or None)
        if stage.stand is Stand.BEHIND:
            return f"{where}.stand"
        for key, value in zip(("stroke", "cadence", "sound", "source"), used, strict=True):
            if value is not None:
                return f"{where}.{key}"
        cues: list[tuple[str, Cue]] = [("inhale", stage.inhale), ("exhale", stage.exhale)]
        if stage.plain is not None:
            cues += [("plain.inhale", stage.plain.inhale), ("plain.exhale", stage.plain.exhale)]
        for key, cue in cues:
            if cue.direction is not None:
                return f"{where}.{key}.direction"
            if isinstance(cue, Stroke) and cue.left_path is not None:
                return f"{where}.{key}.left_path"
    return None


def _check_paths(where: str, stage: Stage) -> None:
    pairs = [("path", stage.inhale.path, stage.exhale.path)]
    left = (stage.inhale.left_path, stage.exhale.left_path)
    if left[0] is not None and left[1] is not None:
        pairs.append(("left_path", left[0], left[1]))
    elif left[0] is not None or left[1] is not None:
        lacking = "inhale" if left[0] is None else "exhale"
        reason = "is missing: the left hand goes its own way in both phases or in none"
        raise ProtocolError(f"{where}.{lacking}.left_path", reason)
    for key, inhale, exhale in pairs:
        _check_path(f"{where}.inhale.{key}", inhale)
        _check_path(f"{where}.exhale.{key}", exhale)
        if math.dist(inhale[-1], exhale[0]) > JOIN:
            raise ProtocolError(
                f"{where}.exhale.{key}", "does not begin where the inhale path ends"
            )
        if math.dist(exhale[-1], inhale[0]) > JOIN:
            raise ProtocolError(
                f"{where}.exhale.{key}", "does not end where the inhale path begins"
            )


def _check_path(where: str, path: tuple[tuple[float, float], ...]) -> None:
    for index, (x, y) in enumerate(path):
        if not (math.isfinite(x) and math.isfinite(y)):
            raise ProtocolError(f"{where}[{index}]", "not a number")
        if index and math.dist(path[index - 1], (x, y)) < 1e-6:
            raise ProtocolError(f"{where}[{index}]", "the same point twice")
