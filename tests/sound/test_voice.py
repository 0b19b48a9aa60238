"""The voice through Qt's mock engine: one thing at a time, in order, silent when it should be."""

import sys

import pytest
from PySide6.QtCore import Q_ARG

from coach.library.settings import Voice
from coach.sound import mouth
from coach.sound.utterance import Rank, Utterance
from coach.sound.voice import Speaker
from tests.helpers.clock import FakeClock

pytest.importorskip("PySide6.QtTextToSpeech", reason="Qt's speech does not load here")
FAST = Voice(on=True, engine=mouth.MOCK, rate=1.0)


def stage(text, **rest):
    return Utterance(text, Rank.STAGE, "stage", **rest)


def answer(text, topic="tempo", **rest):
    return Utterance(text, Rank.ANSWER, topic, **rest)


class Heard:
    """What a speaker gave its mouth, and what it told the rest of the program."""

    def __init__(self, speaker, monkeypatch):
        self.said, self.speaking, self.failed = [], [], []
        talking = []
        say, done = mouth.Mouth.say, Speaker._done

        def listen(of, text):
            assert not talking, "talks over itself"
            talking.append(text)
            self.said.append(text)
            say(of, text)

        def end(of):
            talking.clear()
            done(of)

        monkeypatch.setattr(mouth.Mouth, "say", listen)
        monkeypatch.setattr(Speaker, "_done", end)
        self.speaker = speaker
        speaker.speaking_changed.connect(self.speaking.append)
        speaker.failed.connect(lambda *said: self.failed.append(said))

    @property
    def sounding(self):
        voice = self.speaker._mouth
        return voice is not None and voice._tts.state() is voice._states.Speaking


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def speakers(qapp):
    made = []

    def make(settings, clock, language="en"):
        made.append(Speaker(settings, language, clock))
        return made[-1]

    yield make
    for speaker in made:
        speaker.close()
        speaker.deleteLater()


@pytest.fixture
def speaker(speakers, clock, qtbot):
    made = speakers(FAST, clock)
    with qtbot.waitSignal(made.voices_changed):
        made.prepare()
    return made


@pytest.fixture
def heard(speaker, monkeypatch):
    return Heard(speaker, monkeypatch)


def until_silent(qtbot, heard):
    qtbot.waitUntil(lambda: heard.speaking[-1:] == [False])


def test_what_waits_is_said_one_after_the_other_answers_first(speaker, heard, qtbot):
    speaker.say(stage("Effleurage."), stage("Stand at the hip."), stage("Glide up."))
    speaker.say(answer("Tempo twelve."))
    until_silent(qtbot, heard)
    assert heard.said == ["Effleurage.", "Tempo twelve.", "Stand at the hip.", "Glide up."]
    assert heard.speaking == [True, False]


def test_before_the_engine_is_there_words_wait_and_then_those_that_hold_are_said(
    speakers, clock, monkeypatch, qtbot
):
    speaker = speakers(FAST, clock)
    heard = Heard(speaker, monkeypatch)
    speaker.say(stage("Effleurage.", kept_ms=6_000), stage("Stand at the hip."))
    clock.pass_ms(5_000)
    until_silent(qtbot, heard)
    assert heard.said == ["Effleurage."]


def test_what_holds_in_another_stage_is_not_said(speaker, heard, qtbot):
    speaker.set_stage(1)
    speaker.say(stage("Effleurage.", stage=1), stage("Stand at the hip.", stage=1))
    speaker.set_stage(2)
    until_silent(qtbot, heard)
    assert heard.said == ["Effleurage."]


def test_the_end_cuts_what_is_being_said(speaker, heard, qtbot):
    speaker.say(stage("Effleurage " * 40), stage("Stand at the hip."))
    qtbot.waitUntil(lambda: heard.sounding)
    speaker.say(answer("Session ended.", cuts=True))
    until_silent(qtbot, heard)
    assert heard.said[1:] == ["Session ended."]


def test_quiet_is_silent_at_once_and_forgets(speaker, heard, qtbot):
    speaker.say(stage("Effleurage " * 40), stage("Stand at the hip."))
    qtbot.waitUntil(lambda: heard.sounding)
    speaker.set_quiet(True)
    qtbot.waitUntil(lambda: not heard.sounding)
    speaker.say(answer("Tempo twelve."))
    until_silent(qtbot, heard)
    speaker.set_quiet(False)
    speaker.say(answer("Go on."))
    qtbot.waitUntil(lambda: heard.said[-1] == "Go on.")
    assert len(heard.said) == 2


def test_quiet_before_a_word_is_out_lets_none_out(speaker, heard, qtbot):
    speaker.say(stage("Effleurage " * 40))
    speaker.set_quiet(True)
    until_silent(qtbot, heard)
    assert not heard.sounding


def test_a_word_that_comes_out_after_all_is_stopped(speaker, qtbot, monkeypatch):
    calls = []
    monkeypatch.setattr(speaker._mouth, "_call", calls.append)
    speaker._mouth.speaking_changed.emit(True)
    assert calls == ["stop"]


def test_off_is_silent(speaker, heard, qtbot):
    speaker.say(stage("Effleurage " * 40))
    qtbot.waitUntil(lambda: heard.sounding)
    speaker.set_settings(Voice(on=False, engine=mouth.MOCK))
    until_silent(qtbot, heard)
    speaker.say(stage("Stand at the hip."))
    assert len(heard.said) == 1


