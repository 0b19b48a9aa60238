"""How late an output is, set by ear and eye: turns that are shown while they should be heard."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from coach.ui.settings.controls import Control, Level
from coach.ui.style import of_kind

MOST_MS = 500
STEP_MS = 10


class Lateness(Control):
    """The value is in ms, negative where the sound comes too early."""

    trial_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.level = Level(-MOST_MS, MOST_MS, STEP_MS, self._words)
        self.level.chosen.connect(self._on_level_chosen)
        self.trial = of_kind(QPushButton(self.tr("Try it"), self), "chip")
        self.trial.setCheckable(True)
        self.trial.toggled.connect(self._on_trial_toggled)
        self.turn = of_kind(QLabel(self), "title")
        self.turn.setAccessibleName(self.tr("Turn of the breath"))
        below = QHBoxLayout()
        below.setSpacing(18)
        below.addWidget(self.trial)
        below.addWidget(self.turn, 1, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.level)
        column.addLayout(below)

    def show_value(self, value: object) -> None:
        """Milliseconds."""
        self.level.show_value(value)

    def call(self, label: str, explanation: str) -> None:
        """The slider has the name; the button says what it tries."""
        super().call(label, explanation)
        self.level.call(label, explanation)
        self.trial.setAccessibleName(f"{self.trial.text()}: {label}")

    def show_turn(self, inhaling: bool) -> None:
        """A turn that should be heard now."""
        if self.trial.isChecked():
            self.turn.setText(self.tr("↑ In") if inhaling else self.tr("↓ Out"))

    def stop(self) -> None:
        """End a trial that runs."""
        self.trial.setChecked(False)

    def _words(self, late_ms: float) -> str:
        figure = "0" if round(late_ms) == 0 else f"{late_ms:+.0f}".replace("-", "\N{MINUS SIGN}")
        return self.tr("{n} ms").replace("{n}", figure)

    def _on_level_chosen(self, value: object) -> None:
        assert isinstance(value, int | float)  # noqa: S101 -- a level's value
        self.chosen.emit(round(value))

    def _on_trial_toggled(self, on: bool) -> None:
        if not on:
            self.turn.clear()
        self.trial_toggled.emit(on)
