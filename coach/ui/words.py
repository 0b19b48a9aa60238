"""Codes → the words that a user reads, through Qt's translation."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from coach.breath.lead import Led, Standing
from coach.massage.back import Outcome, Region, Side, TenseArea
from coach.massage.protocol import Stand
from coach.session.events import HoldReason, Pacing, PauseReason

translate = QCoreApplication.translate


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
    return translate("words", "{time} left").replace("{time}", clock(whole_ms))


def planned(t_ms: int) -> str:
    """The planned length beside the clock: in minutes where it is whole ones."""
    return str(t_ms // 60_000) if t_ms % 60_000 == 0 else clock(t_ms)


def tap_age(age_ms: int | None) -> str:
    """How long ago the last tap was, on two lines."""
    if age_ms is None:
        return translate("words", "no tap\nyet")
    seconds = age_ms // 1000
    if seconds < 120:
        return translate("words", "tapped\n{n} s ago").replace("{n}", str(seconds))
    return translate("words", "tapped\n{n} min ago").replace("{n}", str(seconds // 60))


def pacing(value: Pacing) -> str:
    """A way of pacing."""
    if value is Pacing.STEADY:
        return translate("words", "Steady")
    return translate("words", "With my taps")


def paused(reason: PauseReason | None, elapsed_ms: int) -> str:
    """Why the clock stands, and what goes on from here."""
    tap = translate("words", "Tap on a breath in.")
    at = clock(elapsed_ms)
    if reason is PauseReason.SLEPT:
        why = translate("words", "The computer slept. Paused at {time}.").replace("{time}", at)
    elif reason is PauseReason.INTERRUPTED:
        why = translate("words", "Interrupted at {time}.").replace("{time}", at)
    else:
        why = translate("words", "Paused.")
    return f"{why} {tap}"


def held(reason: HoldReason | None) -> str:
    """Why the hands rest, and what goes on from here."""
    tap = translate("words", "Tap on a breath in.")
    why = translate("words", "Oil.") if reason is HoldReason.OIL else translate("words", "Held.")
    return f"{why} {tap}"


def stand(value: Stand) -> str:
    """Where the practitioner goes for the next stage."""
    return {
        Stand.HIP: translate("words", "Stand at the hip."),
        Stand.SIDE: translate("words", "Stand at the side."),
        Stand.HEAD: translate("words", "Go to the head."),
        Stand.BEHIND: translate("words", "Stand behind the chair."),
    }[value]


_AREAS: dict[Region, Callable[[], str]] = {
    Region.NECK: lambda: translate("words", "neck"),
    Region.SHOULDER: lambda: translate("words", "shoulder"),
    Region.SHOULDER_BLADE: lambda: translate("words", "shoulder blade"),
    Region.UPPER_ARM: lambda: translate("words", "upper arm"),
    Region.MIDDLE_BACK: lambda: translate("words", "middle back"),
    Region.LOWER_BACK: lambda: translate("words", "lower back"),
    Region.HIP: lambda: translate("words", "hip"),
}


def region(value: Region) -> str:
    """A part of the back."""
    return _AREAS[value]()


def place(area: TenseArea) -> str:
    """A tense area's side and region, such as "left shoulder blade"."""
    return on_side(area.side, area.region)


def on_side(side: Side, where: Region) -> str:
    """A side's region, such as "left shoulder blade"."""
    pattern = {
        Side.LEFT: translate("words", "left {region}"),
        Side.RIGHT: translate("words", "right {region}"),
        Side.BOTH: translate("words", "{region}, both sides"),
    }[side]
    return pattern.replace("{region}", region(where))


def numbers(values: tuple[int, ...]) -> str:
    """Marks' numbers in a row: "2", "2 and 3", "1, 2 and 3"."""
    if len(values) == 1:
        return str(values[0])
    first = ", ".join(str(value) for value in values[:-1])
    pair = translate("words", "{first} and {last}")
    return pair.replace("{first}", first).replace("{last}", str(values[-1]))


