"""The breath ahead: steered to the map without a jump, every turn and chime once."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.breath.pattern import BreathPattern
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.moment import COMING_MS
from coach.sound.curve import curve
from coach.sound.renderer import LATE_CUE_MS, SAME_TURN_MS, SOFT, SWIFTEST, Renderer
from coach.sound.score import Score
from coach.sound.voicing import RATE_HZ
from tests.helpers.heard import turns
from tests.helpers.rendering import BLOCK, FRAME_MS, HORIZON_MS, LINE, Rendered
from tests.helpers.scripts import begun, brief, rehearsals, scripts
from tests.helpers.sessions import Rehearsal, shipped

STEERED_FRAMES = RATE_HZ // 3
quick = settings(max_examples=15)


@quick
@given(rehearsals, scripts(10, with_leaps=False))
def test_the_level_never_jumps_whatever_happens(live, script):
    level = Rendered(live).perform(script).level
    assert level.min() >= 0.0
    assert level.max() <= 1.0
    assert np.abs(np.diff(level)).max() * RATE_HZ <= SWIFTEST


@quick
@given(rehearsals, scripts(10, with_leaps=False))
def test_a_third_of_a_second_after_a_change_it_is_the_map_to_the_sample(live, script):
    rendered = Rendered(live).perform(script)
    level = rendered.level
    ends = [*(frame for frame, _ in rendered.states[1:]), rendered.frames]
    changed = 0
    for ((begin, state), end), (_, before) in zip(
        zip(rendered.states, ends, strict=True),
        [rendered.states[0], *rendered.states],
        strict=False,
    ):
        if state.tempo is not before.tempo:
            changed = begin
        if begin - changed > STEERED_FRAMES or changed == 0:
            true = curve(state.tempo, begin * FRAME_MS, FRAME_MS, end - begin).level
            assert level[begin:end] == pytest.approx(true, abs=1e-9)


@given(rehearsals, st.lists(st.integers(1, 9_000), min_size=1, max_size=40))
def test_it_does_not_matter_how_the_frames_are_cut_into_blocks(live, cuts):
    frames = sum(cuts)
    whole, pieces = Rendered(live), Rendered(live)
    whole.one(frames)
    for cut in cuts:
        pieces.one(cut)
    assert pieces.level == pytest.approx(whole.level, abs=1e-9)
    assert np.concatenate(pieces.presence) == pytest.approx(whole.presence[0], abs=1e-9)
    assert [name for _, name in pieces.sounds] == [name for _, name in whole.sounds]
    for (frame, _), (same, _) in zip(pieces.sounds, whole.sounds, strict=True):
        assert abs(frame - same) <= 1  # a turn that falls between two frames


@quick
@given(rehearsals, scripts(10, with_leaps=False))
def test_every_turn_that_is_known_in_time_is_sounded_once_on_its_frame(live, script):
    rendered = Rendered(live).perform(script)
    cues = [frame * FRAME_MS for frame, name in rendered.sounds if name in ("inhale", "exhale")]
    late_ms = HORIZON_MS + BLOCK * FRAME_MS
    for turn in turns(live.events, 0.0, live.t_ms - 1.0):
        if turn.lead_ms < late_ms:
            continue
        kind = rendered.times("inhale" if turn.inhale else "exhale")
        assert sum(0.0 <= at - turn.t_ms < 2 * FRAME_MS for at in kind) <= 1
        near = [at for at in kind if -SAME_TURN_MS < at - turn.t_ms < 2 * FRAME_MS]
        assert near, turn
    assert cues == sorted(cues)


@quick
@given(rehearsals, scripts(10, with_leaps=False))
def test_no_turn_is_sounded_twice(live, script):
    rendered = Rendered(live).perform(script)
    for name in ("inhale", "exhale"):
        assert all(late - early >= 200.0 for early, late in pairwise(rendered.times(name)))


def test_a_turn_made_at_once_by_a_tap_is_sounded_as_soon_as_can_be():
    rendered = Rendered(Rehearsal(pacing=ev.Pacing.TAPS, tapped=True))
    rendered.wait(8_000)
    rendered.live.do(cmd.Tap())
    rendered.wait(500)
    late_ms = rendered.times("inhale")[-1] - 8_000
    assert HORIZON_MS <= late_ms <= HORIZON_MS + BLOCK * FRAME_MS


def test_a_turn_long_past_is_not_sounded():
    live = Rehearsal()
    live.wait(60_000 * 3 // 14 + round(LATE_CUE_MS) + 100)
    made = Renderer().render(Score(live.state, LINE), float(live.t_ms), FRAME_MS, BLOCK)
    assert made.sounds == ()


def run_through(live):
    rendered = Rendered(live, block=4_800)
    while len(rendered.times("end")) == 0:
        rendered.wait(1_000)
        assert live.t_ms < 400_000
    rendered.wait(20_000)
    return rendered


def test_a_chime_warns_before_each_stage_ends_and_rings_at_its_change_and_at_the_end():
    protocol = shipped("trapezius")
    live = Rehearsal(brief(protocol), minutes=2.5, pattern=BreathPattern(15.0))
    rendered = run_through(live)
    ends = list(live.state.plan_ms)
    begun_before = [0, *ends[:-1]]
    warned = [
        end - COMING_MS
        for begin, end in zip(begun_before, ends, strict=True)
        if end - begin > COMING_MS + 3_000
    ]
    assert rendered.times("before_stage") == pytest.approx(warned, abs=1.0)
    changes = [w for w in live.state.works if w.stage > 0]
    stages = {w.stage: live.state.tempo.onset_ms(w.at_breath) for w in reversed(changes)}
    last = len(protocol.stage)
    assert rendered.times("stage") == pytest.approx(
        [at for stage, at in sorted(stages.items()) if stage < last], abs=1.0
    )
    assert rendered.times("end") == pytest.approx([stages[last]], abs=1.0)


def test_a_stage_that_is_made_longer_is_warned_of_again():
    live = Rehearsal(shipped("trapezius"))
    rendered = Rendered(live, block=4_800)
    end = live.state.plan_ms[0]
    rendered.wait(end - 10_000)
    live.do(cmd.StayLonger())
    rendered.wait(70_000)
    assert rendered.times("before_stage") == pytest.approx(
        [end - COMING_MS, end + 60_000 - COMING_MS], abs=1.0
    )


def test_going_on_at_once_needs_no_warning():
    rendered = Rendered(Rehearsal())
    rendered.wait(30_000)
    rendered.live.do(cmd.NextStage())
    rendered.wait(8_000)
    assert rendered.times("before_stage") == []
    assert len(rendered.times("stage")) == 1


def test_ended_by_hand_the_end_sounds_once_and_the_tone_fades():
    rendered = Rendered(Rehearsal())
    rendered.wait(10_000)
    rendered.live.do(cmd.End())
    rendered.live.t_ms += 10_000
    rendered.ahead()
    assert len(rendered.times("end")) == 1
    assert rendered.at(10_050) > 0.9 > rendered.at(13_000) > rendered.at(19_000) == 0.0


def test_it_fades_in_rests_softly_and_is_silent_in_a_pause():
    rendered = Rendered(Rehearsal())
    rendered.wait(10_000)
    assert rendered.at(1) < 0.01 < rendered.at(1_000) < rendered.at(3_000) == 1.0
    rendered.live.do(cmd.Hold())
    rendered.wait(10_000)
    assert rendered.at(19_900) == SOFT
    rendered.live.do(cmd.Tap(), cmd.Pause())
    rendered.wait(3_000)
    assert rendered.at(22_900) == 0.0
    rendered.live.do(cmd.Pause())
    rendered.wait(3_000)
    assert rendered.at(25_900) == 1.0


def test_time_that_runs_too_fast_is_silent():
    live = begun("back-pain", BreathPattern(14.0), ev.Pacing.STEADY, tapped=True)
    line = type(LINE)(lambda: 0, 0, 0.0, 10.0)
    rendered = Rendered(live, line=line, step_ms=10 * FRAME_MS)
    rendered.wait(60_000)
    assert rendered.sounds == []
    assert not np.concatenate(rendered.presence).any()


def test_another_session_begins_with_its_own_turns():
    first = Rendered(Rehearsal())
    first.wait(20_000)
    first.renderer.begin()
    second = Rendered(Rehearsal())
    second.renderer = first.renderer
    second.wait(5_000)
    assert len(second.times("inhale")) == 2
    joined = np.concatenate([first.level[-1:], second.level])
    assert np.abs(np.diff(joined)).max() * RATE_HZ <= SWIFTEST


def test_left_it_fades_out_where_it_is():
    rendered = Rendered(Rehearsal())
    rendered.wait(5_000)
    block = rendered.renderer.hush(RATE_HZ)
    assert block.presence[0] == pytest.approx(1.0, abs=1e-3)
    assert block.presence[-1] == 0.0
    assert set(block.level) == {rendered.level[-1]}


def test_on_another_output_it_fades_in_again():
    rendered = Rendered(Rehearsal())
    rendered.wait(5_000)
    rendered.renderer.silence()
    rendered.one(RATE_HZ)
    assert rendered.presence[-1][0] < 0.01
    assert rendered.presence[-1][-1] == 1.0


ONSET_MS = 60_000.0 / 14.0
"""Of the second breath in, as a session at 14/min begins."""


def just_before_the_second_breath():
    rendered = Rendered(Rehearsal())
    rendered.wait(4_225)
    rendered.live.wait(11)
    return rendered


def test_a_turn_sounded_ahead_that_did_not_come_sounds_when_it_does():
    rendered = just_before_the_second_breath()
    rendered.live.do(cmd.Hold())
    rendered.wait(4_000)
    assert rendered.times("inhale")[1:] == pytest.approx([ONSET_MS], abs=0.1)  # too late to stop
    rendered.live.do(cmd.Tap())
    rendered.wait(500)
    assert len(rendered.times("inhale")) == 3


def test_a_turn_sounded_ahead_that_is_put_off_a_little_does_not_sound_again():
    rendered = just_before_the_second_breath()
    rendered.live.do(cmd.SetTempo(rate_bpm=4.0))
    rendered.wait(2_000)
    onset = rendered.live.state.tempo.onset_ms(1)
    assert ONSET_MS + 50.0 < onset < ONSET_MS + SAME_TURN_MS
    assert rendered.times("inhale")[1:] == pytest.approx([ONSET_MS], abs=0.1)
