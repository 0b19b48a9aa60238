"""The figures of a session, against what was done in it."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.massage.back import Outcome, Region, Side
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.state import IllegalEventError
from coach.session.summary import Stop, Summary, summarise
from tests.helpers.scripts import brief, perform, rehearsals, scripts
from tests.helpers.sessions import MINUTE_MS, Rehearsal, shipped, stored


def test_time_breaths_and_stages_of_a_session_without_a_touch():
    live = Rehearsal(minutes=40)
    live.wait(40 * MINUTE_MS, tick_ms=200)
    live.do(cmd.End())
    figures = summarise(live.events)
    assert (figures.whole_ms, figures.hands_on_ms, figures.planned_ms) == (40 * MINUTE_MS,) * 3
    assert figures.breaths == pytest.approx(40 * 14, abs=1)
    assert (figures.first_bpm, figures.last_bpm, figures.slowing_bpm) == (14.0, 14.0, 0.0)
    assert (figures.taps, figures.correction_ms, figures.correction_cycles) == (0, None, None)
    assert [stage.id for stage in figures.stages] == [s.id for s in shipped().stage]
    assert sum(stage.planned_ms for stage in figures.stages) == 40 * MINUTE_MS
    for stage in figures.stages:
        assert stage.actual_ms == pytest.approx(stage.planned_ms, abs=60_000 / 14 + 1)


def test_rates_are_means_over_the_first_and_last_five_minutes():
    live = Rehearsal(minutes=40)
    live.wait(4 * MINUTE_MS, tick_ms=200)
    live.do(cmd.SetTempo(rate_bpm=10.0))
    live.wait(16 * MINUTE_MS, tick_ms=200)
    live.do(cmd.SetTempo(rate_bpm=9.0))
    live.wait(5 * MINUTE_MS, tick_ms=200)
    live.do(cmd.End())
    figures = summarise(live.events)
    assert figures.first_bpm == pytest.approx((4 * 14 + 10) / 5)
    assert (figures.last_bpm, figures.slowing_bpm) == (9.0, pytest.approx(13.2 - 9.0))
    assert figures.mean_bpm == pytest.approx((4 * 14 + 16 * 10 + 5 * 9) / 25)


def test_pauses_are_not_hands_on_time_and_holds_are():
    live = Rehearsal()
    live.wait(10_000)
    live.do(cmd.Hold(ev.HoldReason.OIL))
    live.wait(20_000)
    live.do(cmd.Tap())
    live.wait(5_000)
    live.do(cmd.Hold())
    live.wait(1_000)
    live.do(cmd.Pause())
    live.wait(30_000)
    live.do(cmd.Pause())
    live.leap(3_600_000)
    live.do(cmd.End())
    figures = summarise(live.events)
    assert figures.holds == (Stop(10_000, 20_000, "oil"), Stop(35_000, 1_000, "asked"))
    assert figures.pauses == (Stop(36_000, 30_000, "asked"), Stop(66_000, 3_600_000, "slept"))
    assert (figures.whole_ms, figures.hands_on_ms) == (3_666_000, 36_000)


def test_a_correction_is_the_way_from_the_tap_to_the_nearest_paced_onset():
    live = Rehearsal(tapped=True)
    period_ms, offs_ms = 60_000 / 14, []
    for breath, late_ms in ((1, 200), (2, -300)):
        live.wait_until(round(breath * period_ms + late_ms), tick_ms=1)
        onset_ms = min(
            (live.state.tempo.onset_ms(n) for n in (breath, breath + 1)),
            key=lambda at_ms: abs(live.t_ms - at_ms),
        )
        live.do(cmd.Tap())
        offs_ms.append(abs(live.t_ms - onset_ms))
    figures = summarise(live.events)
    assert figures.taps == 3
    assert figures.correction_ms == pytest.approx(sum(offs_ms) / 2, abs=15)
    assert figures.correction_cycles == pytest.approx(figures.correction_ms / period_ms, rel=0.05)


def test_a_tap_that_the_breath_waited_for_corrects_nothing():
    live = Rehearsal(pacing=ev.Pacing.TAPS)
    for rests_ms in (6_000, 9_000, 13_000):
        live.wait(rests_ms)
        assert live.moment().resting
        live.do(cmd.Tap())
    figures = summarise(live.events)
    assert (figures.taps, figures.correction_ms) == (3, None)


def test_areas_have_their_time_and_outcome_and_each_side_its_own():
    live = Rehearsal(brief(shipped()), minutes=3)
    live.do(cmd.MarkAt(-0.1, 0.3), cmd.MarkAt(0.1, 0.6), cmd.MarkAt(0.1, 0.8), cmd.Undo())
    live.wait_for(lambda m: m.area == 1, tick_ms=16)
    live.wait(9_000)
    live.do(cmd.Answer(Outcome.SOFTENED))
    live.wait_for(lambda m: m.area == 2, tick_ms=16)
    live.wait(5_000)
    live.do(cmd.Answer(Outcome.NOT_SOFTENED))
    live.wait_for(lambda m: m.area is None, tick_ms=16)
    live.do(cmd.End())
    first, second = summarise(live.events).areas
    assert (first.side, first.region, first.outcome) == (
        Side.LEFT,
        Region.SHOULDER,
        Outcome.SOFTENED,
    )
    assert (second.side, second.outcome) == (Side.RIGHT, Outcome.NOT_SOFTENED)
    assert first.worked_ms == pytest.approx(3 * 60_000 / 14, abs=2)
    assert second.worked_ms == pytest.approx(2 * 60_000 / 14, abs=2)
    figures = summarise(live.events)
    assert (figures.left.areas, figures.left.softened) == (1, 1)
    assert (figures.right.areas, figures.right.softened) == (1, 0)
    assert figures.right.worked_ms == second.worked_ms


def test_a_session_ends_as_of_its_last_sign_of_life():
    live = Rehearsal()
    live.wait(60_000)
    live.do(cmd.End(ev.EndReason.INTERRUPTED, as_of_ms=50_000))
    assert summarise(live.events).whole_ms == 50_000


@pytest.mark.parametrize("count", [0, 1])
def test_events_without_a_start_have_no_figures(count):
    with pytest.raises(IllegalEventError):
        summarise((ev.Ended(t_ms=0, reason=ev.EndReason.ASKED, as_of_ms=0),) * count)


@given(rehearsals, scripts(30), st.booleans())
def test_the_figures_of_any_session_agree_with_each_other(live, script, ends):
    for _ in perform(live, script, tick_ms=100):
        pass
    if ends and not live.ended:
        live.do(cmd.End(as_of_ms=live.t_ms * 2 // 3))
    figures = summarise(stored(live.events))
    assert figures == summarise(live.events)
    assert msgspec.json.decode(msgspec.json.encode(figures), type=Summary) == figures
    assert 0 <= figures.hands_on_ms <= figures.whole_ms
    spent_ms = sum(stage.actual_ms for stage in figures.stages)
    assert spent_ms <= figures.hands_on_ms
    assert all(stage.actual_ms >= 0 for stage in figures.stages)
    assert 4.0 <= figures.last_bpm <= 24.0
    paused_ms = sum(stop.length_ms for stop in figures.pauses)
    assert paused_ms == figures.whole_ms - figures.hands_on_ms
    assert all(stop.length_ms >= 0 for stop in (*figures.pauses, *figures.holds))
    assert figures.correction_cycles is None or 0.0 <= figures.correction_cycles <= 0.5
    assert sum(area.worked_ms for area in figures.areas) <= figures.hands_on_ms
