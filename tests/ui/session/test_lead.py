"""The lead on the Session page: what it does, its switch, and that Q stops it."""

import pytest
from PySide6.QtWidgets import QApplication

from coach.breath.lead import Lead, Standing
from coach.breath.pattern import BreathPattern
from coach.session import commands as cmd
from coach.session.events import Pacing
from coach.ui.keys.actions import Action
from tests.helpers.clients import following, massage
from tests.helpers.sessions import Rehearsal


@pytest.fixture
def rehearsal():
    """Two minutes led, to 11.6 from 12."""
    live = Rehearsal(pattern=BreathPattern(12.0), tapped=True, lead=Lead(8.0, 20 * 60_000))
    for _ in massage(live, following(20), minutes=2, own_bpm=12.0):
        pass
    return live


@pytest.fixture
def live(page, rehearsal):
    """The page does what it asks for."""

    def perform(command):
        rehearsal.do(command)
        page.show_moment(rehearsal.moment())

    page.command_requested.connect(perform)
    return rehearsal


def shown(page, live):
    page.show_moment(live.moment())
    QApplication.processEvents()
    return page.bar.lead.text().replace("\n", " ")


def test_the_bar_says_what_the_lead_does(page, live):
    assert page.bar.lead.isVisible()
    assert shown(page, live) == "leading to 8"
    live.wait(60_000, tick_ms=500)
    assert shown(page, live) == "waits for taps"
    assert page.bar.lead.accessibleName() == "waits for taps"
    while live.moment().lead.standing is not Standing.LAGS:
        live.wait(4_000)
        live.do(cmd.Tap())
    assert shown(page, live) == "waits for the client"
    live.do(cmd.SetTempo(rate_bpm=8.0))
    for _ in massage(live, following(20), minutes=1, own_bpm=8.0):
        pass
    live.do(cmd.SetTempo(rate_bpm=8.0))
    live.wait(7_500)
    live.do(cmd.Tap())
    live.wait(7_500)
    live.do(cmd.Tap())
    assert shown(page, live) == "led to 8"


@pytest.mark.parametrize("stop", [cmd.Hold(), cmd.Pause()])
def test_while_the_breath_rests_nothing_leads(page, live, stop):
    live.do(stop)
    live.wait(5_000)
    assert shown(page, live) == "lead rests"
    live.do(cmd.Tap())
    assert shown(page, live) == "waits for taps"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (cmd.SetPacing(Pacing.TAPS), "Lead on, down to 8."),
        (cmd.SetTempo(rate_bpm=6.0), "Lead on, no slower than 8."),
    ],
)
def test_let_go_on_it_claims_no_more_than_it_does(page, live, change, said):
    live.do(change)
    page.stop_lead()
    live.do(cmd.SetLead())
    page.show_moment(live.moment())
    assert page.notice.words.text() == said


def test_what_it_says_takes_the_same_room(page, live):
    wide = page.bar.lead.width()
    for says in ("waits for\nthe client", "lead\nstopped", "lead\nrests"):
        page.bar.lead.setText(says)
        QApplication.processEvents()
        assert page.bar.lead.width() == wide


def test_with_my_taps_and_after_the_massage_nothing_leads(page, live):
    live.do(cmd.SetPacing(Pacing.TAPS))
    page.show_moment(live.moment())
    assert not page.bar.lead.isVisible()
    live.do(cmd.SetPacing(Pacing.STEADY))
    page.show_moment(live.moment())
    assert page.bar.lead.isVisible()
    live.do(cmd.End())
    page.show_moment(live.moment())
    assert not page.bar.lead.isVisible()


def test_the_switch_stops_it_and_lets_it_go_on(page, live):
    page.bar.more.setChecked(True)
    switch = page.more.buttons[Action.LEAD]
    assert switch.isVisible()
    assert switch.isChecked()
    switch.click()
    assert not switch.isChecked()
    assert live.moment().lead.standing is Standing.STOPPED
    rate = f"{live.moment().rate_bpm:.1f}"
    assert page.notice.words.text() == f"Lead stopped: keeping {rate}."
    assert shown(page, live) == "lead stopped"
    switch.click()
    assert switch.isChecked()
    assert page.notice.words.text() == "Lead on, down to 8."


def test_the_page_stops_it_for_q_and_says_so_once(page, live):
    said = page.stop_lead()
    assert said == f"Lead stopped: keeping {live.moment().rate_bpm:.1f}."
    assert live.moment().lead.standing is Standing.STOPPED
    assert page.stop_lead() == ""


def test_a_session_that_does_not_lead_has_no_switch(page):
    plain = Rehearsal(tapped=True)
    page.begin(language="en", turn_degrees=0, rehearsal_speed=None)
    page.show_moment(plain.moment())
    page.bar.more.setChecked(True)
    assert not page.more.buttons[Action.LEAD].isVisible()
    assert not page.bar.lead.isVisible()
    assert page.stop_lead() == ""
