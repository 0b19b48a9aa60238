"""What the user chose last, in `settings.json`."""

import zlib
from copy import deepcopy
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from coach.breath.lead import SUGGESTED_MIN
from coach.breath.pattern import (
    START_INHALE_SHARE,
    START_RATE_BPM,
    InhaleShare,
    PauseShare,
    RateBpm,
)
from coach.library.errors import LibraryError
from coach.library.folder import private_folder, write_file
from coach.massage.blend import OilWish
from coach.massage.oil import USUAL_PERCENT, Strong

FILE = "settings.json"
_MOVED = ("theme", "turn_degrees", "text_scale")

S = TypeVar("S", bound=msgspec.Struct)

Pixels = Annotated[int, msgspec.Meta(ge=-100_000, le=100_000)]
Extent = Annotated[int, msgspec.Meta(ge=1, le=100_000)]
Part = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
Name = Annotated[str, msgspec.Meta(max_length=60)]
Light = Literal[100, 50, 25, 10]
LIGHTS: tuple[Light, ...] = (100, 50, 25, 10)


class WindowPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the window was, in the desktop's pixels."""

    x: Pixels
    y: Pixels
    width: Extent
    height: Extent
    maximized: bool = False


class BreathSound(msgspec.Struct):
    """What is heard of the breath. An empty id is none of that kind.

    `tone` runs on through the breath, `cue` sounds at each turn; chimes mark the stages. Volumes
    are 0 to 1. `device` is Qt's id of an output; empty: the system's own.
    """

    tone_on: bool = False
    tone: Name = "air"
    tone_volume: Part = 0.5
    cue_on: bool = False
    cue: Name = "wood"
    cue_volume: Part = 0.5
    chimes_on: bool = False
    chime_volume: Part = 0.5
    ear: Literal["both", "left", "right"] = "both"
    settle: bool = False
    """A minute of rest before the first stage."""
    device: Annotated[str, msgspec.Meta(max_length=400)] = ""
    device_name: Annotated[str, msgspec.Meta(max_length=400)] = ""
    """What the chosen device was called, to name it while it is away."""
    latency_ms: dict[str, Annotated[int, msgspec.Meta(ge=-500, le=500)]] = {}
    """What the user found by ear that a device is late beyond what is known; by device id."""


class Voice(msgspec.Struct):
    """What is spoken, and how. Empty: the system's own engine and voice."""

    on: bool = False
    engine: Name = ""
    voice: Annotated[str, msgspec.Meta(max_length=200)] = ""
    rate: Annotated[float, msgspec.Meta(ge=-1.0, le=1.0)] = 0.0
    volume: Part = 0.8
    stages: bool = True
    cues: bool = True
    areas: bool = True
    commands: bool = True
    time_left: bool = True
    minutes_left: tuple[Annotated[int, msgspec.Meta(ge=1, le=120)], ...] = (10, 5)


class Binding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key or pedal, how it is pressed, and the command that it is for.

    `trigger` is a key as Qt writes it ("Space", "Ctrl+E") or "midi:..." of a MIDI pedal.
    """

    trigger: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    action: Name
    press: Literal["press", "double", "long"] = "press"


class Keys(msgspec.Struct):
    """`bindings` None: the usual ones. `hold_to_inhale`: the tap's key is held while the client
    breathes in, and no key has a long meaning.
    """

    preset: Name = "usual"
    bindings: tuple[Binding, ...] | None = None
    own: tuple[Binding, ...] | None = None
    """The user's own, kept while a preset is in use."""
    hold_to_inhale: bool = False
    midi: bool = False
    shown: bool = False
    """The keys of the moment are shown on the Session page."""


class Look(msgspec.Struct):
    """What the pages look like; `light` is the Session page's, of its full light, in percent."""

    theme: Literal["dark", "light", "contrast", "system"] = "dark"
    colours: Name = "warm-cool"
    motion: Literal["system", "full", "gentle", "none"] = "system"
    text_scale: Annotated[float, msgspec.Meta(ge=1.0, le=2.0)] = 1.0
    light: Light = 100
    glance: bool = False
    turn_degrees: Annotated[int, msgspec.Meta(ge=0, le=270, multiple_of=90)] = 0


class Settings(msgspec.Struct):
    """`minutes` and `skipped_stages` are by protocol id."""

    protocol_id: Annotated[str, msgspec.Meta(max_length=40)] = "back-pain"
    minutes: dict[str, Annotated[float, msgspec.Meta(gt=0.0, le=240.0)]] = {}
    rate_bpm: RateBpm = START_RATE_BPM
    inhale_share: InhaleShare = START_INHALE_SHARE
    pause_share: PauseShare = 0.0
    pacing: Literal["steady", "taps"] = "steady"
    skipped_stages: dict[str, list[str]] = {}
    countdown_s: Annotated[int, msgspec.Meta(ge=5, le=600)] = 60
    oil: OilWish = OilWish()
    """What was chosen last."""
    oil_limit: Strong = USUAL_PERCENT
    """The most that a blend may have, in percent."""
    lead_on: bool = False
    lead_goal_bpm: RateBpm | None = None
    """None: as suggested for the client's rate."""
    lead_minutes: Annotated[int, msgspec.Meta(ge=1, le=240)] = SUGGESTED_MIN
    look: Look = msgspec.field(default_factory=Look)
    sound: BreathSound = msgspec.field(default_factory=BreathSound)
    voice: Voice = msgspec.field(default_factory=Voice)
    keys: Keys = msgspec.field(default_factory=Keys)
    window: WindowPlace | None = None
    paper: Literal["", "A4", "Letter"] = ""
    """What is printed on; empty: as usual in the system's country."""
    toured: bool = False
    """The tour of the first start was taken or declined."""


