"""The library page over a real library."""

import pytest
from PySide6.QtCore import QObject

from coach.library.folder import data_folder
from coach.library.settings import Settings
from coach.library.store import Store
from coach.papers import Papers
from coach.session.events import Ended, EndReason
from coach.shelf import Shelf
from coach.ui import theme as themes
from coach.ui.library.page import LibraryPage
from tests.helpers.clock import FakeClock
from tests.library.making import HEADING, some_events

ENDED = (*some_events(), Ended(t_ms=65_000, reason=EndReason.ASKED, as_of_ms=65_000))


@pytest.fixture
def store(coach_home):
    store = Store(data_folder())
    for _ in range(2):
        store.append(store.create(HEADING), 0, ENDED, 0)
    yield store
    store.close()


def test_sessions_of_an_older_program_get_their_figures_while_the_page_is_shown(qtbot, store):
    store._db.execute("UPDATE session SET hands_on_ms = NULL")
    store._db.execute("DELETE FROM figures")
    store._db.execute("UPDATE event SET body = '{}' WHERE session_id = 2 AND seq = 3")
    themes.load_fonts()
    page = LibraryPage(themes.THEMES["dark"])
    qtbot.addWidget(page)
    owner = QObject()
    shelf = Shelf(page, data_folder(), FakeClock(), "en", owner, Papers(page, Settings(), "en"))
    shelf.open()
    qtbot.waitUntil(lambda: not shelf._idle.isActive())
    readable, unreadable = (store.session(number).glance for number in (1, 2))
    assert readable is not None
    assert unreadable is None, "and it is not tried for ever"
    shelf.close()
