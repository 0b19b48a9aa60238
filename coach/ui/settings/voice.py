"""Settings of the voice: which, how fast and loud, and what it says."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from coach.library.settings import Settings
from coach.ui.settings import words
from coach.ui.settings.choices import Choices
from coach.ui.settings.controls import Level, ManyChips, Switch
from coach.ui.settings.part import Part
from coach.ui.settings.problem import Problem

MINUTES = (20, 15, 10, 5, 2, 1)

Named = Sequence[tuple[str, str]]
"""Ids and names."""


class VoicePart(Part):
    """It knows no engine: what there is comes by `set_voices`."""

    preview_requested = Signal()

    def __init__(self) -> None:
        super().__init__("voice", self.tr("Voice"))
        self._engines: Named = ()
        self._voices: Named = ()
        self.problem = Problem()
        self.add_widget(self.problem)
        self.engine, self.voice = Choices(), Choices()
        self.engine.chosen.connect(self._on_engine_chosen)
        self.preview = QPushButton(self.tr("Listen"))
        self.preview.clicked.connect(self.preview_requested)
        self._add_speaker()
        self._add_said()

    def set_voices(self, engines: Named, voices: Named) -> None:
        """What the system has; the voices are those of the engine in use."""
        self._engines, self._voices = engines, voices
        self._show_lists()

    def show_problem(self, code: str | None) -> None:
        """Why nothing is spoken; None where it can be."""
        self.problem.say(None if code is None else words.voice_problem(code))
        self.preview.setEnabled(code is None)

    def show_settings(self, settings: Settings) -> None:
        """Show these, and change these from now on."""
        super().show_settings(settings)
        self._show_lists()

    def _show_lists(self) -> None:
        chosen = self.settings.voice
        usual = ("", self.tr("The system's own"))
        for box, there, value in (
            (self.engine, self._engines, chosen.engine),
            (self.voice, self._voices, chosen.voice),
        ):
            box.set_options([usual, *words.with_missing(there, value)])
            box.show_value(value)

    def _add_speaker(self) -> None:
        self.add_row(
            self.tr("Speak"),
            self.tr("Says the stage, its cues, what is left, and what was commanded."),
            Switch(),
            self.tr("speech, talk, announce, say, text to speech"),
            field="voice.on",
        )
        self.add_row(
            self.tr("Voice"),
            self.tr("Those that the system has. It speaks at the system's own output."),
            self.voice,
            self.tr("speaker, language, male, female"),
            field="voice.voice",
        )
        self.add_row(
            self.tr("Engine"),
            self.tr("The program of the system that speaks."),
            self.engine,
            self.tr("speech dispatcher, espeak, synthesiser"),
        )
        self.add_row(
            self.tr("Speed"),
            self.tr("How fast it speaks."),
            Level(-1.0, 1.0, 0.1, self._rate_words),
            self.tr("rate, slow, fast"),
            field="voice.rate",
        )
        self.add_row(
            self.tr("Volume"),
            self.tr("How loud it speaks. The breath sound steps back while it does."),
            Level(0.0, 1.0, 0.05, words.percent),
            self.tr("loudness, quiet"),
            field="voice.volume",
        )
        self.add_row(
            self.tr("Try it"), "", self._left(self.preview), self.tr("listen, test, preview")
        )

    def _add_said(self) -> None:
        for field, label, explanation, more in (
            (
                "voice.stages",
                self.tr("Say the stages"),
                self.tr("“Kneading.” “Twenty seconds, then trapezius. Go to the head.”"),
                self.tr("name, next, announce"),
            ),
            (
                "voice.cues",
                self.tr("Say the cues"),
                self.tr("What the hands do on the breath in and out, when a stage begins."),
                self.tr("hands, in, out"),
            ),
            (
                "voice.areas",
                self.tr("Say the tense areas"),
                self.tr("“Area one, left.” “Two minutes here. Stay, or move on?”"),
                self.tr("marks, knots"),
            ),
            (
                "voice.commands",
                self.tr("Say what was commanded"),
                self.tr("“Tempo twelve.” “Paused.” “Area two marked.”"),
                self.tr("confirm, keys, pedal, answer"),
            ),
            (
                "voice.time_left",
                self.tr("Say the time left"),
                self.tr("At the minutes chosen below."),
                self.tr("remaining, clock, end"),
            ),
        ):
            self.add_row(label, explanation, Switch(), more, field=field)
        self.add_row(
            self.tr("Minutes left"),
            self.tr("When the time left is said."),
            ManyChips(MINUTES, lambda n: self.tr("{n} min").replace("{n}", str(n))),
            self.tr("remaining, time, clock"),
            field="voice.minutes_left",
        )

    def _rate_words(self, rate: float) -> str:
        return f"{rate:+.0%}".replace("%", " %") if round(rate, 2) else self.tr("usual")

    def _on_engine_chosen(self, engine: object) -> None:
        """Another engine has other voices."""
        self.settings.voice.engine, self.settings.voice.voice = str(engine), ""
        self._show_lists()
        self.changed.emit()

    def _left(self, widget: QWidget) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        return held
