"""MIDI pedals: what messages mean; and a real virtual port, heard, unplugged and plugged in again.

The virtual port is JACK's: `jackd -d dummy` needs no sound card and no kernel module.
"""

import shutil
import subprocess
import sys
import time
from functools import partial
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.live import midi
from coach.live.midi import MidiPedals, MidiState, Reading
from tests.helpers.jack import JackServer

pytestmark = pytest.mark.xdist_group("heard")
CC, NOTE_ON, NOTE_OFF, PROGRAM = 0xB0, 0x90, 0x80, 0xC0
PROBE = 127


@pytest.mark.parametrize(
    ("messages", "changes"),
    [
        ([[CC, 64, 127], [CC, 64, 0]], [("midi:cc:64", True), ("midi:cc:64", False)]),
        ([[NOTE_ON, 36, 90], [NOTE_OFF, 36, 0]], [("midi:note:36", True), ("midi:note:36", False)]),
        ([[NOTE_ON, 36, 90], [NOTE_ON, 36, 0]], [("midi:note:36", True), ("midi:note:36", False)]),
        ([[PROGRAM, 2]], [("midi:program:2", True), ("midi:program:2", False)]),
        ([[CC, 64, 63], [NOTE_OFF, 36, 0]], []),
        ([[CC | 5, 64, 64]], [("midi:cc:64", True)]),
        ([[0xE0, 0, 64], [0xD0, 9], [0xF8], []], []),
    ],
)
def test_messages_are_keys_that_go_down_and_up(messages, changes):
    reading = Reading()
    assert [change for message in messages for change in reading.read(message)] == changes


def test_a_pedal_that_says_how_far_it_is_down_is_down_once():
    reading = Reading()
    values = [0, 20, 63, 64, 63, 65, 60, 64, 127, 80, 50, 49, 47, 49, 52, 0]
    changes = [change for value in values for change in reading.read([CC, 4, value])]
    assert changes == [("midi:cc:4", True), ("midi:cc:4", False)]


def test_what_is_down_on_a_port_that_goes_is_let_go():
    reading = Reading()
    reading.read([CC, 64, 127])
    reading.read([NOTE_ON, 40, 1])
    assert sorted(reading.let_go()) == [("midi:cc:64", False), ("midi:note:40", False)]
    assert reading.let_go() == []


@given(st.lists(st.lists(st.integers(0, 255), max_size=3), max_size=60))
def test_a_trigger_goes_down_and_up_by_turns_whatever_comes(messages):
    reading = Reading()
    down = set()
    for message in messages:
        for trigger, is_down in reading.read(message):
            assert is_down is (trigger not in down)
            (down.add if is_down else down.remove)(trigger)


def test_without_the_library_it_says_so(qapp, monkeypatch):
    monkeypatch.setitem(sys.modules, "rtmidi", None)
    pedals = MidiPedals()
    pedals.start()
    assert pedals.state == MidiState(problem="no_library")
    pedals.stop()
    assert pedals.state == MidiState()


