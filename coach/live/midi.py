"""MIDI pedals: every input that is there → `pressed` and `released`, by names as keys have them."""

import importlib
from collections import Counter
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

READ_MS = 10
LOOK_MS = 2_000
"""A pedal that is plugged in is heard after so long."""
AGAIN_MS = 10_000
"""A system that could not be opened is tried again after so long; each time it may write a line."""
REST_MS = 200
"""A closed port's thread has come to rest by then: JACK aborts where it is ended at its work."""
DOWN_FROM, UP_BELOW = 64, 48
"""A pedal that sends how far it is down must not tremble about one value."""
_THROUGH = "midi through"
"""A port of the system's own, that only leads through."""


class MidiState(NamedTuple):
    """What is heard. `problem` is "no_library", "no_system" or empty."""

    ports: tuple[str, ...] = ()
    problem: str = ""


class Reading:
    """One port's messages → triggers going down and up; the channel makes no difference."""

    def __init__(self) -> None:
        self._down: set[str] = set()

    def read(self, message: list[int]) -> list[tuple[str, bool]]:
        """What changed by a message: each trigger, and whether it is down now."""
        if len(message) < 2:
            return []
        kind, number = message[0] & 0xF0, message[1]
        value = message[2] if len(message) > 2 else 0
        if kind == 0xC0:  # a program change has no end
            return [(f"midi:program:{number}", True), (f"midi:program:{number}", False)]
        if kind in (0x80, 0x90):
            return self._change(f"midi:note:{number}", kind == 0x90 and value > 0)
        if kind == 0xB0:
            trigger = f"midi:cc:{number}"
            least = UP_BELOW if trigger in self._down else DOWN_FROM
            return self._change(trigger, value >= least)
        return []

    def let_go(self) -> list[tuple[str, bool]]:
        """The port is gone, and what was down on it."""
        return [change for trigger in tuple(self._down) for change in self._change(trigger, False)]

    def _change(self, trigger: str, down: bool) -> list[tuple[str, bool]]:
        if down is (trigger in self._down):
            return []
        (self._down.add if down else self._down.discard)(trigger)
        return [(trigger, down)]


class MidiPedals(QObject):
    """Listens to all MIDI inputs from `start` to `stop`, those plugged in later included, and
    those of a system that comes later.

    `pressed(str)` and `released(str)` with triggers such as "midi:cc:64", "midi:note:36" and
    "midi:program:2"; `state_changed(MidiState)`.

    The messages are fetched, not called back: a call from the system's thread needs Python's lock,
    and closing a port, which holds it, waits for that thread.
    """

    pressed = Signal(str)
    released = Signal(str)
    state_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = MidiState()
        self._library: Any = None
        self._system: Any = None
        """An input that is never opened: it lists the ports. One made for each look would leak."""
        self._inputs: dict[tuple[str, int], tuple[Any, Reading]] = {}
        self._closed: list[Any] = []
        self._resting = QTimer(self, singleShot=True, interval=REST_MS)
        self._resting.timeout.connect(self._on_resting_timeout)
        self._looking = QTimer(self)
        self._looking.timeout.connect(self.look)
        self._reading = QTimer(self)
        self._reading.setInterval(READ_MS)
        self._reading.setTimerType(Qt.TimerType.PreciseTimer)
        self._reading.timeout.connect(self.read)

    def start(self) -> None:
        """Listen; where that cannot be, `state` says why."""
        if self._system is not None:
            return
        try:
            self._library = importlib.import_module("rtmidi")
        except ImportError:
            self._say(MidiState(problem="no_library"))
            return
        self.look()

    def stop(self) -> None:
        """Listen no more."""
        self._looking.stop()
        for port in tuple(self._inputs):
            self._close(port)
        self._reading.stop()
        if self._system is not None:
            self._system.delete()
            self._system = None
        self._say(MidiState())

    def look(self) -> None:
        """Open the ports that came, let go of those that went; before them the system itself."""
        if self._system is None:
            self._system = self._opened_system()
        if self._system is None:
            self._looking.start(AGAIN_MS)
            self._say(MidiState(problem="no_system"))
            return
        self._looking.start(LOOK_MS)
        there = self._ports()
        for port in self._inputs.keys() - there.keys():
            self._close(port)
        for port in there.keys() - self._inputs.keys():
            self._open(port, there[port])
        if self._inputs and not self._reading.isActive():
            self._reading.start()
        elif not self._inputs:
            self._reading.stop()
        self._say(MidiState(ports=tuple(sorted(name for name, _ in self._inputs))))

    def read(self) -> None:
        """Tell what was done since the last time."""
        for midi_in, reading in tuple(self._inputs.values()):
            while (event := midi_in.get_message()) is not None:
                self._tell(reading.read(event[0]))

    def _opened_system(self) -> Any:
        """The first of the system's ways to MIDI that works: on Linux ALSA, else JACK."""
        for api in self._library.get_compiled_api():
            try:
                return self._library.MidiIn(api, name="coach")
            except self._library.RtMidiError:
                continue
        return None

    def _ports(self) -> dict[tuple[str, int], int]:
        """Each port's index by its name, and by how many of that name come before it."""
        seen: Counter[str] = Counter()
        found = {}
        try:
            names = self._system.get_ports()
        except self._library.RtMidiError:
            names = []
        for index, name in enumerate(names):
            if _THROUGH not in name.lower().replace("-", " "):
                found[name, seen[name]] = index
                seen[name] += 1
        return found

    def _open(self, port: tuple[str, int], index: int) -> None:
        midi_in = None
        try:
            midi_in = self._library.MidiIn(self._system.get_current_api(), name="coach")
            midi_in.open_port(index, name="pedals")
        except self._library.RtMidiError:  # taken by another program, or gone again
            if midi_in is not None:
                midi_in.delete()
            return
        self._inputs[port] = (midi_in, Reading())

    def _close(self, port: tuple[str, int]) -> None:
        midi_in, reading = self._inputs.pop(port)
        midi_in.close_port()
        self._closed.append(midi_in)
        self._resting.start()
        self._tell(reading.let_go())

    def _on_resting_timeout(self) -> None:
        for midi_in in self._closed:
            midi_in.delete()
        self._closed.clear()

    def _tell(self, changes: list[tuple[str, bool]]) -> None:
        for trigger, down in changes:
            (self.pressed if down else self.released).emit(trigger)

    def _say(self, state: MidiState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)
