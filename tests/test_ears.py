"""Sound and voice, joined to the program: without any, with what fails, and what is asked of it."""

import msgspec
import pytest

from coach.breath.lead import Lead, Standing
from coach.choosing import Start
from coach.library import settings as settings_file
from coach.library.folder import data_folder
from coach.library.settings import BreathSound, Settings, Voice
from coach.live.performer import LivePerformer
from coach.massage.strokes import StageSound
from coach.session import commands as cmd
from coach.sound.mouth import Mouth
from coach.sound.voicings import TONES
from coach.ui import words
from coach.ui.keys.actions import Action
from tests.helpers.clock import FakeClock
from tests.helpers.desk import desks
from tests.helpers.sessions import Rehearsal, shipped

pytestmark = pytest.mark.qt_log_ignore(
    "PulseAudioService: pa_context_connect", "propagateSizeHints", extend=True
)


@pytest.fixture
def desk(qtbot, monkeypatch, tmp_path):
    """On a computer without an output."""
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    yield from desks(monkeypatch)


def with_settings(**parts):
    settings_file.save(data_folder(), Settings(**parts))


def test_what_is_off_is_never_loaded(desk):
    at = desk()
    at.coach.open()
    at.coach._on_first_screen_painted()
    at.coach.start_at_once(Start())
    at.frames(30)
    assert at.coach._ears._player is None
    assert at.coach._ears._speaker is None


def test_without_an_output_the_session_goes_on_and_says_so(desk, qtbot):
    with_settings(sound=BreathSound(tone_on=True))
    at = desk()
    with qtbot.waitSignal(at.coach._ears.sound_failed, timeout=10_000) as failed:
        at.coach.start_at_once(Start())
    at.frames(30)
    assert at.page.notice.words.text() == words.no_sound(*failed.args)
    assert at.performer.t_ms > 0


def test_the_voice_says_the_first_stage_and_q_silences_it(desk, qtbot):
    with_settings(voice=Voice(on=True, engine="mock"))
    at = desk()
    at.coach.start_at_once(Start())
    speaker = at.coach._ears.speaker
    with qtbot.waitSignal(speaker.speaking_changed, timeout=10_000):
        at.frames(3)
    assert "Contact" in speaker._saying.text
    at.page.act(Action.QUIET)
    qtbot.waitUntil(lambda: speaker._saying is None, timeout=10_000)
    assert at.coach._ears.quiet
    assert at.page.notice.words.text() == words.quiet(True)
    assert at.page.more.buttons[Action.QUIET].isChecked()
    at.page.act(Action.QUIET)
    assert not at.coach._ears.quiet


def test_quiet_lasts_for_one_session(desk):
    at = desk()
    at.coach.start_at_once(Start())
    at.page.act(Action.QUIET)
    at.end()
    at.coach.start_at_once(Start())
    assert not at.coach._ears.quiet
    assert not at.page.more.buttons[Action.QUIET].isChecked()


def test_the_breath_sound_is_switched_from_the_session_and_remembered(desk):
    at = desk()
    at.coach.start_at_once(Start())
    at.page.act(Action.BREATH_SOUND)
    assert at.coach._prepare.ears.chips["sound.tone_on"].isChecked()
    assert at.page.more.buttons[Action.BREATH_SOUND].isChecked()
    at.close()
    assert settings_file.load(data_folder())[0].sound.tone_on


def test_a_fast_rehearsal_is_not_spoken(desk):
    with_settings(voice=Voice(on=True, engine="mock"))
    at = desk()
    at.coach.start_at_once(Start(speed=20.0, save=False))
    at.frames(3)
    assert at.coach._ears._talk is None


def test_q_stops_a_lead_and_then_it_is_quiet_in_any_case(desk):
    with_settings(lead_on=True, lead_goal_bpm=8.0, rate_bpm=12.0)
    at = desk()
    at.coach.start_at_once(Start())
    at.frames(2)
    for _ in range(2):
        at.page.act(Action.QUIET)
        assert at.coach._ears.quiet
        assert at.performer.state.led.standing is Standing.STOPPED
        assert at.page.notice.words.text() == f"Lead stopped: keeping 12.0. {words.quiet(True)}"
        at.page.act(Action.LEAD)
    at.page.act(Action.LEAD)
    at.page.act(Action.QUIET)
    assert not at.coach._ears.quiet
    assert at.page.notice.words.text() == words.quiet(False)


