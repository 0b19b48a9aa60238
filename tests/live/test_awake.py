"""The screen is kept on, or it is said that it is not."""

import contextlib

import pytest
import wakepy

from coach.live.awake import ScreenKeeper


@pytest.fixture
def keeping(monkeypatch):
    """A system that answers as told, and a record of what is held."""
    record = {"active": True, "held": []}

    @contextlib.contextmanager
    def presenting(on_fail):
        record["held"].append("on")
        yield type("Mode", (), {"active": record["active"]})()
        record["held"].append("off")

    monkeypatch.setattr(wakepy.keep, "presenting", presenting)
    return record


def test_the_screen_is_held_and_released(qtbot, keeping):
    keeper = ScreenKeeper()
    with qtbot.assertNotEmitted(keeper.failed):
        keeper.hold()
        qtbot.waitUntil(lambda: keeping["held"] == ["on"])
        keeper.release()
    assert keeping["held"] == ["on", "off"]


def test_a_failure_is_said(qtbot, keeping):
    keeping["active"] = False
    keeper = ScreenKeeper()
    with qtbot.waitSignal(keeper.failed):
        keeper.hold()
    keeper.release()


def test_holding_twice_holds_once(qtbot, keeping):
    keeper = ScreenKeeper()
    keeper.hold()
    keeper.hold()
    keeper.release()
    qtbot.waitUntil(lambda: keeping["held"] == ["on", "off"])
