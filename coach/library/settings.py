"""What the user chose last, in `settings.json`."""

import os
import zlib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from coach.breath.pattern import (
    START_INHALE_SHARE,
    START_RATE_BPM,
    InhaleShare,
    PauseShare,
    RateBpm,
)
from coach.library.errors import of_the_world
from coach.library.folder import private_file, private_folder

FILE = "settings.json"

Pixels = Annotated[int, msgspec.Meta(ge=-100_000, le=100_000)]
Extent = Annotated[int, msgspec.Meta(ge=1, le=100_000)]


class WindowPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the window was, in the desktop's pixels."""

    x: Pixels
    y: Pixels
    width: Extent
    height: Extent
    maximized: bool = False


class Settings(msgspec.Struct):
    """`minutes` and `skipped_stages` are by protocol id."""

    protocol_id: Annotated[str, msgspec.Meta(max_length=40)] = "back-pain"
    minutes: dict[str, Annotated[float, msgspec.Meta(gt=0.0, le=240.0)]] = {}
    rate_bpm: RateBpm = START_RATE_BPM
    inhale_share: InhaleShare = START_INHALE_SHARE
    pause_share: PauseShare = 0.0
    pacing: Literal["steady", "taps"] = "steady"
    client: Annotated[str, msgspec.Meta(max_length=200)] = ""
    skipped_stages: dict[str, list[str]] = {}
    countdown_s: Annotated[int, msgspec.Meta(ge=5, le=600)] = 60
    theme: Literal["dark", "light"] = "dark"
    turn_degrees: Annotated[int, msgspec.Meta(ge=0, le=270, multiple_of=90)] = 0
    text_scale: Annotated[float, msgspec.Meta(ge=1.0, le=2.0)] = 1.0
    window: WindowPlace | None = None


def load(folder: Path) -> tuple[Settings, str | None]:
    """The settings, and a sentence where not all could be used.

    A value that is damaged gets its default and the others are kept; the file as it was is kept
    beside as `settings-damaged-<sum>.json`.
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
        _write(kept, data)
    except OSError:
        kept = path
    what = ", ".join(damaged[:5]) + (" and more" if len(damaged) > 5 else "")
    return settings, (
        f"Some settings could not be read and have their usual values: {what}."
        f" The file as it was is kept as {kept}."
    )


def save(folder: Path, settings: Settings) -> None:
    """Writes all settings at once, or none.

    Raises LibraryError where the disk refuses, msgspec.ValidationError for a value out of range.
    """
    data = msgspec.json.format(msgspec.json.encode(settings))
    msgspec.json.decode(data, type=Settings)
    private_folder(folder)
    with of_the_world(folder / FILE):
        _write(folder / FILE, data)


def _sound_part(data: bytes) -> tuple[Settings, list[str]]:
    """The settings that could be read, and the keys that could not."""
    try:
        found = msgspec.json.decode(data, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Settings(), ["the whole file"]
    types = {field.name: field.type for field in msgspec.structs.fields(Settings)}
    sound: dict[str, Any] = {}
    damaged = []
    for key, value in found.items():
        try:
            sound[key] = msgspec.convert(value, types[key])
        except (KeyError, msgspec.ValidationError):
            damaged.append(key[:40])
    return Settings(**sound), damaged


def _write(path: Path, data: bytes) -> None:
    """Replaces a file at once, readable by its owner only. Raises OSError."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        private_file(part)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
