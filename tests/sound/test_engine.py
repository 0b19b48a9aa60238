"""The sound's engine with outputs that do not open: when it gives up, and when it tries again."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from coach.library.settings import BreathSound
from coach.live.clock import TimeLine
from coach.sound import engine as engines
from coach.sound.chimes import CHIMES
from coach.sound.cues import CUES
from coach.sound.engine import TRIES, Engine
from coach.sound.mixer import Voices
from coach.sound.score import Score
from coach.sound.voicings import TONES
from coach.sound.wishes import Wishes
from tests.helpers.sessions import Rehearsal

BROKEN, WELL = "broken", "well"
BROKEN_CHOSEN = BreathSound(tone_on=True, device=BROKEN)


class FakeDevices(QObject):
    """A device is its id here."""

    changed = Signal()

    def find(self, device_id):
        return device_id

    def names(self):
        return ()


class FakeOutput(QObject):
    gone = Signal()
    lost = Signal()

    def __init__(self, device, *_):
        super().__init__()
        self.device_id = self.name = device
        self.underruns = 0
        self.is_lost = False

    def start(self):
        if self.device_id == BROKEN:
            self.is_lost = True
            self.lost.emit()

    def close(self):
        pass


def score(origin_ns=0):
    return Score(Rehearsal().state, TimeLine(int, origin_ns, 0, 1.0))


class Trying:
    """An engine, and which outputs it tried to open."""

    def __init__(self, monkeypatch, qapp):
        self.tried, self.failed = [], []
        self._qapp = qapp
        monkeypatch.setattr(engines, "Devices", FakeDevices)
        monkeypatch.setattr(engines, "Output", self._output)
        monkeypatch.setattr(engines, "id_of", str)
        self.wishes = Wishes(BROKEN_CHOSEN, score())
        self.engine = Engine(self.wishes, Voices(TONES, CUES, CHIMES), int)
        self.engine.failed.connect(self.failed.append)

    def _output(self, device, *rest):
        self.tried.append(device)
        return FakeOutput(device, *rest)

    def beats(self):
        for _ in range(TRIES + 2):
            self.engine.refresh()
            self._qapp.processEvents()

    def new(self):
        """What was tried since, and the failures told."""
        self.beats()
        found = (self.tried[:], self.failed[:])
        self.tried.clear()
        self.failed.clear()
        return found


GIVEN_UP = ([BROKEN] * TRIES, ["no_output"])


@pytest.fixture
def trying(monkeypatch, qapp):
    """It has given up already."""
    made = Trying(monkeypatch, qapp)
    assert made.new() == GIVEN_UP
    yield made
    made.engine.close()


def test_what_does_not_open_is_not_tried_for_ever(trying):
    assert trying.new() == ([], [])
    trying.wishes.settings = replace(BROKEN_CHOSEN, tone_volume=0.1)
    trying.wishes.score = score()
    assert trying.new() == ([], [])


def test_another_output_is_tried(trying):
    trying.wishes.settings = replace(BROKEN_CHOSEN, device=WELL)
    assert trying.new() == ([WELL], [])
    trying.wishes.settings = BROKEN_CHOSEN
    assert trying.new() == GIVEN_UP


def test_a_new_session_tries_again(trying):
    trying.wishes.score = score(origin_ns=1)
    assert trying.new() == GIVEN_UP


def test_a_preview_tries_again(trying):
    trying.engine.preview("chime", "stage", 0.5)
    assert trying.new() == GIVEN_UP
