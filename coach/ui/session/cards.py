"""Which words are in force at a Moment, which wait, and in what colour."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from coach.breath.pattern import Phase
from coach.massage.protocol import spoken
from coach.massage.strokes import Direction
from coach.session.moment import Force, Moment
from coach.session.state import Status
from coach.ui import words
from coach.ui.theme import Theme

translate = QCoreApplication.translate


class Card(NamedTuple):
    """Words, the name of their colour in the theme, and an arrow: 1 up, -1 down, 2 inward, -2
    outward, 0 none.
    """

    text: str
    tint: str
    arrow: int = 0

    def colour(self, theme: Theme) -> str:
        """The colour as #rrggbb."""
        return {
            "inhale": theme.inhale,
            "exhale": theme.exhale,
            "text": theme.text,
            "muted": theme.muted,
        }[self.tint]


_ARROWS = {
    Direction.UP: 1,
    Direction.DOWN: -1,
    Direction.IN: 2,
    Direction.OUT: -2,
    Direction.STAY: 0,
}


def stands(moment: Moment) -> bool:
    """Whether nothing is to be done with the breath: paused, held at rest, or over."""
    if moment.status in (Status.PAUSED, Status.ENDED) or moment.finished:
        return True
    return moment.status is Status.HELD and moment.resting


def _goes_back(moment: Moment) -> bool:
    """Whether a finished massage waits for a tap to go on in its last stage."""
    return moment.finished and moment.resting and moment.next_inhale is not None


def in_force(moment: Moment, language: str) -> Card:
    """The card that the hands follow now."""
    if stands(moment):
        return _standing(moment)
    return {
        Force.INHALE: Card(
            spoken(moment.inhale.text, language), "inhale", _ARROWS[moment.inhale_way]
        ),
        Force.EXHALE: Card(
            spoken(moment.exhale.text, language), "exhale", _ARROWS[moment.exhale_way]
        ),
        Force.STEP: Card(translate("cards", "Rest in place."), "exhale"),
        Force.STAY: Card(translate("cards", "Hands stay. Wait."), "exhale"),
    }[moment.force]


def _standing(moment: Moment) -> Card:
    if moment.status is Status.ENDED:
        return Card(translate("cards", "The session has ended."), "text")
    if moment.status is Status.PAUSED:
        return Card(words.paused(moment.pause_reason, moment.elapsed_ms), "text")
    if _goes_back(moment):
        return Card(translate("cards", "Tap on a breath in."), "text")
    if moment.finished:
        return Card(translate("cards", "Finished. Hands leave slowly."), "text")
    return Card(words.held(moment.hold_reason), "text")


def waiting(moment: Moment, language: str) -> Card | None:
    """The card after it; None once the massage is over."""
    if moment.status is Status.ENDED or (moment.finished and not _goes_back(moment)):
        return None
    if moment.force is Force.INHALE and moment.status is not Status.PAUSED:
        if moment.climbing:
            return Card(translate("cards", "Rest in place."), "exhale")
        return Card(spoken(moment.exhale.text, language), "exhale", _ARROWS[moment.exhale_way])
    if moment.next_inhale is None:
        return Card(translate("cards", "Finished. Hands leave slowly."), "text")
    return Card(spoken(moment.next_inhale.text, language), "inhale", _ARROWS[moment.next_way])


def breath_word(moment: Moment) -> Card:
    """In, Out, or what stands in their place."""
    if moment.status is Status.ENDED:
        return Card("", "muted")
    if moment.status is Status.PAUSED:
        return Card(translate("cards", "Paused"), "text")
    if moment.finished:
        return Card("", "muted")
    return {
        Phase.INHALE: Card(translate("cards", "In"), "inhale", 1),
        Phase.EXHALE: Card(translate("cards", "Out"), "exhale", -1),
        Phase.PAUSE: Card(translate("cards", "Wait"), "exhale"),
    }[moment.phase]
