"""The Library page on a screen that nobody sees, and sessions to show on it."""

from datetime import date, datetime

import pytest

from coach.breath.lead import Lead
from coach.breath.pattern import BreathPattern
from coach.live.replay import ReplayPerformer
from coach.session import commands as cmd
from coach.session.decide import begin
from coach.session.repeat import Part, repeat_of
from coach.session.state import start
from coach.ui.library.entries import Entry
from coach.ui.library.page import LibraryPage
from coach.ui.library.player import Opened
from coach.ui.theme import DARK
from tests.helpers.clients import following, massage
from tests.helpers.clock import FakeClock
from tests.helpers.pages import show
from tests.helpers.scripts import brief
from tests.helpers.sessions import Rehearsal, shipped, stored

TODAY = date(2026, 11, 19)


def entry(number, **more):
    """A session `number` days before the 19th of November."""
    at = datetime(2026, 11, 19, 10, 5).astimezone()
    started = datetime.fromtimestamp(at.timestamp() - number * 86_400).astimezone()
    return Entry(
        **{
            "id": number,
            "started": started,
            "client": f"Client {number}",
            "protocol": "Back pain massage",
            "length_ms": 1_800_000 + number,
            "first_bpm": 14.2,
            "last_bpm": 9.4,
            "areas": 3,
            "softened": 2,
            **more,
        }
    )


def given():
    """Two brief minutes with marks, a hold and a pause."""
    live = Rehearsal(brief(shipped()), minutes=2, pattern=BreathPattern(15.0), tapped=True)
    live.wait(10_100, tick_ms=100)
    live.do(cmd.MarkAt(-0.1, 0.45))
    live.wait(8_000, tick_ms=100)
    live.do(cmd.Hold())
    live.wait(9_000, tick_ms=100)
    live.do(cmd.Tap())
    live.wait(8_000, tick_ms=100)
    live.do(cmd.Pause())
    live.wait(60_000, tick_ms=500)
    live.do(cmd.Tap())
    live.wait(20_000, tick_ms=100)
    live.do(cmd.SetTempo(rate_bpm=12.0))
    live.wait(75_000, tick_ms=100)
    live.do(cmd.End())
    return live


def given_again(events):
    """The same once more, left alone after a move of the slider."""
    repeat = repeat_of(events, Part.ALL)
    started = begin(
        repeat.protocol,
        repeat.length_ms,
        repeat.pattern,
        repeat.pacing,
        tapped=True,
        plan_ms=repeat.plan_ms,
        rate_plan=repeat.rate_plan,
    )
    live = Rehearsal(repeat.protocol, minutes=2)
    live.events, live.state = [started], start(started)
    live.wait(30_000, tick_ms=100)
    live.do(cmd.SetTempo(rate_bpm=10.0))
    live.wait(60_000, tick_ms=100)
    live.do(cmd.End())
    return live


def opened(session_id, events, now=None):
    """What a Library page is given to see again."""
    performer = ReplayPerformer(stored(events), now or FakeClock())
    return Opened(session_id, performer, "A. M. · Today 10:05", "Back pain massage", "en")


@pytest.fixture(scope="session")
def session():
    return given()


@pytest.fixture(scope="session")
def repeated(session):
    return given_again(session.events)


@pytest.fixture(scope="session")
def led():
    """Led from 12 toward 8, untapped for a while, then stopped by hand for twenty seconds."""
    live = Rehearsal(
        brief(shipped()),
        minutes=3,
        pattern=BreathPattern(12.0),
        tapped=True,
        lead=Lead(8.0, 3 * 60_000),
    )
    for _ in massage(live, following(10), minutes=1, own_bpm=12.0):
        pass
    live.wait(50_000, tick_ms=100)
    for _ in massage(live, following(10), minutes=0.5, own_bpm=11.0):
        pass
    live.do(cmd.SetLead(on=False))
    live.wait(20_000, tick_ms=100)
    live.do(cmd.SetLead(on=True), cmd.Tap())
    live.wait(500, tick_ms=100)
    live.do(cmd.End())
    return live


@pytest.fixture
def page(qtbot):
    """The page at 1280×800 with thirty sessions."""
    made = LibraryPage(DARK)
    made.show_entries([entry(n) for n in range(30)], TODAY)
    return show(qtbot, made)


@pytest.fixture
def replay(page, session):
    """Its first session opened, at a clock that only moves when told."""
    now = FakeClock()
    page.open_session(opened(0, session.events, now))
    page.now = now
    return page