_PARTS = (Look, BreathSound, Voice, Keys)

PartName = Literal["look", "sound", "voice", "keys", "session"]
_RESETS: dict[PartName, tuple[str, ...]] = {
    "look": tuple(name for name in Look.__struct_fields__ if name != "turn_degrees"),
    "sound": BreathSound.__struct_fields__,
    "voice": Voice.__struct_fields__,
    "keys": Keys.__struct_fields__,
    "session": ("countdown_s", "oil_limit"),
}
"""How the back is turned is no matter of looks: it says where the practitioner stands."""


def reset(settings: Settings, part: PartName) -> Settings:
    """Gives a part its usual values; answers with the settings as they were, for `take_back`."""
    before = deepcopy(settings)
    take_back(settings, part, Settings())
    return before


def is_usual(settings: Settings, part: PartName) -> bool:
    """Whether a reset of the part would change nothing."""
    usual = deepcopy(settings)
    reset(usual, part)
    return usual == settings


def take_back(settings: Settings, part: PartName, before: Settings) -> None:
    """Gives a part the values that it has in `before`. Its struct stays the same object."""
    target = settings if part == "session" else getattr(settings, part)
    source = before if part == "session" else getattr(before, part)
    for name in _RESETS[part]:
        setattr(target, name, deepcopy(getattr(source, name)))


def load(folder: Path) -> tuple[Settings, str | None]:
    """The settings, and a sentence where not all could be used.

    A value that is damaged gets its default and the others are kept, of a list or a table those
    entries that are sound; the file as it was is kept beside as `settings-damaged-<sum>.json`.
    """
    path = folder / FILE
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Settings(), None
    except OSError as error:
        reason = error.strerror or str(error)
        return Settings(), f"{path} cannot be read ({reason}). The usual settings are used."
    settings, damaged = _sound_part(data)
    if not damaged:
        return settings, None
    kept = path.with_name(f"settings-damaged-{zlib.crc32(data):08x}.json")
    try:
        write_file(kept, data)
    except LibraryError:
        kept = path
    what = ", ".join(damaged[:5]) + (" and more" if len(damaged) > 5 else "")
    return settings, (
        f"Some settings could not be read and have their usual values: {what}."
        f" The file as it was is kept as {kept}."
    )


def save(folder: Path, settings: Settings) -> None:
    """Writes all settings at once, or none.

    Raises LibraryError where the disk refuses, msgspec.ValidationError for a value out of range,
    UnicodeEncodeError for half a character.
    """
    data = msgspec.json.format(msgspec.json.encode(settings))
    msgspec.json.decode(data, type=Settings)
    private_folder(folder)
    write_file(folder / FILE, data)


def save_changes(folder: Path, settings: Settings, since: Settings) -> None:
    """Writes what is another than it was in `since`; the rest stays as another program has left it.

    Where the file is missing or damaged all is written. Raises as `save`.
    """
    theirs = Settings()
    try:
        theirs, damaged = _sound_part((folder / FILE).read_bytes())
    except OSError:
        damaged = [FILE]
    if not damaged:
        parts = (msgspec.to_builtins(each) for each in (settings, since, theirs))
        settings = msgspec.convert(_changed(*parts), Settings)
    save(folder, settings)


def _changed(mine: dict[str, Any], since: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """Theirs, with what is no longer the same in mine; a value that is gone from mine goes."""
    found = {key: value for key, value in theirs.items() if key in mine or key not in since}
    for key, value in mine.items():
        before, other = since.get(key), theirs.get(key)
        if isinstance(value, dict) and isinstance(before, dict) and isinstance(other, dict):
            found[key] = _changed(value, before, other)
        elif value != before or key not in since:
            found[key] = value
    return found


def _sound_part(data: bytes) -> tuple[Settings, list[str]]:
    """The settings that could be read, and the keys that could not."""
    try:
        found = msgspec.json.decode(data, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Settings(), ["the whole file"]
    found = _of_today(found)
    damaged: list[str] = []
    return _read(Settings, found, "", damaged), damaged


def _of_today(found: dict[str, Any]) -> dict[str, Any]:
    """The first settings had the look's values among the others, and a client that nothing read."""
    found.pop("client", None)
    moved = {key: found.pop(key) for key in _MOVED if key in found}
    if moved and "look" not in found:
        found["look"] = moved
    return found


def _read(kind: type[S], found: dict[str, Any], prefix: str, damaged: list[str]) -> S:
    """A struct from what can be read of it; the names of what cannot go to `damaged`."""
    types = {field.name: field.type for field in msgspec.structs.fields(kind)}
    sound: dict[str, Any] = {}
    for key, value in found.items():
        wanted = types.get(key)
        if wanted in _PARTS and isinstance(value, dict):
            sound[key] = _read(wanted, value, f"{prefix}{key}.", damaged)
            continue
        try:
            sound[key] = msgspec.convert(value, types[key])
        except (KeyError, msgspec.ValidationError):
            damaged.append(f"{prefix}{key[:40]}")
            rest = _sound_entries(value, wanted)
            if rest:
                sound[key] = msgspec.convert(rest, wanted)
    return kind(**sound)


def _sound_entries(value: Any, wanted: Any) -> Any:
    """Of a list or a table, as `wanted` is one, the entries that can be used by themselves."""
    if isinstance(value, dict):
        return {k: v for k, v in value.items() if _fits({k: v}, wanted)}
    if isinstance(value, list):
        return [each for each in value if _fits([each], wanted)]
    return None


def _fits(value: Any, wanted: Any) -> bool:
    try:
        msgspec.convert(value, wanted)
    except msgspec.ValidationError:
        return False
    return True