_PROBLEMS: dict[str, Callable[[], str]] = {
    "disk_full": lambda: translate("words", "Disk full. Free space to save the rest."),
    "read_only": lambda: translate("words", "The data folder cannot be written. Allow it."),
    "locked": lambda: translate("words", "Another program uses the data. Close it."),
    "corrupt": lambda: translate("words", "The file of sessions is damaged. Move it away."),
    "newer": lambda: translate("words", "The file of sessions is of a newer version."),
    "io": lambda: translate("words", "The disk does not take it. Look after it."),
}


def not_saved(code: str | None, saved_ms: int | None, *, ended: bool) -> str:
    """That the session is not being saved, up to when it was, why, and what to do."""
    if saved_ms is None:
        said = (
            translate("words", "Not saved.")
            if ended
            else translate("words", "Carry on; not being saved.")
        )
    else:
        pattern = (
            translate("words", "Saved only up to {time}.")
            if ended
            else translate("words", "Carry on; saved up to {time}.")
        )
        said = pattern.replace("{time}", clock(saved_ms))
    return said if code is None else f"{said} {_PROBLEMS[code]()}"


def screen_may_sleep() -> str:
    """The system did not let the program keep the screen on."""
    return translate(
        "words", "The screen may go dark by itself: the system does not let it be kept on."
    )


_NO_SOUND: dict[str, Callable[[], str]] = {
    "no_library": lambda: translate(
        "words", "No sound: the system's sound library is missing. Install libpulse0."
    ),
    "no_device": lambda: translate(
        "words", "No sound: no output is connected. It begins when one is."
    ),
    "no_output": lambda: translate(
        "words", "No sound: the output does not open. Choose another in Settings."
    ),
}


def no_sound(code: str) -> str:
    """Why nothing is heard; the session goes on without. Raises KeyError for an unknown code."""
    return _NO_SOUND[code]()


def output_lost(name: str) -> str:
    """The output that was chosen went away."""
    pattern = translate("words", "“{name}” is gone: no sound until it is back.")
    return pattern.replace("{name}", name)


def output_back(name: str) -> str:
    """It is there again."""
    return translate("words", "“{name}” is back.").replace("{name}", name)


_NO_VOICE: dict[str, Callable[[], str]] = {
    "no_library": lambda: translate(
        "words", "No voice: install libpulse0, speech-dispatcher and speech-dispatcher-espeak-ng."
    ),
    "no_engine": lambda: translate(
        "words", "No voice: install speech-dispatcher and speech-dispatcher-espeak-ng."
    ),
    "lost": lambda: translate("words", "The voice went away. It is tried again."),
}


def no_voice(code: str) -> str:
    """Why nothing is spoken; the session goes on without. Raises KeyError for an unknown code."""
    return _NO_VOICE[code]()


def quiet(on: bool) -> str:
    """Voice and chimes sleep, or are awake again."""
    if on:
        return translate("words", "Quiet: no voice, no chimes.")
    return translate("words", "Voice and chimes as set.")


_LEADS: dict[Standing, Callable[[], str]] = {
    Standing.LEADS: lambda: translate("words", "leading\nto {goal}"),
    Standing.LAGS: lambda: translate("words", "waits for\nthe client"),
    Standing.UNTAPPED: lambda: translate("words", "waits\nfor taps"),
    Standing.STOPPED: lambda: translate("words", "lead\nstopped"),
}


def lead(led: Led, rate_bpm: float, *, rests: bool) -> str:
    """What the lead does, on two lines; nothing leads while the breath `rests`."""
    text = _LEADS[led.standing]()
    if led.standing is Standing.LEADS and rate_bpm <= led.lead.goal_bpm:
        text = translate("words", "led\nto {goal}")
    elif led.standing is Standing.LEADS and rests:
        text = _lead_rests()
    return text.replace("{goal}", f"{led.lead.goal_bpm:g}")


def leads(led: Led) -> list[str]:
    """All that may be said of it, for the room that it takes."""
    goal = f"{led.lead.goal_bpm:g}"
    return [text().replace("{goal}", goal) for text in (*_LEADS.values(), _lead_rests)]


