"""The real program, on a screen of its own."""

import pytest

from tests.helpers.screen import Screen, missing


@pytest.fixture(scope="module")
def screen():
    lacking = missing()
    if lacking:
        pytest.skip(f"needs {', '.join(lacking)} (apt install xvfb xdotool openbox)")
    screen = Screen(1920, 1080)
    yield screen
    screen.close()
