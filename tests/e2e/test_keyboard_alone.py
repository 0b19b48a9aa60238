"""A whole session with the keyboard alone, its settings and the Library included."""

import time

from coach.library import settings as settings_file
from coach.massage.back import Outcome, Side
from coach.session import events as ev
from tests.helpers.program import Program
from tests.helpers.screen import wait_until

BREATH_S = 2.6
NO_SERVER = "PulseAudioService: pa_context_connect() failed\n"
"""What Qt says of itself where no sound server runs."""


def area_in_work(program):
    works = [e.work for e in program.events() if isinstance(e, ev.WorkPlanned)]
    return works[-1].area.number if works and works[-1].area else None


def settings_are_open(screen):
    return screen.xdotool("search", "--onlyvisible", "--name", "^Settings$")


def test_from_prepare_through_everything_to_prepare(screen, coach_home):
    with Program(screen, coach_home) as program:
        program.key("ctrl+2")
        time.sleep(1)
        program.key("ctrl+1")
        time.sleep(0.5)
        for _ in range(4):
            program.key("t")
            time.sleep(BREATH_S)
        program.key("Return")
        time.sleep(0.5)
        program.key("space")
        program.wait_for(ev.Started)
        time.sleep(1)  # the page is whole: keys that come all at once are a pedal's bounce

        program.key("Up", "Up", "Down")
        program.wait_for(ev.TempoSet, 3)
        program.key("m", "m", "m")
        assert program.wait_for(ev.AreaSet, 3)[-1].area.side is Side.BOTH
        program.key("u")
        program.wait_for(ev.AreaSet, undoes=True)
        program.key("m")
        program.wait_for(ev.AreaSet, 5)

        program.key("ctrl+comma")
        wait_until(lambda: settings_are_open(screen), what="the settings")
        program.screen.type("glance")
        time.sleep(0.5)
        program.key("Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab")
        program.key("Escape")
        wait_until(lambda: not settings_are_open(screen), what="no settings")
        program.screen.xdotool("windowfocus", "--sync", program.window)

        program.key("g", "l", "k", "q", "b", "r")
        program.key("o")
        assert program.wait_for(ev.Held)[0].reason is ev.HoldReason.OIL
        program.key("Next")
        program.wait_for(ev.Resumed)
        program.key("p")
        program.wait_for(ev.Paused)
        time.sleep(1)
        program.key("p")
        program.wait_for(ev.Resumed, 2)
        program.key("plus", "minus")
        program.wait_for(ev.PressureSet, 2)

        program.key("Right")
        program.wait_for(ev.WorkPlanned)
        time.sleep(4)
        program.key("Right")
        wait_until(lambda: area_in_work(program) is not None, what="an area in work")
        time.sleep(4)
        before = len(program.wait_for(ev.AreaSet))
        program.key("n")
        answered = program.wait_for(ev.AreaSet, before + 1)[-1].area
        assert answered.outcome is Outcome.NOT_SOFTENED

        program.key("w")
        program.wait_for(ev.PacingSet)
        program.key("ctrl+e")
        time.sleep(0.5)
        program.key("Return")
        program.wait_for(ev.Ended)
        time.sleep(0.5)
        program.key("Return")
        time.sleep(1)
        status, said = program.end()
        assert (status, said.replace(NO_SERVER, "")) == (0, "")
    settings, problem = settings_file.load(coach_home)
    assert problem is None
    assert (settings.look.glance, settings.look.light, settings.keys.shown) == (True, 50, True)
    assert settings.sound.tone_on
    assert settings.look.turn_degrees == 90