def _lead_rests() -> str:
    return translate("words", "lead\nrests")


def lead_set(led: Led, rate_bpm: float) -> str:
    """A hand stopped the lead, or let it go on: at once, or once the breath is paced again."""
    if led.standing is Standing.STOPPED:
        said = translate("words", "Lead stopped: keeping {rate}.")
        return said.replace("{rate}", f"{rate_bpm:.1f}")
    if rate_bpm > led.lead.goal_bpm:
        said = translate("words", "Lead on, down to {goal}.")
    else:
        said = translate("words", "Lead on, no slower than {goal}.")
    return said.replace("{goal}", f"{led.lead.goal_bpm:g}")


def lead_was(standing: Standing, length_ms: int) -> str:
    """A wait or a stop of the lead that is past, and how long it was."""
    pattern = {
        Standing.LAGS: translate("words", "The lead waited for the client for {time}"),
        Standing.UNTAPPED: translate("words", "The lead waited for taps for {time}"),
        Standing.STOPPED: translate("words", "The lead was stopped for {time}"),
    }[standing]
    return pattern.replace("{time}", clock(length_ms))


def breath_sound(on: bool) -> str:
    """The breath is heard, or no longer."""
    if on:
        return translate("words", "Breath sound on.")
    return translate("words", "Breath sound off.")


_REFUSALS: dict[str, Callable[[], str]] = {
    "ended": lambda: translate("words", "The session has ended."),
    "paused": lambda: translate("words", "Paused. Tap on a breath in first."),
    "finished": lambda: translate("words", "All stages are done."),
    "going_on": lambda: translate("words", "The next stage begins with the next breath in."),
    "off_the_back": lambda: translate("words", "That is not on the back."),
    "avoided": lambda: translate("words", "To be avoided: no mark here."),
    "too_many_areas": lambda: translate("words", "No more tense areas can be marked."),
    "nothing_to_undo": lambda: translate("words", "Nothing to undo."),
    "no_area_in_work": lambda: translate("words", "No tense area is in work now."),
    "answered": lambda: translate(
        "words", "Answered already. The next area begins with a breath in."
    ),
    "pressure_limit": lambda: translate("words", "Pressure goes no further for this client."),
    "tempo_limit": lambda: translate("words", "The tempo goes no further: 4 to 24 breaths / min."),
    "no_lead": lambda: translate("words", "This session does not lead. Choose it in Prepare."),
    "not_a_number": lambda: translate("words", "That is not a number."),
}


def refusal(code: str) -> str:
    """Why a command makes no sense now. Raises KeyError for a code that does not exist."""
    return _REFUSALS[code]()


def outcome(value: Outcome, *, begun: bool = False) -> str:
    """What became of a tense area; `begun`: it was worked on."""
    if begun and value is Outcome.OPEN:
        return translate("words", "not finished")
    return {
        Outcome.OPEN: translate("words", "not worked on"),
        Outcome.SOFTENED: translate("words", "softened"),
        Outcome.NOT_SOFTENED: translate("words", "did not soften"),
    }[value]


def day(value: date, today: date) -> str:
    """A day, such as "12 November"; with its year where that could be mistaken."""
    near = abs((today - value).days) < 300
    pattern = translate("words", "d MMMM") if near else translate("words", "d MMMM yyyy")
    return QLocale().toString(QDate(value.year, value.month, value.day), pattern)


def stood(reason: HoldReason | PauseReason, length_ms: int) -> str:
    """A hold or a pause that is past, and how long it was."""
    pattern = {
        HoldReason.ASKED: translate("words", "Held for {time}"),
        HoldReason.OIL: translate("words", "Oil for {time}"),
        PauseReason.ASKED: translate("words", "Paused for {time}"),
        PauseReason.SLEPT: translate("words", "The computer slept for {time}"),
        PauseReason.INTERRUPTED: translate("words", "Interrupted for {time}"),
    }[reason]
    return pattern.replace("{time}", clock(length_ms))
