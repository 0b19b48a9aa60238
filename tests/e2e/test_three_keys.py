"""A whole session with a board of three pedals, which send A, B and C: nothing else is touched."""

import time

from coach.library import settings as settings_file
from coach.library.settings import Keys, Settings
from coach.massage.back import Outcome, Side
from coach.session import events as ev
from coach.ui.keys.gestures import LONG_MS
from tests.helpers.program import Program
from tests.helpers.screen import wait_until

BREATH_S = 2.6
STEP_S = 0.12
SETTLED_S = 0.6
"""After so long a step is no part of a double one."""


class Board:
    """A foot on the pedals."""

    def __init__(self, screen):
        self._screen = screen

    def step(self, pedal, held_s=STEP_S, times=1):
        once = ("keydown", pedal, "sleep", held_s, "keyup", pedal, "sleep", STEP_S)
        self._screen.xdotool(*once * times)

    def hold(self, pedal):
        self.step(pedal, LONG_MS / 1000 + 0.3)

    def twice(self, pedal):
        self.step(pedal, times=2)


def work(program):
    works = [e.work for e in program.events() if isinstance(e, ev.WorkPlanned)]
    return works[-1].area.number if works and works[-1].area else None


def test_from_prepare_to_the_end_and_to_the_next_client(screen, coach_home):
    settings_file.save(coach_home, Settings(keys=Keys(preset="three-pedals")))
    foot = Board(screen)
    with Program(screen, coach_home) as program:
        for _ in range(4):
            foot.step("b")
            time.sleep(BREATH_S - 2 * STEP_S)
        foot.step("a")
        time.sleep(1)
        foot.step("b")
        started = program.wait_for(ev.Started)[0]
        assert started.tapped
        assert 20 < started.rate_bpm < 24

        time.sleep(SETTLED_S)
        foot.twice("c")
        assert program.wait_for(ev.AreaSet, 2)[-1].area.side is Side.RIGHT
        time.sleep(1)
        foot.step("c")
        program.wait_for(ev.AreaSet, 3, undoes=False)
        foot.hold("c")
        assert program.wait_for(ev.AreaSet, undoes=True)[0].number == 2
        foot.step("c")
        assert program.wait_for(ev.AreaSet, 5)[-1].area.number == 2

        foot.hold("b")
        program.wait_for(ev.Held)
        foot.step("b")
        program.wait_for(ev.Resumed)
        foot.twice("a")
        program.wait_for(ev.Paused)
        time.sleep(1)
        foot.step("b")
        program.wait_for(ev.Resumed, 2)

        for stage in (1, 2):
            foot.step("a")
            wait_until(lambda stage=stage: reached(program, stage), what=f"stage {stage}")
            time.sleep(4)
        wait_until(lambda: work(program) == 1, what="the first area in work")
        foot.step("c")
        softened = program.wait_for(ev.AreaSet, 6)[-1].area
        assert (softened.number, softened.outcome) == (1, Outcome.SOFTENED)
        wait_until(lambda: work(program) == 2, what="the second area in work")
        time.sleep(4)
        foot.hold("c")
        answered = program.wait_for(ev.AreaSet, 7)[-1].area
        assert (answered.number, answered.outcome) == (2, Outcome.NOT_SOFTENED)

        foot.hold("a")
        time.sleep(SETTLED_S)
        foot.step("a")
        program.wait_for(ev.Ended)
        time.sleep(1)
        foot.step("a")
        time.sleep(1)
        foot.step("a")
        time.sleep(1)
        foot.step("b")
        wait_until(lambda: len(program.sessions()) == 2, what="the next session")
        assert program.sessions()[-1].status == "ended"


def reached(program, stage):
    works = [e.work for e in program.events() if isinstance(e, ev.WorkPlanned)]
    return bool(works) and works[-1].stage >= stage
