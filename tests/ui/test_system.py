import sys

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from coach.library.settings import Look
from coach.ui import looks, system
from coach.ui.motion import Motion
from coach.ui.pairs import PAIRS
from coach.ui.system import SystemWish
from coach.ui.theme import THEMES


class Hints(QObject):
    """What Qt knows of the system; both QStyleHints and QAccessibilityHints."""

    colorSchemeChanged = Signal(object)  # noqa: N815 -- Qt's names
    contrastPreferenceChanged = Signal(object)  # noqa: N815

    def __init__(self):
        super().__init__()
        self.scheme = Qt.ColorScheme.Unknown
        self.contrast = Qt.ContrastPreference.NoPreference

    def accessibility(self):
        return self

    def colorScheme(self):  # noqa: N802
        return self.scheme

    def contrastPreference(self):  # noqa: N802
        return self.contrast


@pytest.fixture
def hints(qapp, monkeypatch):
    made = Hints()

    class Application:
        styleHints = staticmethod(lambda: made)  # noqa: N815
        isEffectEnabled = staticmethod(QApplication.isEffectEnabled)  # noqa: N815

    monkeypatch.setattr(system, "QApplication", Application)
    return made


def test_the_real_hints_are_asked(qapp):
    assert SystemWish().theme in THEMES


def test_light_dark_and_contrast_follow_the_system(qtbot, hints):
    wish = SystemWish()
    assert wish.theme == "dark"
    with qtbot.waitSignal(wish.changed):
        hints.scheme = Qt.ColorScheme.Light
        hints.colorSchemeChanged.emit(hints.scheme)
    assert wish.theme == "light"
    with qtbot.waitSignal(wish.changed):
        hints.contrast = Qt.ContrastPreference.HighContrast
        hints.contrastPreferenceChanged.emit(hints.contrast)
    assert wish.theme == "contrast"


def test_everything_moves_until_the_system_was_asked(hints):
    assert SystemWish().motion is Motion.FULL


@pytest.mark.parametrize("effects", [True, False])
def test_windows_is_asked_through_its_effects(qtbot, hints, monkeypatch, effects):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(system.QApplication, "isEffectEnabled", lambda _effect: effects)
    wish = SystemWish()
    with qtbot.waitSignal(wish.changed):
        wish.ask_for_motion()
    assert wish.motion is (Motion.FULL if effects else Motion.GENTLE)


def test_macos_is_not_asked(hints, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    wish = SystemWish()
    wish.ask_for_motion()
    assert wish.motion is Motion.FULL


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="portals are of Linux")
def test_the_portals_answer_becomes_a_gentle_motion(qtbot, hints):
    wish = SystemWish()
    wish.ask_for_motion()
    portal = wish._portal
    with qtbot.waitSignal(wish.changed):
        portal._learn(("org.freedesktop.appearance", "reduced-motion"), 1)
    assert wish.motion is Motion.GENTLE


@pytest.mark.parametrize("colours", PAIRS)
@pytest.mark.parametrize("name", [*THEMES, "system"])
def test_a_look_is_a_theme_in_a_pair(hints, name, colours):
    hints.scheme = Qt.ColorScheme.Light
    theme = looks.theme_for(Look(theme=name, colours=colours), SystemWish())
    assert theme.name == ("light" if name == "system" else name)
    assert (theme.inhale, theme.exhale) == PAIRS[colours][theme.name]


@pytest.mark.parametrize("chosen", ["full", "gentle", "none"])
def test_a_chosen_motion_is_followed(hints, chosen):
    assert looks.motion_for(Look(motion=chosen), SystemWish()) is Motion(chosen)
    assert looks.motion_for(Look(motion="system"), SystemWish()) is Motion.FULL
