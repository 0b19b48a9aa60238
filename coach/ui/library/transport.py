"""The controls below the timeline: play, how fast, by breath and by stage, and the time."""

from PySide6.QtCore import QSize, Signal, SignalInstance
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from coach.live.replay import SPEEDS
from coach.ui import words
from coach.ui.access.spoken import Role, Spoken
from coach.ui.session.flow import FlowLayout
from coach.ui.style import of_kind


class Position(QLabel, Spoken):
    """Where the replay stands. A reader is told of each minute, and of the second when it asks."""

    spoken_role = Role.Clock
    _longest = ""

    def set_length(self, length_ms: int) -> None:
        """As wide as it will be at the end: nothing beside it moves while it counts."""
        self._longest = words.clock(length_ms)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Of the longest time, in the widest digits."""
        size = super().sizeHint()
        metrics = self.fontMetrics()
        widest = max("0123456789", key=metrics.horizontalAdvance)
        longest = "".join(widest if sign.isdecimal() else sign for sign in self._longest)
        return size.expandedTo(QSize(metrics.horizontalAdvance(longest) + 2, size.height()))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def show_position(self, elapsed_ms: int) -> None:
        """Hands-on time."""
        text = words.clock(elapsed_ms)
        if text == self.text():
            return
        called = self.tr("At {n} min").replace("{n}", str(elapsed_ms // 60_000))
        if called != self.accessibleName():
            self.setAccessibleName(called)
        self.setText(text)

    def spoken_value(self) -> str:
        """To the second."""
        return self.text()

    def is_silent(self) -> bool:
        """Before there is a session."""
        return not self.text()


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
        self._elapsed = of_kind(Position(self), "title")
        self._whole = of_kind(QLabel(self), "muted")
        self._speeds = QButtonGroup(self)
        self._speeds.idClicked.connect(self.speed_requested)
        self._row = row = FlowLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.play)
        for speed in SPEEDS:
            chip = of_kind(QPushButton(f"{speed}×", self), "chip")
            chip.setCheckable(True)
            chip.setAutoExclusive(True)
            chip.setAccessibleName(self.tr("Speed {n}×").replace("{n}", str(speed)))
            self._speeds.addButton(chip, speed)
            row.addWidget(chip)
        steps = (
            ("«", self.tr("Stage before"), "←", self.stage_requested, -1),
            ("‹", self.tr("Breath before"), ",", self.breath_requested, -1),
            ("›", self.tr("Next breath"), ".", self.breath_requested, 1),
            ("»", self.tr("Next stage"), "→", self.stage_requested, 1),
        )
        for sign, name, key, signal, count in steps:
            row.addWidget(self._step(sign, name, key, signal, count))
        times = QWidget(self)
        beside = QHBoxLayout(times)
        beside.setContentsMargins(12, 0, 12, 0)
        beside.addWidget(self._elapsed)
        beside.addWidget(self._whole)
        row.addWidget(times)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_playing(False)
        self.show_speed(SPEEDS[0])

    def sizeHint(self) -> QSize:
        """All in one row."""
        wide = self._row.row_width()
        return QSize(wide, self._row.heightForWidth(wide))

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
        whole = self.tr("of {time}").replace("{time}", words.clock(length_ms))
        self._whole.setAccessibleName(whole)
        self._elapsed.set_length(length_ms)
        self.show_position(0)

    def show_position(self, elapsed_ms: int) -> None:
        """Hands-on time now."""
        self._elapsed.show_position(elapsed_ms)

    def position(self) -> str:
        """The time as shown."""
        return self._elapsed.text()

    def _step(
        self, sign: str, name: str, key: str, signal: SignalInstance, count: int
    ) -> QPushButton:
        button = of_kind(QPushButton(sign, self), "chip")
        button.setToolTip(f"{name}  ( {key} )")
        button.setAccessibleName(name)
        button.clicked.connect(lambda: signal.emit(count))
        return button
