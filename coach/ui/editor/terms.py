"""The codes of a protocol → the words that a user reads in the editor."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from coach.massage.protocol import Hand, Stand, Works
from coach.massage.strokes import Direction, StageSound, StrokeKind

translate = QCoreApplication.translate
T = TypeVar("T")

_STROKES: dict[StrokeKind, Callable[[], str]] = {
    StrokeKind.EFFLEURAGE: lambda: translate("editor", "Effleurage (gliding)"),
    StrokeKind.KNEADING: lambda: translate("editor", "Kneading"),
    StrokeKind.FRICTION: lambda: translate("editor", "Friction (small circles)"),
    StrokeKind.FINGERTIP_PRESSURE: lambda: translate("editor", "Fingertip pressure"),
    StrokeKind.TAPOTEMENT: lambda: translate("editor", "Tapotement (drumming)"),
    StrokeKind.VIBRATION: lambda: translate("editor", "Vibration"),
    StrokeKind.STRETCH: lambda: translate("editor", "Stretch"),
    StrokeKind.HOLD: lambda: translate("editor", "Hold (hands rest)"),
}
_HANDS: dict[Hand, Callable[[], str]] = {
    Hand.PALMS: lambda: translate("editor", "Palms"),
    Hand.THUMBS: lambda: translate("editor", "Thumbs"),
    Hand.FINGERTIPS: lambda: translate("editor", "Fingertips"),
    Hand.VIBRATING_PALMS: lambda: translate("editor", "Vibrating palms"),
}
_STANDS: dict[Stand, Callable[[], str]] = {
    Stand.HIP: lambda: translate("editor", "At the hip"),
    Stand.SIDE: lambda: translate("editor", "At the side"),
    Stand.HEAD: lambda: translate("editor", "At the head"),
    Stand.BEHIND: lambda: translate("editor", "Behind the chair"),
}
_WORKS: dict[Works, Callable[[], str]] = {
    Works.PATH: lambda: translate("editor", "Timed, along the path"),
    Works.AREAS: lambda: translate("editor", "On each tense area until it softens"),
    Works.SOFTENED: lambda: translate("editor", "Softened areas first, then the path"),
}
_DIRECTIONS: dict[Direction, Callable[[], str]] = {
    Direction.UP: lambda: translate("editor", "Up"),
    Direction.DOWN: lambda: translate("editor", "Down"),
    Direction.IN: lambda: translate("editor", "In"),
    Direction.OUT: lambda: translate("editor", "Out"),
    Direction.STAY: lambda: translate("editor", "Stay"),
}
_SOUNDS: dict[StageSound, Callable[[], str]] = {
    StageSound.AIR: lambda: translate("settings", "Air"),
    StageSound.WAVES: lambda: translate("settings", "Waves"),
    StageSound.WIND: lambda: translate("settings", "Wind"),
    StageSound.TONE: lambda: translate("settings", "Tone"),
    StageSound.BOWL: lambda: translate("settings", "Singing bowl"),
    StageSound.CHOIR: lambda: translate("settings", "Choir"),
    StageSound.SILENCE: lambda: translate("editor", "Silence"),
}


def stroke(value: StrokeKind) -> str:
    """A kind of stroke."""
    return _STROKES[value]()


def strokes() -> list[tuple[object, str]]:
    """All of them, to choose from."""
    return _all(_STROKES)


def hands() -> list[tuple[object, str]]:
    """The parts of the hand."""
    return _all(_HANDS)


def stands() -> list[tuple[object, str]]:
    """Where one can stand."""
    return _all(_STANDS)


def works() -> list[tuple[object, str]]:
    """What a stage goes over."""
    return _all(_WORKS)


def direction(value: Direction) -> str:
    """A direction."""
    return _DIRECTIONS[value]()


def directions() -> list[tuple[object, str]]:
    """As the path leads, or one of them."""
    return [(None, translate("editor", "As the path leads")), *_all(_DIRECTIONS)]


def sounds() -> list[tuple[object, str]]:
    """As it is set, or one of them."""
    return [(None, translate("editor", "As in Settings")), *_all(_SOUNDS)]


def _all(words: dict[T, Callable[[], str]]) -> list[tuple[object, str]]:
    return [(value, said()) for value, said in words.items()]
