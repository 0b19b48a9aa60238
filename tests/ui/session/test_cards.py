"""The words in force and those that wait, where no breath goes by."""

from coach.session import commands as cmd
from coach.session.events import Pacing
from coach.ui.session.cards import in_force, waiting
from tests.helpers.scripts import brief
from tests.helpers.sessions import MINUTE_MS, Rehearsal, shipped


def words(live: Rehearsal) -> tuple[str, str | None]:
    moment = live.moment()
    then = waiting(moment, "en")
    return in_force(moment, "en").text, None if then is None else then.text


def test_with_taps_staying_after_the_end_asks_for_the_tap_that_goes_on():
    live = Rehearsal(brief(shipped()), pacing=Pacing.TAPS, tapped=True)
    while not live.moment().finished:
        live.wait(4_500, tick_ms=100)
        live.do(cmd.Tap())
    live.wait_for(lambda m: m.resting)
    assert words(live) == ("Finished. Hands leave slowly.", None)
    live.do(cmd.StayLonger())
    assert words(live) == ("Tap on a breath in.", "Slow palms up")
    live.wait(2 * MINUTE_MS, tick_ms=500)
    assert words(live) == ("Tap on a breath in.", "Slow palms up")
    live.do(cmd.Tap())
    assert words(live)[0] == "Slow palms up"
