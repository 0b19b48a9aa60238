"""The replay performer: live equals replay, at every speed and in any order; steps and pauses."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtTest import QSignalSpy

from coach.breath.pattern import BreathPattern
from coach.live.performer import FASTEST_BPM
from coach.live.replay import SPEEDS, STANDING_MS, ReplayPerformer
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.moment import moment_at, stilled
from coach.session.state import IllegalEventError
from tests.helpers.clock import FakeClock
from tests.helpers.scripts import brief, perform, rehearsals, scripts
from tests.helpers.sessions import Rehearsal, shipped, stored


class Stage:
    """A replay on a fake clock, and all that it said."""

    def __init__(self, events, **more):
        self.now = FakeClock()
        self.performer = ReplayPerformer(stored(events), self.now, **more)
        self.moments, self.positions, self.playing = [], [], []
        self.performer.moment_changed.connect(self.moments.append)
        self.performer.position_changed.connect(self.positions.append)
        self.performer.playing_changed.connect(self.playing.append)

    def frames(self, count, ms=16):
        for _ in range(count):
            self.now.pass_ms(ms)
            self.performer._on_timer_timeout()

    @property
    def t_ms(self):
        return self.performer.t_ms


def shown_live(live, script):
    """Each time of a script with the Moment that a performer showed then."""
    shown = {0: live.moment()}
    for _ in perform(live, script):
        shown[live.t_ms] = live.moment()
    return shown


@pytest.fixture
def session():
    """Two minutes at 15 breaths a minute with a mark, a hold, a pause and its stages."""
    live = Rehearsal(brief(shipped()), minutes=2, pattern=BreathPattern(15.0), tapped=True)
    live.wait(10_100)
    live.do(cmd.MarkHere())
    live.wait(8_000)
    live.do(cmd.Hold())
    live.wait(9_000)
    live.do(cmd.Tap())
    live.wait(8_000)
    live.do(cmd.Pause())
    live.wait(60_000)
    live.do(cmd.Tap())
    live.wait(120_000)
    live.do(cmd.End())
    return live


@settings(max_examples=30)
@given(rehearsals, scripts(40), st.randoms(use_true_random=False))
def test_seeking_in_any_order_gives_the_very_moments_shown_live(qapp, live, script, order):
    shown = shown_live(live, script)
    stage = Stage(live.events, until_ms=live.t_ms)
    times = list(shown)
    order.shuffle(times)
    for t_ms in times[:300]:
        stage.performer.seek(t_ms)
        assert stage.moments[-1] == shown[t_ms]
        assert stage.positions[-1] == t_ms


@settings(max_examples=30)
@given(rehearsals, scripts(40), st.sampled_from(SPEEDS))
def test_playing_at_every_speed_gives_the_very_moments_shown_live(qapp, live, script, speed):
    shown = shown_live(live, script)
    stage = Stage(live.events, until_ms=live.t_ms)
    stage.performer.set_speed(speed)
    times = sorted(t_ms for t_ms in shown if t_ms > 0)[:300]
    stage.performer.play()
    for t_ms in times:
        stage.performer.seek(t_ms)  # a frame falls where one fell live
        seen, live_moment = stage.moments[-1], shown[t_ms]
        fast = stage.performer.playing and speed * live_moment.rate_bpm > FASTEST_BPM
        assert seen == (stilled(live_moment) if fast else live_moment)
    assert stage.performer.speed == speed


@pytest.mark.parametrize("speed", SPEEDS)
def test_time_passes_as_fast_as_asked_and_each_frame_is_true(qapp, session, speed):
    stage = Stage(session.events)
    stage.performer.set_speed(speed)
    stage.performer.play()
    stage.frames(200)
    assert stage.t_ms == 200 * 16 * speed
    for moment in stage.moments[1:]:
        state = stage.performer.timeline.state_at(moment.t_ms)
        true = moment_at(state, moment.t_ms)
        assert moment == (stilled(true) if speed * true.rate_bpm > FASTEST_BPM else true)


def test_above_one_breath_a_second_nothing_flashes_and_time_moves(qapp, session):
    stage = Stage(session.events)
    stage.performer.set_speed(8)
    stage.performer.play()
    stage.frames(400)
    moving = [m for m in stage.moments if stage.performer.playing and m.t_ms]
    assert {(m.level, m.force) for m in moving} == {(0.5, moving[0].force)}
    assert len({m.elapsed_ms // 1000 for m in moving}) > 20
    assert len({m.stage for m in moving}) > 1
    stage.performer.pause()
    assert stage.moments[-1] == session_moment(stage)


def session_moment(stage):
    return stage.performer.timeline.moment_at(stage.t_ms)


def test_a_drawn_hand_passes_with_the_breath_standing_still(qapp, session):
    stage = Stage(session.events)
    for t_ms in range(0, 60_000, 700):
        stage.performer.scrub(t_ms)
        assert stage.moments[-1] == stilled(session_moment(stage))
    stage.performer.seek(30_000)
    assert stage.moments[-1] == session_moment(stage)


def test_it_stands_until_it_plays_and_says_both(qapp, session):
    stage = Stage(session.events)
    stage.performer.home()
    assert stage.positions == [0]
    stage.performer.toggle()
    stage.performer.play()
    stage.performer.toggle()
    stage.performer.pause()
    assert stage.playing == [True, False]
    assert not stage.performer._timer.isActive()


def test_at_the_end_it_stops_and_plays_from_the_start_again(qapp, session):
    stage = Stage(session.events)
    stage.performer.seek(session.t_ms - 50)
    stage.performer.play()
    stage.frames(10)
    assert stage.playing == [True, False]
    assert stage.t_ms == session.t_ms == stage.performer.end_ms
    stage.performer.play()
    stage.frames(1)
    assert stage.t_ms == 16
    stage.performer.end()
    assert (stage.t_ms, stage.performer.playing) == (session.t_ms, False)
    stage.performer.seek(10**9)
    assert stage.t_ms == session.t_ms
    stage.performer.seek(-5)
    assert stage.t_ms == 0


def test_breath_by_breath_each_step_is_the_first_moment_of_a_breath_in(qapp, session):
    stage = Stage(session.events)
    stage.performer.play()
    onward = []
    while stage.t_ms < session.t_ms:
        stage.performer.step_breath(1)
        onward.append(stage.t_ms)
    assert not stage.performer.playing
    breaths = [stage.performer.timeline.moment_at(t_ms).breath for t_ms in onward[:-1]]
    assert breaths == sorted(set(breaths))
    assert breaths == list(range(1, len(breaths) + 1))
    assert len(breaths) >= stage.performer.timeline.moment_at(session.t_ms).breath - 1
    for t_ms in onward[:-1]:
        assert stage.performer.timeline.moment_at(t_ms).level < 0.01
    backward = []
    while stage.t_ms > 0:
        stage.performer.step_breath(-1)
        backward.append(stage.t_ms)
    assert backward == [*onward[-2::-1], 0]


def test_stage_by_stage_each_step_is_the_first_moment_of_a_stage(qapp, session):
    stage = Stage(session.events)
    found = []
    while stage.t_ms < session.t_ms:
        stage.performer.step_stage(1)
        found.append(stage.t_ms)
    line = stage.performer.timeline
    for index, t_ms in enumerate(found[:-1], start=1):
        assert line.moment_at(t_ms).stage == index == line.moment_at(t_ms - 30).stage + 1
    back = []
    while stage.t_ms > 0:
        stage.performer.step_stage(-1)
        back.append(stage.t_ms)
    assert back == [*found[-2::-1], 0]


def test_while_it_plays_a_step_back_is_not_caught_by_the_stage_just_begun(qapp, session):
    stage = Stage(session.events)
    stage.performer.step_stage(1)
    first = stage.t_ms
    stage.performer.step_stage(1)
    stage.performer.play()
    stage.frames(20)
    stage.performer.step_stage(-1)
    assert stage.t_ms == first


def test_a_long_pause_is_passed_over_and_can_be_stepped_into(qapp, session):
    paused = next(e.t_ms for e in session.events if isinstance(e, ev.Paused))
    resumed = next(e.t_ms for e in session.events if isinstance(e, ev.Resumed) and e.t_ms > paused)
    stage = Stage(session.events)
    stage.performer.seek(paused - 100)
    stage.performer.play()
    stage.frames((STANDING_MS + 400) // 16)
    assert resumed <= stage.t_ms < resumed + 500
    stage.performer.pause()
    stage.performer.seek(paused + 30_000)
    assert stage.moments[-1].elapsed_ms == stage.performer.timeline.moment_at(paused).elapsed_ms


def test_a_pause_that_lasts_to_the_end_is_passed_over_too(qapp):
    live = Rehearsal(brief(shipped()), minutes=2, tapped=True)
    live.wait(10_000, tick_ms=500)
    live.do(cmd.Pause())
    live.wait(1_200_000, tick_ms=5_000)
    live.do(cmd.End())
    stage = Stage(live.events)
    stage.performer.play()
    stage.frames((10_000 + STANDING_MS) // 16 + 2)
    assert (stage.performer.playing, stage.t_ms) == (False, live.t_ms)


def test_sleep_of_the_computer_is_not_played(qapp, session):
    stage = Stage(session.events)
    stage.performer.play()
    stage.frames(10)
    stage.now.pass_ms(3_600_000)
    stage.performer._on_timer_timeout()
    stage.frames(1)
    assert stage.t_ms == 176


def test_a_session_that_never_ended_is_seen_to_its_last_sign_of_life(qapp, session):
    open_ended = session.events[:-1]
    stage = Stage(open_ended, until_ms=session.t_ms + 5_000)
    stage.performer.end()
    assert stage.t_ms == session.t_ms + 5_000


def test_a_session_that_nobody_ended_is_seen_to_where_it_ended_not_to_where_that_was_noticed(qapp):
    live = Rehearsal(brief(shipped()), minutes=1, tapped=True)
    live.wait(1_200_000, tick_ms=1_000)
    assert live.state.ended_ms < live.t_ms
    stage = Stage(live.events, until_ms=live.t_ms)
    stage.performer.end()
    assert stage.t_ms == live.state.ended_ms


def test_events_that_make_no_session_are_refused(qapp, session):
    with pytest.raises(IllegalEventError):
        ReplayPerformer(session.events[1:], FakeClock())


def test_hands_on_time_leads_back_to_the_session_s_own(qapp, session):
    line = ReplayPerformer(session.events, FakeClock()).timeline
    for _ in range(200):
        t_ms = random.randrange(session.t_ms)
        there = line.t_at(line.final.elapsed_at(t_ms))
        assert line.final.elapsed_at(there) == line.final.elapsed_at(t_ms)
        if line.moment_at(t_ms).status.value != "paused":
            assert there == t_ms


def test_its_timer_runs_by_itself(qtbot, session):
    performer = ReplayPerformer(session.events, FakeClock())
    spy = QSignalSpy(performer.moment_changed)
    performer.play()
    qtbot.waitUntil(lambda: spy.count() > 2)
    performer.pause()
