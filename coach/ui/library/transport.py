"""The controls below the timeline: play, how fast, by breath and by stage, and the time."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from coach.live.replay import SPEEDS
from coach.ui import words
from coach.ui.style import of_kind


class Transport(QWidget):
    """`play_toggled()`; `speed_requested(int)`; `breath_requested(±1)`; `stage_requested(±1)`."""

    play_toggled = Signal()
    speed_requested = Signal(int)
    breath_requested = Signal(int)
    stage_requested = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.play = of_kind(QPushButton(self), "play")
        self.play.clicked.connect(self.play_toggled)
        self._length_ms = 0
        self._elapsed = of_kind(QLabel(self), "title")
        self._whole = of_kind(QLabel(self), "muted")
        self._speeds = QButtonGroup(self)
        self._speeds.idClicked.connect(self.speed_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.play)
        for speed in SPEEDS:
            chip = of_kind(QPushButton(f"{speed}×", self), "chip")
            chip.setCheckable(True)
            chip.setAccessibleName(self.tr("{n} times as fast").replace("{n}", str(speed)))
            self._speeds.addButton(chip, speed)
            row.addWidget(chip)
        row.addSpacing(8)
        steps = (
            ("«", self.tr("Stage before  (←)"), self.stage_requested, -1),
            ("‹", self.tr("Breath before  ( , )"), self.breath_requested, -1),
            ("›", self.tr("Next breath  ( . )"), self.breath_requested, 1),
            ("»", self.tr("Next stage  (→)"), self.stage_requested, 1),
        )
        for sign, name, signal, count in steps:
            row.addWidget(self._step(sign, name, signal, count))
        row.addSpacing(12)
        row.addWidget(self._elapsed)
        row.addWidget(self._whole)
        row.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_playing(False)
        self.show_speed(SPEEDS[0])

    def show_playing(self, playing: bool) -> None:
        """What the large button does now."""
        self.play.setText(self.tr("Pause") if playing else self.tr("Play"))

    def show_speed(self, speed: int) -> None:
        """Which speed is in force."""
        self._speeds.button(speed).setChecked(True)

    def show_length(self, length_ms: int) -> None:
        """Hands-on time of the whole session."""
        self._length_ms = length_ms
        self._whole.setText(f"/ {words.clock(length_ms)}")
        self.show_position(0)

    def show_position(self, elapsed_ms: int) -> None:
        """Hands-on time now."""
        text = words.clock(elapsed_ms)
        if text != self._elapsed.text():
            self._elapsed.setText(text)

    def position(self) -> str:
        """The time as shown."""
        return self._elapsed.text()

    def _step(self, sign: str, name: str, signal: SignalInstance, count: int) -> QPushButton:
        button = of_kind(QPushButton(sign, self), "chip")
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: signal.emit(count))
        return button
