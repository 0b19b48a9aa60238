"""MIDI pedals, joined to whatever has the keys now."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from coach.live.midi import MidiPedals, MidiState


class Presses(Protocol):
    """What reads triggers."""

    def press_trigger(self, trigger: str) -> None:
        """A pedal goes down."""

    def release_trigger(self, trigger: str) -> None:
        """A pedal goes up."""


class Pedals(QObject):
    """Listens while it is wanted; `reader_now` answers what reads them now, if anything does.

    `state_changed(MidiState)`.
    """

    state_changed = Signal(object)

    def __init__(self, reader_now: Callable[[], Presses | None], parent: QObject) -> None:
        super().__init__(parent)
        self._reader_now = reader_now
        self._down: dict[str, Presses] = {}
        self._midi = MidiPedals(self)
        self._midi.pressed.connect(self._on_midi_pressed)
        self._midi.released.connect(self._on_midi_released)
        self._midi.state_changed.connect(self.state_changed)
        self._on = False

    @property
    def state(self) -> MidiState:
        """What is connected, or why nothing can be."""
        return self._midi.state

    def set_on(self, on: bool) -> None:
        """Listen, or no longer."""
        if on is self._on:
            return
        self._on = on
        if on:
            self._midi.start()
        else:
            self._midi.stop()

    def _on_midi_pressed(self, trigger: str) -> None:
        reader = self._reader_now()
        if reader is not None:
            self._down[trigger] = reader
            reader.press_trigger(trigger)

    def _on_midi_released(self, trigger: str) -> None:
        """By whom its press was read: the page may be another one now."""
        reader = self._down.pop(trigger, None)
        if reader is not None:
            reader.release_trigger(trigger)
