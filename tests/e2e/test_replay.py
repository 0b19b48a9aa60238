"""A session given, seen again and given again, with the real process, by keyboard and mouse."""

import time

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from coach.live.replay import SPEEDS, ReplayPerformer
from coach.session import events as ev
from coach.session.moment import stilled
from coach.session.timeline import Timeline
from coach.ui import theme as themes
from coach.ui.library.page import LibraryPage
from coach.ui.library.player import Opened
from tests.helpers.clock import FakeClock
from tests.helpers.observed import all_observed, bare, observed
from tests.helpers.pages import show
from tests.helpers.program import Program
from tests.helpers.screen import wait_until
from tests.ui.library.conftest import TODAY, entry

SIZE = (1280, 800)


@pytest.fixture
def page(qtbot):
    """The Library page as it lies in a window of the first size: to know where to click."""
    return show(qtbot, LibraryPage(themes.DARK), *SIZE)


def massage(screen, home):
    """A short one with every kind of command; its stored events and what was shown."""
    with Program(screen, home, "start", "--rate", "22") as program:
        program.wait_for(ev.Started)
        for keys in (
            ["space"], ["m", "m"], ["plus"], ["Up"], ["space"], ["m"], ["u"], ["Left"], ["Right"],
            ["h"], ["space"], ["Down"], ["o"], ["space"], ["minus"], ["p"], ["space"], ["w"],
            ["space"], ["space"], ["w"], ["Right"], ["s"], ["space"],
        ):  # fmt: skip
            program.key(*keys)
            time.sleep(1.1)
        program.key("ctrl+e")
        time.sleep(0.5)
        program.key("Return")
        program.wait_for(ev.Ended)
        assert program.end() == (0, "")
        shown = observed(program.shown)
        program.shown.unlink()
        return program.events(), shown


def test_replay_shows_the_very_moments_that_were_shown_live(screen, coach_home, page):
    events, live = massage(screen, coach_home)
    lay_out(page, events)
    line = Timeline(events)
    length_ms = line.final.elapsed_at(events[-1].t_ms)
    with Program(screen, coach_home, "replay", "1") as program:
        wait_until(lambda: program.shown.exists() and observed(program.shown), what="the replay")
        for speed in SPEEDS:
            program.key(str(speed), "Home", "space")
            time.sleep(3)
            program.key("space")
        for part in (0.8, 0.1, 0.5, 0.95, 0.3):
            click(program, page, part * length_ms)
        for key in ("period", "period", "comma", "Right", "Right", "Left", "End", "Home"):
            program.key(key)
        time.sleep(0.3)
        assert program.end() == (0, "")
        again = all_observed(program.shown)
    assert len(again) > 500
    assert max(moment.t_ms for moment in again) == events[-1].t_ms
    for moment in again:
        true = line.moment_at(moment.t_ms)
        assert moment == bare(true) or moment == bare(stilled(true))
    assert all(bare(line.moment_at(t_ms)) == moment for t_ms, moment in live.items())


def lay_out(page, events):
    """As the program's page lies with this session in it."""
    page.show_entries([entry(1)], TODAY)
    page.open_session(Opened(1, ReplayPerformer(events, FakeClock()), "A", "B", "en"))
    for _ in range(4):
        QApplication.processEvents()


def click(program, page, elapsed_ms):
    at = page.chart.pixel_of(round(elapsed_ms))
    program.click(QPointF(page.chart.mapTo(page, at.toPoint())))
    time.sleep(0.2)


def test_from_the_library_the_same_is_given_again(screen, coach_home, page):
    events, _ = massage(screen, coach_home)
    lay_out(page, events)
    with Program(screen, coach_home) as program:
        time.sleep(1)
        program.key("ctrl+2")
        time.sleep(2)
        button = next(iter(page.again.values()))
        program.click(QPointF(button.mapTo(page, button.rect().center())))
        time.sleep(1)
        program.key("space")
        started = wait_until(
            lambda: len(program.sessions()) == 2 and program.events(2)[:1], what="a second session"
        )[0]
        assert started.rate_plan is not None
        assert started.protocol == events[0].protocol
        assert program.process.poll() is None
        program.key("ctrl+e")
        time.sleep(0.5)
        program.key("Return")
        program.wait_for(ev.Ended)
        assert program.end() == (0, "")
