"""What the interface wants to hear: written in its thread, read in the sound's for each block."""

from dataclasses import dataclass, field

from coach.library.settings import BreathSound
from coach.sound.score import Score


@dataclass
class Wishes:
    """Each part is replaced as a whole, never changed."""

    settings: BreathSound = field(default_factory=BreathSound)
    score: Score | None = None
    quiet: bool = False
    ducked: bool = False

    @property
    def something_sounds(self) -> bool:
        """Whether a session is followed with any sound switched on."""
        chosen = self.settings
        return self.score is not None and (chosen.tone_on or chosen.cue_on or chosen.chimes_on)
