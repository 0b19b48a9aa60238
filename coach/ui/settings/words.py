"""The ids and codes of the settings → the words that a user reads."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

_TONES: dict[str, Callable[[], str]] = {
    "air": lambda: translate("settings", "Air"),
    "waves": lambda: translate("settings", "Waves"),
    "wind": lambda: translate("settings", "Wind"),
    "tone": lambda: translate("settings", "Tone"),
    "bowl": lambda: translate("settings", "Singing bowl"),
    "choir": lambda: translate("settings", "Choir"),
}
_CUES: dict[str, Callable[[], str]] = {
    "wood": lambda: translate("settings", "Wood"),
    "bell": lambda: translate("settings", "Bell"),
    "drop": lambda: translate("settings", "Drop"),
    "harp": lambda: translate("settings", "Harp"),
}
_HEARD: dict[str, Callable[[], str]] = {
    "air": lambda: translate("settings", "Like breath: brighter and fuller in, darker out."),
    "waves": lambda: translate("settings", "Surf: a wave gathers and breaks, and draws back."),
    "wind": lambda: translate("settings", "A soft hollow wind that rises and falls."),
    "tone": lambda: translate("settings", "One warm tone that glides up and down again."),
    "bowl": lambda: translate("settings", "Its pitch stays, its overtones open and close."),
    "choir": lambda: translate("settings", "A hum that opens into a chord and closes again."),
    "wood": lambda: translate("settings", "Two soft strokes, rising in, falling out."),
    "bell": lambda: translate("settings", "One small bell, higher in, lower out."),
    "drop": lambda: translate("settings", "A drop of water, gliding up in, down out."),
    "harp": lambda: translate("settings", "Three plucked strings, upward in, downward out."),
}
_CHIMES: dict[str, Callable[[], str]] = {
    "before_stage": lambda: translate("settings", "Before a change"),
    "stage": lambda: translate("settings", "Change"),
    "end": lambda: translate("settings", "End"),
}
_PAIRS: dict[str, Callable[[], str]] = {
    "warm-cool": lambda: translate("settings", "Warm and cool"),
    "gold-blue": lambda: translate("settings", "Gold and blue"),
    "pink-green": lambda: translate("settings", "Pink and green"),
}
_SOUND_PROBLEMS: dict[str, Callable[[], str]] = {
    "no_library": lambda: translate(
        "settings",
        "There is no sound: the system's sound library is missing. On Debian and Ubuntu install"
        " the package libpulse0, then start the program again.",
    ),
    "no_device": lambda: translate(
        "settings",
        "There is no sound: no output is connected. It begins by itself when one is.",
    ),
    "no_output": lambda: translate(
        "settings",
        "There is no sound: the output does not open. Look whether another program holds it, or"
        " choose another below.",
    ),
}
_VOICE_PROBLEMS: dict[str, Callable[[], str]] = {
    "no_library": lambda: translate(
        "settings",
        "There is no voice: the system's speech library is missing. On Debian and Ubuntu install"
        " the packages libpulse0, speech-dispatcher and speech-dispatcher-espeak-ng, then start"
        " the program again.",
    ),
    "no_engine": lambda: translate(
        "settings",
        "There is no voice: the system has nothing that speaks. On Debian and Ubuntu install the"
        " packages speech-dispatcher and speech-dispatcher-espeak-ng, then start the program"
        " again.",
    ),
    "lost": lambda: translate(
        "settings", "The voice went away. It is tried again when something is to be said."
    ),
}


def tone(name: str) -> str:
    """A sound that runs on through the breath; one without words is called by its id."""
    return _called(_TONES, name)


def cue(name: str) -> str:
    """A sound at each turn of the breath."""
    return _called(_CUES, name)


def chime(name: str) -> str:
    """When a chime sounds."""
    return _called(_CHIMES, name)


def heard(name: str) -> str:
    """What is heard of a tone or a cue; empty where there are no words for it."""
    return _HEARD[name]() if name in _HEARD else ""


def pair(name: str) -> str:
    """The two colours of in and out."""
    return _called(_PAIRS, name)


def sound_problem(code: str) -> str:
    """Why nothing is heard, and what to do."""
    return _said(_SOUND_PROBLEMS, code, translate("settings", "There is no sound ({code})."))


def voice_problem(code: str) -> str:
    """Why nothing is spoken, and what to do."""
    return _said(_VOICE_PROBLEMS, code, translate("settings", "There is no voice ({code})."))


def percent(share: float) -> str:
    """0 to 1 as a percentage."""
    return f"{share:.0%}".replace("%", "\N{NO-BREAK SPACE}%")


def missing_output(name: str) -> str:
    """The chosen output while it is away."""
    if not name:
        return translate("settings", "The chosen one (not connected)")
    return translate("settings", "{name} (not connected)").replace("{name}", name)


def with_missing(there: Sequence[tuple[str, str]], chosen: str) -> list[tuple[str, str]]:
    """Ids and names, and what was chosen where it is not among them; empty is nothing chosen."""
    if not chosen or chosen in dict(there):
        return list(there)
    gone = translate("settings", "{name} (not installed)").replace("{name}", chosen)
    return [*there, (chosen, gone)]


def _called(names: dict[str, Callable[[], str]], name: str) -> str:
    return names[name]() if name in names else name.replace("-", " ").replace("_", " ").capitalize()


def _said(sentences: dict[str, Callable[[], str]], code: str, other: str) -> str:
    return sentences[code]() if code in sentences else other.replace("{code}", code)
