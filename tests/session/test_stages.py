"""Stages in a session: next, stay, the end, overtime, and nobody there."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given

from coach.breath.pattern import BreathPattern, Phase
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.decide import UNTOUCHED_MS, RefusedError
from coach.session.moment import COMING_MS, Moment
from coach.session.state import Status
from coach.session.summary import summarise
from tests.helpers.scripts import Step, brief, perform, rehearsals, scripts
from tests.helpers.sessions import AT_14, MINUTE_MS, Rehearsal, shipped

PERIOD_MS = AT_14.period_ms


def finished() -> Rehearsal:
    """A brief massage at the breath in after its planned end."""
    live = Rehearsal(brief(shipped()))
    live.wait_for(lambda m: m.finished, within_ms=3 * MINUTE_MS, tick_ms=16)
    return live


def in_stage(stage: int) -> Callable[[Moment], bool]:
    return lambda moment: moment.stage == stage


def lengths(live: Rehearsal) -> list[int]:
    return [late - early for early, late in pairwise((0, *live.state.plan_ms))]


def test_every_stage_begins_within_a_breath_of_its_time():
    live = Rehearsal(brief(shipped()))
    for stage, end_ms in enumerate(live.state.plan_ms, start=1):
        moment = live.wait_for(in_stage(stage), within_ms=2 * MINUTE_MS)
        assert abs(moment.t_ms - end_ms) <= PERIOD_MS
        assert moment.phase is Phase.INHALE
        assert moment.progress < 0.01


def test_next_goes_on_at_the_next_breath_in_and_gives_the_time_left_to_the_rest():
    live = Rehearsal()
    before = lengths(live)
    live.wait(500)
    live.do(cmd.NextStage())
    assert live.moment().stage == 0
    assert live.moment().coming == 1
    began = live.wait_for(lambda m: m.stage == 1)
    assert began.breath == 1
    after = lengths(live)
    assert live.state.plan_ms[-1] == sum(before)
    assert all(new > old for old, new in zip(before[1:], after[1:], strict=True))


def test_next_is_refused_while_a_stage_is_about_to_begin_and_after_the_end():
    live = Rehearsal()
    live.do(cmd.NextStage())
    with pytest.raises(RefusedError, match="going_on"):
        live.do(cmd.NextStage())
    done = finished()
    with pytest.raises(RefusedError, match="finished"):
        done.do(cmd.NextStage())


def test_next_while_resting_for_a_tap_waits_for_the_tap():
    live = Rehearsal(pacing=ev.Pacing.TAPS)
    live.wait_for(lambda m: m.resting)
    live.do(cmd.NextStage())
    live.wait(20_000)
    assert live.moment().stage == 0
    live.do(cmd.Tap())
    assert (live.moment().stage, live.moment().phase) == (1, Phase.INHALE)


def test_stay_gives_a_minute_taken_from_the_rest_and_the_total_holds():
    live = Rehearsal()
    before = lengths(live)
    live.do(cmd.StayLonger())
    after = lengths(live)
    assert after[0] == before[0] + MINUTE_MS
    assert sum(after) == sum(before)
    assert all(new < old for old, new in zip(before[1:], after[1:], strict=True))


def test_once_the_rest_is_at_its_minimum_staying_takes_from_the_end():
    live = Rehearsal()
    for _ in range(60):
        live.do(cmd.StayLonger())
    least = [stage.least_ms for stage in live.state.protocol.stage]
    assert lengths(live)[1:] == least[1:]
    assert live.state.plan_ms[-1] > live.state.planned_ms
    assert live.moment().overtime_ms == 0


@given(rehearsals, scripts(30))
def test_the_planned_total_holds_as_long_as_it_can(live: Rehearsal, script: list[Step]):
    planned_ms = live.state.planned_ms
    plans = [live.state.plan_ms]
    for _ in perform(live, script, then=lambda: plans.append(live.state.plan_ms)):
        assert live.state.planned_ms == planned_ms
    stages = live.state.protocol.stage
    for old, new in pairwise(plans):
        changed = [i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
        if new[-1] > old[-1]:
            rest = list(zip(pairwise(new), stages[1:], strict=True))[changed[0] :]
            assert all(late - early <= stage.least_ms for (early, late), stage in rest)
        if new[-1] < old[-1]:
            cut = {new[i] for i in changed}
            assert cut == {new[-1]}, "only the last stage can be cut short, and an end still ahead"


def test_what_comes_next_is_shown_20_seconds_ahead():
    live = Rehearsal(brief(shipped()))
    shown: dict[int, int] = {}
    while live.moment().stage < 2:
        moment = live.moment()
        if moment.coming is not None and moment.stage == 1:
            shown[moment.t_ms] = moment.coming_ms
        live.wait(100)
    assert max(shown.values()) <= COMING_MS
    left = list(shown.values())
    assert left[-1] < PERIOD_MS
    assert len(left) > 50


def test_the_massage_finishes_only_where_a_breath_ends_and_overtime_counts():
    live = finished()
    moment = live.moment()
    assert moment.phase is Phase.INHALE
    assert moment.progress < 0.02
    assert abs(moment.elapsed_ms - moment.planned_ms) <= PERIOD_MS
    live.wait(80_000)
    late = live.moment()
    assert late.overtime_ms == late.elapsed_ms - late.planned_ms >= 78_000
    assert late.status is Status.RUNNING
    assert not late.trembles


def test_staying_after_the_end_goes_back_to_the_last_stage():
    live = finished()
    live.wait(5_000)
    live.do(cmd.StayLonger())
    live.breathe()
    moment = live.moment()
    assert (moment.stage, moment.finished) == (len(moment.stages) - 1, False)
    assert moment.stage_left_ms == pytest.approx(MINUTE_MS, abs=2 * PERIOD_MS)
    live.wait_for(lambda m: m.finished, within_ms=70_000, tick_ms=16)


@pytest.mark.parametrize("reason", ev.HoldReason)
def test_after_the_end_there_is_no_breath_to_hold(reason):
    live = finished()
    live.wait(5_000)
    with pytest.raises(RefusedError, match="finished"):
        live.do(cmd.Hold(reason))


def test_untouched_for_ten_minutes_it_ends_as_of_the_last_sign_of_life():
    live = finished()
    live.wait(30_000)
    live.do(cmd.ChangePressure(1))
    touched_ms = live.t_ms
    live.wait(UNTOUCHED_MS - 1, tick_ms=500)
    assert not live.ended
    live.wait(1)
    assert live.ended
    assert (live.state.end_reason, live.state.ended_ms) == (ev.EndReason.UNTOUCHED, touched_ms)


def test_untouched_since_before_the_end_it_ends_as_of_the_planned_end():
    live = finished()
    began_ms = live.t_ms
    live.wait(UNTOUCHED_MS + MINUTE_MS, tick_ms=500)
    assert live.ended
    assert live.state.ended_ms == pytest.approx(began_ms, abs=20)


def test_ended_by_itself_it_shows_the_times_that_it_ended_with():
    live = finished()
    live.wait(30_000)
    live.do(cmd.ChangePressure(1))
    touched = live.moment()
    live.wait(UNTOUCHED_MS, tick_ms=500)
    assert live.ended
    ended, figures = live.moment(), summarise(live.events)
    assert (ended.elapsed_ms, ended.paused_ms) == (figures.hands_on_ms, 0)
    assert (ended.elapsed_ms, ended.overtime_ms) == (touched.elapsed_ms, touched.overtime_ms)
    assert live.moment(live.t_ms + MINUTE_MS).elapsed_ms == ended.elapsed_ms


def test_going_on_after_a_crash_is_a_sign_of_life_and_sleep_is_none():
    live = finished()
    live.wait(UNTOUCHED_MS - 10_000, tick_ms=500)
    live.do(cmd.Pause(ev.PauseReason.INTERRUPTED))
    live.wait(UNTOUCHED_MS - 1, tick_ms=500)
    assert not live.ended
    live.wait(1)
    assert live.ended
    asleep = finished()
    asleep.wait(UNTOUCHED_MS - 10_000, tick_ms=500)
    asleep.leap(10_000)
    assert asleep.ended


@pytest.mark.parametrize("rest", [cmd.SetPacing(ev.Pacing.TAPS), cmd.Hold()])
def test_left_alone_at_rest_it_ends_as_of_the_planned_end_too(rest):
    live = Rehearsal(minutes=30)
    live.wait(29 * MINUTE_MS, tick_ms=500)
    live.do(rest)
    live.wait_until(40 * MINUTE_MS - 1, tick_ms=500)
    assert not live.ended
    live.wait(1)
    assert live.ended
    assert (live.state.end_reason, live.state.ended_ms) == (ev.EndReason.UNTOUCHED, 30 * MINUTE_MS)


def test_at_rest_each_touch_puts_the_end_off_and_a_pause_never_ends():
    live = Rehearsal(minutes=30)
    live.do(cmd.Hold())
    live.wait_until(39 * MINUTE_MS, tick_ms=500)
    live.do(cmd.ChangePressure(1))
    live.wait(UNTOUCHED_MS - 1, tick_ms=500)
    assert not live.ended
    live.do(cmd.Pause())
    live.wait(60 * MINUTE_MS, tick_ms=500)
    assert live.state.status is Status.PAUSED
    live.do(cmd.Tap(), cmd.Hold())
    live.wait(UNTOUCHED_MS - 1, tick_ms=500)
    assert not live.ended
    live.wait(1)
    assert live.ended


def test_whoever_taps_on_past_the_planned_end_is_not_ended():
    live = Rehearsal(minutes=30, pacing=ev.Pacing.TAPS)
    while live.t_ms < 50 * MINUTE_MS:
        live.do(cmd.Tap())
        live.wait(5_000, tick_ms=500)
    assert live.moment().finished
    live.wait(UNTOUCHED_MS, tick_ms=500)
    assert live.ended


def test_before_its_planned_end_a_session_never_ends_itself():
    live = Rehearsal(minutes=40)
    live.wait(39 * MINUTE_MS, tick_ms=500)
    assert live.state.status is Status.RUNNING


def test_after_the_end_nothing_is_taken():
    live = Rehearsal()
    live.wait(1_000)
    live.do(cmd.End(as_of_ms=400))
    assert live.state.ended_ms == 400
    state = live.state
    for command in (cmd.Tap(), cmd.Tick(), cmd.End(), cmd.Pause(), cmd.MarkHere()):
        with pytest.raises(RefusedError, match="ended"):
            live.do(command)
    assert live.state == state


def test_pressure_goes_two_steps_each_way_and_stays_on_the_scale():
    live = Rehearsal()
    live.do(cmd.ChangePressure(-1), cmd.ChangePressure(-1))
    assert (live.moment().inhale_pressure, live.moment().pressure_step) == (1, -2)
    with pytest.raises(RefusedError, match="pressure_limit"):
        live.do(cmd.ChangePressure(-1))
    live.do(cmd.ChangePressure(4))
    assert (live.moment().inhale_pressure, live.moment().pressure_step) == (3, 2)


def test_vibration_has_a_plain_glide_every_fourth_breath():
    live = Rehearsal()
    for stage in range(1, 5):
        live.do(cmd.NextStage())
        live.wait_for(in_stage(stage))
    trembles = []
    for _ in range(8):
        trembles.append(live.moment().trembles)
        live.breathe()
    assert trembles == [True, True, True, False] * 2


@pytest.mark.parametrize("rate_bpm", [6.01, 9.28, 14.01, 15.68, 21.99])
def test_the_end_comes_once_and_stays(rate_bpm):
    live = Rehearsal(minutes=30, pattern=BreathPattern(rate_bpm))
    live.wait(31 * MINUTE_MS, tick_ms=50)
    stages = [event.work.stage for event in live.of_type(ev.WorkPlanned)]
    assert stages == sorted(stages)
    assert stages.count(len(live.state.protocol.stage)) == 1


def test_staying_before_the_next_stage_begins_takes_back_that_it_was_gone_on_to():
    live = Rehearsal()
    live.wait(10_000)
    before = live.state.plan_ms
    live.do(cmd.NextStage())
    assert live.state.works[-1].stage == 1
    live.do(cmd.StayLonger())
    assert live.state.plan_ms == before
    assert live.state.works[-1].stage == 0
    live.breathe(2)
    assert live.moment().stage == 0


def test_it_can_be_taken_back_in_a_pause_too():
    live = Rehearsal()
    live.wait(10_000)
    before = live.state.plan_ms
    live.do(cmd.Pause(), cmd.NextStage(), cmd.StayLonger())
    assert live.state.plan_ms == before


def test_it_can_be_taken_back_whatever_was_marked_meanwhile():
    live = Rehearsal()
    live.do(cmd.NextStage())
    live.wait_for(in_stage(1))
    before = live.state.plan_ms
    live.do(cmd.NextStage())
    live.wait(300)
    live.do(cmd.MarkAt(-0.1, 0.5))
    live.wait(300)
    live.do(cmd.StayLonger())
    assert live.state.plan_ms == before
    live.breathe(2)
    assert live.moment().stage == 1


@pytest.mark.parametrize("rates", [(4.0, 14.0), (24.0, 4.0)])
def test_a_stage_gone_on_to_begins_with_the_next_breath_in_at_whatever_tempo(rates):
    live = Rehearsal(pattern=BreathPattern(rates[0]))
    live.wait(1_000)
    live.do(cmd.NextStage())
    live.do(cmd.SetTempo(rate_bpm=rates[1]))
    live.wait(100)
    moment = live.breathe()
    assert (moment.breath, moment.stage) == (1, 1)
    assert live.moment().coming is None


def test_once_the_stage_has_begun_staying_is_a_minute_there():
    live = Rehearsal()
    live.wait(10_000)
    live.do(cmd.NextStage())
    live.wait_for(in_stage(1))
    after = live.state.plan_ms
    live.do(cmd.StayLonger())
    assert live.state.plan_ms[1] == after[1] + MINUTE_MS


def test_after_an_early_end_has_begun_staying_is_a_minute_too():
    live = Rehearsal(brief(shipped()))
    while not live.moment().finished:
        live.offer(cmd.NextStage())
        live.wait(500)
    live.do(cmd.StayLonger())
    live.breathe()
    assert live.moment().stage == len(live.state.protocol.stage) - 1
    assert live.moment().stage_left_ms <= MINUTE_MS
