"""The Settings dialog, joined: what is set in one place is so in all, and is remembered."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from coach.choosing import Start
from coach.library import settings as settings_file
from coach.library.folder import data_folder
from coach.library.settings import BreathSound, Look, Settings
from coach.session import commands as cmd
from coach.ui.keys.actions import Action
from coach.ui.theme import CONTRAST
from tests.helpers.desk import desks

pytestmark = pytest.mark.qt_log_ignore(
    "PulseAudioService: pa_context_connect", "propagateSizeHints", extend=True
)


@pytest.fixture
def desk(qtbot, monkeypatch, tmp_path):
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    yield from desks(monkeypatch)


def saved():
    return settings_file.load(data_folder())[0]


def changed(at, part):
    at.coach._preferences.dialog.changed.emit(part)


def test_a_theme_is_on_every_page_at_once(desk):
    at = desk()
    at.coach.open()
    at.coach._open_preferences("look")
    assert at.coach._preferences.dialog.isVisible()
    at.coach._settings.look.theme = "contrast"
    changed(at, "look")
    assert at.coach._prepare._theme.name == CONTRAST.name
    assert CONTRAST.ground in QApplication.instance().styleSheet()
    assert at.coach._session._theme.name == CONTRAST.name
    at.close()
    assert saved().look.theme == "contrast"


def test_what_is_changed_elsewhere_is_shown_in_the_open_dialog(desk):
    at = desk()
    at.coach.open()
    at.coach._open_preferences("sound")
    at.coach._prepare.ears_changed.emit("sound.chimes_on", True)
    assert at.coach._preferences.sound.settings.sound.chimes_on
    assert at.coach._prepare.ears.chips["sound.chimes_on"].isChecked()


def test_keys_of_the_settings_are_those_of_the_session(desk, qtbot):
    at = desk()
    at.coach.open()
    at.coach._on_first_screen_painted()
    at.coach._settings.keys.preset = "three-pedals"
    at.coach._applied.change("keys")
    at.coach.start_at_once(Start())
    qtbot.keyClick(at.page, Qt.Key.Key_B)
    assert at.performer.state.last_tap_ms is not None


def test_glance_and_light_by_key_are_remembered(desk):
    at = desk()
    at.coach.start_at_once(Start())
    at.page.act(Action.GLANCE)
    at.page.act(Action.DIM)
    at.page.act(Action.DIM)
    at.close()
    assert (saved().look.glance, saved().look.light) == (True, 25)


def test_the_session_has_the_look_from_its_first_frame(desk):
    settings_file.save(data_folder(), Settings(look=Look(light=10, glance=True)))
    at = desk()
    at.coach.start_at_once(Start())
    at.frames(2)
    assert at.page.clock.isVisible()
    assert not at.page.back.isVisible()


def test_an_output_is_tried_by_even_turns(desk, qtbot):
    settings_file.save(data_folder(), Settings(sound=BreathSound(tone_on=True)))
    at = desk()
    at.coach.open()
    at.coach._open_preferences("sound")
    late = at.coach._preferences.sound.late
    late.trial.setChecked(True)
    trial = at.coach._preferences._trial
    assert at.coach._ears._wanted.cue_on
    assert not at.coach._ears._wanted.tone_on
    shown = []
    trial.turned.connect(shown.append)
    for _ in range(300):
        at.now.pass_ms(16)
        trial._performer._on_timer_timeout()
    assert len(shown) >= 2
    assert all(early is not late for early, late in pairwise(shown))
    late.trial.setChecked(False)
    assert at.coach._ears._wanted.tone_on


@pytest.fixture
def trying(desk):
    """A desk where an output is being tried, in a session or without one."""
    settings_file.save(data_folder(), Settings(sound=BreathSound(tone_on=True)))

    def make(*, in_a_session):
        at = desk()
        at.coach.open()
        at.coach._on_first_screen_painted()
        if in_a_session:
            at.coach.start_at_once(Start())
        at.coach._open_preferences("sound")
        at.coach._preferences.sound.late.trial.setChecked(True)
        return at

    return make


def check_heard_in_full(at):
    wishes = at.coach._ears.player._wishes
    chosen = at.coach._settings.sound
    assert at.coach._ears._trial is None
    assert not at.coach._preferences.sound.late.trial.isChecked()
    assert (wishes.settings.tone_on, wishes.settings.cue_on) == (chosen.tone_on, chosen.cue_on)
    assert wishes.score.state is at.performer.state
    assert wishes.score.line.origin_ns == at.performer.time_line.origin_ns


def test_a_trial_ends_with_the_session_that_it_was_heard_in(trying):
    at = trying(in_a_session=True)
    at.end()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    at.coach._preferences.dialog.close()
    at.now.pass_ms(60_000)
    at.coach.start_at_once(Start())
    check_heard_in_full(at)


def test_a_trial_ends_when_a_session_begins(trying):
    at = trying(in_a_session=False)
    at.now.pass_ms(60_000)
    at.coach.start_at_once(Start())
    check_heard_in_full(at)
    at.performer.command(cmd.SetTempo(rate_bpm=9.0))
    check_heard_in_full(at)


def test_a_trial_whose_breath_is_gone_still_gives_the_sound_back(trying):
    at = trying(in_a_session=False)
    trial = at.coach._preferences._trial
    trial._performer.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with pytest.raises(RuntimeError):
        trial.set_on(False)
    assert at.coach._ears._trial is None
    trial.set_on(False)


def test_a_settling_minute_comes_first_where_it_is_wanted(desk):
    settings_file.save(data_folder(), Settings(sound=BreathSound(settle=True)))
    at = desk()
    at.coach.open()
    at.coach._prepare.ready.click()
    at.coach._ready.start_requested.emit(True)
    stages = at.performer.state.protocol.stage
    assert [stage.id for stage in stages[:2]] == ["settle", "contact"]
    assert at.performer.state.plan_ms[0] == 60_000
