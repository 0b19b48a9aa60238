"""Codes → the words that a user reads, through Qt's translation."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from coach.massage.back import Outcome, Region, Side, TenseArea
from coach.massage.protocol import Stand
from coach.session.events import HoldReason, Pacing, PauseReason

_tr = QCoreApplication.translate


def clock(t_ms: int) -> str:
    """Minutes and seconds, such as 7:05; from an hour on 1:02:03."""
    seconds = max(0, t_ms) // 1000
    minutes, second = divmod(seconds, 60)
    if minutes < 60:
        return f"{minutes}:{second:02d}"
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}"


def time_left(t_ms: int) -> str:
    """What is left of a stage: the second under way counts as a whole one."""
    whole_ms = -(-max(0, t_ms) // 1000) * 1000
    return _tr("words", "{time} left").replace("{time}", clock(whole_ms))


def planned(t_ms: int) -> str:
    """The planned length beside the clock: in minutes where it is whole ones."""
    return str(t_ms // 60_000) if t_ms % 60_000 == 0 else clock(t_ms)


def tap_age(age_ms: int | None) -> str:
    """How long ago the last tap was, on two lines."""
    if age_ms is None:
        return _tr("words", "no tap\nyet")
    seconds = age_ms // 1000
    if seconds < 120:
        return _tr("words", "tapped\n{n} s ago").replace("{n}", str(seconds))
    return _tr("words", "tapped\n{n} min ago").replace("{n}", str(seconds // 60))


def pacing(value: Pacing) -> str:
    """A way of pacing."""
    if value is Pacing.STEADY:
        return _tr("words", "Steady")
    return _tr("words", "With my taps")


def paused(reason: PauseReason | None, elapsed_ms: int) -> str:
    """Why the clock stands, and what goes on from here."""
    tap = _tr("words", "Tap on a breath in.")
    at = clock(elapsed_ms)
    if reason is PauseReason.SLEPT:
        why = _tr("words", "The computer slept. Paused at {time}.").replace("{time}", at)
    elif reason is PauseReason.INTERRUPTED:
        why = _tr("words", "Interrupted at {time}.").replace("{time}", at)
    else:
        why = _tr("words", "Paused.")
    return f"{why} {tap}"


def held(reason: HoldReason | None) -> str:
    """Why the hands rest, and what goes on from here."""
    tap = _tr("words", "Tap on a breath in.")
    why = _tr("words", "Oil.") if reason is HoldReason.OIL else _tr("words", "Held.")
    return f"{why} {tap}"


def stand(value: Stand) -> str:
    """Where the practitioner goes for the next stage."""
    return {
        Stand.HIP: _tr("words", "Stand at the hip."),
        Stand.SIDE: _tr("words", "Stand at the side."),
        Stand.HEAD: _tr("words", "Go to the head."),
    }[value]


_AREAS: dict[Region, Callable[[], str]] = {
    Region.NECK: lambda: _tr("words", "neck"),
    Region.SHOULDER: lambda: _tr("words", "shoulder"),
    Region.SHOULDER_BLADE: lambda: _tr("words", "shoulder blade"),
    Region.UPPER_ARM: lambda: _tr("words", "upper arm"),
    Region.MIDDLE_BACK: lambda: _tr("words", "middle back"),
    Region.LOWER_BACK: lambda: _tr("words", "lower back"),
    Region.HIP: lambda: _tr("words", "hip"),
}


def region(value: Region) -> str:
    """A part of the back."""
    return _AREAS[value]()


def place(area: TenseArea) -> str:
    """A tense area's side and region, such as "left shoulder blade"."""
    pattern = {
        Side.LEFT: _tr("words", "left {region}"),
        Side.RIGHT: _tr("words", "right {region}"),
        Side.BOTH: _tr("words", "{region}, both sides"),
    }[area.side]
    return pattern.replace("{region}", region(area.region))


def numbers(values: tuple[int, ...]) -> str:
    """Marks' numbers in a row: "2", "2 and 3", "1, 2 and 3"."""
    if len(values) == 1:
        return str(values[0])
    first = ", ".join(str(value) for value in values[:-1])
    pair = _tr("words", "{first} and {last}")
    return pair.replace("{first}", first).replace("{last}", str(values[-1]))


_PROBLEMS: dict[str, Callable[[], str]] = {
    "disk_full": lambda: _tr("words", "Disk full. Free space to save the rest."),
    "read_only": lambda: _tr("words", "The data folder cannot be written. Allow it."),
    "locked": lambda: _tr("words", "Another program uses the data. Close it."),
    "corrupt": lambda: _tr("words", "The file of sessions is damaged. Move it away."),
    "newer": lambda: _tr("words", "The file of sessions is of a newer version."),
    "io": lambda: _tr("words", "The disk does not take it. Look after it."),
}


def not_saved(code: str | None, saved_ms: int | None, *, ended: bool) -> str:
    """That the session is not being saved, up to when it was, why, and what to do."""
    if saved_ms is None:
        said = _tr("words", "Not saved.") if ended else _tr("words", "Carry on; not being saved.")
    else:
        pattern = (
            _tr("words", "Saved only up to {time}.")
            if ended
            else _tr("words", "Carry on; saved up to {time}.")
        )
        said = pattern.replace("{time}", clock(saved_ms))
    return said if code is None else f"{said} {_PROBLEMS[code]()}"


def screen_may_sleep() -> str:
    """The system did not let the program keep the screen on."""
    return _tr("words", "The screen may go dark by itself: the system does not let it be kept on.")


_REFUSALS: dict[str, Callable[[], str]] = {
    "ended": lambda: _tr("words", "The session has ended."),
    "paused": lambda: _tr("words", "Paused. Tap on a breath in first."),
    "finished": lambda: _tr("words", "All stages are done."),
    "going_on": lambda: _tr("words", "The next stage begins with the next breath in."),
    "off_the_back": lambda: _tr("words", "That is not on the back."),
    "too_many_areas": lambda: _tr("words", "No more tense areas can be marked."),
    "nothing_to_undo": lambda: _tr("words", "Nothing to undo."),
    "no_area_in_work": lambda: _tr("words", "No tense area is in work now."),
    "answered": lambda: _tr("words", "Answered already. The next area begins with a breath in."),
    "pressure_limit": lambda: _tr("words", "Pressure goes no further for this client."),
    "not_a_number": lambda: _tr("words", "That is not a number."),
}


def refusal(code: str) -> str:
    """Why a command makes no sense now. Raises KeyError for a code that does not exist."""
    return _REFUSALS[code]()


def outcome(value: Outcome) -> str:
    """What became of a tense area."""
    return {
        Outcome.OPEN: _tr("words", "not worked on"),
        Outcome.SOFTENED: _tr("words", "softened"),
        Outcome.NOT_SOFTENED: _tr("words", "did not soften"),
    }[value]


def stood(reason: HoldReason | PauseReason, length_ms: int) -> str:
    """A hold or a pause that is past, and how long it was."""
    pattern = {
        HoldReason.ASKED: _tr("words", "Held for {time}"),
        HoldReason.OIL: _tr("words", "Oil for {time}"),
        PauseReason.ASKED: _tr("words", "Paused for {time}"),
        PauseReason.SLEPT: _tr("words", "The computer slept for {time}"),
        PauseReason.INTERRUPTED: _tr("words", "Interrupted for {time}"),
    }[reason]
    return pattern.replace("{time}", clock(length_ms))
