"""The Session page on a screen that nobody sees, and a session to show on it."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QApplication

from coach.breath.pattern import BreathPattern, Phase
from coach.session import commands as cmd
from coach.ui.session.page import SessionPage
from coach.ui.theme import DARK
from tests.helpers.pages import show
from tests.helpers.sessions import Rehearsal


@pytest.fixture
def rehearsal():
    """A massage at 12 breaths a minute, started with a tap."""
    return Rehearsal(pattern=BreathPattern(12.0, 0.4, 0.0), tapped=True)


@pytest.fixture
def page(qtbot, rehearsal):
    """The page at 1280×800, showing the first moment."""
    page = SessionPage(DARK)
    page.begin(language="en", turn_degrees=0, rehearsal_speed=None)
    show(qtbot, page)
    page.show_moment(rehearsal.moment())
    settled()
    return page


@pytest.fixture
def sent(page):
    """The commands that the page asked for."""
    commands: list[cmd.Command] = []
    page.command_requested.connect(commands.append)
    return commands


def settled():
    """Lets all that is due be laid out and painted."""
    for _ in range(4):
        QApplication.processEvents()


class Paints(QObject):
    """What is painted from now on: the regions by widget."""

    def __init__(self, page):
        super().__init__(page)
        self.regions = {}
        for part in (page, *page.findChildren(QObject)):
            if part.isWidgetType():
                part.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.regions[watched] = self.regions.get(watched, QRegion()).united(event.region())
        return False


@pytest.fixture
def paints(page):
    """Begins to count when the page stands still."""
    return Paints(page)


def in_the_middle_of(phase, at=0.5):
    """Whether a moment is about there within a phase."""
    return lambda m: m.phase is phase and abs(m.progress - at) < 0.03


def in_kneading(rehearsal, *marks):
    """A rehearsal in its kneading stage, on its first mark, pressing."""
    rehearsal.wait(1000)
    rehearsal.do(*marks)
    rehearsal.wait_for(lambda m: m.stage == 2, within_ms=2_000_000, tick_ms=500)
    return rehearsal.wait_for(in_the_middle_of(Phase.INHALE))
