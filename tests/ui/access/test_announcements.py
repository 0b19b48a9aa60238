"""What is announced, in words; and for any session, never more than it may be."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.breath.pattern import BreathPattern
from coach.massage.back import Outcome
from coach.session import commands as cmd
from coach.session.events import Pacing
from coach.ui.access.announcements import LEAST_APART_MS, Announcements
from tests.helpers.clock import FakeClock
from tests.helpers.scripts import brief, perform, rehearsals, scripts
from tests.helpers.sessions import Rehearsal, shipped

STEP_MS = 100


class Reader:
    """A screen reader that writes down what it is told, and when."""

    def __init__(self, rehearsal):
        self.rehearsal = rehearsal
        self.now = FakeClock()
        self.said: list[tuple[int, str]] = []
        self.listens = True
        self.announcements = Announcements(self._hear, self.now, lambda: self.listens)
        self.show()

    def _hear(self, text):
        self.said.append((self.now.now_ms, text))

    def show(self):
        self.announcements.show_moment(self.rehearsal.moment(), "en")

    def wait(self, ms):
        """Frames, ten a second."""
        for _ in range(ms // STEP_MS):
            self.rehearsal.wait(STEP_MS, tick_ms=STEP_MS)
            self.now.pass_ms(STEP_MS)
            self.show()

    def do(self, *commands):
        """Commands, and the frame after them; what is said then, at last."""
        self.said.clear()
        self.rehearsal.do(*commands)
        self.show()
        self.wait(LEAST_APART_MS)
        return " ".join(text for _, text in self.said)


@pytest.fixture
def reader():
    """Four seconds into a session."""
    made = Reader(Rehearsal(pattern=BreathPattern(15.0), tapped=True))
    assert [text for _, text in made.said] == ["Contact and oil. Stand at the hip."]
    made.wait(4_000)
    made.said.clear()
    return made


def test_nothing_is_said_of_breath_after_breath():
    made = Reader(Rehearsal(pattern=BreathPattern(15.0), tapped=True))
    made.said.clear()
    made.wait(60_000)
    assert made.said == []


def test_a_stage_is_announced_ahead_and_when_it_begins():
    made = Reader(Rehearsal(pattern=BreathPattern(15.0), tapped=True))
    made.said.clear()
    made.wait(130_000)
    assert [text for _, text in made.said] == ["Next: Effleurage.", "Effleurage. Stand at the hip."]
    ahead_ms, begins_ms = (at_ms for at_ms, _ in made.said)
    assert 19_000 <= begins_ms - ahead_ms <= 26_000


def test_pauses_and_holds(reader):
    assert reader.do(cmd.Pause()) == "Paused. Tap on a breath in."
    assert reader.do(cmd.Tap()) == "It goes on."
    assert reader.do(cmd.Hold()) == "Held. Tap on a breath in."
    assert reader.do(cmd.Tap()) == "It goes on."


def test_tense_areas(reader):
    assert reader.do(cmd.MarkAt(-0.1, 0.3)) == "Area 1, left shoulder."
    assert reader.do(cmd.Undo()) == "Area 1 is taken back."
    assert reader.do(cmd.MarkAt(-0.1, 0.3), cmd.MarkAt(0.1, 0.5)) == (
        "Area 1, left shoulder. Area 2, right shoulder blade."
    )


def test_the_area_in_work_and_what_became_of_it():
    made = Reader(Rehearsal(brief(shipped()), minutes=2, pattern=BreathPattern(15.0), tapped=True))
    made.rehearsal.do(cmd.MarkAt(-0.1, 0.3))
    while made.rehearsal.moment().area is None:
        made.wait(1_000)
    made.wait(LEAST_APART_MS)
    assert "Area 1, left shoulder, in work." in " ".join(text for _, text in made.said)
    assert made.do(cmd.Answer(Outcome.SOFTENED)).startswith("Area 1, left shoulder, softened.")


def test_an_area_taken_back_as_its_breath_begins_is_not_announced_in_work():
    made = Reader(Rehearsal(brief(shipped()), minutes=2, pattern=BreathPattern(15.0), tapped=True))
    made.rehearsal.do(cmd.MarkAt(-0.1, 0.3))
    made.show()
    made.rehearsal.wait_for(lambda m: m.area is not None, within_ms=100_000, tick_ms=16)
    assert "in work" not in made.do(cmd.Undo())


def test_after_two_minutes_on_an_area_it_asks():
    rehearsal = Rehearsal(pattern=BreathPattern(15.0), tapped=True)
    rehearsal.do(cmd.MarkAt(-0.1, 0.3))
    rehearsal.wait_for(lambda m: m.area_ms > 110_000, within_ms=2_000_000, tick_ms=500)
    made = Reader(rehearsal)
    made.said.clear()
    made.wait(15_000)
    assert [text for _, text in made.said] == ["Stay, or move on?"]


def test_another_way_of_pacing(reader):
    assert reader.do(cmd.SetPacing(Pacing.TAPS)) == "With my taps."


def test_passing_words_are_told_as_sentences(reader):
    reader.announcements.tell("Nothing to undo")
    assert [text for _, text in reader.said] == ["Nothing to undo."]


def test_of_words_that_come_too_fast_the_last_is_told(reader):
    reader.announcements.tell("One.")
    for word in ("Two.", "Three.", "Four."):
        reader.announcements.tell(word)
    reader.wait(LEAST_APART_MS)
    assert [text for _, text in reader.said] == ["One.", "Four."]


def test_the_end_is_told_at_once_and_nothing_after_it(reader):
    reader.announcements.tell("Something.")
    reader.said.clear()
    reader.rehearsal.do(cmd.End())
    reader.show()
    assert [text for _, text in reader.said] == ["The session has ended."]
    reader.said.clear()
    reader.now.pass_ms(60_000)
    reader.show()
    assert reader.said == []


@pytest.mark.parametrize("silence", ["quiet", "no reader"])
def test_what_happened_in_the_silence_is_not_said_after_it(reader, silence):
    def be(silent):
        if silence == "quiet":
            reader.announcements.quiet = silent
        else:
            reader.listens = not silent

    be(True)
    assert reader.do(cmd.MarkAt(-0.1, 0.3), cmd.Pause()) == ""
    reader.announcements.tell("Something.")
    be(False)
    reader.wait(10_000)
    assert reader.said == []
    assert reader.do(cmd.Tap()) == "It goes on."


def test_a_new_session_begins_anew(reader):
    reader.rehearsal.do(cmd.End())
    reader.show()
    reader.said.clear()
    reader.announcements.begin()
    reader.rehearsal = Rehearsal(tapped=True)
    reader.show()
    assert [text for _, text in reader.said] == ["Contact and oil. Stand at the hip."]


@given(rehearsals, scripts(), st.floats(0.2, 60.0))
def test_never_more_than_one_in_three_seconds_and_the_end(live, script, speed):
    """Whatever is done, and however fast the session runs: a rehearsal runs 60 times as fast."""
    reader = Reader(live)
    began_ms = live.t_ms
    origin_ms = reader.now.now_ms
    for _ in perform(live, script, then=reader.show):
        reader.now.now_ms = origin_ms + round((live.t_ms - began_ms) / speed)
        reader.show()
    times = [at_ms for at_ms, _ in reader.said]
    if live.ended:
        times.pop()
    assert all(late - early >= LEAST_APART_MS for early, late in pairwise(times))
    assert all(text and len(text) < 600 for _, text in reader.said)
    after = len(reader.said)
    if live.ended:
        reader.now.pass_ms(60_000)
        reader.show()
        assert len(reader.said) == after
