"""The real program as a screen reader hears it, over the desktop's own accessibility bus."""

from itertools import pairwise

import pytest

from coach.ui.access.announcements import LEAST_APART_MS
from tests.helpers import reader as readers
from tests.helpers.program import Program
from tests.helpers.reader import ScreenReader
from tests.helpers.screen import wait_until


@pytest.fixture
def reader(screen, tmp_path):
    lacking = readers.missing()
    if lacking:
        pytest.skip(f"needs {', '.join(lacking)} (apt install dbus-daemon at-spi2-core)")
    made = ScreenReader(screen.environment, tmp_path)
    yield made
    made.close()


class Told:
    """A screen whose programs are heard."""

    def __init__(self, screen, environment):
        self._screen, self.environment = screen, environment

    def __getattr__(self, name):
        return getattr(self._screen, name)


def test_a_session_is_told_and_nothing_floods(screen, reader, coach_home):
    heard_screen = Told(screen, reader.environment)
    with Program(heard_screen, coach_home, "start", "--rate", "20", "--minutes", "30") as program:
        names = wait_until(
            lambda: [n for n in reader.names() if n[1].startswith("Breath: ")] and reader.names()
        )
        assert ("label", "Rest your hands") in names
        assert any(role == "clock" and name == "Time: 0 of 30 min" for role, name in names)
        assert ("slider", "Tempo, breaths a minute") in names
        assert not any(name == "Breath gauge" for _, name in names)
        reader.heard(0.5)
        program.key("p")
        program.key("space")
        program.key("m")
        heard = reader.heard(10.0)
        announced = [(at_s, words) for at_s, kind, words in heard if kind == "Announcement"]
        said = " ".join(words for _, words in announced)
        assert "It goes on." in said
        assert "Area 1, left" in said
        times = [at_s for at_s, _ in announced]
        gaps = [late - early for early, late in pairwise(times)]
        assert all(gap > LEAST_APART_MS / 1000 - 0.5 for gap in gaps), announced
        turns = [words for _, kind, words in heard if words in ("Breath: In", "Breath: Out")]
        assert 4 <= len(turns) <= 10
        assert len(heard) <= 60
        program.key("ctrl+e", "Return")
        ended = [words for _, kind, words in reader.heard(2.0) if kind == "Announcement"]
        assert ended[-1] == "The session has ended."
        assert reader.heard(2.0) == []
        status, said = program.end()
    assert "Traceback" not in said
    assert status == 0
