import sys

import pytest

from tests.helpers.desktop import Desktop

if not sys.platform.startswith("linux"):
    pytest.skip("portals are of Linux", allow_module_level=True)

from PySide6.QtDBus import QDBusConnection

from coach.ui.portal import Portal

REDUCED = ("org.freedesktop.appearance", "reduced-motion")
ANIMATIONS = ("org.gnome.desktop.interface", "enable-animations")


@pytest.fixture
def desktop():
    made = Desktop({ANIMATIONS: ("b", True)})
    yield made
    made.close()


@pytest.fixture
def portal(qtbot, desktop):
    bus = QDBusConnection.connectToBus(desktop.address, "coach-test")
    yield Portal(None, bus)
    QDBusConnection.disconnectFromBus("coach-test")


def test_nothing_is_wished_before_the_answer(portal):
    assert not portal.wants_less_motion()


@pytest.mark.parametrize(
    "settings",
    [
        {REDUCED: ("u", 1), ANIMATIONS: ("b", True)},
        {ANIMATIONS: ("b", False)},
        {REDUCED: ("u", 0), ANIMATIONS: ("b", False)},
    ],
)
def test_a_desktop_that_wishes_less_motion_is_heard(qtbot, desktop, portal, settings):
    desktop.settings = settings
    with qtbot.waitSignal(portal.changed):
        portal.ask()
    assert portal.wants_less_motion()


def test_a_change_of_mind_is_heard(qtbot, desktop, portal):
    desktop.settings[REDUCED] = ("u", 1)
    with qtbot.waitSignal(portal.changed):
        portal.ask()
    with qtbot.waitSignal(portal.changed):
        desktop.change(*REDUCED, ("u", 0))
    assert not portal.wants_less_motion()


def test_other_settings_change_nothing(qtbot, desktop, portal):
    portal.ask()
    desktop.change("org.freedesktop.appearance", "color-scheme", ("u", 1))
    with qtbot.waitSignal(portal.changed):
        desktop.change(*REDUCED, ("u", 1))


def test_without_a_bus_nothing_is_asked(qtbot):
    portal = Portal(None, QDBusConnection("of nothing"))
    portal.ask()
    assert not portal.wants_less_motion()
