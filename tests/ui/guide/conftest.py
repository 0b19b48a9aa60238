"""The Guide page on a screen that nobody sees, joined as in the program."""

import pytest

from coach.learning import Learning
from coach.library.protocols import find_protocols
from coach.library.settings import Keys
from coach.ui.guide.page import GuidePage
from coach.ui.theme import DARK
from tests.helpers.clock import FakeClock
from tests.helpers.pages import show


def guide_page(qtbot, home, *, keys=None, **how):
    """The page with all that comes with the program, and the notebook in `home`."""
    now = FakeClock()
    page = GuidePage(DARK, now)
    made = Learning(page, home, "en", find_protocols(home), keys or Keys(), page)
    made.show_keys()
    page.now, page.learning = now, made
    return show(qtbot, page, **how)


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def page(qtbot, home):
    return guide_page(qtbot, home)
