"""Settings of the sound: of the breath, the turns and the stages, and where it comes out."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from coach.library.settings import Settings
from coach.ui.settings import words
from coach.ui.settings.choices import Choices
from coach.ui.settings.controls import Chips, Level, Switch
from coach.ui.settings.listening import Listening, ListenSwitch
from coach.ui.settings.part import Part
from coach.ui.settings.problem import Problem
from coach.ui.settings.trial import Lateness


class SoundPart(Part):
    """It knows no sound: what there is comes by the setters, what is to be heard goes by signals.

    `preview_requested(str, str)`: "tone", "cue" or "chime", and which. `trial_requested(bool)`: let
    the chosen cue be heard at even turns by the chosen output until it is False, and tell
    `late.show_turn` of each when it should be heard.
    """

    preview_requested = Signal(str, str)
    trial_requested = Signal(bool)

    def __init__(self) -> None:
        super().__init__("sound", self.tr("Sound"))
        self._outputs: Sequence[tuple[str, str]] = ()
        self.problem = Problem()
        self.add_widget(self.problem)
        self.tone, self.cue, self.chimes = Listening(), Listening(), ListenSwitch()
        self.output, self.late = Choices(), Lateness()
        self._add_breath()
        self._add_turns()
        self._add_chimes()
        self._add_output()
        self.tone.listened.connect(lambda name: self.preview_requested.emit("tone", name))
        self.cue.listened.connect(lambda name: self.preview_requested.emit("cue", name))
        self.chimes.listened.connect(lambda name: self.preview_requested.emit("chime", name))
        self.output.chosen.connect(self._on_output_chosen)
        self.late.chosen.connect(self._on_late_chosen)
        self.late.trial_toggled.connect(self.trial_requested)

    def set_sounds(self, tones: Sequence[str], cues: Sequence[str], chimes: Sequence[str]) -> None:
        """Ids of the sounds that there are."""
        self.tone.set_sounds([(name, words.tone(name)) for name in tones])
        self.cue.set_sounds([(name, words.cue(name)) for name in cues])
        self.chimes.set_sounds([(name, words.chime(name)) for name in chimes])
        self.order_tabs()

    def set_outputs(self, outputs: Sequence[tuple[str, str]]) -> None:
        """Ids and names of the outputs that are connected now."""
        self._outputs = outputs
        self._show_outputs()

    def show_problem(self, code: str | None) -> None:
        """Why nothing is heard; None where it can be."""
        self.problem.say(None if code is None else words.sound_problem(code))

    def show_settings(self, settings: Settings) -> None:
        """Show these, and change these from now on."""
        super().show_settings(settings)
        self._show_outputs()

    def leave(self) -> None:
        """The dialog is closed: nothing is tried any longer."""
        super().leave()
        self.late.stop()

    def _show_outputs(self) -> None:
        """The chosen one is in the list while it is away as well."""
        sound = self.settings.sound
        there = [("", self.tr("The system's own")), *self._outputs]
        if sound.device not in dict(there):
            there.append((sound.device, words.missing_output(sound.device_name)))
        self.output.set_options(there)
        self.output.show_value(sound.device)
        self.late.show_value(sound.latency_ms.get(sound.device, 0))

    def _add_breath(self) -> None:
        self.add_row(
            self.tr("Breath sound"),
            self.tr("Rises while the client breathes in, falls while they breathe out."),
            Switch(),
            self.tr("tone, noise, continuous, hear"),
            field="sound.tone_on",
        )
        self.add_row(
            self.tr("Which breath sound"),
            self.tr("▶ lets you listen to some breaths of it."),
            self.tone,
            self.tr("voicing, air, waves, wind, tone, bowl, choir, preview, listen"),
            field="sound.tone",
        )
        self._add_volume(self.tr("Volume of the breath sound"), "sound.tone_volume")

    def _add_turns(self) -> None:
        self.add_row(
            self.tr("Cue at each turn"),
            self.tr("A short sound where a breath in begins, and another where a breath out does."),
            Switch(),
            self.tr("turns, tick, click, metronome, beep, hear"),
            field="sound.cue_on",
        )
        self.add_row(
            self.tr("Which cue"),
            "",
            self.cue,
            self.tr("wood, bell, drop, harp, turn, preview, listen"),
            field="sound.cue",
        )
        self._add_volume(self.tr("Volume of the cue"), "sound.cue_volume")

    def _add_chimes(self) -> None:
        self.add_row(
            self.tr("Chimes"),
            self.tr("Before a stage ends, at its change, and at the end."),
            self.chimes,
            self.tr("gong, bell, signal, stages, hear"),
            field="sound.chimes_on",
        )
        self._add_volume(self.tr("Volume of the chimes"), "sound.chime_volume")
        self.add_row(
            self.tr("Settling minute"),
            self.tr("A minute of rest before the first stage: the hands lie still."),
            Switch(),
            self.tr("quiet, arrive, begin, start"),
            field="sound.settle",
        )

    def _add_volume(self, label: str, field: str) -> None:
        self.add_row(
            label, "", Level(0.0, 1.0, 0.05, words.percent), self.tr("loudness, quiet"), field=field
        )

    def _add_output(self) -> None:
        self.add_row(
            self.tr("Output"),
            self.tr("Your earpiece, say, while the room has its music from elsewhere."),
            self.output,
            self.tr("device, speaker, headphones, earphone, bluetooth, card"),
        )
        self.add_row(
            self.tr("Ear"),
            self.tr("One ear leaves the other to the room."),
            Chips(
                (
                    ("both", self.tr("Both")),
                    ("left", self.tr("Left")),
                    ("right", self.tr("Right")),
                )
            ),
            self.tr("side, channel, mono, stereo, balance"),
            field="sound.ear",
        )
        self.add_row(
            self.tr("This output is late by"),
            self.tr("If you hear a turn after you see it, as with many wireless ones, raise it."),
            self.late,
            self.tr("latency, delay, correction, sync, bluetooth, milliseconds"),
        )

    def _on_output_chosen(self, device: object) -> None:
        sound = self.settings.sound
        if device == sound.device:
            return
        sound.device = str(device)
        sound.device_name = dict(self._outputs).get(sound.device, "")
        self._show_outputs()
        self.changed.emit()

    def _on_late_chosen(self, late_ms: object) -> None:
        assert isinstance(late_ms, int)  # noqa: S101 -- of Lateness
        sound = self.settings.sound
        sound.latency_ms[sound.device] = late_ms
        if late_ms == 0:
            del sound.latency_ms[sound.device]
        self.changed.emit()
