"""The editor on a screen that nobody sees."""

import pytest

from coach.ui.editor.page import EditorPage
from coach.ui.theme import DARK
from tests.helpers.clock import FakeClock
from tests.helpers.pages import show
from tests.helpers.sessions import shipped


@pytest.fixture
def page(qtbot):
    """At 1280×800, with the back pain massage as it was saved."""
    page = show(qtbot, EditorPage(DARK, FakeClock(), "en"))
    page.edit(shipped(), saved=True)
    return page


@pytest.fixture
def stage(page):
    """The same, at its long strokes."""
    page.draft.choose(1)
    return page
