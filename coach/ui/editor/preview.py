"""The edited stage as the Session shows it, breath after breath, at a chosen speed."""

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from coach.breath.pattern import BreathPattern
from coach.live.clock import NowMs
from coach.live.performer import FASTEST_BPM, FRAME_MS
from coach.massage.protocol import Length, Protocol, Stage, Works
from coach.session.decide import begin
from coach.session.events import Pacing
from coach.session.moment import moment_at, stilled
from coach.session.state import State, start
from coach.ui.motion import Motion
from coach.ui.session.scene import Scene
from coach.ui.settings.controls import Chips
from coach.ui.style import of_kind
from coach.ui.theme import Theme

LONGEST_MIN = 30.0
SPEEDS = (0.5, 1.0, 2.0, 4.0)
SHAPE = 0.62
"""Of the scene: its height, of its width."""


class Preview(QWidget):
    """Runs while it is seen."""

    def __init__(self, theme: Theme, now_ms: NowMs, language: str) -> None:
        super().__init__()
        self._now_ms = now_ms
        self._language = language
        self._state: State | None = None
        self._shown: tuple[Protocol, Stage] | None = None
        self._t_ms, self._seen_ms, self._speed = 0.0, 0, 1.0
        self.scene = Scene(theme, self)
        self.scene.begin(language=language, turn_degrees=0, rehearsal_speed=None)
        self.scene.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.speeds = Chips([(speed, f"{speed:g} ×") for speed in SPEEDS])
        self.speeds.call(self.tr("Speed"), self.tr("How fast the preview runs"))
        self.speeds.show_value(1.0)
        self.speeds.chosen.connect(self._on_speeds_chosen)
        note = of_kind(QLabel(self.tr("As the Session shows this stage.")), "muted")
        note.setWordWrap(True)
        note.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(note)
        column.addWidget(self.scene)
        column.addWidget(self.speeds)
        column.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.scene.set_theme(theme)

    def set_motion(self, motion: Motion) -> None:
        """How much moves."""
        self.scene.set_motion(motion)

    def show_stage(self, protocol: Protocol, stage: Stage) -> None:
        """Show a stage alone; the breath goes on where it was."""
        if self._shown == (protocol, stage):
            return
        self._shown = (protocol, stage)
        self._state = _alone(protocol, stage)
        self._show()

    def set_width(self, width: int) -> None:
        """The scene is as wide as it may be, and high in proportion."""
        self.scene.setFixedHeight(round(width * SHAPE))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to run."""
        super().showEvent(event)
        self._seen_ms = self._now_ms()
        self._timer.start()
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stand still."""
        super().hideEvent(event)
        self._timer.stop()

    def _on_speeds_chosen(self, speed: float) -> None:
        self._speed = speed
        self.speeds.show_value(speed)

    def _on_timer_timeout(self) -> None:
        now_ms = self._now_ms()
        self._t_ms += (now_ms - self._seen_ms) * self._speed
        self._seen_ms = now_ms
        self._show()

    def _show(self) -> None:
        if self._state is None:
            return
        period_ms = self._state.pattern.period_ms
        end_ms = LONGEST_MIN * 30_000 // period_ms * period_ms
        moment = moment_at(self._state, round(self._t_ms % end_ms))
        if self._speed * moment.rate_bpm > FASTEST_BPM:
            moment = stilled(moment)
        self.scene.show_moment(moment)


def _alone(protocol: Protocol, stage: Stage) -> State:
    """A session of nothing but this stage, along its path."""
    only = replace(stage, works=Works.PATH, share=1.0, optional=False, least_min=0.1)
    minutes = Length(LONGEST_MIN, LONGEST_MIN, LONGEST_MIN)
    alone = replace(protocol, stage=(only,), minutes=minutes)
    pattern = BreathPattern(protocol.rate_bpm, protocol.inhale_share, protocol.pause_share)
    length_ms = round(LONGEST_MIN * 60_000)
    return start(begin(alone, length_ms, pattern, Pacing.STEADY, tapped=False))
