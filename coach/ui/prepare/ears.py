"""What will be heard: a chip each, on or off, and the way to all that can be set of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from coach.library.settings import Settings
from coach.ui.session.flow import FlowLayout
from coach.ui.style import of_kind


class Ears(QWidget):
    """The breath sound, the cue at each turn, chimes, the voice, the settling minute."""

    changed = Signal(str, bool)
    """The field of the settings, such as "sound.tone_on", and what it is now; by a person."""
    settings_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, gap=8)
        flow.setContentsMargins(0, 0, 0, 0)
        self.chips: dict[str, QPushButton] = {}
        for field, text, called, explanation in self._words():
            chip = of_kind(QPushButton(text, self), "chip")
            chip.setCheckable(True)
            chip.setToolTip(explanation)
            chip.setAccessibleName(called)
            chip.setAccessibleDescription(explanation)
            chip.clicked.connect(lambda on, field=field: self.changed.emit(field, on))
            flow.addWidget(chip)
            self.chips[field] = chip
        self.more = of_kind(QPushButton(self.tr("More…"), self), "link")
        self.more.setAccessibleName(self.tr("More settings of the sound"))
        self.more.clicked.connect(self.settings_requested)
        flow.addWidget(self.more)

    def show_settings(self, settings: Settings) -> None:
        """What is on now; nobody is told."""
        for field, chip in self.chips.items():
            part, _, name = field.partition(".")
            chip.setChecked(getattr(getattr(settings, part), name))

    def buttons(self) -> list[QPushButton]:
        """The chips and the way to the settings, in order."""
        return [*self.chips.values(), self.more]

    def _words(self) -> tuple[tuple[str, str, str, str], ...]:
        """Field, text of the chip, its name where "Sound" does not stand above it, what it does."""
        return (
            (
                "sound.tone_on",
                self.tr("Breath"),
                self.tr("Breath sound"),
                self.tr("Rises while the client breathes in, falls while they breathe out"),
            ),
            (
                "sound.cue_on",
                self.tr("Turns"),
                self.tr("Turns of the breath"),
                self.tr("A short sound where a breath in begins, and where a breath out does"),
            ),
            (
                "sound.chimes_on",
                self.tr("Chimes"),
                self.tr("Chimes"),
                self.tr("Before a stage ends, at its change, and at the end"),
            ),
            (
                "voice.on",
                self.tr("Voice"),
                self.tr("Voice"),
                self.tr("Says the stage, its cues, and what was commanded"),
            ),
            (
                "sound.settle",
                self.tr("Settle"),
                self.tr("Settle for a minute"),
                self.tr("A minute of rest before the first stage"),
            ),
        )
