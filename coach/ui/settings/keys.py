"""The settings' part "Pedals and keys"."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.library.settings import Binding, Settings
from coach.live.clock import NowMs
from coach.live.midi import MidiState
from coach.ui.keys import editing, names
from coach.ui.keys.actions import Action
from coach.ui.keys.editing import Bindings
from coach.ui.keys.key_list import Capture, KeyList
from coach.ui.keys.notes import notes
from coach.ui.keys.presets import PRESETS
from coach.ui.keys.press_field import TryField
from coach.ui.keys.table import bindings_of, table_of
from coach.ui.settings.controls import Chips, Switch
from coach.ui.settings.part import Part, Row

OWN = "own"


class KeysPart(Part):
    """Sets of keys, every command's own keys, holding to breathe in, MIDI.

    While the dialog is open, MIDI goes to `press_trigger` and `release_trigger`; `show_midi` tells
    what is connected.
    """

    def __init__(self, now_ms: NowMs | None = None) -> None:
        super().__init__("keys", self.tr("Pedals and keys"))
        self._own: Bindings | None = None
        self._in_force: object = None
        self._midi = MidiState()
        self._add_choices(now_ms)
        self.lists: dict[Action, KeyList] = {}
        self._commands: dict[Action, Row] = {}
        for action in Action:
            self._add_command(action)
        self.changed.connect(self._show)

    def show_settings(self, settings: Settings) -> None:
        """Show these, and change these from now on."""
        super().show_settings(settings)
        in_force = bindings_of(settings.keys), settings.keys.hold_to_inhale
        if in_force != self._in_force:  # what is set elsewhere ends no waiting for a key
            self._close_captures()
        self._in_force = in_force
        self._own = settings.keys.bindings or settings.keys.own
        self._show()

    def leave(self) -> None:
        """The dialog is closed: no key is waited for."""
        super().leave()
        self._close_captures()
        self.trying.show_nothing()

    def show_midi(self, state: MidiState) -> None:
        """What is connected, or why nothing can be."""
        self._midi = state
        self._midi_row.explain(self._midi_words())

    def press_trigger(self, trigger: str) -> None:
        """A MIDI pedal goes down: it is bound where a key is waited for, else tried."""
        waiting = next((each.capture for each in self.lists.values() if each.capture), None)
        if waiting is not None:
            waiting.take(trigger)
        else:
            self.trying.press_trigger(trigger)

    def release_trigger(self, trigger: str) -> None:
        """A MIDI pedal goes up."""
        self.trying.reader.release_trigger(trigger)

    def _add_choices(self, now_ms: NowMs | None) -> None:
        sets = [(preset, names.preset_name(preset)) for preset in PRESETS]
        self.preset = Chips([*sets, (OWN, self.tr("My own"))])
        self.preset.chosen.connect(self._on_preset_chosen)
        self._preset_row = self.add_row(self.tr("Set of keys"), " ", self.preset, wide=True)
        self.trying = TryField(now_ms)
        self.add_row(
            self.tr("Try a pedal or key"),
            self.tr("Click, and press: it says what that is and does. Nothing is done."),
            _below(self.trying, self.trying.answer),
            self.tr("test you pressed"),
        )
        self.add_row(
            self.tr("Hold the key while the client breathes in"),
            self.tr(
                "A breath key goes down with the breath in, and up when they breathe out."
                " Then no key means anything else when it is held."
            ),
            Switch(),
            field="keys.hold_to_inhale",
        )
        self._midi_row = self.add_row(
            self.tr("MIDI pedals"), " ", Switch(), self.tr("sustain USB"), field="keys.midi"
        )
        self.add_row(
            self.tr("Show the keys in a session"),
            self.tr("Those of the moment, below the picture."),
            Switch(),
            field="keys.shown",
        )

    def _add_command(self, action: Action) -> None:
        keys = KeyList(action)
        keys.removed.connect(self._on_keys_removed)
        keys.capture_requested.connect(partial(self._on_keys_capture_requested, action))
        self.lists[action] = keys
        self._commands[action] = self.add_row(
            names.name(action), names.meaning(action), keys, self.tr("key pedal shortcut")
        )

    def _show(self) -> None:
        keys = self.settings.keys
        bindings, table = bindings_of(keys), table_of(keys)
        chosen = keys.preset if keys.bindings is None else OWN
        self.preset.show_value(chosen)
        self.preset.chips[OWN].setEnabled(self._own is not None)
        self._preset_row.explain(self._preset_words(chosen))
        self._midi_row.explain(self._midi_words())
        self.trying.set_keys(keys)
        for action, shown in self.lists.items():
            of_action = editing.of_action(bindings, action)
            shown.show_bindings(of_action)
            said = [names.meaning(action), *notes(action, of_action, table)]
            self._commands[action].explain("\n".join(said))

    def _preset_words(self, chosen: str) -> str:
        if chosen == OWN:
            return self.tr("As you set them below.")
        return names.preset_meaning(chosen) if chosen in PRESETS else ""

    def _midi_words(self) -> str:
        if self._midi.problem == "no_library":
            return self.tr(
                "Python's MIDI library is missing. Install it: pip install python-rtmidi"
            )
        if self._midi.problem == "no_system":
            return self.tr("The system has no MIDI. Nothing can be heard.")
        if self._midi.ports:
            return self.tr("Heard: {ports}.").replace("{ports}", ", ".join(self._midi.ports))
        if self.settings.keys.midi:
            return self.tr("None is connected. One that is plugged in is heard at once.")
        return self.tr("Pedals that are plugged in as MIDI devices.")

    def _set_bindings(self, bindings: Bindings) -> None:
        keys = self.settings.keys
        keys.bindings = keys.own = self._own = bindings
        self.changed.emit()

    def _on_preset_chosen(self, preset: object) -> None:
        keys = self.settings.keys
        keys.own = keys.bindings or keys.own
        if preset == OWN:
            keys.bindings = self._own
        else:
            keys.preset, keys.bindings = str(preset), None
        self._close_captures()
        self.changed.emit()

    def _on_keys_removed(self, binding: Binding) -> None:
        self._set_bindings(editing.removed(bindings_of(self.settings.keys), binding))

    def _on_keys_capture_requested(self, action: Action) -> None:
        self._close_captures()
        keys = self.settings.keys
        capture = Capture(
            action,
            lambda new: editing.clash(bindings_of(keys), new, hold_to_inhale=keys.hold_to_inhale),
            hold_to_inhale=keys.hold_to_inhale,
        )
        capture.taken.connect(self._on_capture_taken)
        capture.closed.connect(self._close_captures)
        self.lists[action].open_capture(capture)

    def _on_capture_taken(self, new: Binding, moved: Bindings) -> None:
        self._close_captures()
        self._set_bindings(editing.added(bindings_of(self.settings.keys), new, moved))

    def _close_captures(self) -> None:
        for keys in self.lists.values():
            keys.close_capture()


def _below(above: QWidget, below: QWidget) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(above, 0, Qt.AlignmentFlag.AlignLeft)
    column.addWidget(below)
    return held
