"""What was chosen last, and what a start takes of it."""

import msgspec
import pytest

from coach.breath.lead import Lead
from coach.breath.pattern import BreathPattern
from coach.choosing import Start, choice_of, remember, restored
from coach.library.protocols import find_protocols
from coach.library.settings import Settings
from coach.session.events import Pacing

TO_9 = Lead(9.0, 15 * 60_000)


@pytest.fixture
def files(tmp_path):
    return find_protocols(tmp_path)


def chosen(files, **parts):
    choice = choice_of(Start(), files, Settings())
    return msgspec.structs.replace(choice, pattern=BreathPattern(15.0), **parts)


def test_a_lead_is_taken_up_again(files):
    settings = Settings()
    remember(chosen(files, lead=TO_9), settings)
    last = restored(settings, files)
    assert (last.lead_on, last.lead_goal_bpm, last.lead_minutes) == (True, 9.0, 15)
    assert choice_of(Start(), files, settings).lead == TO_9
    remember(chosen(files), settings)
    assert not restored(settings, files).lead_on
    assert choice_of(Start(), files, settings).lead is None


def test_a_goal_as_suggested_is_suggested_anew_for_the_next_client(files):
    settings = Settings()
    remember(chosen(files, lead=Lead(10.0, 15 * 60_000)), settings)
    assert restored(settings, files).lead_goal_bpm is None
    assert choice_of(Start(rate_bpm=12.0), files, settings).lead == Lead(8.0, 15 * 60_000)


def test_with_my_taps_the_wish_to_lead_is_kept_for_another_time(files):
    settings = Settings(lead_on=True)
    remember(chosen(files, pacing=Pacing.TAPS), settings)
    assert settings.lead_on


def test_who_breathes_slower_than_the_goal_is_not_led(files):
    settings = Settings(lead_on=True, lead_goal_bpm=9.0)
    assert choice_of(Start(rate_bpm=9.0), files, settings).lead is None
    assert choice_of(Start(rate_bpm=4.0), files, Settings(lead_on=True)).lead is None