def test_off_it_starts_no_engine(speakers, clock):
    speaker = speakers(Voice(on=False, engine=mouth.MOCK), clock)
    speaker.prepare()
    speaker.say(answer("Go on."))
    assert speaker._mouth is None


def test_a_preview_is_heard_even_where_the_voice_is_off(speakers, clock, monkeypatch, qtbot):
    speaker = speakers(Voice(on=False, engine=mouth.MOCK, rate=1.0), clock)
    heard = Heard(speaker, monkeypatch)
    speaker.preview()
    until_silent(qtbot, heard)
    assert len(heard.said) == 1


def test_voices_are_those_of_the_language_and_one_is_chosen_live(speaker, qtbot):
    voices = dict(speaker.voices(mouth.MOCK))
    assert {"Bob", "Anne"} <= set(voices.values())
    assert not {"Kari", "Eivind"} & set(voices.values())
    anne = next(voice for voice, name in voices.items() if name == "Anne")
    speaker.set_settings(Voice(on=True, engine=mouth.MOCK, voice=anne, rate=-0.5, volume=0.25))
    tts = speaker._mouth._tts
    qtbot.waitUntil(lambda: (tts.voice().name(), tts.rate(), tts.volume()) == ("Anne", -0.5, 0.25))
    speaker.set_settings(Voice(on=True, engine=mouth.MOCK, voice="gone"))
    qtbot.waitUntil(lambda: tts.voice().name() == "Bob")


@pytest.mark.parametrize(
    ("language", "name"), [("fi", "Kari"), ("nb", "Eivind"), ("zu", "Bob"), ("en", "Bob")]
)
def test_a_voice_of_the_programs_language_is_the_usual_one(speakers, clock, language, name, qtbot):
    speaker = speakers(FAST, clock, language)
    with qtbot.waitSignal(speaker.voices_changed):
        speaker.prepare()
    qtbot.waitUntil(lambda: speaker._mouth._tts.voice().name() == name)


def test_the_mock_engine_is_offered_to_nobody(speaker):
    assert mouth.MOCK not in dict(speaker.engines())
    assert speaker.voices("another") == []


def test_without_qts_speech_it_is_said_once_with_what_to_install(
    speakers, clock, monkeypatch, qtbot
):
    monkeypatch.setitem(sys.modules, "PySide6.QtTextToSpeech", None)
    speaker = speakers(Voice(on=True), clock)
    heard = Heard(speaker, monkeypatch)
    speaker.prepare()
    speaker.say(answer("Go on."))
    assert speaker.engines() == []
    assert speaker.voices("") == []
    assert heard.failed == [
        ("no_library", "libpulse0 speech-dispatcher speech-dispatcher-espeak-ng")
    ]


def test_a_lost_engine_is_told_once_and_the_next_words_find_a_new_one(speaker, heard, qtbot):
    speaker.say(stage("Effleurage " * 40))
    qtbot.waitUntil(lambda: heard.sounding)
    speaker._mouth.lost.emit()
    assert heard.failed == [("lost", "")]
    assert heard.speaking[-1:] == [False]
    speaker.say(answer("Go on."))
    qtbot.waitUntil(lambda: heard.said[-1] == "Go on.")
    until_silent(qtbot, heard)
    assert heard.failed == [("lost", "")]


def test_an_engine_that_never_begins_is_given_up(speaker, heard, qtbot, monkeypatch):
    monkeypatch.setattr(mouth.Mouth, "say", lambda *_: None)
    speaker.say(stage("Effleurage."))
    assert heard.speaking == [True]
    speaker._watch.timeout.emit()
    assert heard.speaking == [True, False]
    assert heard.failed == [("lost", "")]


def test_an_engine_that_never_answers_is_told_of_and_still_waited_for(
    speakers, clock, monkeypatch, qtbot
):
    call = mouth.Mouth._call
    monkeypatch.setattr(mouth.Mouth, "_call", lambda *_: None)
    speaker = speakers(FAST, clock)
    heard = Heard(speaker, monkeypatch)
    speaker.prepare()
    speaker.say(answer("Tempo twelve."))
    assert speaker._watch.isActive()
    speaker._watch.timeout.emit()
    assert heard.failed == [("lost", "")]
    speaker.say(answer("Go on."))
    speaker._watch.timeout.emit()
    assert heard.failed == [("lost", "")]
    monkeypatch.setattr(mouth.Mouth, "_call", call)
    speaker._mouth._call("setEngine", Q_ARG(str, mouth.MOCK))
    until_silent(qtbot, heard)
    assert heard.said[-1] == "Go on."
    assert not speaker._watch.isActive()


def test_an_engine_that_never_lets_go_is_told_of_too(speaker, heard, monkeypatch):
    monkeypatch.setattr(mouth.Mouth, "close", lambda _: None)
    hung = speaker._mouth
    speaker.set_settings(Voice(on=True, engine="", rate=1.0))
    speaker._watch.timeout.emit()
    assert heard.failed == [("lost", "")]
    monkeypatch.undo()
    hung.close()


def test_another_engine_takes_over(speaker, heard, qtbot):
    first = speaker._mouth
    with qtbot.waitSignal(first.destroyed):
        speaker.set_settings(Voice(on=True, engine="", rate=1.0))
    speaker.set_settings(FAST)
    speaker.say(answer("Go on."))
    qtbot.waitUntil(lambda: heard.said == ["Go on."])