def test_the_library_is_not_imported_before_it_is_asked_for():
    found = subprocess.run(
        [sys.executable, "-c", "import sys, coach.live.midi; print('rtmidi' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == "False"


@pytest.fixture(scope="module")
def rtmidi():
    return pytest.importorskip("rtmidi", reason="needs python-rtmidi (the extra `midi`)")


def test_where_the_system_has_no_midi_it_says_so(qapp, rtmidi, monkeypatch):
    monkeypatch.setattr(rtmidi, "get_compiled_api", list)
    pedals = MidiPedals()
    pedals.start()
    assert pedals.state == MidiState(problem="no_system")
    pedals.stop()


class LateSystem:
    """As python-rtmidi: a system that can be opened once it `is_there`, with one pedal."""

    RtMidiError = RuntimeError

    def __init__(self):
        self.is_there = False
        self.tries = 0

    def get_compiled_api(self):
        return [1]

    def MidiIn(self, api, name):  # noqa: N802
        self.tries += 1
        if not self.is_there:
            raise self.RtMidiError
        midi_in = Mock()
        midi_in.get_ports.return_value = ["sustain:out"]
        midi_in.get_message.return_value = None
        return midi_in


def test_a_system_that_comes_later_is_found(qtbot, monkeypatch):
    system = LateSystem()
    monkeypatch.setitem(sys.modules, "rtmidi", system)
    monkeypatch.setattr(midi, "AGAIN_MS", 1)
    pedals = MidiPedals()
    states = []
    pedals.state_changed.connect(states.append)
    pedals.start()
    qtbot.waitUntil(lambda: system.tries > 3)
    assert states == [MidiState(problem="no_system")]
    system.is_there = True
    qtbot.waitUntil(lambda: pedals.state == MidiState(ports=("sustain:out",)))
    assert pedals._looking.interval() == midi.LOOK_MS
    pedals.stop()
    assert not pedals._looking.isActive()


def test_a_system_that_never_comes_is_asked_for_no_more_once_it_stops(qtbot, monkeypatch):
    monkeypatch.setitem(sys.modules, "rtmidi", LateSystem())
    pedals = MidiPedals()
    pedals.start()
    assert pedals._looking.interval() == midi.AGAIN_MS
    pedals.stop()
    assert not pedals._looking.isActive()
    assert pedals.state == MidiState()


@pytest.fixture(scope="module")
def jack(rtmidi, tmp_path_factory):
    """A JACK server of this test's own, its name in the environment of this process."""
    if shutil.which("jackd") is None:
        pytest.skip("needs jackd (apt install jackd2)")
    if rtmidi.API_UNIX_JACK not in rtmidi.get_compiled_api():
        pytest.skip("this python-rtmidi was built without JACK")
    with (
        JackServer(tmp_path_factory.mktemp("jack")) as server,
        pytest.MonkeyPatch.context() as environment,
    ):
        for name, value in server.environment.items():
            environment.setenv(name, value)
        yield server


class Pedal:
    """A virtual MIDI port that sends."""

    def __init__(self, rtmidi, name):
        self._out = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name=name)
        self._out.open_virtual_port("out")

    def send(self, *message):
        self._out.send_message(message)

    def destinations(self):
        return self._out.get_ports()

    def unplug(self):
        self._out.close_port()
        self._out.delete()


@pytest.fixture
def pedals(qapp, rtmidi, jack, monkeypatch):
    monkeypatch.setattr(rtmidi, "get_compiled_api", lambda: [rtmidi.API_UNIX_JACK])
    monkeypatch.setattr(midi, "AGAIN_MS", 200)
    pedals = MidiPedals()
    pedals.heard, pedals.probed = [], []
    for signal, down in ((pedals.pressed, True), (pedals.released, False)):
        signal.connect(partial(hear, pedals, down))
    yield pedals
    pedals.stop()


def hear(pedals, down, trigger):
    heard = pedals.probed if trigger == f"midi:program:{PROBE}" else pedals.heard
    heard.append((trigger, down))


def connected(qtbot, pedals, *those):
    """JACK joins ports a little later than it says."""
    for pedal in those:
        pedals.probed.clear()

        def heard(pedal=pedal):
            pedal.send(PROGRAM, PROBE)
            return bool(pedals.probed)

        qtbot.waitUntil(heard, timeout=5_000)


def test_a_real_port_is_heard_unplugged_and_heard_again(qtbot, rtmidi, pedals):
    pedal = Pedal(rtmidi, "sustain")
    pedals.start()
    qtbot.waitUntil(lambda: pedals.state == MidiState(ports=("sustain:out",)), timeout=5_000)
    connected(qtbot, pedals, pedal)
    pedal.send(CC, 64, 127)
    pedal.send(CC, 64, 0)
    pedal.send(NOTE_ON, 36, 100)
    expected = [("midi:cc:64", True), ("midi:cc:64", False), ("midi:note:36", True)]
    qtbot.waitUntil(lambda: pedals.heard == expected, timeout=5_000)

    pedal.unplug()
    pedals.look()
    assert pedals.state == MidiState()
    assert pedals.heard[-1] == ("midi:note:36", False)
    assert not pedals._reading.isActive()

    pedal = Pedal(rtmidi, "sustain")
    other = Pedal(rtmidi, "board")
    pedals.look()
    assert pedals.state == MidiState(ports=("board:out", "sustain:out"))
    connected(qtbot, pedals, other, pedal)
    pedals.heard.clear()
    pedal.send(CC, 64, 127)
    qtbot.waitUntil(lambda: pedals.heard == [("midi:cc:64", True)], timeout=5_000)
    other.send(PROGRAM, 2)
    qtbot.waitUntil(lambda: len(pedals.heard) == 3, timeout=5_000)
    pedal.unplug()
    other.unplug()


def test_many_looks_open_a_port_once(qtbot, rtmidi, pedals):
    pedal = Pedal(rtmidi, "sustain")
    pedals.start()

    def heard_by():
        return [port for port in pedal.destinations() if port.startswith("coach")]

    qtbot.waitUntil(lambda: len(heard_by()) == 1, timeout=5_000)  # JACK joins them a little later
    before = heard_by()
    for _ in range(50):
        pedals.look()
    assert heard_by() == before
    pedals.stop()
    qtbot.waitUntil(lambda: heard_by() == [], timeout=5_000)
    pedal.unplug()


def test_a_port_that_sends_all_the_time_can_be_closed(qtbot, rtmidi, pedals):
    pedal = Pedal(rtmidi, "busy")
    for _ in range(20):
        pedals.start()
        until = time.monotonic() + 0.02
        while time.monotonic() < until:
            pedal.send(CC, 64, 127)
            pedal.send(CC, 64, 0)
        pedals.stop()
    assert pedals.state == MidiState()
    pedal.unplug()
