"""What a session leaves for the next."""

import pytest

from coach.breath.lead import Lead
from coach.breath.pattern import BreathPattern
from coach.massage.back import AreaLeft, Outcome, Region, Side
from coach.session import commands as cmd
from coach.session.decide import begin
from coach.session.events import Pacing
from coach.session.left import left_of
from coach.session.state import IllegalEventError
from tests.helpers.sessions import Rehearsal, shipped


def kneaded():
    """In work on the left shoulder blade; a mark on the right shoulder waits."""
    live = Rehearsal(pattern=BreathPattern(12.0, 0.45, 0.05), tapped=True)
    live.do(cmd.MarkAt(-0.1, 0.42), cmd.MarkAt(0.1, 0.3))
    live.wait_for(lambda m: m.area is not None, within_ms=2_000_000, tick_ms=500)
    return live


def test_what_did_not_soften_comes_before_what_was_begun_and_what_was_not_reached():
    live = kneaded()
    live.do(cmd.MarkAt(0.1, 0.6))
    live.do(cmd.Answer(Outcome.NOT_SOFTENED))
    live.breathe(2)
    live.do(cmd.End())
    blade = AreaLeft(Side.LEFT, Region.SHOULDER_BLADE, Outcome.NOT_SOFTENED, begun=True)
    left = left_of(live.events).areas
    assert left[0] == blade
    assert [(area.outcome, area.begun) for area in left[1:]] == [
        (Outcome.OPEN, True),
        (Outcome.OPEN, False),
    ]


def test_what_softened_is_not_left():
    live = kneaded()
    live.do(cmd.Answer(Outcome.SOFTENED))
    live.do(cmd.End())
    assert [area.region for area in left_of(live.events).areas] == [Region.SHOULDER]


def test_a_place_is_told_once_by_what_is_worse():
    live = kneaded()
    live.do(cmd.Answer(Outcome.NOT_SOFTENED), cmd.MarkAt(-0.11, 0.44), cmd.End())
    told = [a for a in left_of(live.events).areas if a.region is Region.SHOULDER_BLADE]
    assert told == [AreaLeft(Side.LEFT, Region.SHOULDER_BLADE, Outcome.NOT_SOFTENED, begun=True)]


def test_rhythm_pacing_pressure_and_length_are_the_last_ones_and_the_planned_length():
    live = kneaded()
    live.do(
        cmd.SetTempo(rate_bpm=9.5), cmd.SetPacing(Pacing.TAPS), cmd.ChangePressure(-1), cmd.End()
    )
    left = left_of(live.events)
    assert left.pattern == BreathPattern(9.5, 0.45, 0.05)
    assert (left.pacing, left.pressure_step, left.minutes) == (Pacing.TAPS, -1, 40.0)


def test_a_session_that_led_leaves_the_clients_own_rhythm():
    lead = Lead(8.0, 600_000)
    started = begin(
        shipped(), 2_400_000, BreathPattern(13.0), Pacing.STEADY, tapped=True, lead=lead
    )
    live = Rehearsal.of(started)
    live.do(cmd.SetTempo(rate_bpm=9.0), cmd.End())
    left = left_of(live.events)
    assert left.pattern.rate_bpm == 13.0
    assert left.started.lead == lead


def test_what_is_no_session_leaves_nothing():
    with pytest.raises(IllegalEventError):
        left_of([])
