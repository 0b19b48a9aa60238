"""The real program, heard: the breath in an earpiece, the voice in the room, both recorded."""

import time

import pytest

from coach.library import settings as settings_file
from coach.library.settings import BreathSound, Settings, Voice
from coach.session import events as ev
from tests.helpers import speech
from tests.helpers.program import Program
from tests.helpers.pulse import PulseServer, wait_until
from tests.helpers.speech import AUDIBLE, RATE_HZ, Ears, SpeechServer

pytestmark = pytest.mark.xdist_group("heard")
STRAYED_MS = 50
"""PulseAudio moves a stream whose output was pulled to another one before anyone is told; so long,
at most, a piece of it may be heard there."""
EAR = BreathSound(tone_on=True, cue_on=True, chimes_on=True, device="ear", device_name="ear")


@pytest.fixture
def sound(tmp_path):
    lacking = speech.missing()
    if lacking:
        pytest.skip(f"needs {', '.join(lacking)}")
    with PulseServer(tmp_path / "pulse", "room", "ear") as sound:
        yield sound


def new(ears):
    """Only what is heard from now on."""
    from_frame = ears.frames
    return lambda: ears.hear(from_frame)


def test_the_breath_in_the_ear_and_the_voice_in_the_room(screen, coach_home, sound, tmp_path):
    settings_file.save(coach_home, Settings(sound=EAR, voice=Voice(on=True)))
    with (
        SpeechServer(tmp_path / "speech", sound) as voice,
        Ears(sound, "room", tmp_path / "room.raw") as room,
        Ears(sound, "ear", tmp_path / "ear.raw") as ear,
    ):
        environment = {"PULSE_SERVER": sound.environment["PULSE_SERVER"], **voice.environment}
        with Program(screen, coach_home, "start", environment=environment) as program:
            program.wait_for(ev.Started)
            wait_until(ear.hear, what="the breath")
            wait_until(room.hear, timeout_s=30, what="the voice")

            program.key("q")
            time.sleep(1)
            wait_until(room.are_at_rest, what="quiet")
            from_frame = room.frames
            program.key("h")
            program.wait_for(ev.Held)
            program.key("space")
            program.wait_for(ev.Resumed)

            time.sleep(1)
            assert not room.hear(from_frame), "the voice is quiet"
            sound.unplug("ear")
            time.sleep(2)
            strayed = (abs(room.samples(from_frame)) > AUDIBLE).sum()
            assert strayed <= STRAYED_MS * RATE_HZ / 1000
            program.key("m")
            program.wait_for(ev.AreaSet)

        program_over = new(room)
        time.sleep(0.3)
        assert not program_over()


def test_an_earpiece_comes_back_and_the_breath_with_it(screen, coach_home, sound, tmp_path):
    settings_file.save(coach_home, Settings(sound=EAR))
    environment = {"PULSE_SERVER": sound.environment["PULSE_SERVER"]}
    with Program(screen, coach_home, "start", environment=environment) as program:
        program.wait_for(ev.Started)
        with Ears(sound, "ear", tmp_path / "first.raw") as ear:
            wait_until(ear.hear, what="the breath")
        sound.unplug("ear")
        time.sleep(2)
        sound.plug("ear")
        with Ears(sound, "ear", tmp_path / "second.raw") as ear:
            wait_until(ear.hear, what="the breath again")
            program.key("p")
            program.wait_for(ev.Paused)
            wait_until(ear.are_at_rest, what="silence in a pause")
            program.key("space")
            program.wait_for(ev.Resumed)
            again = new(ear)
            wait_until(again, what="the breath after the pause")
            heard = ear.samples(max(0, ear.frames - 5 * RATE_HZ))
            assert abs(heard).max() < 1.0
        program.key("ctrl+e")
        time.sleep(0.5)
        program.key("Return")
        program.wait_for(ev.Ended)
        status, _ = program.end()
        assert status == 0