def test_a_lead_is_remembered_and_taken_up_by_the_next_start(desk):
    with_settings(lead_on=True, lead_minutes=10, rate_bpm=12.0)
    at = desk()
    at.coach.start_at_once(Start(rate_bpm=15.0))
    assert at.performer.state.led.lead == Lead(10.0, 10 * 60_000)


def test_a_stage_with_a_sound_of_its_own_is_heard_with_it(desk, monkeypatch):
    stages = list(shipped().stage)
    stages[1] = msgspec.structs.replace(stages[1], sound=StageSound.BOWL)
    stages[2] = msgspec.structs.replace(stages[2], sound=StageSound.SILENCE)
    protocol = msgspec.structs.replace(shipped(), format=2, stage=tuple(stages))
    with_settings(sound=BreathSound(tone_on=True, tone="waves"))
    ears = desk().coach._ears
    live = Rehearsal(protocol)
    performer = LivePerformer(live.events, FakeClock())
    heard = []
    monkeypatch.setattr(ears.player, "set_settings", lambda s: heard.append((s.tone_on, s.tone)))
    monkeypatch.setattr(ears.player, "start", lambda *_: None)
    ears.begin(performer)
    for stage in (0, 1, 1, 2, 3):
        live.wait_for(lambda m, s=stage: m.stage == s, tick_ms=1000, within_ms=3_000_000)
        performer.moment_changed.emit(live.moment())
    assert heard == [(True, "bowl"), (False, "waves"), (True, "waves")]
    ears.leave()
    performer.moment_changed.emit(live.moment())
    assert len(heard) == 3


def test_a_stage_with_a_sound_of_its_own_leaves_none_of_it_to_the_next_session(desk):
    stages = tuple(
        msgspec.structs.replace(each, sound=StageSound.SILENCE) for each in shipped().stage
    )
    silent = Rehearsal(msgspec.structs.replace(shipped(), format=2, stage=stages))
    with_settings(sound=BreathSound(tone_on=True, tone="waves"))
    ears = desk().coach._ears
    performer = LivePerformer(silent.events, FakeClock())
    ears.begin(performer)
    performer.moment_changed.emit(silent.moment())
    assert not ears.player._wishes.settings.tone_on
    ears.leave()
    ears.begin(LivePerformer(Rehearsal().events, FakeClock()))
    assert ears.player._wishes.settings.tone_on
    assert ears.player._wishes.something_sounds


@pytest.fixture
def mute(monkeypatch):
    """A system that has nothing to speak with."""
    monkeypatch.setattr(Mouth, "_find_voices", lambda _: None)


def test_without_a_voice_each_session_that_wants_one_says_so_once(desk, mute, qtbot):
    with_settings(voice=Voice(on=True, engine="mock"))
    at = desk()
    ears, said = at.coach._ears, []
    ears.noticed.connect(said.append)
    with qtbot.waitSignal(ears.voice_failed, timeout=10_000):
        ears.warm()
    assert said == []
    for count in (1, 2):
        with qtbot.waitSignal(ears.noticed, timeout=10_000):
            at.coach.start_at_once(Start())
        assert at.page.notice.words.text() == words.no_voice("no_engine")
        at.performer.command(cmd.Pause())
        qtbot.waitUntil(lambda: ears.speaker._mouth is None, timeout=10_000)
        at.end()
        assert len(said) == count


def test_a_session_without_a_voice_hears_nothing_of_its_failing(desk, mute, qtbot):
    with_settings(voice=Voice(on=False, engine="mock"))
    at = desk()
    at.coach.open()
    at.coach.start_at_once(Start())
    with (
        qtbot.assertNotEmitted(at.coach._ears.noticed),
        qtbot.waitSignal(at.coach._ears.voice_failed, timeout=10_000),
    ):
        at.coach._open_preferences("voice")


def test_a_stage_names_any_voicing_that_there_is():
    assert {sound.value for sound in StageSound} == {*TONES, "silence"}
