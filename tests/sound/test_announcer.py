"""What is said of a session and when, in fake time; the voice takes 60 ms a letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.breath.lead import Lead
from coach.breath.rate_plan import RatePlan
from coach.library.settings import Voice
from coach.massage.back import Outcome
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.decide import RefusedError
from coach.session.timeline import Timeline
from coach.sound.announcer import Announcer
from coach.sound.utterance import Rank, Waiting
from tests.helpers.scripts import Leap, rehearsals, scripts
from tests.helpers.sessions import MINUTE_MS, Rehearsal, shipped

LETTER_MS = 60
TICK_MS = 50
SETTINGS = Voice(on=True)


class Told:
    """A session told by an announcer to a voice: `said` are (t_ms, utterance) as they begin."""

    def __init__(self, live=None, settings=SETTINGS, *, tick_ms=TICK_MS, letter_ms=LETTER_MS):
        self.live = live or Rehearsal()
        self.tick_ms, self.letter_ms = tick_ms, letter_ms
        self.announcer = Announcer(settings)
        self.waiting = Waiting()
        self.said = []
        self._told = len(self.live.events)
        self._free_ms = 0
        self._look()

    def wait(self, ms):
        until_ms = self.live.t_ms + ms
        while self.live.t_ms < until_ms and not self.live.ended:
            self.live.wait(min(self.tick_ms, until_ms - self.live.t_ms), tick_ms=self.tick_ms)
            self._look()

    def do(self, *commands):
        for command in commands:
            try:
                self.live.do(command)
            except RefusedError as refusal:
                self._hear(self.announcer.refused(refusal.code))
            self._look()

    def leap(self, ms):
        if not self.live.ended:
            self.live.do(cmd.Pause(ev.PauseReason.SLEPT))
            self._look()
            self.live.leap(ms)
            self._look()

    @property
    def texts(self):
        return [utterance.text for _, utterance in self.said]

    def since(self, t_ms):
        return [utterance.text for at_ms, utterance in self.said if at_ms >= t_ms]

    def lines(self):
        return [f"{t_ms // MINUTE_MS:2}:{t_ms // 1000 % 60:02} {u.text}" for t_ms, u in self.said]

    def _look(self):
        new, self._told = self.live.events[self._told :], len(self.live.events)
        if new:
            self._hear(self.announcer.heard(tuple(new)))
        self._hear(self.announcer.hear(self.live.moment()))
        if self.live.t_ms >= self._free_ms:
            self._say_next()

    def _hear(self, utterances):
        texts = [utterance.text for utterance in utterances]
        assert len(set(texts)) == len(texts), "twice at once"
        self.waiting.put(utterances, self.live.t_ms)
        if any(utterance.cuts for utterance in utterances):
            self._free_ms = self.live.t_ms

    def _say_next(self):
        utterance = self.waiting.take(self.live.t_ms, self.live.moment().stage)
        if utterance is not None:
            self.said.append((self.live.t_ms, utterance))
            self._free_ms = self.live.t_ms + self.letter_ms * len(utterance.text)


def in_kneading(*marks):
    """Told up to the first breath of kneading; the marks were made before."""
    told = Told()
    for mark in marks:
        told.do(cmd.MarkAt(*mark))
        told.wait(4_000)
    while told.live.moment().stage < 2:
        told.do(cmd.NextStage())
        told.wait(5_000)
    return told


SHOULDER, HIP = (-0.1, 0.3), (0.1, 0.9)

A_MASSAGE = """\
 0:00 Contact and oil.
 0:01 Stand at the hip.
 0:02 Rest your hands.
 0:03 Spread the oil.
 1:34 Twenty seconds, then effleurage.
 1:55 Effleurage.
 1:56 Find the tight, rigid areas.
 1:58 Glide up, beside the spine.
 1:59 Float down the sides.
 4:00 Area one marked, left shoulder.
 4:31 Area two marked, right lower back.
 5:01 Area three marked, right hip.
 5:06 Tempo fifteen and a half.
 5:11 Tempo twelve.
 6:10 Oil.
 6:19 Go on.
