"""The voicings of the breath, by id.

id      name    what is heard
air     Air     Breath-like: brighter and fuller in, darker out.
waves   Waves   Surf: a wave gathers and breaks, and draws back fizzing.
wind    Wind    A soft hollow wind that rises and falls.
tone    Tone    One warm tone that glides up a fifth and down again.
bowl    Bowl    A singing bowl: its pitch stays, its overtones open and close.
choir   Choir   A hum that opens into a chord and closes again.
"""

from collections.abc import Callable, Mapping

from coach.sound.voicing import Voicing
from coach.sound.voicings.choir import Choir
from coach.sound.voicings.limits import LARGEST_STEP, LOUDNESS_LUFS, PEAK
from coach.sound.voicings.noise import Air, Waves, Wind
from coach.sound.voicings.tonal import Bowl, Tone

__all__ = ["LARGEST_STEP", "LOUDNESS_LUFS", "PEAK", "TONES"]

TONES: Mapping[str, Callable[[], Voicing]] = {
    "air": Air,
    "waves": Waves,
    "wind": Wind,
    "tone": Tone,
    "bowl": Bowl,
    "choir": Choir,
}
"""Each call makes a voicing that begins afresh; noise takes the most, up to about 0.1 s."""
