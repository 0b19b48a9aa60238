"""A client who comes back: two clicks from Prepare into the session, or the keyboard alone."""

import time
from datetime import date
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF

from coach.breath.lead import Lead
from coach.library import settings as settings_file
from coach.library.checks import find_checks
from coach.library.client_record import DatedAnswer, LastTime, new_record
from coach.library.clients import Clients
from coach.library.locks import new_token
from coach.library.settings import Settings
from coach.massage.avoid import Patch
from coach.massage.back import AreaLeft, Outcome, Region, Side
from coach.massage.blend import OilWish, Share
from coach.massage.cautions import Caution
from coach.massage.checks import answer
from coach.massage.oil import Effect
from coach.session import events as ev
from coach.session.prepared import Hands
from coach.ui.prepare.page import PreparePage
from coach.ui.theme import DARK
from tests.helpers.clock import FakeClock
from tests.helpers.pages import shipped_cards, show
from tests.helpers.program import Program

LATER = "2026-11-21T10:00:00+00:00"
KNOWN_S = 4.0
"""The clients are known, and the settings made, so long after the first paint: keys that come all
at once after a stall meet the list of names before the system has told of its focus.
"""
WHEN = "2026-11-20T10:00:00+00:00"
NO = [answer(check, yes=False) for check in find_checks(Path("none")).checks]
TODAY = date(2026, 11, 25)
JON = new_record("Jon")
RECORD = msgspec.structs.replace(
    new_record("Maria K."),
    birth_year=1950,
    cautions=(Caution.NUT_ALLERGY,),
    avoid=(Patch(-0.12, 0.3, 0.05),),
    pressure_step=-1,
    hands=Hands.RIGHT,
    rhythm=(11.6, 0.42, 0.05),
    lead=Lead(8.0, 600_000),
    oil=OilWish(Effect.RELAXING, oils=(Share("lavender"),)),
    protocol_id="trapezius",
    minutes=12.0,
    answers=tuple(DatedAnswer(each, date(2026, 11, 20)) for each in NO),
    last=LastTime(
        session=new_token(),
        started_at=WHEN,
        on=date(2026, 11, 20),
        rate_bpm=11.6,
        minutes=12.0,
        areas=(AreaLeft(Side.RIGHT, Region.SHOULDER, Outcome.NOT_SOFTENED),),
    ),
)


@pytest.fixture
def known(coach_home):
    """A practitioner who has given massages, the last one to somebody else."""
    settings = Settings(minutes={"back-pain": 40.0}, countdown_s=5, toured=True)
    settings_file.save(coach_home, settings)
    clients = Clients(coach_home)
    for record, at in ((RECORD, WHEN), (JON, LATER)):
        clients.save(record, at)
    clients.close()


@pytest.fixture
def page(qtbot):
    """As it lies in a window of the first size: to know where to click."""
    page = PreparePage(DARK, FakeClock())
    page.set_protocols(shipped_cards())
    page.client.set_clients((JON, RECORD), TODAY)
    return show(qtbot, page)


def middle(page, widget):
    return QPointF(widget.mapTo(page, QPoint(widget.width() // 2, widget.height() // 2)))


def is_as_last_time(started):
    prepared = started.prepared
    assert started.protocol.id == "trapezius"
    assert started.plan_ms[-1] == 12 * 60_000
    assert started.rate_bpm == pytest.approx(11.6)
    assert (started.inhale_share, started.pause_share) == (0.42, 0.05)
    assert started.pressure_step == -1
    assert started.lead == Lead(8.0, 600_000)
    assert (prepared.hands, prepared.avoid) == (Hands.RIGHT, RECORD.avoid)
    assert prepared.blend.base != "sweet-almond"
    assert {each.check: each.yes for each in prepared.answers} == {each.check: False for each in NO}
    assert [dose.oil for dose in prepared.blend.doses] == ["lavender"]


def test_two_clicks_and_the_countdown(screen, coach_home, known, page):
    with Program(screen, coach_home) as program:
        time.sleep(KNOWN_S)
        program.click(middle(page, page.client.chips[RECORD.token]))
        program.click(middle(page, page.ready))
        is_as_last_time(program.wait_for(ev.Started)[0])
        assert program.sessions()[0].heading.client == "Maria K."


def test_without_the_mouse(screen, coach_home, known):
    with Program(screen, coach_home) as program:
        time.sleep(KNOWN_S)
        program.key("ctrl+f")
        screen.type("maria k.")
        program.key("Return", "Return", "Return")
        is_as_last_time(program.wait_for(ev.Started)[0])