11:05 Twenty seconds, then kneading. Stand at the side.
11:24 Kneading.
11:25 Area one, left shoulder.
11:26 Stand at the side.
11:28 Free what was found.
11:29 Thumbs up, slowly.
11:30 Same line, softer.
12:59 Area one softened.
13:04 Area two, right lower back.
15:04 Two minutes here. Stay, or move on?
16:19 Paused.
16:39 Go on.
17:39 Pressure down.
24:05 There is no time left for area three.
24:19 One minute more.
24:24 Next, trapezius. Go to the head.
24:26 Back to kneading.
25:45 Twenty seconds, then trapezius. Go to the head.
26:04 Trapezius.
26:05 Go to the head.
26:06 Fingertips in, toward the neck.
26:08 Ease off, over the shoulder.
30:20 Ten minutes left.
33:48 Twenty seconds, then vibration. Stand at the side.
34:09 Vibration, on the soft areas.
34:11 Area one, left shoulder.
34:13 Stand at the side.
34:14 Palms tremble up.
34:15 Lighter, down.
34:29 Areas done. Now the whole stroke.
35:20 Five minutes left.
38:15 Twenty seconds, then closing.
38:34 Closing.
38:35 Settle.
38:35 Slow palms up.
38:36 Slow palms down.
39:25 Next, the end.
39:29 Finished. Hands leave slowly.
41:05 All stages are done.
41:07 Undone. Area one, left shoulder.
46:07 Session ended.
"""
SOFTENED = cmd.Answer(Outcome.SOFTENED)


def test_a_whole_massage_sounds_like_this():
    told = Told()
    told.wait(240_000)
    told.do(cmd.MarkAt(*SHOULDER))
    told.wait(30_000)
    told.do(cmd.MarkHere())
    told.wait(300)
    told.do(cmd.MarkHere())
    told.wait(30_000)
    told.do(cmd.MarkAt(*HIP))
    told.wait(5_000)
    for _ in range(3):
        told.do(cmd.NudgeTempo(1))
        told.wait(200)
    told.wait(5_000)
    told.do(cmd.SetTempo(rate_bpm=12.0))
    told.wait(60_000)
    told.do(cmd.Hold(ev.HoldReason.OIL))
    told.wait(9_000)
    told.do(cmd.Tap())
    told.wait(400_000)
    told.do(SOFTENED)
    told.wait(200_000)
    told.do(cmd.Pause())
    told.wait(20_000)
    told.do(cmd.Tap())
    told.wait(60_000)
    told.do(cmd.ChangePressure(-1))
    told.wait(400_000)
    told.do(cmd.StayLonger())
    told.wait(5_000)
    told.do(cmd.NextStage())
    told.wait(600)
    told.do(cmd.StayLonger())
    told.wait(900_000)
    told.do(cmd.NextStage())
    told.wait(100_000)
    told.do(cmd.MarkHere())
    told.wait(2_000)
    told.do(cmd.Undo())
    told.wait(300_000)
    told.do(cmd.End())
    assert told.lines() == A_MASSAGE.splitlines()


def test_nothing_is_said_where_nothing_happens():
    told = Told()
    told.wait(60_000)
    assert len(told.said) == 4


def test_an_area_taken_up_at_once_is_part_of_the_stages_beginning():
    texts = in_kneading(SHOULDER).texts
    began = texts.index("Kneading.")
    assert texts[began + 1] == "Area one, left shoulder."


def test_an_area_marked_where_the_hands_are_is_not_named_twice():
    told = in_kneading()
    told.wait(30_000)
    before_ms = told.live.t_ms
    told.do(cmd.MarkAt(*SHOULDER))
    told.wait(10_000)
    assert told.live.moment().area == 1
    assert told.since(before_ms) == ["Area one marked, left shoulder."]


def test_a_mark_taken_back_says_so_and_no_more():
    told = in_kneading()
    told.wait(30_000)
    before_ms = told.live.t_ms
    told.do(cmd.MarkAt(*SHOULDER))
    told.wait(300)
    told.do(cmd.Undo())
    told.wait(10_000)
    assert told.since(before_ms) == ["Undone. Area one is no longer marked."]


def test_the_question_comes_once_for_each_area():
    told = in_kneading(SHOULDER, HIP)
    told.wait(300_000)
    told.do(SOFTENED)
    told.wait(200_000)
    assert told.texts.count("Two minutes here. Stay, or move on?") == 2


def test_a_slider_is_answered_where_it_rests_and_a_tap_not_at_all():
    told = Told()
    told.wait(20_000)
    before_ms = told.live.t_ms
    for rate in (13.0, 11.5, 9.0, 9.5, 10.0):
        told.do(cmd.SetTempo(rate_bpm=rate))
        told.wait(500)
    told.wait(5_000)
    assert told.since(before_ms) == ["Tempo ten."]
    for _ in range(6):
        told.do(cmd.Tap())
        told.wait(5_500)
    assert told.live.state.rate_bpm != 10.0
    assert told.since(before_ms) == ["Tempo ten."]


def test_a_tap_that_changes_the_tempo_takes_the_sliders_word_back():
    told = Told()
    told.wait(20_000)
    told.do(cmd.Tap())
    told.wait(3_700)
    before_ms = told.live.t_ms
    told.do(cmd.SetTempo(rate_bpm=10.0))
    told.wait(300)
    told.do(cmd.Tap())
    assert told.live.state.rate_bpm != 10.0
    told.wait(5_000)
    assert told.since(before_ms) == []


def test_in_a_rehearsal_the_slider_and_a_mark_rest_as_long_in_real_time():
    told = Told()
    told.wait(20_000)
    told.announcer = Announcer(SETTINGS, speed=2.0)
    told.wait(5_000)
    before_ms = told.live.t_ms
    told.do(cmd.SetTempo(rate_bpm=12.0), cmd.MarkAt(*SHOULDER))
    told.wait(1_000)
    assert told.since(before_ms) == []
    told.wait(5_000)
    assert told.since(before_ms) == ["Tempo twelve.", "Area one marked, left shoulder."]


def test_a_repeated_sessions_own_tempo_changes_in_silence():
    plan = RatePlan(tuple((10_000 * step, 14.0 - step / 2) for step in range(10)))
    told = Told(Rehearsal(rate_plan=plan))
    told.wait(120_000)
    assert len(told.live.of_type(ev.TempoSet)) == 9
    assert not [text for text in told.texts if text.startswith("Tempo")]


def test_shares_are_answered_too():
    told = Told()
    told.wait(20_000)
    before_ms = told.live.t_ms
    told.do(cmd.SetTempo(inhale_share=0.45))
    told.wait(5_000)
    told.do(cmd.SetTempo(pause_share=0.1))
    told.wait(5_000)
    told.do(cmd.SetTempo(pause_share=0.0))
    told.wait(5_000)
    assert told.since(before_ms) == [
        "Breath in, 45 percent.",
        "Pause after the breath out, ten percent.",
        "No pause after the breath out.",
    ]


@pytest.mark.parametrize(
    ("commands", "text"),
    [
        ([cmd.Hold()], "Hold."),
        ([cmd.Hold(ev.HoldReason.OIL)], "Oil."),
        ([cmd.Pause()], "Paused."),
        ([cmd.Pause(ev.PauseReason.SLEPT)], "The computer slept. Paused."),
        ([cmd.SetPacing(ev.Pacing.TAPS)], "With your taps."),
        ([cmd.ChangePressure(1)], "Pressure up."),
        ([cmd.ChangePressure(-1)], "Pressure down."),
        ([cmd.StayLonger()], "One minute more."),
        ([cmd.NextStage()], "Next, effleurage."),
        ([cmd.End()], "Session ended."),
        ([cmd.Undo()], "Nothing to undo."),
        ([SOFTENED], "No area in work."),
    ],
)
def test_each_command_is_answered_at_once(commands, text):
    told = Told()
    told.wait(20_000)
    before_ms = told.live.t_ms
    told.do(*commands)
    assert told.since(before_ms) == [text]


def test_a_lead_that_a_hand_stops_or_lets_go_on_is_answered_and_what_the_taps_do_is_not():
    told = Told(Rehearsal(tapped=True, lead=Lead(8.0, 600_000)))
    told.wait(20_000)
    told.do(cmd.SetLead(on=False))
    told.wait(4_000)
    told.do(cmd.SetLead(on=True))
    told.wait(4_000)
    assert [text for text in told.texts if "Lead" in text] == ["Lead stopped.", "Lead on."]


@pytest.mark.parametrize(
    ("first", "then", "text"),
    [
        (cmd.Hold(), cmd.Tap(), "Go on."),
        (cmd.Pause(), cmd.Pause(), "Go on."),
        (cmd.SetPacing(ev.Pacing.TAPS), cmd.SetPacing(ev.Pacing.STEADY), "Steady tempo."),
        (cmd.ChangePressure(-1), cmd.ChangePressure(1), "Pressure as usual."),
        (cmd.NextStage(), cmd.NextStage(), "The next stage comes with the next breath in."),
    ],
)
def test_and_so_is_the_second(first, then, text):
    told = Told()
    told.wait(20_000)
    told.do(first)
    told.wait(500)
    told.do(then)
    told.wait(4_000)
    assert text in told.texts


@pytest.mark.parametrize(
    ("kind", "silent"),
    [
        ("stages", ["Kneading.", "Stand at the side.", "Twenty seconds, then effleurage."]),
        ("cues", ["Thumbs up, slowly.", "Float down the sides."]),
        ("areas", ["Area one, left shoulder."]),
        ("commands", ["Area one marked, left shoulder.", "Paused.", "Session ended."]),
        ("time_left", ["Ten minutes left.", "Five minutes left."]),
    ],
)
def test_each_kind_is_switched_by_itself(kind, silent):
    def whole(settings):
        told = Told(settings=settings, tick_ms=200)
        told.wait(200_000)
        told.do(cmd.MarkAt(*SHOULDER))
        told.wait(10_000)
        told.do(cmd.Pause())
        told.wait(3_000)
        told.do(cmd.Pause())
        told.wait(36 * MINUTE_MS)
        told.do(cmd.End())
        return told.texts

    usual, without = whole(Voice(on=True)), whole(Voice(on=True, **{kind: False}))
    assert set(silent) <= set(usual)
    assert not set(silent) & set(without)
    assert set(without) < set(usual)


def test_minutes_left_are_those_chosen():
    told = Told(Rehearsal(shipped("trapezius")), Voice(on=True, minutes_left=(7, 1)))
    told.wait(13 * MINUTE_MS)
    said = [text for text in told.texts if text.endswith(" left.")]
    assert said == ["Seven minutes left.", "One minute left."]


def test_going_on_to_the_end_passes_no_minutes():
    told = Told()
    told.wait(1_000)
    while not told.live.moment().finished:
        told.live.wait(10)  # a command comes between two frames
        told.do(cmd.NextStage())
        told.wait(10_000)
    assert told.live.moment().planned_ms == 40 * MINUTE_MS
    assert not [text for text in told.texts if text.endswith(" left.")]


def test_a_session_gone_back_into_says_where_we_are_and_no_more():
    live = in_kneading(SHOULDER).live
    live.wait(100_000)
    told = Told(live)
    live.do(cmd.Pause(ev.PauseReason.INTERRUPTED))
    told.wait(10_000)
    assert told.texts == [
        "Kneading. Area one, left shoulder. 39 minutes left.",
        "Paused. Tap on a breath in.",
    ]
    told.do(cmd.Tap())
    told.wait(10_000)
    assert told.texts[2:] == ["Go on."]


def test_a_computer_that_slept_is_told_once():
    told = Told()
    told.wait(20_000)
    before_ms = told.live.t_ms
    told.leap(3_600_000)
    told.wait(5_000)
    assert told.since(before_ms) == ["The computer slept. Paused."]


def test_time_that_is_sought_is_silent():
    told = Told()
    told.wait(40 * MINUTE_MS)
    timeline = Timeline(told.live.events)
    announcer = Announcer(SETTINGS)
    assert announcer.hear(timeline.moment_at(0))
    for minute in (3, 30, 12, 39, 0, 24):
        assert announcer.hear(timeline.moment_at(minute * MINUTE_MS)) == ()


def test_texts_come_in_the_language_that_the_protocol_has():
    protocol = shipped()
    protocol.stage[0].name["de"] = "Berührung"
    moment = Rehearsal(protocol).moment()
    assert Announcer(SETTINGS, "de").hear(moment)[0].text == "Berührung."
    assert Announcer(SETTINGS, "fr").hear(moment)[0].text == "Contact and oil."


def perform(told, script):
    for wait_ms, burst in script:
        told.wait(wait_ms)
        for command in burst:
            told.leap(command) if isinstance(command, Leap) else told.do(command)
    told.wait(15_000)


switches = st.builds(
    Voice,
    on=st.just(True),
    stages=st.booleans(),
    cues=st.booleans(),
    areas=st.booleans(),
    commands=st.booleans(),
)


@given(rehearsals, scripts(), switches, st.sampled_from([30, 60, 200]))
def test_nothing_is_said_of_a_stage_that_has_passed(live, script, settings, letter_ms):
    told = Told(live, settings, letter_ms=letter_ms)
    perform(told, script)
    final = told.live.state
    for t_ms, utterance in told.said:
        if utterance.stage is not None:
            breath = final.tempo.place_at(t_ms).breath
            assert final.work_at(breath).stage == utterance.stage


@given(rehearsals, scripts())
def test_no_flood(live, script):
    """Of itself the voice begins at most eight times in ten seconds, and never says the same of
    the session again within three.
    """
    told = Told(live)
    perform(told, script)
    unasked = [(t_ms, u.text) for t_ms, u in told.said if u.rank is not Rank.ANSWER]
    for place, (t_ms, text) in enumerate(unasked):
        later = [each for each in unasked[place + 1 :] if each[0] < t_ms + 10_000]
        assert len(later) < 8
        assert text not in [other for at_ms, other in later if at_ms < t_ms + 3_000]


@given(rehearsals, scripts(), st.lists(st.integers(0, 200_000), min_size=2, max_size=20))
def test_a_replay_that_is_sought_about_in_never_fails(live, script, times):
    told = Told(live)
    perform(told, script)
    timeline = Timeline(told.live.events)
    announcer = Announcer(SETTINGS)
    for t_ms in times:
        announcer.hear(timeline.moment_at(min(t_ms, told.live.t_ms)))
