"""The live performer: frames, commands, leaps."""

from pathlib import Path

import pytest

from coach.breath.pattern import BreathPattern, Phase
from coach.live.performer import LivePerformer
from coach.massage import protocol as protocols
from coach.massage.back import Side
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.decide import begin
from coach.session.moment import Force, moment_at
from coach.session.state import Status
from coach.session.timeline import Timeline
from tests.helpers.clock import FakeClock

FILE = Path(__file__).parents[2] / "assets" / "protocols" / "trapezius.toml"


@pytest.fixture
def started():
    protocol = protocols.parse(FILE.read_text(encoding="utf-8"))
    return begin(protocol, 12 * 60_000, BreathPattern(15.0), ev.Pacing.STEADY, tapped=True)


class Stage:
    """A performer on a fake clock, and all that it said."""

    def __init__(self, started, **more):
        self.now = FakeClock()
        self.performer = LivePerformer.of_new(started, self.now, **more)
        self.moments, self.events, self.refusals = [], [started], []
        self.performer.moment_changed.connect(self.moments.append)
        self.performer.events_made.connect(self.events.extend)
        self.performer.refused.connect(self.refusals.append)

    def frames(self, count, ms=16):
        for _ in range(count):
            self.now.pass_ms(ms)
            self.performer._on_timer_timeout()


def test_each_frame_shows_the_moment_of_its_time(qtbot, started):
    stage = Stage(started)
    stage.frames(300)
    assert [m.t_ms for m in stage.moments] == [16 * i for i in range(1, 301)]
    assert {m.phase for m in stage.moments} == {Phase.INHALE, Phase.EXHALE}


def test_what_was_shown_is_what_the_events_say(qtbot, started):
    stage = Stage(started)
    stage.frames(500)
    stage.performer.command(cmd.Tap())
    stage.performer.command(cmd.MarkHere())
    stage.frames(500)
    stage.performer.command(cmd.NextStage())
    stage.frames(500)
    line = Timeline([ev.decode(ev.encode(event)) for event in stage.events])
    after_commands = {m.t_ms: m for m in stage.moments}
    assert all(line.moment_at(t_ms) == m for t_ms, m in after_commands.items())


def test_the_sleep_of_the_computer_is_a_pause_at_the_last_frame(qtbot, started):
    stage = Stage(started)
    stage.frames(100)
    stage.now.pass_ms(3_600_000)
    stage.performer._on_timer_timeout()
    moment = stage.moments[-1]
    assert moment.status is Status.PAUSED
    assert moment.pause_reason is ev.PauseReason.SLEPT
    assert moment.elapsed_ms == 1_600
    assert moment.paused_ms == 3_600_000


def test_a_command_that_makes_no_sense_is_refused_and_changes_nothing(qtbot, started):
    stage = Stage(started)
    before = stage.performer.state
    stage.performer.command(cmd.Answer(stage.performer.state.areas or None))
    assert stage.refusals == ["no_area_in_work"]
    assert stage.performer.state is before


def test_a_fast_rehearsal_goes_through_all_stages_and_nothing_flashes(qtbot, started):
    stage = Stage(started, speed=100.0)
    stage.frames(500)
    assert {m.stage for m in stage.moments} == {0, 1, 2, 3, 4}
    assert {m.level for m in stage.moments} == {0.5}
    assert {m.force for m in stage.moments} == {Force.INHALE}


def test_stages_begin_within_a_breath_of_their_time_however_fast(qtbot, started):
    stage = Stage(started, speed=400.0)
    stage.frames(150)
    ends = started.plan_ms
    for event in stage.events:
        if isinstance(event, ev.WorkPlanned) and event.work.area is None:
            begins = stage.performer.state.tempo.onset_ms(event.work.at_breath)
            assert abs(begins - ends[event.work.stage - 1]) <= 4_000


def test_left_alone_after_the_end_it_ends_itself_as_of_the_last_sign_of_life(qtbot, started):
    stage = Stage(started, speed=100.0)
    with qtbot.waitSignal(stage.performer.ended):
        stage.performer.start()
        stage.frames(900)
    ended = stage.events[-1]
    assert ended.reason is ev.EndReason.UNTOUCHED
    assert abs(ended.as_of_ms - 12 * 60_000) < 8_000
    assert not stage.performer._timer.isActive()


def test_a_recovered_session_goes_on_paused_where_it_died(qtbot, started):
    stage = Stage(started)
    stage.frames(100)
    stage.performer.command(cmd.Tap())
    again = LivePerformer(stage.events, FakeClock(), from_ms=2_000)
    moments = []
    again.moment_changed.connect(moments.append)
    again.command(cmd.Pause(ev.PauseReason.INTERRUPTED))
    assert moments[-1].pause_reason is ev.PauseReason.INTERRUPTED
    assert moments[-1].elapsed_ms == 2_000
    assert moments[-1] == moment_at(again.state, 2_000)


def test_after_the_end_a_key_moves_nothing(qtbot, started):
    stage = Stage(started)
    stage.frames(100)
    stage.performer.command(cmd.End())
    shown = len(stage.moments)
    stage.now.pass_ms(60_000)
    stage.performer.command(cmd.Tap())
    assert len(stage.moments) == shown
    assert stage.performer.t_ms == 1_600


def test_the_time_line_meets_the_frames(qtbot, started):
    stage = Stage(started, speed=2.0)
    line = stage.performer.time_line
    stage.frames(100)
    assert line.t_ms(line.now_ns()) == stage.performer.t_ms == 3_200


def test_the_key_that_woke_the_computer_leaves_the_pause_of_its_sleep(qtbot, started):
    stage = Stage(started)
    stage.frames(100)
    stage.now.pass_ms(600_000)
    stage.performer.command(cmd.Pause())
    assert stage.performer.state.status is Status.PAUSED
    assert [e.reason for e in stage.events if isinstance(e, ev.Paused)] == [ev.PauseReason.SLEPT]
    stage.performer.command(cmd.Pause())
    assert stage.performer.state.status is Status.RUNNING


@pytest.mark.parametrize("speed", [1.0, 4.0, 10.0])
def test_a_second_press_on_the_mark_key_is_a_fingers_however_fast_the_rehearsal(
    qtbot, started, speed
):
    stage = Stage(started, speed=speed)
    stage.frames(100)
    stage.performer.command(cmd.MarkHere())
    stage.frames(20)
    stage.performer.command(cmd.MarkHere())
    assert [(a.number, a.side) for a in stage.performer.state.areas] == [(1, Side.RIGHT)]
    stage.frames(50)
    stage.performer.command(cmd.MarkHere())
    assert [a.number for a in stage.performer.state.areas] == [1, 2]
