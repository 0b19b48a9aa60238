"""A massage from Prepare to its end, with the real process, by keyboard and mouse."""

import signal
import time
from datetime import datetime

import pytest
from PySide6.QtCore import QPointF

from coach.breath.pattern import BreathPattern
from coach.live.clock import LEAP_MS
from coach.massage.back import Outcome, Side
from coach.session import events as ev
from coach.session.state import Status
from coach.session.timeline import Timeline
from coach.ui import theme as themes
from coach.ui.prepare.page import PreparePage
from coach.ui.recovery import Interrupted
from coach.ui.session.page import SessionPage
from tests.helpers.observed import bare, observed
from tests.helpers.pages import shipped_cards, show
from tests.helpers.program import Program
from tests.helpers.screen import wait_until
from tests.helpers.sessions import Rehearsal

SIZE = (1280, 800)
BREATH_S = 2.6


@pytest.fixture
def page(qtbot):
    """The Session page as it lies in a window of the first size: to know where to click."""
    page = show(qtbot, SessionPage(themes.DARK), *SIZE)
    page.begin(language="en", turn_degrees=0, rehearsal_speed=None)
    page.show_moment(Rehearsal(pattern=BreathPattern(23.0)).moment())
    return page


def on_the_back(page, x, y):
    return QPointF(page.back.mapTo(page, page.back.frame.pixel((x, y)).toPoint()))


def at_rate(page, rate_bpm):
    """Where the slider's handle stands for a rate."""
    slider = page.bar.slider
    part = (rate_bpm - 4.0) / 20.0
    across = slider.height() / 2 + part * (slider.width() - slider.height())
    return QPointF(slider.mapTo(page, slider.rect().topLeft())) + QPointF(
        across, slider.height() / 2
    )


def breathe(program, count):
    """The client breathes in, so many times, and the practitioner taps."""
    for _ in range(count):
        program.key("space")
        time.sleep(BREATH_S)


def test_from_prepare_to_the_end(screen, coach_home, page):
    with Program(screen, coach_home) as program:
        breathe(program, 4)
        program.key("Return")
        time.sleep(0.5)
        program.key("space")
        started = program.wait_for(ev.Started)[0]
        assert started.tapped
        assert started.rate_bpm == pytest.approx(60 / BREATH_S, rel=0.15)

        program.key("Up")
        program.wait_for(ev.TempoSet)
        program.click(at_rate(page, 20.0))
        slid = program.wait_for(ev.TempoSet, 2)[-1]
        assert slid.rate_bpm == pytest.approx(20.0, abs=1.0)

        program.key("m", "m")
        marked = program.wait_for(ev.AreaSet, 2)[-1].area
        assert marked.side is Side.RIGHT
        program.click(on_the_back(page, -0.12, 0.45))
        clicked = program.wait_for(ev.AreaSet, 3)[-1].area
        assert (clicked.number, clicked.side) == (2, Side.LEFT)
        assert clicked.offset == pytest.approx(0.12, abs=0.01)
        assert clicked.y == pytest.approx(0.45, abs=0.01)

        program.key("Right")
        program.wait_for(ev.WorkPlanned)
        time.sleep(4)
        program.key("Right")
        wait_until(lambda: _area_in_work(program) == 1, what="the first area in work")
        time.sleep(4)
        program.key("s")
        softened = program.wait_for(ev.AreaSet, 4)[-1].area
        assert (softened.number, softened.outcome) == (1, Outcome.SOFTENED)
        wait_until(lambda: _area_in_work(program) == 2, what="the second area in work")

        program.key("h")
        program.wait_for(ev.Held)
        program.key("space")
        program.wait_for(ev.Resumed)
        program.key("p")
        program.wait_for(ev.Paused)
        time.sleep(1)
        program.key("space")
        program.wait_for(ev.Resumed, 2)

        program.key("F11")
        wait_until(lambda: "1920x1080" in geometry(program), what="full screen")
        program.key("Escape")
        wait_until(lambda: "1280x800" in geometry(program), what="a window again")

        program.key("w")
        program.wait_for(ev.PacingSet)
        program.key("ctrl+e")
        time.sleep(0.5)
        program.key("Return")
        program.wait_for(ev.Ended)
        assert program.end() == (0, "")

        stored = program.events()
        line = Timeline(stored)
        assert line.final.status is Status.ENDED
        shown = observed(program.shown)
        assert len(shown) > 200
        for t_ms, moment in shown.items():
            assert bare(line.moment_at(t_ms)) == moment
        assert program.sessions()[0].status == "ended"


def _area_in_work(program):
    works = [e.work for e in program.events() if isinstance(e, ev.WorkPlanned)]
    return works[-1].area.number if works and works[-1].area else None


def geometry(program):
    return program.screen.xdotool("getwindowgeometry", program.window)


def test_closing_the_window_in_a_session_asks_and_the_breath_goes_on(screen, coach_home):
    with Program(screen, coach_home, "start") as program:
        program.wait_for(ev.Started)
        screen.key("alt+F4")
        time.sleep(1)
        assert program.process.poll() is None
        program.key("m")
        program.wait_for(ev.AreaSet)
        program.key("Return")
        assert program.process.wait(timeout=20) == 0
        assert program.sessions()[0].status == "ended"


def test_a_frozen_system_becomes_a_pause_that_says_so(screen, coach_home):
    with Program(screen, coach_home, "start") as program:
        program.wait_for(ev.Started)
        time.sleep(1)
        program.process.send_signal(signal.SIGSTOP)  # stopped, as a frozen system is
        time.sleep(LEAP_MS / 1000 + 1)
        program.process.send_signal(signal.SIGCONT)
        paused = program.wait_for(ev.Paused)[0]
        assert paused.reason is ev.PauseReason.SLEPT
        program.key("space")
        resumed = program.wait_for(ev.Resumed)[0]
        assert resumed.t_ms - paused.t_ms > LEAP_MS


def test_a_crashed_session_is_offered_and_goes_on_paused_where_it_died(screen, coach_home, qtbot):
    with Program(screen, coach_home, "start", "--rate", "20") as program:
        program.wait_for(ev.Started)
        program.key("m")
        program.wait_for(ev.AreaSet)
        time.sleep(2)
        program.kill()
    died_ms = program.sessions()[0].heartbeat_ms
    with Program(screen, coach_home) as program:
        time.sleep(1.5)
        program.click(continue_button(qtbot, program.sessions()[0]))
        paused = program.wait_for(ev.Paused)[0]
        assert paused.reason is ev.PauseReason.INTERRUPTED
        assert died_ms <= paused.t_ms <= died_ms + 500
        program.key("space")
        program.wait_for(ev.Resumed)
        program.key("ctrl+e")
        time.sleep(0.5)
        program.key("Return")
        program.wait_for(ev.Ended)
        assert program.end() == (0, "")
        assert len(program.sessions()) == 1


def continue_button(qtbot, row):
    """Where the offer's first button lies in a window of the first size."""
    page = show(qtbot, PreparePage(themes.DARK, lambda: 0), *SIZE)
    page.set_protocols(shipped_cards())
    started = datetime.fromisoformat(row.heading.started_at).astimezone()
    offer = Interrupted(row.id, "", started, row.heading.protocol_name, row.heartbeat_ms)
    page.recovery.offer([offer], started.date())
    page.grab()
    button = page.recovery.go_on
    return QPointF(button.mapTo(page, button.rect().center()))
