"""A session under way, told to the voice."""

from PySide6.QtCore import QObject

from coach.library.settings import Voice
from coach.session.events import AnyEvent
from coach.session.moment import Moment
from coach.sound.announcer import Announcer
from coach.sound.voice import Speaker


class Commentary(QObject):
    """Slots for a performer's signals; one for each session."""

    def __init__(
        self,
        speaker: Speaker,
        settings: Voice,
        language: str,
        parent: QObject,
        *,
        speed: float = 1.0,
    ) -> None:
        super().__init__(parent)
        self._speaker = speaker
        self._announcer = Announcer(settings, language, speed=speed)

    def set_settings(self, settings: Voice) -> None:
        """What is said from now on."""
        self._announcer.settings = settings

    def show_moment(self, moment: Moment) -> None:
        """At each frame."""
        self._speaker.set_stage(moment.stage)
        utterances = self._announcer.hear(moment)
        if utterances:
            self._speaker.say(*utterances)

    def hear_events(self, events: tuple[AnyEvent, ...]) -> None:
        """As they are made."""
        self._speaker.say(*self._announcer.heard(events))

    def hear_refusal(self, code: str) -> None:
        """A command that made no sense."""
        self._speaker.say(*self._announcer.refused(code))
